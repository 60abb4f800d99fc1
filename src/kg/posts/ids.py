"""Readable ids of posts that stay the same when other posts are added."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from kg.model import PostId
from kg.posts.record import Record

LONGEST_SLUG = 80  # characters
OPENING = 20  # characters of the body that name a post without a title
DIGEST = 8  # hexadecimal digits
_DASHES = re.compile("-+")
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
        first, *others = sorted(rivals[plain], key=lambda number: _seniority(records[number]))
        names[first] = PostId(plain)
        for number in others:
            names[number] = _name_beside(plain, records[number], taken)
    return [names[number] for number in range(len(records))]


def to_slug(text: str) -> str:
    """Return the letters, digits and marks of the text with a hyphen for everything between them.

    All of them may stand in a path segment of an IRI (RFC 3987, `ipchar`).

    >>> to_slug("Transformer升级之路：15、Key归一化")
    'Transformer升级之路-15-Key归一化'
    """
    letters = (letter if _may_stand(letter) else "-" for letter in unicodedata.normalize("NFKC", text))
    slug = _DASHES.sub("-", "".join(letters)).strip("-")
    if len(slug) <= LONGEST_SLUG:
        return slug
    return f"{slug[: LONGEST_SLUG - DIGEST - 1].rstrip('-')}-{_digest(slug)}"


def is_address(text: str) -> bool:
    """Tell whether the text is an absolute web address that can be an IRI."""
    return _ADDRESS.fullmatch(text) is not None


def _plain_name(record: Record) -> str:
    if record.address and is_address(record.address):
        return record.address
    slug = to_slug(record.title or "")
    if slug:
        return f"post/{slug}"
    opening = to_slug(record.body[: 10 * OPENING])[:OPENING].strip("-")
    return f"post/untitled-{opening or _digest_of(record)}"


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
    return PostId(free)


def _may_stand(letter: str) -> bool:
    """Tell whether a character is a letter, digit or mark that RFC 3987 allows (no variation selectors of plane 14)."""
    if letter.isascii():
        return letter.isalnum()
    return unicodedata.category(letter)[0] in "LNM" and not "\U000e0000" <= letter <= "\U000e0fff"


def _digest_of(record: Record) -> str:
    facts = (record.title, record.body, record.published, record.month_day, record.author)
    return _digest("\0".join("" if fact is None else str(fact) for fact in facts))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:DIGEST]
