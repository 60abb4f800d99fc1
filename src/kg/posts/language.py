"""Which language a post is in, told by its script."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Zone
from kg.script import HAN

SAMPLE = 20_000  # characters
LETTERS_OF_A_WORD = 4  # Latin letters that say about as much as one Han character
KANA_SHARE = 0.1  # of kana among Han and kana, above which Chinese is Japanese
SCRIPT_OF = {"zh": "Han", "ja": "Kana", "ko": "Hangul"}
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_DECLARED = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


def tell_language(text: str, zones: Iterable[Zone] = ()) -> str:
    """Return `zh`, `ja`, `ko`, `en` for any Latin script, or `und`; what lies in a zone does not count."""
    prose = _outside(text, zones)[:SAMPLE]
    han, kana, hangul, latin = (len(script.findall(prose)) for script in (HAN, _KANA, _HANGUL, _LATIN))
    words = latin / LETTERS_OF_A_WORD
    letters = sum(map(str.isalpha, prose))
    if hangul > max(han + kana, words):
        return "ko"
    if han + kana and han + kana >= words:
        return "ja" if kana > KANA_SHARE * (han + kana) else "zh"
    return "en" if latin and 2 * latin >= letters else "und"


def choose_language(declared: str | None, told: str) -> str:
    """Return the declared language unless the script tells otherwise: themes declare `en` for Chinese posts."""
    if not declared or told == "und":
        return declared or told
    scripts = [SCRIPT_OF.get(language.partition("-")[0], "Latin") for language in (declared, told)]
    return declared if scripts[0] == scripts[1] else told


def parse_language(declared: str) -> str | None:
    """Return a declared language as BCP 47 writes it, or None if it is none.

    >>> parse_language("zh_cn")
    'zh-CN'
    """
    if not _DECLARED.fullmatch(declared.strip()):
        return None
    first, *others = declared.strip().replace("_", "-").split("-")
    return "-".join((first.lower(), *map(_to_subtag, others)))


def _to_subtag(subtag: str) -> str:
    """Return a region in capitals, a script capitalised, the rest in small letters (RFC 5646, 2.1.1)."""
    if len(subtag) == 2:
        return subtag.upper()
    return subtag.capitalize() if len(subtag) == 4 else subtag.lower()


def _outside(text: str, zones: Iterable[Zone]) -> str:
    pieces: list[str] = []
    end = 0
    for zone in zones:
        pieces.append(text[end : zone.span.start])
        end = zone.span.end
    return "".join((*pieces, text[end:]))
