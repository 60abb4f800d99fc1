"""What the endpoint and a process of its pool say to each other: one line of JSON, then the bytes of an answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

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
    # `dataclasses.asdict` copies every value deeply, which takes ten times as long.
    return json.dumps({name: getattr(frame, name) for name in _NAMES[type(frame)]}).encode() + b"\n"


def parse_setup(line: bytes) -> Setup:
    """Return the setup that a line holds."""
    return Setup(**json.loads(line))


def parse_ask(line: bytes) -> Ask:
    """Return the question that a line holds."""
    said = json.loads(line)
    chosen = {key: Format(said[key]) if said[key] else None for key in ("rows", "triples")}
    return Ask(**{**said, **chosen, "words": tuple(said["words"])})


def parse_reply(line: bytes) -> Reply:
    """Return the reply that a line holds."""
    said = json.loads(line)
    typed = {
        "state": State(said["state"]),
        "form": Form(said["form"]),
        "format": Format(said["format"]),
        "words": tuple(said["words"]),
    }
    return Reply(**{**said, **typed})


_NAMES: Final = {kind: tuple(field.name for field in fields(kind)) for kind in (Setup, Ask, Reply)}
