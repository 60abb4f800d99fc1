"""One record for each post, where several places tell the same post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.posts.record import Record
from kg.posts.titles import fold_title
from kg.posts.unite import are_alike, opening_of, rank, unite

MOST_COMPARED = 20  # groups of one title and date that a record is compared with
WHY_NO_DATE = "same title, but nothing else tells that it is the same post"
WHY_SEVERAL = "same title and day, but several years fit"
WHY_TEXTS = "same title and date, but texts or authors differ"


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


def merge(records: Iterable[Record]) -> Merged:
    """Return one record for each post, whatever the order of the records.

    Records tell the same post if they have the same address; or the same folded title, days that agree, no two
    authors, and texts that open alike. Where only some of this is so they stay apart, in doubt.
    """
    by_title: dict[str, list[Record]] = defaultdict(list)
    for record in _merge_by_address(sorted(records, key=rank)):
        by_title[fold_title(record.title or "")].append(record)
    merged: list[Record] = []
    doubts: list[Doubt] = []
    for title in sorted(by_title):
        sorter = _Sorter(is_titled=bool(title))
        for record in sorted(by_title[title], key=rank):
            sorter.place(record)
        doubts += [Doubt(each.first + len(merged), each.second + len(merged), each.reason) for each in sorter.doubts]
        merged += [unite(group) for group in sorter.groups]
    return Merged(tuple(merged), tuple(doubts))


def _merge_by_address(records: Sequence[Record]) -> list[Record]:
    by_address: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.address:
            by_address[record.address].append(record)
    return [unite(group) for group in by_address.values()] + [each for each in records if not each.address]


@dataclass(slots=True)
class _Sorter:
    """Sorts the records of one title into posts; the records come richest first.

    Each record is compared with the first of a few groups, so that many posts of one title take no longer.
    """

    is_titled: bool
    groups: list[list[Record]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _of_date: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _of_day: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _of_opening: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def place(self, record: Record) -> None:
        """Add the record to the one group it fits; else open a group, in doubt about one that may be the same."""
        fitting = self._fitting(record)
        alike = [number for number in fitting[:MOST_COMPARED] if are_alike(self.groups[number][0], record)]
        if len(alike) == 1:
            self.groups[alike[0]].append(record)
            return
        if self.is_titled:
            self._doubt(record, fitting, len(alike))
        self._open(record)

    def _fitting(self, record: Record) -> list[int]:
        """Return the groups whose date agrees; without any date, those whose text opens the same way."""
        if record.published:
            return self._of_date[record.published.isoformat()]
        if record.month_day:
            return self._of_day[record.month_day]
        return self._of_opening[opening_of(record)]

    def _doubt(self, record: Record, fitting: Sequence[int], alike: int) -> None:
        new = len(self.groups)
        if fitting:
            self.doubts.append(Doubt(fitting[0], new, WHY_SEVERAL if alike else WHY_TEXTS))
        elif self.groups and not record.published and not record.month_day:
            self.doubts.append(Doubt(0, new, WHY_NO_DATE))

    def _open(self, record: Record) -> None:
        number = len(self.groups)
        self.groups.append([record])
        if record.published:
            self._of_date[record.published.isoformat()].append(number)
            self._of_day[f"--{record.published:%m-%d}"].append(number)
        if record.month_day:
            self._of_day[record.month_day].append(number)
        self._of_opening[opening_of(record)].append(number)
