"""The ways in which people write one label: hyphen, space or joined; plural; with or without a space beside Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.script import Script, fold, is_han, script_of

_NUMBERED = re.compile(r"([^\W\d_]{2,})(\d+(?:\.\d+)?)")
_SEPARATOR = re.compile(r"(?<=[^\W_])(?:[ _]|-)(?=[^\W_])")
_SHORTEST_JOINED = 4  # `k-nn` may be written `knn`, but `A-B` is not `AB`
_SIBILANT = ("ss", "x", "z", "ch", "sh")


def variants_of(label: str) -> Iterable[str]:
    """Return each folded form under which a text may hold the label; the label's own form first, no form twice."""
    forms: dict[str, None] = {}
    for written in _separated(fold(label.strip())):
        forms[written] = None
        if plural := _plural(written):
            forms[plural] = None
    forms.pop("", None)
    return forms


def _separated(folded: str) -> Iterator[str]:
    yield folded
    parts = _SEPARATOR.split(folded)
    if 1 < len(parts) <= 6:
        yield from _rejoined(parts)
    if not folded.isascii():  # most labels are, and have no Chinese to set apart
        yield from (each for each in (_spaced_beside_han(folded), _unspaced_beside_han(folded)) if each != folded)
    digits = _NUMBERED.fullmatch(folded)
    if digits and not any(is_han(character) for character in folded):
        yield f"{digits[1]}-{digits[2]}"
        yield f"{digits[1]} {digits[2]}"


def _rejoined(parts: list[str]) -> Iterator[str]:
    yield "-".join(parts)
    if all(len(part) > 1 for part in parts):
        yield " ".join(parts)
        if len(parts) == 3:
            yield f"{parts[0]}-{parts[1]} {parts[2]}"
            yield f"{parts[0]} {parts[1]}-{parts[2]}"
    joined = "".join(parts)
    if len(joined) >= _SHORTEST_JOINED or joined[-1:].isdigit():
        yield joined
    if len(parts) == 3:
        yield f"{parts[0]}{parts[1]} {parts[2]}"
        yield f"{parts[0]} {parts[1]}{parts[2]}"


def _spaced_beside_han(folded: str) -> str:
    pieces = [folded[:1]]
    for before, after in pairwise(folded):
        if is_han(before) != is_han(after) and before.isalnum() and after.isalnum():
            pieces.append(" ")
        pieces.append(after)
    return "".join(pieces)


def _unspaced_beside_han(folded: str) -> str:
    return "".join(
        character
        for at, character in enumerate(folded)
        if not (character == " " and 0 < at < len(folded) - 1 and is_han(folded[at - 1]) != is_han(folded[at + 1]))
    )


def _plural(folded: str) -> str:
    """Return the plural, nothing where there is none."""
    if len(folded) < 3 or script_of(folded[-1]) is not Script.LATIN:
        return ""
    if folded.endswith(_SIBILANT):
        return folded + "es"
    if folded.endswith("s"):
        return ""
    if folded.endswith("y") and folded[-2] not in "aeiou":
        return folded[:-1] + "ies"
    return folded + "s"
