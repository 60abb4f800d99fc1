"""The packed evidence of a page: in the page itself, or beside it where that would be too much for one file."""

from __future__ import annotations

from glob import escape
from pathlib import Path

from kg.view.packed import count_letters, to_letters


class Pieces:
    """Packed pieces, held until they and what else is packed have more letters than one file may; then written."""

    def __init__(self, page: Path, largest: int) -> None:
        """Take the path of the page; files of earlier pieces beside it are removed. `largest` is in letters."""
        for old in sorted(page.parent.glob(f"{escape(page.stem)}.ev-*.js")):
            old.unlink()
        self._page, self._room = page, largest
        self.held: list[bytes] = []  # the pieces that belong into the page
        self.names: list[str] = []  # of the files beside it

    @property
    def are_beside(self) -> bool:
        """Tell whether the pieces lie in files beside the page."""
        return self._room < 0

    def append(self, piece: bytes) -> None:
        """Take the next piece."""
        self.held.append(piece)
        self.leave_room(piece)

    def leave_room(self, packed: bytes) -> None:
        """Leave room in the page for something else that is packed."""
        self._room -= count_letters(packed)
        if self.are_beside:
            self._write_held()

    def _write_held(self) -> None:
        """Write the pieces as scripts, since a page opened from disk may read no other file."""
        for piece in self.held:
            index = len(self.names)
            beside = self._page.with_name(f"{self._page.stem}.ev-{index:02}.js")
            beside.write_bytes(f'kgEvidence({index},"{to_letters(piece)}");\n'.encode("ascii"))
            self.names.append(beside.name)
        self.held.clear()
