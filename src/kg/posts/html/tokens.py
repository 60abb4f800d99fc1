"""HTML cut into tags and text, in linear time whatever the text is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_VALUE = 2_000  # characters of a quoted attribute
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{{0,40}})"
    rf"(?P<attributes>(?:[^\"'<>]|\"[^\"]{{0,{LONGEST_VALUE}}}\"|'[^']{{0,{LONGEST_VALUE}}}')*)>"
)
_ATTRIBUTE = re.compile(r"([^\s=\"'/]{1,80})(?:\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?")
_UNENDED = re.compile(r"&(?=[A-Za-z][A-Za-z0-9]{0,32}(?![A-Za-z0-9;]))")
RAW_ELEMENTS = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes"))
VOID_ELEMENTS = frozenset("area base br col embed hr img input link meta param source track wbr".split())


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or an end tag, its name in small letters."""

    name: str
    is_end: bool = False
    is_closed: bool = False  # by a slash of its own, as in XML
    attributes: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return an attribute's value, empty where it is absent."""
        return self.attributes.get(name, "")


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags, its character references replaced."""

    text: str


Token = Tag | Words


def parse_html(text: str) -> Iterator[Token]:
    """Yield the tags and the text; comments, declarations and processing instructions are passed over.

    The text of raw elements such as `script` follows their start tag as it is. A `<` that starts no tag is text.
    """
    finder = _Finder(text)
    done = 0
    while (start := text.find("<", done)) >= 0:
        if start > done:
            yield Words(html.unescape(text[done:start]))
        end = finder.end_of_comment(start)
        if end is not None:
            done = end
            continue
        match = _TAG.match(text, start)
        if not match:
            yield Words("<")
            done = start + 1
            continue
        tag = _to_tag(match)
        yield tag
        done = match.end()
        if tag.name in RAW_ELEMENTS and not tag.is_end:
            end = finder.find(f"</{tag.name}", done)
            yield Words(html.unescape(text[done:end]) if tag.name in ("title", "textarea") else text[done:end])
            done = end
    if done < len(text):
        yield Words(html.unescape(text[done:]))


def _to_tag(match: re.Match[str]) -> Tag:
    if match["slash"]:
        return Tag(match["name"].lower(), is_end=True)
    attributes: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(match["attributes"]):
        attributes.setdefault(name.lower(), _unescape("".join(values)))
    is_closed = match["attributes"].rstrip().endswith("/")
    return Tag(match["name"].lower(), is_closed=is_closed, attributes=attributes)


def _unescape(value: str) -> str:
    """Return an attribute's value with its character references replaced.

    A name without a semicolon is none: ?a=1&copy=2 is a query (HTML, 13.2.5.73, for all that has an address in it).
    """
    if "&" not in value:
        return value
    return html.unescape(_UNENDED.sub("&amp;", value))


class _Finder:
    """Finds ends, and remembers which there are none of, so that no text is searched twice in vain."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lower = ""
        self._missing: set[str] = set()

    def end_of_comment(self, start: int) -> int | None:
        """Return where the comment, declaration or instruction that starts here ends; None if none does."""
        if self._text.startswith("<!--", start):
            return self._end("-->", start + 4)
        if self._text.startswith("<![CDATA[", start):
            return self._end("]]>", start)
        return self._end(">", start) if self._text.startswith(("<!", "<?"), start) else None

    def find(self, mark: str, start: int) -> int:
        """Return where the mark, in small or capital letters, comes next; the end of the text if never."""
        if mark in self._missing:
            return len(self._text)
        self._lower = self._lower or _lower(self._text)
        found = self._lower.find(mark, start)
        if found < 0:
            self._missing.add(mark)
        return len(self._text) if found < 0 else found

    def _end(self, mark: str, start: int) -> int | None:
        if mark in self._missing:
            return None
        found = self._text.find(mark, start)
        if found < 0:
            self._missing.add(mark)
            return None
        return found + len(mark)


def _lower(text: str) -> str:
    """Return the text with small ASCII letters and every offset in its place."""
    return text.translate({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})
