"""One record for each post, where several places tell the same post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import PostId
from kg.posts.addresses import exact_key, path_of, query_of
from kg.posts.record import Doubt, Merge, Record
from kg.posts.suspects import find_suspects
from kg.posts.unite import are_alike, rank, unite

MOST_COMPARED = 20  # groups of one title and date that a record is compared with
JOINED_BY_ADDRESS = "the same address"
JOINED_BY_DAY = "the same title, days that agree and texts that open alike"
JOINED_BY_TEXT = "the same title and texts that open alike"
WHY_NO_DATE = "same title, but nothing else tells that it is the same post"
WHY_SEVERAL = "same title and day, but several years fit"
WHY_TEXTS = "same title and date, but texts or authors differ"


@dataclass(frozen=True, slots=True)
class Merged:
    """The records that are left, why those of several places were taken for one, and the doubts about them."""

    records: tuple[Record, ...]
    doubts: tuple[Doubt, ...]
    reasons: Mapping[int, str]  # by the record's number


def merge(records: Iterable[Record]) -> Merged:
    """Return one record for each post, whatever the order of the records.

    Records tell the same post if they have the same address; or the same folded title, days that agree, no two
    authors, and texts that open alike. Where only some of this is so they stay apart, in doubt.
    """
    by_title: dict[str, list[_Joined]] = defaultdict(list)
    for joined in _merge_by_address(sorted(records, key=rank)):
        by_title[joined.record.folded.title].append(joined)
    merged: list[Record] = []
    doubts: list[Doubt] = []
    reasons: dict[int, str] = {}
    for title in sorted(by_title):
        sorter = _Sorter(is_titled=bool(title))
        several = by_title[title]
        for joined in sorted(several, key=lambda each: rank(each.record)) if len(several) > 1 else several:
            sorter.place(joined)
        doubts += [Doubt(each.first + len(merged), each.second + len(merged), each.reason) for each in sorter.doubts]
        for group in sorter.groups:
            why = dict.fromkeys([*(each.reason for each in group), _why(group)])
            if any(why):
                reasons[len(merged)] = "; ".join(filter(None, why))
            merged.append(unite([each.record for each in group]))
    known = {(each.first, each.second) for each in doubts}
    doubts += [each for each in find_suspects(merged) if (each.first, each.second) not in known]
    return Merged(tuple(merged), tuple(doubts), reasons)


def to_merges(merged: Merged, names: Sequence[PostId]) -> Iterator[Merge]:
    """Yield the posts that several places tell, by their ids."""
    for number, reason in sorted(merged.reasons.items()):
        yield Merge(names[number], merged.records[number].sources, reason)


@dataclass(frozen=True, slots=True)
class _Joined:
    """A record, and why several were joined to it; empty where it is the only one."""

    record: Record
    reason: str = ""


def _why(group: Sequence[_Joined]) -> str:
    if len(group) < 2:
        return ""
    return JOINED_BY_DAY if group[0].record.published or group[0].record.month_day else JOINED_BY_TEXT


def _merge_by_address(records: Sequence[Record]) -> Iterator[_Joined]:
    by_address: dict[str, list[list[Record]]] = defaultdict(list)
    for record in records:
        if not record.address:
            yield _Joined(record)
            continue
        groups = by_address[exact_key(record.address)]
        fitting = next((group for group in groups[:MOST_COMPARED] if _may_be_one(group[0], record)), None)
        if fitting is None:
            groups.append([record])
        else:
            fitting.append(record)
    for groups in by_address.values():
        for group in groups:
            yield _Joined(unite(group), JOINED_BY_ADDRESS if len(group) > 1 else "")


def _may_be_one(one: Record, other: Record) -> bool:
    """Tell whether two records of one address are one post: unless it is only where the site begins, they are."""
    if path_of(one.address or "").strip("/") or query_of(one.address or ""):
        return True
    titles = one.folded.title, other.folded.title
    if not all(titles) or titles[0] == titles[1] or not (one.length and other.length):
        return True
    return are_alike(one, other)


@dataclass(slots=True)
class _Sorter:
    """Sorts the records of one title into posts; the records come richest first.

    Each record is compared with the first of a few groups, so that many posts of one title take no longer.
    """

    is_titled: bool
    groups: list[list[_Joined]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    _of_date: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _of_day: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _of_opening: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def place(self, joined: _Joined) -> None:
        """Add the record to the one group it fits; else open a group, in doubt about one that may be the same."""
        record = joined.record
        fitting = self._fitting(record)
        alike = [number for number in fitting[:MOST_COMPARED] if are_alike(self.groups[number][0].record, record)]
        if len(alike) == 1:
            self.groups[alike[0]].append(joined)
            return
        if self.is_titled:
            self._doubt(record, fitting, len(alike))
        self._open(joined)

    def _fitting(self, record: Record) -> list[int]:
        """Return the groups whose date agrees; without any date, those whose text opens the same way."""
        if record.published:
            return self._of_date[record.published.isoformat()]
        if record.month_day:
            return self._of_day[record.month_day]
        return self._of_opening[record.folded.opening]

    def _doubt(self, record: Record, fitting: Sequence[int], alike: int) -> None:
        new = len(self.groups)
        if fitting:
            self.doubts.append(Doubt(fitting[0], new, WHY_SEVERAL if alike else WHY_TEXTS))
        elif self.groups and not record.published and not record.month_day:
            self.doubts.append(Doubt(0, new, WHY_NO_DATE))

    def _open(self, joined: _Joined) -> None:
        record, number = joined.record, len(self.groups)
        self.groups.append([joined])
        if record.published:
            self._of_date[record.published.isoformat()].append(number)
            self._of_day[f"--{record.published:%m-%d}"].append(number)
        if record.month_day:
            self._of_day[record.month_day].append(number)
        self._of_opening[record.folded.opening].append(number)
