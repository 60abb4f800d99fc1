"""Building a post's body from marked-up text: the prose, and where its zones and links lie in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from kg.model import Link, Span, Zone, ZoneKind
from kg.posts.addresses import unwrapped
from kg.posts.references import KEY

_SPACES = re.compile(r"[ \t\n\r\f]+")
CELL = " | "
ITEM = "- "
NOTE = "("
NOTE_END = ")"
PAST_ROUTER = "pathname://"  # Docusaurus's, before a path that the browser is to load


class Break(IntEnum):
    """What separates two pieces of prose, the stronger the greater."""

    NONE = 0
    SOFT = 1  # the end of a line in the source: a space, but none between two Han characters
    SPACE = 2
    CELL = 3
    LINE = 4
    BLOCK = 5


_CHARACTERS = {Break.NONE: "", Break.SPACE: " ", Break.CELL: CELL, Break.LINE: "\n", Break.BLOCK: "\n\n"}


@dataclass(slots=True)
class _Anchor:
    target: str
    start: int | None = None  # where its first word stands, once that is written


@dataclass(slots=True)
class Prose:
    """Takes pieces of text and breaks between them; its spans quote exactly what was written."""

    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _last: str = ""  # the last character
    _break: Break = Break.NONE
    _prefix: str = ""
    _notes: int = 0  # that are open
    _anchors: list[_Anchor] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What was written so far; never starts or ends with a break."""
        return "".join(self._pieces)

    def is_empty(self) -> bool:
        """Tell whether nothing was written yet."""
        return not self._length

    def separate(self, strength: Break) -> None:
        """Put a break before what comes next; of several breaks in a row the strongest counts."""
        if not self._prefix:
            self._break = max(self._break, strength)

    def start_item(self) -> None:
        """Start a list item: what comes next stands on a line of its own behind a hyphen."""
        self.separate(Break.LINE)
        self._prefix = ITEM

    def drop_item(self) -> None:
        """End a list item, which may have stayed empty."""
        self._prefix = ""
        self.separate(Break.LINE)

    def write(self, text: str) -> None:
        """Write characters as they are."""
        if text:
            self._flush(text[0])
            self._append(text)

    def flow(self, text: str) -> None:
        """Write characters in which white space only separates words."""
        end = 0
        for space in _SPACES.finditer(text):
            self.write(text[end : space.start()])
            self.separate(Break.SOFT if "\n" in space.group() else Break.SPACE)
            end = space.end()
        self.write(text[end:])

    def write_zone(self, text: str, kind: ZoneKind) -> None:
        """Write characters as they are, all of them in one zone."""
        if text:
            self._flush(text[0])
            self.zones.append(Zone(Span(self._length, self._length + len(text)), kind))
            self._append(text)

    def start_note(self) -> None:
        """Start a note in the middle of a sentence: what comes next stands in brackets."""
        self.separate(Break.SPACE)
        self._prefix = NOTE
        self._notes += 1

    def end_note(self) -> None:
        """End a note, which may have stayed empty."""
        if not self._notes:
            return
        self._notes -= 1
        if self._prefix == NOTE:
            self._prefix = ""
            return
        if self._break <= Break.SPACE:
            self._break = Break.NONE
        self.write(NOTE_END)

    def cite(self, keys: Sequence[str], *, bracketed: bool = True) -> None:
        """Write citations by key as Pandoc has them, [@one; @other], each key a link."""
        for number, key in enumerate(keys):
            self.write(("; " if number else "[") if bracketed or number else "")
            self.open_link(KEY + key)
            self.write_zone(f"@{key}", ZoneKind.MARKUP)
            self.close_link()
        self.write("]" if keys and bracketed else "")

    def open_link(self, target: str) -> None:
        """Start an anchor."""
        self._anchors.append(_Anchor(unwrapped(target.removeprefix(PAST_ROUTER))))

    def close_link(self) -> None:
        """End the innermost anchor; one without words leaves no link."""
        if not self._anchors:
            return
        anchor = self._anchors.pop()
        if anchor.start is not None and anchor.start < self._length and anchor.target:
            self.links.append(Link(Span(anchor.start, self._length), anchor.target))

    def close_all(self) -> None:
        """End every anchor that is still open: it was never closed, so it is none."""
        self._anchors.clear()

    def _flush(self, following: str) -> None:
        """Write the break and the prefix that wait, and let the open anchors start here."""
        if self._length:
            self._append(self._characters_of_break(following))
        self._break = Break.NONE
        prefix, self._prefix = self._prefix, ""
        self._append(prefix)
        for anchor in reversed(self._anchors):
            if anchor.start is not None:
                break
            anchor.start = self._length

    def _characters_of_break(self, following: str) -> str:
        if self._break is not Break.SOFT:
            return _CHARACTERS[self._break]
        return "" if _is_wide(self._last) and _is_wide(following) else " "

    def _append(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)
            self._last = text[-1]


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F")
