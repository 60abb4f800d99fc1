"""Where a post names what a person listed: marked by the person, or derived from the surfaces.

Derived places are a stand-in, and no better than this rule: every occurrence, outside zones, of a required surface that
does not lie inside an occurrence of a longer listed one. So a surface that also means something else in the post (the
word `attention`, beside the mechanism) is wanted there too, and a name written as a part of a longer name that the
person did not list (BERT in `BERT-large`) is wanted without the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import GoldPost
from kg.model import Post, Span
from kg.script import Script, script_of

WORD = (Script.LATIN, Script.DIGIT)  # between two such characters no name begins or ends


@dataclass(frozen=True, slots=True)
class Truth:
    """The places that are to be found, and those that count neither way: optional surfaces, listed ones in zones."""

    named: tuple[Span, ...]
    spared: tuple[Span, ...]


def find_truth(wanted: GoldPost, post: Post) -> Truth:
    """Return the truth of one post up to where its labels end; both parts are sorted."""
    listed = [each for surface in wanted.required | wanted.optional for each in find_occurrences(surface, post.text)]
    outermost = _outermost([each for each in listed if wanted.opening is None or each.start < wanted.opening])
    in_zones = {each for each in outermost if any(zone.span.overlaps(each) for zone in post.zones)}
    derived = [each for each in outermost if each.of(post.text) in wanted.required and each not in in_zones]
    named = derived if wanted.spans is None else wanted.spans
    optional = {each for each in outermost if each.of(post.text) in wanted.optional}
    return Truth(tuple(named), tuple(sorted((optional | in_zones) - set(named))))


def find_occurrences(surface: str, text: str) -> Iterator[Span]:
    """Yield where the surface stands as written, apart, and not inside a longer Latin word or number."""
    start = text.find(surface) if surface else -1
    while start >= 0:
        span = Span(start, start + len(surface))
        if _is_edge(text, span.start) and _is_edge(text, span.end):
            yield span
            start = text.find(surface, span.end)
        else:
            start = text.find(surface, start + 1)


def _is_edge(text: str, place: int) -> bool:
    return not (0 < place < len(text) and all(script_of(each) in WORD for each in text[place - 1 : place + 1]))


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Return the spans, sorted, without those that lie inside a longer one."""
    kept: list[Span] = []
    reach = -1  # where the spans seen so far end: one that starts later lies inside one of them if it ends by then
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if span.end > reach:
            kept.append(span)
            reach = span.end
    return kept
