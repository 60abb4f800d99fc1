"""What commands share: text that is safe on a terminal, talk that goes to stderr, inputs as paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    r"""Return the text with control and direction characters shown as � so that no post can move the cursor.

    >>> plain("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL.sub("\ufffd", text)


def in_one_line(text: str) -> str:
    r"""Return the text as `plain` does, in one line: a file's name may hold a line feed.

    >>> in_one_line("a\nb")
    'a\ufffdb'
    """
    return plain(text).replace("\n", "\N{REPLACEMENT CHARACTER}")


def talk(text: str) -> None:
    """Say something to the person, not to the pipe."""
    click.echo(plain(text), err=True)


def to_inputs(words: Sequence[str]) -> list[Path | Literal["-"]]:
    """Return the inputs as paths; `-` stays, it is standard input."""
    return ["-" if word == "-" else Path(word) for word in words]
