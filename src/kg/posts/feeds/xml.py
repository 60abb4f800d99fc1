"""XML read piece by piece, with its line numbers, and without the entities that blow it up."""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 200  # elements in each other
MOST_NODES = 200_000  # of one wanted element
_PIECE = 1 << 20  # bytes given to the parser at a time
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")
_PREDEFINED = frozenset(("lt;", "gt;", "amp;", "quot;", "apos;"))
_PREFIXES = (
    ("wordpress.org/export/1.2/excerpt", "excerpt"),
    ("wordpress.org/export/1.1/excerpt", "excerpt"),
    ("wordpress.org/export/1.0/excerpt", "excerpt"),
    ("wordpress.org/export/", "wp"),
    ("schemas.google.com/blogger/", "blogger"),
    ("purl.org/syndication/thread/", "thr"),
    ("purl.org/atom/app", "app"),
    ("www.w3.org/2007/app", "app"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/dc/", "dc"),
    ("www.w3.org/1999/xhtml", "html"),
    ("www.w3.org/2005/Atom", ""),
    ("purl.org/rss/1.0/", ""),
)


class XmlError(Exception):
    """The XML breaks off or may not be read; `line` says where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Node:
    """An element: its name with the usual prefix of its namespace, and its text and children in order."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list[str | Node] = field(default_factory=list)

    def children(self, name: str) -> Iterator[Node]:
        """Yield the children of this name."""
        return (each for each in self.content if isinstance(each, Node) and each.name == name)

    def child(self, name: str) -> Node | None:
        """Return the first child of this name."""
        return next(self.children(name), None)

    def words(self, name: str) -> str:
        """Return the text of the first child of this name, stripped; empty if there is none."""
        child = self.child(name)
        return child.text.strip() if child else ""

    @property
    def text(self) -> str:
        """All text inside, markup left out."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def to_html(self) -> str:
        """Return what is inside as HTML."""
        return "".join(html.escape(each) if isinstance(each, str) else _to_html(each) for each in self.content)


def parse_xml(text: str, wanted: frozenset[str]) -> Iterator[Node]:
    """Yield each element of a wanted name, but none inside another, as it ends; nothing else is kept.

    Raises `XmlError` where the XML is broken, declares entities of its own or nests too deeply.
    """
    builder = _Builder(wanted)
    content = _NAMED.sub(_to_character, _ILLEGAL.sub("\ufffd", text)).encode("utf-8", "replace")
    for start in range(0, len(content) + 1, _PIECE):
        is_last = start + _PIECE > len(content)
        try:
            builder.parser.Parse(content[start : start + _PIECE], is_last)
        except expat.ExpatError as error:
            yield from builder.take()
            raise XmlError(f"the XML is broken: {expat.ErrorString(error.code)}", error.lineno) from error
        yield from builder.take()


class _Builder:
    """Builds nodes from the parser's events."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._opened: list[Node] = []
        self._done: list[Node] = []
        self._depth = 0
        self._nodes = 0  # in the outermost wanted element
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.EntityDeclHandler = self._refuse

    def take(self) -> list[Node]:
        """Return the wanted elements that have ended, and forget them."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._depth += 1
        if self._depth > DEEPEST:
            raise XmlError(f"the XML nests more than {DEEPEST} elements", line)
        node = Node(_with_prefix(name), attributes, line)
        if not self._opened and node.name not in self._wanted:
            return
        self._nodes = self._nodes + 1 if self._opened else 0
        if self._nodes > MOST_NODES:
            raise XmlError(f"an element of more than {MOST_NODES} elements", line)
        if self._opened:
            self._opened[-1].content.append(node)
        self._opened.append(node)

    def _end(self, name: str) -> None:  # noqa: ARG002  # the parser checks that the names match
        self._depth -= 1
        if not self._opened:
            return
        node = self._opened.pop()
        if not self._opened:
            self._done.append(node)

    def _words(self, words: str) -> None:
        if self._opened:
            self._opened[-1].content.append(words)

    def _refuse(self, *_: object) -> None:
        raise XmlError("the XML declares entities of its own, which is not read", self.parser.CurrentLineNumber)


def _with_prefix(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    prefix = next((prefix for part, prefix in _PREFIXES if part in namespace), "other" if namespace else "")
    return f"{prefix}:{local}" if prefix else local


def _to_character(match: re.Match[str]) -> str:
    """Return the character of a reference that HTML knows and XML does not."""
    return match[0] if match[1] in _PREDEFINED else html.entities.html5.get(match[1], match[0])


def _to_html(node: Node) -> str:
    name = node.name.rpartition(":")[2]
    attributes = "".join(f' {key.rpartition(" ")[2]}="{html.escape(value)}"' for key, value in node.attributes.items())
    return f"<{name}{attributes}>{node.to_html()}</{name}>"
