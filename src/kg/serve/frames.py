"""What the endpoint and a process of its pool say to each other: one line of JSON, then the bytes of an answer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from kg.query.formats import Form, Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a process needs before its first query."""

    store: str
    rows: int
    size: int
    memory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A query, the name of a question with its words such as `concept=BERT`, or a text to look for; and how to answer.

    A query of kg's own, with nothing but checked terms put in, needs no gate: `is_own`. Without a format for its
    form, the answer is `UNACCEPTABLE`. `is_text`: the question's SPARQL is wanted, not what it finds.
    """

    query: str = ""
    name: str = ""
    words: tuple[str, ...] = ()
    text: str | None = None
    limit: int | None = None
    is_own: bool = False
    is_text: bool = False
    rows: Format | None = None
    triples: Format | None = None


class State(StrEnum):
    """How it went."""

    READY = "ready"  # the store is open
    ANSWERED = "answered"
    REFUSED = "refused"  # the query may not, or does not, run
    UNACCEPTABLE = "unacceptable"
    ABSENT = "absent"  # the build has not got what answers it
    LOST = "lost"  # the store cannot be read, perhaps because a new build has replaced it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of it. `words` are for people: a message and a remedy, or why the store cannot be read."""

    state: State
    words: tuple[str, ...] = ()
    form: Form = Form.ROWS
    format: Format = Format.JSON
    size: int = 0
    is_cut: bool = False
    base: str = ""
    has_network: bool = False
    length: int = 0  # of the bytes that follow


def to_line(frame: Setup | Ask | Reply) -> bytes:
    """Return the frame as one line."""
    return json.dumps(asdict(frame)).encode() + b"\n"


def parse_setup(line: bytes) -> Setup:
    """Return the setup that a line holds."""
    return Setup(**json.loads(line))


def parse_ask(line: bytes) -> Ask:
    """Return the question that a line holds."""
    fields = json.loads(line)
    chosen = {key: Format(fields[key]) if fields[key] else None for key in ("rows", "triples")}
    return Ask(**{**fields, **chosen, "words": tuple(fields["words"])})


def parse_reply(line: bytes) -> Reply:
    """Return the reply that a line holds."""
    fields = json.loads(line)
    typed = {
        "state": State(fields["state"]),
        "form": Form(fields["form"]),
        "format": Format(fields["format"]),
        "words": tuple(fields["words"]),
    }
    return Reply(**{**fields, **typed})
