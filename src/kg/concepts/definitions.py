"""Definitions that lie in the text: a name and its other forms side by side, in brackets or after 全名为, 即, 简称.

The pairing of an abbreviation with its long form follows Schwartz and Hearst (2003), without their need for spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.concepts.cuts import word_edges
from kg.concepts.wordlists import read_words
from kg.model import ConceptId, Post, Span, Zone
from kg.script import fold, is_han
from kg.vocabulary.index import LabelIndex


class Form(StrEnum):
    """What a name in a definition looks like."""

    SHORT = "short"  # GAN, T5, BERT-flow
    LONG = "long"  # Generative Adversarial Network
    HAN = "han"  # 生成对抗网络, 正交GAN


@dataclass(frozen=True, slots=True)
class Part:
    """One name in a definition."""

    span: Span
    form: Form


@dataclass(frozen=True, slots=True)
class Apposition:
    """Names that a text declares to be the same, the outer one first."""

    span: Span
    parts: tuple[Part, ...]
    rule: str
    proven: bool  # the short form's letters are found in the long one, or the text says outright that they are the same


# Bounded, so that a long run of letters does not cost its square.
SHORT = r"[A-Za-z][A-Za-z0-9]{0,39}(?:[-+.][A-Za-z0-9]{1,40}){0,3}\+{0,2}"
LONG = r"[A-Za-z][A-Za-z0-9'’-]*(?:[ ][A-Za-z0-9'’&-]+){1,9}"
_BRACKET = re.compile(r"[(（]([^()（）\n]{2,120})[)）]")
_LEFT_LATIN = re.compile(rf"(?:{LONG}|{SHORT})[ ]?$")
_LEFT_MIXED = re.compile(r"[\w+-]{2,24}[”\"]?[ ]?$")
_CONNECTIVES = frozenset({"i.e", "e.g", "etc", "cf", "aka", "viz", "vs", "et al"})  # what brackets begin with, no names
_PIECES = re.compile(r"\s*[,，:：;；、]\s*")
_LEAD = re.compile(
    r"^(?:即|亦即|也就是|全称为?是?|全名为?是?|英文名?为?是?|英文全称为?|简称为?|简记为|记为|又称为?|也称为?|亦称|又名|也叫做?|或称|或者?|下面?称为?"
    r"|or|i\.e\.|abbreviated(?: as)?|also (?:known as|called)|a\.k\.a\.|aka|short for|called)[\s：:,，]*",
    re.IGNORECASE,
)
_FULL_NAME_CUE = re.compile("全[名称]")
_FULL_NAME = re.compile(
    rf"({SHORT}|[\w+-]{{2,16}})\s*[,，]?\s*(?:其|它的)?(?:英文)?全[名称](?:叫做?|[为是])?\s*[“\"]?({LONG})[”\"]?"
    r"(?:\s*[,，]\s*即\s*[“\"]?([\w+-]{2,16})[”\"]?)?"
)
_LONGEST_HAN = 14


def find_appositions(text: str, zones: tuple[Zone, ...]) -> Iterator[Apposition]:
    """Yield the definitions in a text, in order; those that touch a zone are passed over."""
    found = [*_bracketed(text), *_full_names(text)]
    for apposition in sorted(found, key=lambda each: each.span):
        if not any(zone.span.overlaps(apposition.span) for zone in zones):
            yield apposition


def _full_names(text: str) -> Iterator[Apposition]:
    for cue in _FULL_NAME_CUE.finditer(text):
        match = _FULL_NAME.search(text, max(0, cue.start() - 40), cue.end() + 160)
        if match is None:
            continue
        parts = [_part(text, Span(*match.span(group))) for group in (1, 2, 3) if match[group]]
        names = tuple(part for part in parts if part is not None)
        if len(names) > 1:
            yield Apposition(Span(*match.span()), names, "full name", proven=True)


def _bracketed(text: str) -> Iterator[Apposition]:
    for match in _BRACKET.finditer(text):
        inner = tuple(_inner_parts(text, match))
        if not inner:
            continue
        for outer in _outer_parts(text, match.start(), inner):
            parts = (outer, *inner)
            proven = _is_proven(text, parts)
            if proven or _is_plausible(parts):
                yield Apposition(Span(outer.span.start, match.end()), parts, "brackets", proven=proven)
                break


def _inner_parts(text: str, match: re.Match[str]) -> Iterator[Part]:
    at = match.start(1)
    for piece in _PIECES.split(match[1])[:4]:
        start = text.index(piece, at) if piece else at
        at = start + len(piece)
        lead = _LEAD.match(piece)
        begin = start + (lead.end() if lead and lead.end() < len(piece) else 0)
        part = _part(text, _trim(text, Span(begin, at)))
        if part is None:
            return
        yield part


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in " “\"‘'":
        start += 1
    while end > start and text[end - 1] in " ”\"’'。.":
        end -= 1
    return Span(start, end)


def _part(text: str, span: Span) -> Part | None:
    words = span.of(text)
    if any(is_han(each) for each in words):
        fits = (
            2 <= len(words) <= _LONGEST_HAN
            and re.fullmatch(r"[\w+-]+", words)
            and words not in read_words("lead-words.txt")
        )
        return Part(span, Form.HAN) if fits else None
    if words.lower() in _CONNECTIVES:
        return None
    if re.fullmatch(SHORT, words):
        return Part(span, Form.SHORT if _is_short(words) else Form.LONG) if len(words) > 1 else None
    return Part(span, Form.LONG) if re.fullmatch(LONG, words) else None


def _is_short(word: str) -> bool:
    """Tell a coined name from an ordinary word: it has a capital after its first letter, or a digit."""
    return any(each.isupper() or each.isdigit() for each in word[1:])


def _outer_parts(text: str, bracket: int, inner: tuple[Part, ...]) -> Iterator[Part]:
    """Yield what may stand before the bracket as the defined name, the likeliest first."""
    left = text[max(0, bracket - 90) : bracket]
    offset = bracket - len(left)
    latin = _LEFT_LATIN.search(left)
    if latin:
        yield from _latin_outer(left, latin, offset, inner)
    mixed = _LEFT_MIXED.search(left)
    if mixed and any(is_han(each) for each in mixed[0]):
        span = _cut_left(left, Span(mixed.start(), len(mixed[0].rstrip(' ”"')) + mixed.start()))
        part = _part(left, span)
        if part is not None:
            yield Part(Span(span.start + offset, span.end + offset), part.form)


def _latin_outer(left: str, match: re.Match[str], offset: int, inner: tuple[Part, ...]) -> Iterator[Part]:
    phrase = match[0].rstrip()
    if match.start() > 0 and is_han(left[match.start() - 1]) and " " not in phrase and not _is_short(phrase):
        return
    shorts = [part for part in inner if part.form is Form.SHORT]
    words = phrase.split(" ")
    if len(words) > 1 and shorts:
        # The shortest phrase whose letters agree is the long form (Schwartz and Hearst), so the last words come first.
        for first in range(len(words) - 2, max(-1, len(words) - 9), -1):
            start = match.start() + len(" ".join(words[:first])) + (1 if first else 0)
            end = match.start() + len(phrase)
            yield Part(Span(start + offset, end + offset), Form.LONG)
        return
    last = words[-1]
    if _is_short(last) or len(words) == 1:
        start = match.start() + len(phrase) - len(last)
        yield Part(Span(start + offset, start + len(last) + offset), Form.SHORT)


def _cut_left(left: str, span: Span) -> Span:
    """Cut words that only lead up to the name off its Chinese left edge: 如下形式的奇异值分解 → 奇异值分解."""
    clause = span.of(left)
    edges = sorted(word_edges(clause))
    start = edges[-1] if edges else 0
    for begin, end in zip(reversed(edges[:-1]), reversed(edges[1:]), strict=True):
        if clause[begin:end] in read_words("lead-words.txt") or end - begin == 0:
            break
        start = begin
    return Span(span.start + min(start, len(clause)), span.end)


def _is_proven(text: str, parts: tuple[Part, ...]) -> bool:
    shorts = [part.span.of(text) for part in parts if part.form is Form.SHORT]
    longs = [part.span.of(text) for part in parts if part.form is Form.LONG]
    return any(abbreviates(short, long) for short in shorts for long in longs)


def _is_plausible(parts: tuple[Part, ...]) -> bool:
    """Tell whether the forms differ as translations or abbreviations do: a Latin name beside a Chinese one."""
    forms = {part.form for part in parts}
    return Form.HAN in forms and len(forms) > 1


def abbreviates(short: str, long: str) -> bool:
    """Tell whether the letters of `short` are found in order in `long`, the first at the start of its first word.

    Every second letter of the short form at least must begin a word, or be a capital, of the long form.

    >>> abbreviates("NCE", "Noise Contrastive Estimation")
    True
    >>> abbreviates("GAN", "Maybe Later")
    False
    """
    letters = [each for each in short.lower() if each.isalpha()]
    if len(letters) < 2 or len(long) <= len(short) or not long or long[0].lower() != letters[0]:
        return False
    at, initials = 0, 0
    for letter in letters:
        found = _next_place(long, letter, at)
        if found < 0:
            return False
        initials += found == 0 or not long[found - 1].isalnum() or long[found].isupper()
        at = found + 1
    return 2 * initials >= len(letters)


def _next_place(long: str, letter: str, at: int) -> int:
    """Return where the letter next begins a word, else where it next stands at all, else -1."""
    lowered = long.lower()
    place = lowered.find(letter, at)
    while place >= 0:
        if place == 0 or not lowered[place - 1].isalnum() or long[place].isupper():
            return place
        place = lowered.find(letter, place + 1)
    return lowered.find(letter, at)


UNKNOWN_TO_ALL = ConceptId("")  # what a short form means whose long form no vocabulary knows


def local_names(post: Post, index: LabelIndex) -> dict[str, ConceptId]:
    """Return the names that the post itself declares to be a known concept's, with that concept.

    A definition counts when one of its names is an unambiguous label. It overrides what the vocabulary takes a short
    form for only if the letters prove it.
    """
    meaning: dict[str, ConceptId] = {}
    text = post.text
    for apposition in find_appositions(text, post.zones):
        concept = known_concept(text, apposition, index)
        if concept is None:
            shorts = (part.span.of(text) for part in apposition.parts if part.form is Form.SHORT and apposition.proven)
            meaning |= {short: UNKNOWN_TO_ALL for short in shorts if short not in meaning}
            continue
        for part in apposition.parts:
            words = part.span.of(text)
            sure = {name.concept for name in index.names_written(fold(words)) if not name.ambiguous}
            if concept not in sure and (apposition.proven if sure or part.form is Form.HAN else True):
                meaning.setdefault(words, concept)
    return meaning


def known_concept(text: str, apposition: Apposition, index: LabelIndex) -> ConceptId | None:
    """Return the concept of which one of the names is an unambiguous label: the long forms are asked first."""
    by_trust = sorted(apposition.parts, key=lambda part: (part.form is Form.SHORT, part.span))
    for part in by_trust:
        for name in index.names_written(fold(part.span.of(text))):
            if not name.ambiguous:
                return name.concept
    return None
