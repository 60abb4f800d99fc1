"""Names that share a part with a neighbour: 爆炸 in 梯度消失/爆炸 is 梯度爆炸, 最大 in 最大/平均池化 最大池化."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.concepts.cuts import cuts_a_word
from kg.concepts.lexicon import Lexicon
from kg.model import Mention, Post, Span
from kg.script import fold, is_han
from kg.vocabulary.index import Name

RULE = "coordination"
_JOINT = r"[ ]?[/／][ ]?|和|与|及|或"  # a pause mark (、) stands between whole names: 随机森林、梯度增强
_JOINT_AFTER = re.compile(_JOINT)
_JOINT_BEFORE = re.compile(rf"(?:{_JOINT})\Z")
_SHORTEST_SHARED = 2  # characters that both names have in common
_PREFIXES = frozenset("无非半不反弱自全有")  # before a fragment they belong to it: 监督 of 无监督和强化学习 is none
_GENERIC = frozenset({"模型", "数据", "网络", "算法", "方法"})  # these stand for themselves: 模型与全量微调
_SHORTEST_OWN = 2  # characters that each has of its own; the two have equally many, as in a parallel phrase


def find_coordinated(post: Post, mentions: Sequence[Mention], lexicon: Lexicon, confidence: float) -> Iterator[Mention]:
    """Yield for each mention beside a parallel fragment the concept that fragment and shared part name together.

    The span covers both, since the shared part is said but once. `mentions` are sorted and apart; no other may
    stand in the fragment.
    """
    taken = _Stretches([mention.span for mention in mentions])
    zones = _Stretches([zone.span for zone in post.zones])
    for mention in mentions:
        for span, form in (*_forms_after(post.text, mention.span), *_forms_before(post.text, mention.span)):
            name = _clear_name(form, lexicon)
            fragment = _rest_of(span, mention.span)
            if name is None or name.concept == mention.concept or taken.touch(fragment) or zones.touch(fragment):
                continue
            if _stands(post.text, fragment):
                yield Mention(post=post.id, concept=name.concept, span=span, confidence=confidence, rule=RULE)


class _Stretches:
    """Spans that are sorted and apart, asked again and again in texts of any length."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def touch(self, span: Span) -> bool:
        """Tell whether one of them overlaps the span: only the last that begins before its end can."""
        at = bisect_left(self._starts, span.end)
        return at > 0 and self._spans[at - 1].overlaps(span)


def _stands(text: str, fragment: Span) -> bool:
    """Tell whether the fragment, its joint left out, is made of whole words and is no name by itself."""
    words = fragment.of(text).strip("和与及或/／ ")
    start = text.index(words, fragment.start)
    return words not in _GENERIC and not cuts_a_word(text, Span(start, start + len(words)))


def _clear_name(form: str, lexicon: Lexicon) -> Name | None:
    names = lexicon.index.names_written(fold(form))
    return names[0] if len(names) == 1 and not names[0].ambiguous else None


def _rest_of(span: Span, named: Span) -> Span:
    return Span(named.end, span.end) if span.start == named.start else Span(span.start, named.start)


def _forms_after(text: str, named: Span) -> Iterator[tuple[Span, str]]:
    """Yield, for a name with a joint behind it, what its beginning and the characters behind the joint spell."""
    joint = _JOINT_AFTER.match(text, named.end)
    words = named.of(text)
    if joint is None or not is_han(words[-1]):
        return
    for own in range(_SHORTEST_OWN, len(words) - _SHORTEST_SHARED + 1):
        end = joint.end() + own
        fragment = text[joint.end() : end]
        if len(fragment) == own and all(map(is_han, fragment)):
            yield Span(named.start, end), words[:-own] + fragment


def _forms_before(text: str, named: Span) -> Iterator[tuple[Span, str]]:
    """Yield, for a name with a joint before it, what the characters before the joint and its end spell."""
    joint = _JOINT_BEFORE.search(text, max(0, named.start - 3), named.start)
    words = named.of(text)
    if joint is None or not is_han(words[0]):
        return
    for own in range(_SHORTEST_OWN, len(words) - _SHORTEST_SHARED + 1):
        start = joint.start() - own
        fragment = text[max(0, start) : joint.start()]
        if len(fragment) == own and all(map(is_han, fragment)) and text[start - 1 : start] not in _PREFIXES:
            yield Span(start, named.end), fragment + words[own:]
