"""Clues that a text names something no vocabulary knows: each clue is a rule with a weight, found in one post.

A name becomes a concept when the weights of its different clues add up to `discover.ENOUGH`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from kg.concepts.candidates import Candidate, find_candidates
from kg.concepts.definitions import SHORT, Apposition, Form, Part, abbreviates, find_appositions
from kg.concepts.wordlists import heads_pattern, kind_of_head, read_words, term_heads_pattern
from kg.model import ConceptId, ConceptKind, Post, Span
from kg.script import Script, fold, is_han, script_of
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.ordinary import UNKNOWN, zipf


@dataclass(frozen=True, slots=True)
class Clue:
    """One sign that the span is the name of a concept; `others` are further names for the same one."""

    span: Span
    rule: str
    kind: ConceptKind | None = None
    others: tuple[Span, ...] = ()


# What each rule is worth; 1 is enough alone. Set by hand, from reading what each finds in five blogs; not fitted.
WEIGHTS = MappingProxyType(
    {
        "named so": 1.0,  # 称为GAN-QP, 名为“TeaForN”
        "full name": 1.0,  # DGCNN,全名为Dilate Gated Convolutional Neural Network
        "brackets": 1.0,  # SKE(Schema based Knowledge Extraction), the letters agree
        "title head": 1.0,  # the title begins `FlatNCE:`
        "work title head": 1.0,  # 《TeaForN: Teacher-Forcing with N-grams》
        "listed with several known": 1.0,  # beside three and more known concepts in one list
        "listed with known": 0.8,  # beside two
        "translated": 0.4,  # 领域特定语言(domain-specific language), the letters prove nothing
        "among known": 0.3,  # such a pair in a post that names five known concepts and more
        "recurs as a term": 0.8,  # Chinese, by its statistics over all posts (terms.py); the likelier, the more
        "recurs like a term": 0.5,
        "recurs": 0.2,
        "such as": 0.6,  # 模型,如AoA、R-Net等
        "quoted": 0.6,  # “KeyNorm”
        "head word": 0.5,  # BioHash算法
        "inner capitals": 0.5,  # RealFormer, BioWord
        "title": 0.5,
        "again": 0.2,  # three times and more in the post
    }
)

HEAD = heads_pattern()
_TERM_HEAD = term_heads_pattern()
_NAME = rf"(?:{SHORT})"
_QUOTED = r"[“\"「『](?P<{0}>[^“”\"「」『』\n]{{2,24}})[”\"」』]"
_NAMED_SO = re.compile(
    r"(?:称之为|称其为|将其称为|称作|称为|叫做|叫作|名为|名叫|命名为|取名为?|起名为?|简称为?|记为"
    r"|called|named|dubbed|termed|coined)"
    rf"\s*(?:{_QUOTED.format('q')}|(?P<n>{_NAME}))"
)
_TITLE_HEAD = re.compile(rf"^(?P<n>{_NAME}|[A-Za-z][A-Za-z-]+(?:{_TERM_HEAD}))\s*[:：]")
_TITLE_TAIL = re.compile(rf"[:：]\s*(?P<n>{_NAME})$")
_WORK_TITLE_HEAD = re.compile(rf"[《“\"](?P<n>{_NAME})\s*[:：]\s*[^》\n]{{8,}}[》”\"]")
_QUOTED_NAME = re.compile(rf"[“「『](?P<n>{_NAME})[”」』]")
_HEADED = re.compile(rf"(?<![A-Za-z0-9_.@/\\-])(?P<n>{_NAME})[”\"]?\s?(?P<h>{HEAD})(?![a-z])")
_HEADED_BEFORE = re.compile(rf"(?P<h>{HEAD})\s?(?:——)?\s?[“\"]?(?P<n>{_NAME})(?![A-Za-z0-9])")
_TERM = re.compile(rf"(?<![A-Za-z0-9_.-])(?P<n>[A-Z][A-Za-z-]+(?:{_TERM_HEAD}))")
_LIST_ITEM = rf"{_NAME}"
_LIST = re.compile(
    rf"(?<![A-Za-z0-9]){_LIST_ITEM}(?:\s?[、/]\s?{_LIST_ITEM})+(?:\s?(?:和|与|及|以及|或)\s?{_LIST_ITEM})?"
)
_SUCH_AS = re.compile(rf"(?:{HEAD})[^。！？\n]{{0,3}}(?:如|比如|例如|包括|像)\s?(?P<list>{_LIST.pattern})")
_WORDS = re.compile(rf"(?<![A-Za-z0-9_.@/\\-]){_NAME}(?![A-Za-z0-9_@/-])")
LONGEST_LEFT_OVER = 3  # characters of a Chinese side that a wrong left cut may leave: 数据 of 单指令多数据
SEVERAL = 5  # known concepts that make a post a technical one
ORDINARY_NAME = 3.2  # Zipf: a name as common as this (YouTube, iPhone) is the world's, not the post's


def find_clues(post: Post, index: LabelIndex) -> Iterator[Clue]:
    """Yield every clue in one post; names that are unambiguous labels already are passed over."""
    for rule in CLUE_RULES:
        for clue in rule(post, index):
            if is_open(clue.span.of(post.text), index) and not _in_zone(post, clue.span):
                yield clue


def is_open(name: str, index: LabelIndex) -> bool:
    """Tell whether the name may be a new one: no label yet, no venue, firm or unit, no mere number."""
    if fold(name) in read_words("not-names.txt") or any(not each.ambiguous for each in index.names_written(fold(name))):
        return False
    return len(name) > 1 and not re.fullmatch(r"[\d.+-]+|[A-Za-z]\d?", name)


def has_name_shape(name: str) -> bool:
    """Tell whether Latin letters look coined: a capital after the first letter, or letters and digits mixed."""
    latin = [each for each in name if script_of(each) is Script.LATIN]
    inner = any(each.isupper() for each in name[1:])
    mixed = any(each.isdigit() for each in name) and len(latin) > 1
    return len(latin) > 1 and (inner or mixed) and zipf(name) < ORDINARY_NAME


def _in_zone(post: Post, span: Span) -> bool:
    return any(zone.span.overlaps(span) for zone in post.zones)


def _headed_kind(text: str, end: int) -> ConceptKind | None:
    match = re.match(rf"[”\"]?\s?(?:的\w{{0,6}}?)?(?P<h>{HEAD})", text[end : end + 14])
    return kind_of_head(match["h"]) if match else None


def _is_rare_name(name: str) -> bool:
    """Tell whether a quoted word with a capital is no everyday word, and so may be a name given here."""
    return re.fullmatch(_NAME, name) is not None and name[0].isupper() and zipf(name) < ORDINARY_NAME


def _named_so(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    text = post.text
    for match in _NAMED_SO.finditer(text):
        group = "q" if match["q"] else "n"
        name = match[group]
        if has_name_shape(name) or (group == "q" and _is_rare_name(name)):
            yield Clue(Span(*match.span(group)), "named so", _headed_kind(text, match.end()))


def _apposed(post: Post, index: LabelIndex) -> Iterator[Clue]:
    """Yield short forms beside the long ones that prove them, and Chinese terms with their English beside them."""
    translations = []
    for apposition in find_appositions(post.text, post.zones):
        if _is_known(post.text, apposition, index):
            continue
        if apposition.proven:
            yield from _apposition_clues(post.text, apposition)
        elif is_translation(post.text, apposition):
            translations.append(apposition)
    yield from _translation_clues(translations, post, index)


def _translation_clues(translations: list[Apposition], post: Post, index: LabelIndex) -> Iterator[Clue]:
    technical = bool(translations) and names_several(post, index)
    for apposition in translations:
        term, others = apposition.parts[0].span, (apposition.parts[1].span,)
        yield Clue(term, "translated", None, others)
        if technical:
            yield Clue(term, "among known", None, others)


def is_translation(text: str, apposition: Apposition) -> bool:
    """Tell whether a Chinese term stands before its English in brackets: two words and more, all of them ordinary."""
    if [part.form for part in apposition.parts] != [Form.HAN, Form.LONG]:
        return False
    han, long = (part.span.of(text) for part in apposition.parts)
    words = long.lower().split()
    if (
        not all(is_han(each) for each in han)
        or len(han) < 3
        or len(words) < 2
        or set(words) & read_words("not-terms.txt")
    ):
        return False
    return all(len(word) < 4 or zipf(word) > UNKNOWN for part in words for word in part.split("-"))


def names_several(post: Post, index: LabelIndex) -> bool:
    """Tell whether the post names at least five concepts that are known for sure: whether it is a technical one."""
    candidates = (each for each in find_candidates(post, index) if isinstance(each, Candidate) and not each.ambiguous)
    seen: set[ConceptId] = set()
    for candidate in candidates:
        seen.add(candidate.concept)
        if len(seen) >= SEVERAL:
            return True
    return False


def _apposition_clues(text: str, apposition: Apposition) -> Iterator[Clue]:
    shorts = [part.span for part in apposition.parts if part.form is Form.SHORT]
    if shorts:
        short = shorts[0].of(text)
        others = tuple(part.span for part in apposition.parts[:4] if _is_other_form(text, part, short))
        yield Clue(shorts[0], apposition.rule, _headed_kind(text, apposition.span.end), others)


def _is_other_form(text: str, part: Part, short: str) -> bool:
    """Tell whether a part is another name of the short form: a long form that agrees, a longer Chinese one."""
    words = part.span.of(text)
    if part.form is Form.LONG:
        return abbreviates(short, words)
    return words != short and (part.form is Form.SHORT or len(words) > LONGEST_LEFT_OVER)


def _is_known(text: str, apposition: Apposition, index: LabelIndex) -> bool:
    return any(
        not name.ambiguous for part in apposition.parts for name in index.names_written(fold(part.span.of(text)))
    )


def _title_head(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    title = post.title or ""
    match = _TITLE_HEAD.search(title)
    if match and (has_name_shape(match["n"]) or match["n"].isupper() or not match["n"].isascii()):
        yield Clue(Span(*match.span("n")), "title head")
    match = _TITLE_TAIL.search(title)
    if match and has_name_shape(match["n"]):
        yield Clue(Span(*match.span("n")), "title", _headed_kind(title, match.start() - 2))


def _work_title_head(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    for match in _WORK_TITLE_HEAD.finditer(post.text):
        if has_name_shape(match["n"]):
            yield Clue(Span(*match.span("n")), "work title head")


def _quoted(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    for match in _QUOTED_NAME.finditer(post.text):
        if has_name_shape(match["n"]):
            yield Clue(Span(*match.span("n")), "quoted", _headed_kind(post.text, match.end("n")))


def _headed(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    for pattern in (_HEADED, _HEADED_BEFORE):
        for match in pattern.finditer(post.text):
            if has_name_shape(match["n"]) and _stands_alone(post.text, Span(*match.span("n"))):
                yield Clue(Span(*match.span("n")), "head word", kind_of_head(match["h"]))


def _terms(post: Post, index: LabelIndex) -> Iterator[Clue]:
    """Yield Latin words that are no concept themselves, with a Chinese head: Copy机制."""
    for match in _TERM.finditer(post.text):
        latin = re.match(r"[A-Za-z-]+", match["n"])
        if latin and all(name.ambiguous for name in index.names_written(fold(latin[0]))):
            span, kind = Span(*match.span("n")), kind_of_head(match["n"][latin.end() :])
            yield Clue(span, "head word", kind)
            if span.end <= len(post.title or ""):
                yield Clue(span, "title", kind)


def _stands_alone(text: str, span: Span) -> bool:
    before = text[span.start - 1 : span.start]
    return not before or not (before in "_.@/\\-" or (before.isascii() and before.isalnum()))


def _listed(post: Post, index: LabelIndex) -> Iterator[Clue]:
    text = post.text
    for match in _LIST.finditer(text):
        names = [
            Span(match.start() + found.start(), match.start() + found.end()) for found in re.finditer(_NAME, match[0])
        ]
        known = sum(any(not name.ambiguous for name in index.names_written(fold(span.of(text)))) for span in names)
        for span in names:
            if known >= 2 and has_name_shape(span.of(text)):
                yield Clue(span, "listed with known" if known == 2 else "listed with several known")


def _such_as(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    for match in _SUCH_AS.finditer(post.text):
        for found in re.finditer(_NAME, match["list"]):
            if has_name_shape(found[0]):
                yield Clue(Span(match.start("list") + found.start(), match.start("list") + found.end()), "such as")


def _inner_capitals(post: Post, _index: LabelIndex) -> Iterator[Clue]:
    """CamelCase and hyphenated capitals, wherever they stand; thrice in a post is a clue of its own."""
    text = post.text
    count: dict[str, list[Span]] = {}
    for match in _WORDS.finditer(text):
        if has_name_shape(match[0]):
            count.setdefault(match[0], []).append(Span(*match.span()))
    for name, spans in count.items():
        if re.search(r"[a-z][A-Z]|[A-Z]-[A-Z]|[A-Z]{2,}[a-z]{2,}|[a-z]{2,}\d[a-z]", name):
            yield Clue(spans[0], "inner capitals")
        if len(spans) >= 3:
            yield Clue(spans[0], "again")


CLUE_RULES: tuple[Callable[[Post, LabelIndex], Iterator[Clue]], ...] = (
    _named_so,
    _apposed,
    _title_head,
    _work_title_head,
    _quoted,
    _headed,
    _terms,
    _listed,
    _such_as,
    _inner_capitals,
)
