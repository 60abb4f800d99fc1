"""One record for each post, where several places tell the same post."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.posts.dates import same_day
from kg.posts.record import Record
from kg.posts.titles import fold_title

OPENING = 40  # folded characters by which two bodies are known to be the same text
MUCH_LONGER = 1.25  # a body this much longer tells more, whatever else its record knows

WHY_NO_DATE = "same title, but no date to tell them by"
WHY_SEVERAL = "same title and day, but several years fit"
WHY_TEXTS = "same title and date, but different texts"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records, by their number among the merged, that may tell the same post."""

    first: int
    second: int
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The records that are left, and the doubts about them."""

    records: tuple[Record, ...]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Groups:
    """The records of one title, grouped by post while they are sorted out."""

    groups: list[list[Record]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def open(self, record: Record) -> int:
        self.groups.append([record])
        return len(self.groups) - 1

    def settle(self, record: Record, fitting: Sequence[int], reason: str) -> int:
        """Add the record to the one group that fits and has its text; else let it stand alone, in doubt if any fits."""
        sure = [number for number in fitting if are_alike(self.groups[number][0], record)]
        if len(sure) == 1:
            self.groups[sure[0]].append(record)
            return sure[0]
        number = self.open(record)
        if fitting:
            self.doubts.append(Doubt(fitting[0], number, reason))
        return number


def merge(records: Iterable[Record]) -> Merged:
    """Return one record for each post, whatever the order of the records.

    Records tell the same post if they have the same address; or the same folded title, days that agree, no two
    authors, and texts that open alike. Where only some of this is so they stay apart, in doubt.
    """
    by_title: dict[str, list[Record]] = defaultdict(list)
    for record in _merge_by_address(records):
        by_title[fold_title(record.title or "")].append(record)
    merged: list[Record] = []
    doubts: list[Doubt] = []
    for title in sorted(by_title):
        sorted_out = _sort_out(by_title[title], is_titled=bool(title))
        shift = len(merged)
        merged += [_unite(group) for group in sorted_out.groups]
        doubts += [Doubt(each.first + shift, each.second + shift, each.reason) for each in sorted_out.doubts]
    return Merged(tuple(merged), tuple(doubts))


def are_alike(first: Record, second: Record) -> bool:
    """Tell whether nothing speaks against one text: it opens alike, or one of the two is empty; authors agree."""
    if first.author and second.author and fold_title(first.author) != fold_title(second.author):
        return False
    openings = _opening(first), _opening(second)
    return not all(openings) or openings[0].startswith(openings[1]) or openings[1].startswith(openings[0])
