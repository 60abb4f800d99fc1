"""Pages of DokuWiki: plain text with marks of its own, turned into Markdown and read as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.posts.markdown.page import parse_markdown
from kg.posts.record import Findings

_HEADING = re.compile(r"^[ \t]*(={2,6})[ \t]*([^=\n][^\n]{0,300}?)[ \t]*={2,6}[ \t]*$", re.MULTILINE)
_OWN = re.compile(
    r"\[\[[^\[\]\n]{1,500}\]\]|^[ \t]{2,}[*-] |<(?:code|file|nowiki)[ >]|\*\*[^*\n]+\*\*|//[^/\n]+//|''", re.MULTILINE
)
HIGHEST = 6  # signs of equality around the heading of a page
_TOKEN = re.compile(
    r"<(?P<opens>code|file|nowiki)(?:[ \t][^<>\n]{0,200})?>|</(?P<closes>code|file|nowiki)>|(?P<sign>%%)"
)
_TICKS = re.compile("`{2,}")
_ITEM = re.compile(r"^(?P<indent>(?:  )+|\t+)(?P<sign>[*-])[ \t]*(?=\S)", re.MULTILINE)
_LINK = re.compile(r"\[\[(?P<target>[^\[\]|\n]{1,500})(?:\|(?P<words>[^\[\]\n]{1,500}))?\]\]")
_PICTURE = re.compile(r"\{\{[^{}\n]{1,500}\}\}")
_NOTE = re.compile(r"\(\(([^()\n]{1,1000})\)\)")
_MACRO = re.compile(r"^~~[A-Z:]{1,40}~~[ \t]*$", re.MULTILINE)
_ROW = re.compile(r"^[\^|][^\n]*[\^|][ \t]*$", re.MULTILINE)
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![:/])//(?=\S)([^\n]{1,1000}?)(?<=[^\s:])//"), r"*\1*"),
    (re.compile(r"''([^'\n]{1,500})''"), r"`\1`"),
    (re.compile(r"__(?=\S)([^\n_]{1,500})__"), r"\1"),
    (re.compile(r"</?(?:del|sub|sup|wrap|hidden)(?:[ \t][^<>\n]{0,200})?>"), ""),
    (re.compile(r"\\\\(?:[ \t]|$)", re.MULTILINE), "  \n"),
)


def is_dokuwiki(text: str) -> bool:
    """Tell whether the text starts with a heading of DokuWiki and has other marks or headings of it."""
    heading = _HEADING.match(text.lstrip("\n\ufeff"))
    if heading is None or len(heading[1]) < 2:
        return False
    below = text.lstrip("\n\ufeff")[heading.end() :]
    return len(heading[1]) == HIGHEST and (_OWN.search(below) or _HEADING.search(below)) is not None


def parse_dokuwiki(text: str, path: str) -> Findings:
    """Yield the post that a page holds; it has its heading for a title."""
    yield from parse_markdown(to_markdown(text), path)


def to_markdown(text: str) -> str:
    """Return a page as Markdown; what stands in code and between `%%` stays as it is."""
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    end = 0
    start: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if start and start["sign"] and "\n" in text[start.end() : token.start()]:
            start = None  # signs of per cent in a sentence
        if start is None:
            start = None if token["closes"] else token
        elif (token["closes"] or token["sign"]) == (start["opens"] or start["sign"]):
            yield _prose(text[end : start.start()])
            yield _verbatim(text[start.end() : token.start()], is_block=start["opens"] in ("code", "file"))
            end, start = token.end(), None
    yield _prose(text[end:])


def _verbatim(said: str, *, is_block: bool) -> str:
    if not (is_block and "\n" in said):
        return f"`{said}`" if "`" not in said else said
    fence = max((ticks for ticks in _TICKS.findall(said)), key=len, default="``") + "`"
    return "\n{0}\n{1}\n{0}\n".format(fence, said.strip("\n"))


def _prose(text: str) -> str:
    text = _HEADING.sub(lambda heading: f"{'#' * max(1, HIGHEST + 1 - len(heading[1]))} {heading[2]}", text)
    text = _PICTURE.sub("", _MACRO.sub("", text))
    text = _ROW.sub(_row, text)
    text = _ITEM.sub(
        lambda item: f"{' ' * (len(item['indent'].expandtabs(2)) - 2)}{'-' if item['sign'] == '*' else '1.'} ", text
    )
    for pattern, written in _MARKS:
        text = pattern.sub(written, text)
    return _NOTE.sub(r" (\1)", _LINK.sub(_link, text))


def _link(match: re.Match[str]) -> str:
    """Return a link as Markdown has it, to a page of the wiki as a link to a note of its name."""
    target, words = match["target"].strip(), (match["words"] or "").strip()
    if "://" in target or "@" in target:
        return f"[{words or target}](<{target}>)"
    if ">" in target:  # a page of another wiki
        return words or target.partition(">")[2]
    name, _, part = target.partition("#")
    page = name.strip(":. ").replace(":", "/")
    return f"[[{page}{'#' + part if part else ''}|{words or page.rpartition('/')[2] or part}]]"


def _row(match: re.Match[str]) -> str:
    return match[0].replace("^", "|")
