"""LaTeX: displayed, in the line, in environments, and references to equations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span
from kg.script import HAN

_ENVIRONMENT = (
    "(?:equation|align|aligned|alignat|gather|gathered|multline|split|cases|array|[bBpvV]?matrix|smallmatrix|eqnarray"
    r"|flalign|math|displaymath|subequations|dcases|CD)\*?"
)
_DISPLAY = re.compile(
    r"\n[ \t]*\n"  # ends what is open: TeX allows no blank line there
    r"|\\\\\[|\\\\|\\\$"  # a line break and its distance; an escaped dollar
    r"|\${3,}"  # a rule or a price range, no mathematics
    r"|\$\$|\\\[|\\\]"
    rf"|\\(?:begin|end)\{{{_ENVIRONMENT}\}}"
)
_INLINE = re.compile(r"\n|\\\\|\\\$|\${2,}|\$|\\\(|\\\)|\\(?:eq)?(?:ref|label)\{[^{}\n]{1,80}\}")
_BRACED_TEXT = re.compile(r"\{[^{}]*\}")
_CHINESE_PUNCTUATION = re.compile("[，。；：？！、“”《》]")
_SURELY_TEX = re.compile(r"\\[A-Za-z{]|[\^_]")
_TEX_SIGN = re.compile(r"\\[A-Za-z]|[\^_{}]")
NEAR_END = 2000  # characters
LONGEST_INLINE = 2000  # characters between two dollars


def find_display_mathematics(text: str) -> Iterator[Span]:
    r"""Yield `$$…$$`, `\[…\]` and environments; what is not closed before a blank line or the end goes up to there."""
    start: int | None = None
    opener = ""
    depth = 0  # of environments
    ends = _Ends(text)
    for token in _DISPLAY.finditer(text):
        sign = token.group()
        if start is None:
            if sign in ("$$", "\\[") or sign.startswith("\\begin"):
                start, opener, depth = token.start(), sign, 1
            continue
        if sign.startswith("\n"):
            if opener.startswith("\\begin") and ends.is_near(token.end()):
                continue
            yield from _unclosed(text, start, token.start(), opener)
            start = None
            continue
        if opener.startswith("\\begin"):
            depth += sign.startswith("\\begin") - sign.startswith("\\end")
            closed = depth == 0
        else:
            closed = sign == _CLOSER_OF[opener]
        if closed:
            yield Span(start, token.end())
            start = None
    if start is not None:
        yield from _unclosed(text, start, len(text.rstrip("\n")), opener)


class _Ends:
    r"""Where environments start and end; remembers the next of each, so that the text is searched once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next = {"\\begin{": -1, "\\end{": -1}

    def is_near(self, place: int) -> bool:
        r"""Tell whether an `\end` follows so soon, and no `\begin` before it, that a blank line does not end all."""
        start, end = (self._find(mark, place) for mark in self._next)
        return end < start and end - place < NEAR_END

    def _find(self, mark: str, place: int) -> int:
        if self._next[mark] < place:
            found = self._text.find(mark, place)
            self._next[mark] = found if found >= 0 else len(self._text) + NEAR_END
        return self._next[mark]


def find_inline_mathematics(text: str) -> Iterator[Span]:
    r"""Yield `$…$` and `\(…\)` within one line, and `\eqref{…}`.

    The guards are pandoc's (`tex_math_dollars`): no space inside either dollar, no digit behind the second, so that
    prices are no mathematics; but what is surely TeX may have either. Chinese prose between two dollars is none.
    """
    dollar: int | None = None
    bracket: int | None = None
    for token in _INLINE.finditer(text):
        sign, start, end = token.group(), token.start(), token.end()
        if sign == "\n":
            dollar = bracket = None
        elif sign == "$":
            if dollar is not None and _closes(text, dollar, start):
                yield Span(dollar, end)
                dollar = bracket = None
            else:
                dollar = start if _opens(text, start) else None
        elif sign == "\\(":
            bracket = start
        elif sign == "\\)" and bracket is not None:
            yield Span(bracket, end)
            dollar = bracket = None
        elif sign.endswith("}") and dollar is None and bracket is None:
            yield Span(start, end)


_CLOSER_OF = {"$$": "$$", "\\[": "\\]"}


def _unclosed(text: str, start: int, end: int, opener: str) -> Iterator[Span]:
    """Yield what was opened and never closed, if it was mathematics at all."""
    inside = text[start + len(opener) : end]
    if opener.startswith("\\begin") or _TEX_SIGN.search(inside):
        yield Span(start, end)


def _opens(text: str, dollar: int) -> bool:
    return text[dollar + 1 : dollar + 2] not in ("", "\n")


def _closes(text: str, opener: int, dollar: int) -> bool:
    """Tell whether the dollar closes what the opener opened."""
    inside = text[opener + 1 : min(dollar, opener + LONGEST_INLINE + 2)]
    if not inside or len(inside) > LONGEST_INLINE:
        return False
    is_price = inside[0].isspace() or inside[-1].isspace() or text[dollar + 1 : dollar + 2].isdecimal()
    if is_price and not _SURELY_TEX.search(inside):
        return False
    bare = _BRACED_TEXT.sub("", inside)
    return not HAN.search(bare) or not (_CHINESE_PUNCTUATION.search(bare) or inside[0].isdecimal())
