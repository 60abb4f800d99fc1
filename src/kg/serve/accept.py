"""What a client would rather have: the header `Accept` and the media types on offer (RFC 9110, 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_TYPE: Final = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)", re.ASCII)
_WEIGHT: Final = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
_MOST_RANGES: Final = 100


@dataclass(frozen=True, slots=True)
class MediaRange:
    """A type, or all of a kind with `*`, and how much it is wanted, 0 (not at all) to 1."""

    type: str
    subtype: str
    weight: float

    @property
    def precision(self) -> int:
        """How narrow the range is: of two that fit, the narrower one counts."""
        return (self.type != "*") + (self.subtype != "*")

    def fits(self, media_type: str) -> bool:
        """Tell whether the media type lies in the range."""
        kind, _, rest = media_type.partition("/")
        return self.type in ("*", kind) and self.subtype in ("*", rest)


def choose(offers: Iterable[str], accept: str) -> str | None:
    """Return the offer that is wanted most, the first of several; None where none is wanted.

    >>> choose(["application/json", "text/csv"], "text/*, */*;q=0.1")
    'text/csv'
    """
    ranges = list(parse_accept(accept))
    offered = list(offers)
    if not ranges:
        return offered[0]
    best = max(offered, key=lambda offer: _weight(offer, ranges))
    return best if _weight(best, ranges) > 0 else None


def parse_accept(accept: str) -> Iterator[MediaRange]:
    """Yield the ranges of the header; what is none is passed over."""
    for part in accept.split(",", _MOST_RANGES)[:_MOST_RANGES]:
        name, *parameters = part.split(";")
        match = _TYPE.fullmatch(name.strip().lower())
        if match:
            weights = (_WEIGHT.fullmatch(parameter) for parameter in parameters)
            weight = next((float(each[1]) for each in weights if each), 1.0)
            yield MediaRange(match[1], match[2], weight)


def _weight(media_type: str, ranges: list[MediaRange]) -> float:
    fitting = [each for each in ranges if each.fits(media_type)]
    return max(fitting, key=lambda each: each.precision).weight if fitting else 0.0
