"""What several records of one post say together: the richer fact wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.posts.record import Record
from kg.posts.titles import fold_title

MUCH_LONGER = 1.25  # a body this much longer tells more, whatever else its record knows
SINGLE_FACTS = ("title", "published", "author", "language", "readers", "address", "abstract")


def rank(record: Record) -> tuple[Any, ...]:
    """Return what sorts records: the richest in facts first, and never in doubt about the order."""
    facts = (record.published, record.readers, record.author, record.address, record.title)
    return (
        record.published is None,
        record.month_day is None,
        -sum(fact is not None for fact in facts),
        -record.length,
        record.sources,
        record.packed("body"),
        tuple(
            "" if fact is None else str(fact) for fact in (*facts, record.month_day, record.aliases, record.keywords)
        ),
    )


def are_alike(first: Record, second: Record) -> bool:
    """Tell whether nothing speaks against one post: the texts open alike or one is empty; no two authors."""
    if first.author and second.author and fold_title(first.author) != fold_title(second.author):
        return False
    openings = first.folded.opening, second.folded.opening
    return openings[0].startswith(openings[1]) or openings[1].startswith(openings[0])


def unite(group: Sequence[Record]) -> Record:
    """Return one record that says what all of a post's records say; of two facts the first record's counts.

    The body is that of the first, unless another is much longer.
    """
    richest = group[0]
    if len(group) == 1:
        return richest
    whole = max(group, key=lambda record: record.length)
    if whole.length <= MUCH_LONGER * richest.length:
        whole = richest
    facts = {fact: _first(group, fact) for fact in SINGLE_FACTS}
    addresses = {alias for record in group for alias in (record.address, *record.aliases) if alias}
    return replace(
        richest,
        **facts,
        month_day=None if facts["published"] else _first(group, "month_day"),
        body=whole.body,
        zones=whole.zones,
        links=whole.links,
        sources=tuple(sorted({source for record in group for source in record.sources})),
        keywords=tuple(dict.fromkeys(word for record in group for word in record.keywords)),
        fields=next((record.fields for record in group if record.fields), ()),
        paths=tuple(sorted({path for record in group for path in record.paths})),
        aliases=tuple(sorted(addresses - {facts["address"]})),
    )


def _first(group: Sequence[Record], fact: str) -> Any:
    return next((value for record in group if (value := getattr(record, fact)) is not None), None)
