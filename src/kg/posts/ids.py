"""Readable ids of posts that stay the same when other posts are added."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from sys import intern

from kg.model import PostId
from kg.posts.record import Record
from kg.slug import slug_of

OPENING = 20  # characters of the body that name a post without a title
DIGEST = 8  # hexadecimal digits
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20/?#]+(?:[/?#][^\s<>\"{}|\\^`\x00-\x20]*)?", re.IGNORECASE)


def name_posts(records: Sequence[Record]) -> list[PostId]:
    """Return an id for each record, in their order, no two alike; the order of the records does not matter.

    Of several posts that would be called the same the one dated first keeps the name; the others add their
    date or, failing that, a digest of their content.
    """
    names: dict[int, PostId] = {}
    rivals: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        rivals[_plain_name(record)].append(number)
    taken = set(rivals)
    for plain in sorted(rivals):
        first, *others = rivals[plain]
        if others:
            first, *others = sorted(rivals[plain], key=lambda number: _seniority(records[number]))
        names[first] = PostId(intern(plain))
        for number in others:
            names[number] = _name_beside(plain, records[number], taken)
    return [names[number] for number in range(len(records))]


def is_address(text: str) -> bool:
    """Tell whether the text is an absolute web address that can be an IRI."""
    return _ADDRESS.fullmatch(text) is not None


def _plain_name(record: Record) -> str:
    if record.address and is_address(record.address):
        return record.address
    if record.title and any(map(str.isalnum, record.title)):
        return f"post/{slug_of(record.title)}"
    opening = record.body.strip()[:OPENING]
    return f"post/untitled-{slug_of(opening) if any(map(str.isalnum, opening)) else _digest_of(record)}"


def _seniority(record: Record) -> tuple[date, str, str]:
    """Return what sorts posts of one name: dated ones first and by date, the others by content."""
    return record.published or date.max, record.month_day or "--99", _digest_of(record)


def _name_beside(plain: str, record: Record, taken: set[str]) -> PostId:
    """Return a free name made from a taken one, and take it."""
    day = record.published.isoformat() if record.published else (record.month_day or "").strip("-")
    digest = _digest_of(record)
    joint = "#" if "#" not in plain and is_address(plain) else "-"
    choices = [f"{plain}{joint}{suffix}" for suffix in (day, digest, f"{day}-{digest}") if suffix]
    free = next((choice for choice in choices if choice not in taken), None)
    serial = 2
    while free is None:
        free = f"{choices[-1]}-{serial}" if f"{choices[-1]}-{serial}" not in taken else None
        serial += 1
    taken.add(free)
    return PostId(intern(free))


def _digest_of(record: Record) -> str:
    facts = (record.title, record.body, record.published, record.month_day, record.author)
    return _digest("\0".join("\1" if fact is None else str(fact) for fact in facts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:DIGEST]
