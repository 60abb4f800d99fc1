"""A process of the pool: it keeps a store open and answers one query after the other, until it is ended from outside.

What a stranger wrote is first read in here, the gate's reading too: whatever takes too long or too much memory takes
this process along, and nothing else.
"""

from __future__ import annotations

import ctypes
import json
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.errors import KgError, NothingBuiltError, UsageError
from kg.query.ask import Answer
from kg.query.faults import to_query_error
from kg.query.formats import Form, Format
from kg.query.gate import check_query
from kg.query.questions import bind, find_named_query, parse_values
from kg.query.render import to_bytes
from kg.query.resolve import resolve
from kg.query.text.search import Found, search
from kg.query.worker import Header, Request, answer, cut_network, find_base, limit_memory
from kg.serve.declaring import declare
from kg.serve.frames import Ask, Reply, Setup, State, parse_ask, parse_setup, to_line
from kg.serve.native import Room, answer_natively

_END_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>
_NO_NEW_RIGHTS: Final = 38  # PR_SET_NO_NEW_PRIVS
_MARGIN: Final = 0.9
_PIPE: Final = 2**20  # bytes: the most that a user may ask for
_LONGEST_MESSAGE: Final = 4000
_QUESTIONS: Final = "GET /questions shows the questions and their parameters"


def main() -> None:
    """Open the store that the first line names, then answer each line that follows."""
    lines = sys.stdin.buffer
    setup = parse_setup(lines.readline())
    has_network = _seal(setup.memory)
    try:
        store = Store.read_only(setup.store)
        base = find_base(store)
    except (OSError, ValueError, RuntimeError) as error:
        _say(Reply(state=State.LOST, words=(str(error),)))
        return
    _say(Reply(state=State.READY, base=base, has_network=has_network))
    desk = Desk(store, base, setup)
    for line in lines:
        _say(*desk.reply(parse_ask(line)))


class Desk:
    """Where one process takes questions to one store."""

    def __init__(self, store: Store, base: str, setup: Setup) -> None:
        self._store = store
        self._base = base
        self._setup = setup

    def reply(self, ask: Ask) -> tuple[Reply, bytes]:
        """Answer, or say why not; raise only what should end the process."""
        query = ask.query
        try:
            if ask.text is not None:
                return self._reply_found(ask.text, ask.limit)
            if ask.name:
                return self._reply_named(ask)
            if not ask.is_own:
                check_query(query)
            return self._run(query, ask)
        except NothingBuiltError as error:
            return Reply(state=State.ABSENT, words=self._to_words(error)), b""
        except KgError as error:
            return Reply(state=State.REFUSED, words=self._to_words(error)), b""
        except OSError as error:
            return Reply(state=State.LOST, words=(str(error),)), b""
        except (SyntaxError, ValueError, RuntimeError) as error:
            return Reply(state=State.REFUSED, words=self._to_words(to_query_error(query, str(error)))), b""

    def _to_words(self, error: KgError) -> tuple[str, str]:
        """Return what is said of an error to people who know neither the command line nor where the build lies."""
        remedy = _QUESTIONS if isinstance(error, UsageError) else error.remedy
        place = str(Path(self._setup.store).parent)
        message, remedy = (each.replace(place, "OUT") for each in (error.message, remedy))
        return _shorten(message), remedy.replace("kg query --list", "GET /questions")

    def _reply_named(self, ask: Ask) -> tuple[Reply, bytes]:
        named = find_named_query(ask.name)
        terms = resolve(named, parse_values(named, ask.words), self._look_up, self._search)
        if ask.is_text:
            text = declare(bind(named, terms, None if ask.limit is None else ask.limit - 1)).encode()
            return Reply(state=State.ANSWERED, length=len(text)), text
        limit = named.limit if ask.limit is None else ask.limit
        return self._run(bind(named, terms, limit), ask, limit)

    def _reply_found(self, text: str, limit: int | None) -> tuple[Reply, bytes]:
        found = self._search(text, limit)
        body = json.dumps(asdict(found), ensure_ascii=False).encode("utf-8", "replace")
        return Reply(state=State.ANSWERED, size=len(found.posts) + len(found.concepts), length=len(body)), body

    def _search(self, text: str, limit: int | None = None) -> Found:
        folder = Path(self._setup.store).parent
        return search(folder, text) if limit is None else search(folder, text, limit=limit)

    def _look_up(self, query: str) -> Answer:
        header, lines = answer(self._store, Request("", query), self._base)
        return _to_answer(header, lines)

    def _run(self, query: str, ask: Ask, limit: int | None = None) -> tuple[Reply, bytes]:
        """Answer within the limits."""
        most = self._setup.rows if limit is None else min(limit, self._setup.rows)
        room = Room(rows=most, size=self._setup.size)
        written = answer_natively(self._store, query, self._base, ask.rows, room) if ask.rows else None
        if written and ask.rows:
            header, body = written
            return _to_reply(header, ask.rows, body), body
        return self._run_row_by_row(query, ask, room)

    def _run_row_by_row(self, query: str, ask: Ask, room: Room) -> tuple[Reply, bytes]:
        """Answer; what the format adds to the characters is only known when it is written."""
        size = room.size
        while True:
            header, lines = answer(self._store, Request("", query, room.rows, size=size), self._base)
            chosen = ask.triples if header.form is Form.TRIPLES else ask.rows
            if chosen is None:
                return Reply(state=State.UNACCEPTABLE, form=header.form), b""
            body = _render(_to_answer(header, lines), chosen)
            if len(body) <= room.size or not header.size:
                return _to_reply(header, chosen, body), body
            size = int(size * room.size / len(body) * _MARGIN)


def _to_answer(header: Header, lines: Iterable[str]) -> Answer:
    body = "".join(lines).encode()
    return Answer(form=header.form, size=header.size, is_cut=header.is_cut, base=header.base, body=body)


def _render(answered: Answer, chosen: Format) -> bytes:
    return answered.body if chosen is Format.JSON else to_bytes(answered, chosen)


def _to_reply(header: Header, chosen: Format, body: bytes) -> Reply:
    return Reply(
        state=State.ANSWERED,
        form=header.form,
        format=chosen,
        size=header.size,
        is_cut=header.is_cut,
        base=header.base,
        length=len(body),
    )


def _shorten(message: str) -> str:
    """Cut a message that shows a long line of a query; its beginning says what is wrong."""
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]}…"


def _say(reply: Reply, body: bytes = b"") -> None:
    sys.stdout.buffer.write(to_line(reply) + body)
    sys.stdout.buffer.flush()


def _seal(memory: int) -> bool:
    """Give up what a query needs not: the network, files to write, memory; tell whether there is a network still."""
    if sys.platform.startswith("linux"):
        control = ctypes.CDLL(None).prctl
        control(_END_WITH_PARENT, signal.SIGKILL)
        control(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    has_network = not cut_network()
    try:
        import fcntl
        import resource
    except ImportError:  # not on Windows
        return has_network
    # A pipe holds 64 KB: a longer answer would stop and go with the endpoint, each time at the scheduler's mercy.
    with suppress(OSError, AttributeError):  # only Linux knows how
        fcntl.fcntl(sys.stdout.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
    # A system may know no such limit, or have a lower one already.
    with suppress(OSError, ValueError):
        limit_memory(memory)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return has_network


if __name__ == "__main__":
    main()
