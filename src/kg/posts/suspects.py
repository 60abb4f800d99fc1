"""Posts that may be one and are kept apart: the same original, the same text, nearly the same title on one day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from kg.posts.addresses import exact_key
from kg.posts.record import Doubt, Record
from kg.posts.titles import fold_title
from kg.script import fold

SAME_PLACE = "the same address or the same original, but titles or texts differ"
SAME_TEXT = "the same text under two titles"
TRANSLATIONS = "by the names of their files two languages of one post"
NEAR_TITLES = "nearly the same title on the same day"
LEAST_TEXT = 60  # folded characters: a shorter text is no evidence
LEAST_LIKENESS = 88.0  # per cent; rapidfuzz's ratio
MOST_IN_GROUP = 20  # posts that are compared with each other
_DIGITS = re.compile(r"\d+|[零〇一二两三四五六七八九十百上中下]+")
_LANGUAGE = re.compile(
    r"(?:en|zh|cn|tw|ja|jp|ko|kr|fr|de|es|ru|pt|it|vi)(?:[-_](?:[a-z]{2}|hans|hant))?", re.IGNORECASE
)
_LANGUAGE_SUFFIX = re.compile(rf"[._-]({_LANGUAGE.pattern})(?=\.[a-z]+$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grouping:
    """What records share that may be one post, and what else must hold for two of them."""

    reason: str
    keys_of: Callable[[Record], Iterator[str]]
    are_suspect: Callable[[Record, Record], bool]


def find_suspects(records: Sequence[Record]) -> Iterator[Doubt]:
    """Yield pairs of records, by their numbers, each pair with the first reason that speaks for one post."""
    told: set[tuple[int, int]] = set()
    for grouping in _GROUPINGS:
        for group in _groups(records, grouping.keys_of).values():
            for one, other in combinations(group[:MOST_IN_GROUP], 2):
                if (one, other) not in told and grouping.are_suspect(records[one], records[other]):
                    told.add((one, other))
                    yield Doubt(one, other, grouping.reason)


def _groups(records: Sequence[Record], keys_of: Callable[[Record], Iterator[str]]) -> Mapping[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for key in dict.fromkeys(keys_of(record)):
            groups[key].append(number)
    return groups


def _places(record: Record) -> Iterator[str]:
    for address in (record.address, *record.aliases):
        if address:
            yield exact_key(address)


def _openings(record: Record) -> Iterator[str]:
    """Yield how the text opens, the same in simplified and in traditional characters."""
    if len(record.folded.start) >= LEAST_TEXT:
        yield record.folded.start


def _names(record: Record) -> Iterator[str]:
    """Yield the files without the language in their names, if there is any."""
    for source in record.sources:
        *folders, name = source.path.split("/")
        plain = [folder for folder in folders if not _LANGUAGE.fullmatch(folder)]
        yield "/".join((*plain, _LANGUAGE_SUFFIX.sub("", name)))


def _days(record: Record) -> Iterator[str]:
    if record.title and record.published:
        yield record.published.isoformat()


def _are_near(one: Record, other: Record) -> bool:
    first, second = (fold_title(fold(each.title or "")) for each in (one, other))
    if _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    return fuzz.ratio(first, second) >= LEAST_LIKENESS


def _are_in_two_languages(one: Record, other: Record) -> bool:
    """Tell whether a language in the names of two files is what tells them apart."""
    return {source.path for source in one.sources}.isdisjoint(source.path for source in other.sources)


def _always(_: Record, __: Record) -> bool:
    return True


_GROUPINGS = (
    _Grouping(SAME_PLACE, _places, _always),
    _Grouping(SAME_TEXT, _openings, _always),
    _Grouping(TRANSLATIONS, _names, _are_in_two_languages),
    _Grouping(NEAR_TITLES, _days, _are_near),
)
