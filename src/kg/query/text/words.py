"""The words that the index knows: of a text that is indexed, and of a text that is searched for.

A Latin word is one word, in lower case, without accents, in the singular. Chinese has no spaces: of a run of signs
every two neighbours are a word, and the last sign by itself. So any stretch of two signs or more is a row of such
words, and any one sign is the beginning of one: both are found wherever they stand, whatever a dictionary knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import add
from typing import Final, NamedTuple

from kg.model import Span
from kg.script import fold

_SIGNS: Final = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_RUN: Final = re.compile(rf"(?P<signs>[{_SIGNS}]+)|(?P<word>(?<![^\W_])[a-z](?:\+\+|\#)(?!\w)|[^\W_{_SIGNS}]+)")
# What a person puts between words; inside of a chunk that is left, the words must follow each other.
_CHUNK: Final = re.compile(r'"([^"]*)"|([^\s"，。；：、！？（）《》「」『』【】“”‘’…·]+)')
_LATIN: Final = re.compile("[a-z]+")
_ABBREVIATIONS: Final = re.compile("[^aeiouy]+us")
_SHORTEST_PLURAL: Final = 4
_REMEMBERED: Final = 16384  # words whose form is known: most have been met before
MOST_CHARACTERS: Final = 400
MOST_WORDS: Final = 24


class Word(NamedTuple):
    """A word as the index knows it, and where it stands (a named tuple: there are millions)."""

    form: str
    start: int
    end: int


class Phrase(NamedTuple):
    """Words that follow each other; of the last one, only the beginning may be given."""

    forms: tuple[str, ...]
    is_open: bool


class Place(NamedTuple):
    """Where a phrase stands in a text."""

    span: Span
    phrase: Phrase


def find_words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; offsets are those of `text`."""
    folded = fold(text)
    for run in _RUN.finditer(folded):
        start, end = run.span()
        if run.lastgroup == "word":
            yield Word(_to_form(run[0]), start, end)
        else:
            for at in range(start, end):
                yield Word(folded[at : at + 2] if at + 1 < end else folded[at], at, min(at + 2, end))


def to_forms(text: str) -> str:
    """Return the words of a text, a space between: what is given to the index."""
    runs: list[tuple[str, str]] = _RUN.findall(fold(text))
    return " ".join([_to_form(word) if word else _to_pairs(signs) for signs, word in runs])


def _to_pairs(signs: str) -> str:
    return " ".join([*map(add, signs, signs[1:]), signs[-1]])


def parse_phrases(text: str) -> tuple[Phrase, ...]:
    """Return what a person searches for: words, "words in quotes" that follow each other, the begin* of a word.

    Any text is fine; past `MOST_CHARACTERS` and `MOST_WORDS` it is cut.
    """
    phrases: list[Phrase] = []
    for chunk in _CHUNK.finditer(text[:MOST_CHARACTERS]):
        words = tuple(find_words(chunk[0]))
        if words and (phrase := _to_phrase(words, chunk[0].endswith("*"))) not in phrases:
            phrases.append(phrase)
    return _cut(phrases)


def to_single_words(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Return each word of the phrases as a phrase of its own."""
    forms = dict.fromkeys((form, phrase.is_open) for phrase in phrases for form in phrase.forms)
    return tuple(Phrase((form,), is_open) for form, is_open in forms)


def find_places(phrases: tuple[Phrase, ...], text: str) -> list[Place]:
    """Return where each of the phrases stands in a text, sorted by place."""
    words = list(find_words(text))
    whole: dict[str, list[Phrase]] = {}  # by the first of their words
    for phrase in phrases:
        if len(phrase.forms) > 1 or not phrase.is_open:
            whole.setdefault(phrase.forms[0], []).append(phrase)
    beginnings = [phrase for phrase in phrases if len(phrase.forms) == 1 and phrase.is_open]
    places = []
    for at, word in enumerate(words):
        begun = [phrase for phrase in beginnings if word.form.startswith(phrase.forms[0])]
        for phrase in [*whole.get(word.form, ()), *begun]:
            size = len(phrase.forms)
            if _is_said(phrase, words[at : at + size]):
                places.append(Place(Span(word.start, _end_of(words[at + size - 1], phrase)), phrase))
    return sorted(places)


def _end_of(last: Word, phrase: Phrase) -> int:
    """Return where what was searched for ends: of two signs, it may be the first alone."""
    return last.start + 1 if phrase.is_open and _is_sign(phrase.forms[-1]) else last.end


def _is_said(phrase: Phrase, words: list[Word]) -> bool:
    forms = tuple(word.form for word in words)
    if phrase.is_open and len(forms) == len(phrase.forms):
        return forms[:-1] == phrase.forms[:-1] and forms[-1].startswith(phrase.forms[-1])
    return forms == phrase.forms


def _to_phrase(words: tuple[Word, ...], is_open: bool) -> Phrase:  # noqa: FBT001 - it is the phrase's own field
    forms = tuple(word.form for word in words)
    last = words[-1]
    if not _is_sign(last.form):
        return Phrase(forms, is_open)
    # The last sign of a run is a word of the text only where the run ends there too: it is the second of two already.
    if len(words) > 1 and words[-2].end == last.end:
        return Phrase(forms[:-1], False)
    return Phrase(forms, True)


def _is_sign(form: str) -> bool:
    return len(form) == 1 and re.fullmatch(f"[{_SIGNS}]", form) is not None


def _cut(phrases: list[Phrase]) -> tuple[Phrase, ...]:
    kept: list[Phrase] = []
    left = MOST_WORDS
    for phrase in phrases:
        if left > 0:
            kept.append(Phrase(phrase.forms[:left], phrase.is_open and len(phrase.forms) <= left))
        left -= len(phrase.forms)
    return tuple(kept)


@lru_cache(maxsize=_REMEMBERED)
def _to_form(word: str) -> str:
    if word.isascii():
        return _to_singular(word)
    parts = unicodedata.normalize("NFKD", word).lower()
    return _to_singular("".join(sign for sign in parts if sign.isalnum()) or word)


def _to_singular(word: str) -> str:
    """Return an English plural's singular: the three rules of Harman 1991, "How effective is suffixing?".

    One is added: GPUs are more than one GPU, whereas a corpus is one.
    """
    if not word.endswith("s") or len(word) < _SHORTEST_PLURAL or not _LATIN.fullmatch(word):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word if word.endswith(("us", "ss")) and not _ABBREVIATIONS.fullmatch(word) else word[:-1]
