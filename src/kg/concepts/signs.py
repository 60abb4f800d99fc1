"""Sentences in which every mention is one sign, so that a pattern reads the words between names and not the names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Mention, Post, Span

# Signs of the private use area, which no text means anything by: a name, a name with a Latin capital, what is no prose.
NAME, COINED, BLOT = "\ue000", "\ue001", "\ue002"
NAMES = f"[{NAME}{COINED}]"

# The look-behinds come last: an expression that begins with a set of characters is searched several times as fast.
_END = re.compile(r"[\n。！？!?；;]|\.(?=\s|$)(?<!e\.g\.)(?<!i\.e\.)(?<! al\.)(?<! vs\.)")
_QUESTION = re.compile(r"[?？]\s*$|吗|是否|是不是|[Ww]hether")
_UNSAID = frozenset(f'*“”"「」『』‘’{NAME}{COINED}')
_CAPITAL = re.compile("[A-Z]")
# What only repeats a name in another form: (CNN), （Convolutional Neural Network, CNN）; no examples and no remarks.
_GLOSS = re.compile(
    rf"(?<={NAMES}) ?[(（](?!e\.g|such|like|based|即?如)"
    rf"[{NAME}{COINED}A-Za-z0-9 ,.'’:：，、/\-&全称又也名简即为叫]{{0,80}}[)）]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as signs: one for each mention, every other character as it is, without quotes and glosses."""

    signs: str
    places: tuple[int, ...]  # where in the post's text each sign begins
    mention_at: dict[int, Mention]  # by the number of its sign

    def span_of(self, first: int, last: int) -> Span:
        """Return the span in the post's text from one sign to another, both included."""
        mention = self.mention_at.get(last)
        return Span(self.places[first], mention.span.end if mention else self.places[last] + 1)


def find_sentences(post: Post, mentions: Iterable[Mention]) -> Iterator[Sentence]:
    """Yield the sentences of the post that name two concepts and more and ask nothing, in order."""
    ends = [match.end() for match in _END.finditer(post.text)]
    prose = _to_prose(post)
    groups: dict[int, list[Mention]] = {}
    for mention in _outermost(mentions):
        number = bisect_right(ends, mention.span.start)
        is_whole = number == len(ends) or mention.span.end <= ends[number]
        if is_whole and BLOT not in mention.span.of(prose):
            groups.setdefault(number, []).append(mention)
    for number, group in groups.items():
        span = Span(ends[number - 1] if number else 0, ends[number] if number < len(ends) else len(prose))
        if len({mention.concept for mention in group}) > 1 and not _QUESTION.search(span.of(prose)):
            yield _without_glosses(_to_sentence(prose, span, group))


def _to_prose(post: Post) -> str:
    """Return the text with its zones blotted out, names in them too; every offset still holds."""
    pieces: list[str] = []
    at = 0
    for zone in post.zones:
        pieces += [post.text[at : zone.span.start], BLOT * len(zone.span)]
        at = zone.span.end
    return "".join([*pieces, post.text[at:]])


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions in order, without those that lie inside another one."""
    end = 0
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.span.end, each.concept)):
        if mention.span.start >= end:
            end = mention.span.end
            yield mention


def _to_sentence(prose: str, span: Span, mentions: Iterable[Mention]) -> Sentence:
    signs: list[str] = []
    places: list[int] = []
    mention_at: dict[int, Mention] = {}
    at = span.start
    for mention in mentions:
        said = _said(prose, at, mention.span.start)
        mention_at[len(signs) + len(said)] = mention
        signs += [*map(prose.__getitem__, said), COINED if _CAPITAL.search(mention.span.of(prose)) else NAME]
        places += [*said, mention.span.start]
        at = mention.span.end
    said = _said(prose, at, span.end)
    signs += map(prose.__getitem__, said)
    return Sentence(signs="".join(signs), places=(*places, *said), mention_at=mention_at)


def _said(prose: str, start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if prose[at] not in _UNSAID]


def _without_glosses(sentence: Sentence) -> Sentence:
    glosses = list(_GLOSS.finditer(sentence.signs))
    if not glosses:
        return sentence
    kept: list[int] = []
    at = 0
    for gloss in glosses:
        kept += range(at, gloss.start())
        at = gloss.end()
    kept += range(at, len(sentence.signs))
    return Sentence(
        signs="".join(sentence.signs[old] for old in kept),
        places=tuple(sentence.places[old] for old in kept),
        mention_at={new: sentence.mention_at[old] for new, old in enumerate(kept) if old in sentence.mention_at},
    )
