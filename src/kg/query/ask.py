"""A question and its answer: through the gate, to a process that can be stopped, and back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.errors import InputError, NothingBuiltError, QueryError
from kg.query.faults import to_query_error
from kg.query.formats import Form
from kg.query.gate import check_query
from kg.query.worker import BAD_QUERY, BAD_STORE, Request, answer

DEFAULT_TIMEOUT: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query for one build. `timeout` is in seconds; `limit` cuts the answer; `memory` is in bytes.

    A query of kg's own, with nothing but escaped terms put in, needs no gate: `is_own`.
    """

    folder: Path
    query: str
    timeout: float = DEFAULT_TIMEOUT
    limit: int | None = None
    memory: int | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: SPARQL JSON results, or N-Triples where the form is triples."""

    form: Form
    size: int
    is_cut: bool
    base: str
    body: bytes

    @property
    def is_true(self) -> bool:
        """Tell whether an ASK was answered with yes."""
        return self.form is Form.BOOLEAN and bool(json.loads(self.body)["boolean"])


def ask(question: Question) -> Answer:
    """Return the answer to a question.

    Raise `NothingBuiltError` where no store is, `QueryError` for a query that may not or does not run, or that
    runs longer than its time.
    """
    store = _find_store(question.folder)
    if not question.is_own:
        check_query(question.query)
    request = Request(str(store), question.query, question.limit, question.memory)
    done = _run(json.dumps(asdict(request)), question.timeout)
    if done.returncode:
        raise _to_error(question, done)
    header, _, body = done.stdout.partition(b"\n")
    return Answer(**{**json.loads(header), "form": Form(json.loads(header)["form"])}, body=body)


def look_up(folder: Path, query: str) -> Answer:
    """Return the answer to a short query of kg's own, in this process: to start another takes ten times as long."""
    path = _find_store(folder)
    try:
        store = Store.read_only(str(path))
    except (OSError, ValueError, RuntimeError) as error:
        raise _to_store_error(path, str(error)) from error
    header, pieces = answer(store, Request(str(path), query))
    body = "".join(pieces).encode()
    return Answer(form=header.form, size=header.size, is_cut=header.is_cut, base=header.base, body=body)


def _find_store(folder: Path) -> Path:
    store = folder / "store"
    if not (store / "CURRENT").is_file():
        raise NothingBuiltError(f"{folder} holds no build", remedy=f"make one: kg build POSTS -o {folder}")
    return store


def _to_store_error(store: Path, words: str) -> InputError:
    return InputError(store, f"cannot be opened: {words}", remedy="build again: kg build POSTS -o OUT")


def _run(request: str, timeout: float) -> subprocess.CompletedProcess[bytes]:
    # -P: a folder named `kg` or `json` where the user happens to stand must not be imported.
    command = [sys.executable, "-P", "-m", "kg.query.worker"]
    path = os.pathsep.join(part for part in sys.path if part)
    try:
        return subprocess.run(  # noqa: S603 - the command is our own, the query goes through a pipe
            command,
            input=request.encode(),
            capture_output=True,
            timeout=timeout,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"the query ran longer than {timeout:g} s and was stopped",
            remedy="narrow it, or give it more time with --timeout SECONDS",
        ) from None


def _to_error(question: Question, done: subprocess.CompletedProcess[bytes]) -> QueryError | InputError:
    words = done.stderr.decode("utf-8", "replace")
    if done.returncode == BAD_QUERY:
        return to_query_error(question.query, words)
    if done.returncode == BAD_STORE:
        return _to_store_error(question.folder / "store", words)
    reason = words.strip()[-200:] or "no memory left?"
    return QueryError(
        f"the process of the query ended by itself (status {done.returncode}): {reason}",
        remedy="narrow the query: a cross product or a long sort may not fit in memory",
    )
