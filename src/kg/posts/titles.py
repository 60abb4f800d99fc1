"""What makes a line a title, and when two titles are the same."""

from __future__ import annotations

import unicodedata
from itertools import takewhile
from typing import Final

TITLE_COLUMNS = 120  # a title is a line; a Han character takes two columns
PARAGRAPH_COLUMNS = 240  # no title is that long, wherever it stands
SENTENCE_ENDS = "。；;，,：:、."
FULL_STOP = "。"


def fold_title(title: str) -> str:
    """Return the title without what writers vary: width, case, punctuation and spaces.

    A title that is nothing but punctuation folds to itself.
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    return plain.translate(_KEPT) or plain.strip()


class _Kept(dict[int, int | None]):
    """What `str.translate` makes of each character: letters, marks and numbers stay; looked up once each."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = code if unicodedata.category(chr(code))[0] in "LNM" else None
        return kept


_KEPT: Final = _Kept()


def columns_of(line: str) -> int:
    """Return the width of the line on a terminal, where a Han character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def may_be_title(line: str) -> bool:
    """Tell whether a line that stands where a title is expected can be one: it is no paragraph."""
    width = columns_of(line[: PARAGRAPH_COLUMNS + 1])
    if width > PARAGRAPH_COLUMNS:
        return False
    return width <= TITLE_COLUMNS or FULL_STOP not in line


def is_title(line: str, following: list[str]) -> bool:
    """Tell whether a line that may be the first paragraph is a title.

    `following` holds the paragraphs after it. A title is short, is no sentence and ends no clause; a line
    that the page prints twice in a row is the caption of a picture (three times: the title, then the caption).
    """
    if columns_of(line[: TITLE_COLUMNS + 1]) > TITLE_COLUMNS or FULL_STOP in line:
        return False
    if line.endswith(tuple(SENTENCE_ENDS)) and not line.endswith("..."):
        return False
    return sum(1 for _ in takewhile(line.__eq__, following)) != 1
