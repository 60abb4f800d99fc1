r"""Where a name may begin and end: each edge is judged by its own script, its case by the label's.

Python's `\b` takes Chinese characters as word characters and so misses nine of ten Latin names in Chinese text.
"""

from __future__ import annotations

import re

from kg.concepts.wordlists import read_words
from kg.model import Span
from kg.script import Script, is_han, script_of
from kg.vocabulary.index import Case, Name
from kg.vocabulary.ordinary import zipf

_HYPHENS = "-\u2010\u2011"
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_WORD = (Script.LATIN, Script.DIGIT, Script.OTHER_LETTER)


def edges_hold(text: str, start: int, end: int) -> bool:
    """Tell whether no Latin word, number or identifier is cut at either edge of a span."""
    return _left_holds(text, start) and _right_holds(text, end)


def _left_holds(text: str, start: int) -> bool:
    if start == 0 or is_han(text[start]):
        return True
    before = text[start - 1]
    if before in "_@#\\" or (before == "." and start > 1 and text[start - 2].isalnum() and text[start - 2].isascii()):
        return False
    return not (before.isalnum() and script_of(before) in _WORD)


def _right_holds(text: str, end: int) -> bool:
    if end >= len(text) or is_han(text[end - 1]):
        return True
    after = text[end]
    if after == "_" or (after == "." and _continues_word(text, end + 1)):
        return False
    return not (after.isalnum() and script_of(after) in _WORD)


def _continues_word(text: str, at: int) -> bool:
    """Tell whether an identifier or a version goes on after a full stop (torch.nn, T5.1), as no sentence does."""
    return at < len(text) and text[at].isascii() and (text[at].islower() or text[at].isdigit())


def is_part_of_compound(text: str, span: Span) -> bool:
    """Tell whether a hyphen joins the span to a name of its own: flow in BERT-flow, GAN in GAN-QP.

    Suffixes that only describe (GAN-based, BERT-base) and prefixes that only modify (pre-, non-) make no new name.
    """
    return _compound_after(text, span.end) or _compound_before(text, span.start)


def _compound_after(text: str, end: int) -> bool:
    if end >= len(text) or text[end] not in _HYPHENS or is_han(text[end - 1]):
        return False
    piece = _PIECE.match(text, end + 1)
    if piece is None or is_han(piece[0][0]):
        return False
    word = _latin_head(piece[0])
    return word.lower() not in read_words("compound-suffixes.txt") and not word[:1].isdigit()


def _compound_before(text: str, start: int) -> bool:
    if start < 2 or text[start - 1] not in _HYPHENS or is_han(text[start]):
        return False
    at = start - 1
    while at > 0 and text[at - 1].isalnum() and not is_han(text[at - 1]):
        at -= 1
    piece = text[at : start - 1]
    return bool(piece) and piece.lower() not in read_words("compound-prefixes.txt")


def _latin_head(piece: str) -> str:
    for at, character in enumerate(piece):
        if is_han(character):
            return piece[:at]
    return piece


RARE = 3.0  # Zipf: below this an abbreviation of four letters is no everyday word in any case


# A version or a size behind a model's name: ResNet-50, gpt2-large, GPT-5.4, Qwen 3.5 27B A3B, Kimi K2.5, GLM 5 Turbo.
# Behind a blank only figures with a full stop or a B, or a letter that makers use (K2, R1), so that no year and no
# count is taken for one; and an edition's name only behind figures.
_EDITION = r"(?:[ -](?:Turbo|Pro|Flash|Mini|Nano|Air|Plus|Max|Ultra|Lite|Instruct|Chat|Coder)(?![A-Za-z0-9]))"
_VERSION = re.compile(
    r"(?:-(?:v?\d{1,3}(?:\.\d+)*[BbMm]?|base|small|medium|large|huge|xl|xxl|tiny|mini)(?![A-Za-z0-9]))+"
    r"|(?:[ ]\d{1,2})?(?:[ ](?:[KMRV]?\d{1,3}\.\d+|[KMRV]\d{1,2}|A?\d+(?:\.\d+)?B)(?![A-Za-z0-9%]))+"
    rf"{_EDITION}?|[ ]\d{{1,2}}{_EDITION}"
)


def version_end(text: str, end: int) -> int:
    """Return where a version or a size behind the name ends; `end` itself where there is none."""
    match = _VERSION.match(text, end)
    return match.end() if match and not is_han(text[end - 1]) else end


def case_fits(name: Name, surface: str) -> bool:
    """Tell whether the surface's capitals let it stand for the name.

    Short all-capital labels (IE, CAN, GAN) match as written. Those of four letters and more, and those without a
    vowel, are no words and may be written otherwise (Bert, rnn). Other labels match in any case.
    """
    if name.case is Case.ANY:
        return True
    if name.case is Case.AS_WRITTEN:
        return surface in (name.label, name.label + "s")
    written = [each for each in surface if script_of(each) is Script.LATIN]
    wanted = [each for each in name.label if script_of(each) is Script.LATIN]
    letters = "".join(written[: len(wanted)])
    if letters.isupper():
        return "".join(written[len(wanted) :]).islower() or len(written) == len(wanted)
    if len(wanted) >= 3 and not set(letters.lower()) & set("aeiouy"):
        return letters.islower() or letters.istitle()
    if len(wanted) < 4:
        return False
    return letters.istitle() or (letters.islower() and zipf(letters) < RARE)
