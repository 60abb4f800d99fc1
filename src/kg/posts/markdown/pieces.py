"""What stands in Markdown and is none, set aside before parsing.

Each piece is replaced by a mark that Markdown leaves alone, so that an underscore in a formula is no emphasis. Where
a mark ends up in code, the piece's own characters are put back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import ZoneKind

# Two code points that Unicode keeps free of characters for ever.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
NAME = "name:"  # starts the target of a link that gives a post's name in place of its address


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing set aside: its characters, and what the prose says in its place, as a zone or a link if any."""

    raw: str
    said: str = ""
    kind: ZoneKind | None = None
    target: str = ""
    is_block: bool = False
    is_markdown: bool = False  # what it says is Markdown itself
    before: str = ""  # what Markdown is to see before the mark
    keys: tuple[str, ...] = ()  # of a bibliography, that it cites


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text with marks, and the pieces they stand for."""

    text: str
    pieces: tuple[Piece, ...]

    def put_back(self, text: str) -> str:
        """Return the text with every piece as it was written."""
        return MARK.sub(lambda mark: self.pieces[int(mark[1])].raw, text)

    def plain(self, text: str) -> str:
        """Return the text with what the prose says in the place of each mark."""
        return MARK.sub(lambda mark: self.pieces[int(mark[1])].said, text)

    def target(self, text: str) -> str:
        """Return a link's target with each mark replaced by what it points to."""
        target = MARK.sub(lambda mark: self.pieces[int(mark[1])].target, text)
        _, name, rest = target.partition(NAME) if MARK.search(text) else ("", "", "")
        return name + rest if name else target  # what stands before a post's name is where the site begins
