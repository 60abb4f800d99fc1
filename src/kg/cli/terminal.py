"""Text that is safe to show on a terminal, and talk that goes to stderr."""

from __future__ import annotations

import re

import click

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    r"""Return the text with control and direction characters shown as � so that no post can move the cursor.

    >>> plain("a\x1b[31mb")
    'a\ufffd[31mb'
    """
    return _CONTROL.sub("\ufffd", text)


def talk(text: str) -> None:
    """Say something to the person, not to the pipe."""
    click.echo(plain(text), err=True)
