"""What the parser says of a query that it cannot read, in words for the person who wrote it."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QueryError
from kg.query.screen import to_visible, width_of
from kg.rdf.terms import PREFIXES

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
# What the parser would have taken: a token in quotes, a class of characters in brackets, a keyword or a sentence.
_ALTERNATIVE: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|\[[^\]]*\]|[^,\s][^,\[\"]*")
_REMEDY: Final = "change the query there; kg query --list shows questions that run"
_NOT_HERE: Final = frozenset(("SERVICE", "FROM", "LATERAL"))  # read by the parser, refused by the gate or no standard
_MOST_EXPECTED: Final = 8


def to_query_error(query: str, words: str) -> QueryError:
    """Return the error for the words of the parser: line and column (from 1), the line itself, a caret under it."""
    place = _PLACE.match(words)
    if place is None:
        return QueryError(f"the query does not run: {words.strip()}", remedy="kg query --list shows questions that do")
    if not query.strip():
        return QueryError("the query is empty", remedy="kg query --list shows questions that run")
    line, column = int(place[1]), int(place[2])
    reason, remedy = _explain(place[3], query, line, column)
    return QueryError(
        f"the query does not parse at line {line}, column {column}: {reason}\n{_show(query, line, column)}",
        remedy=remedy,
    )


def _explain(expected: str, query: str, line: int, column: int) -> tuple[str, str]:
    if "Prefix not found" in expected:
        known = ", ".join(f"{prefix}:" for prefix in PREFIXES)
        return f"{_name_before(query, line, column)} has no prefix", f"declare it with PREFIX, or use {known}"
    alternatives = [each.strip() for each in _ALTERNATIVE.findall(expected)]
    sentences = [each for each in alternatives if " " in each and each[0].isalpha()]
    if sentences:
        return sentences[0], _REMEDY
    tokens = [each for each in dict.fromkeys(alternatives) if each[:1] not in ("", "[") and each not in _NOT_HERE]
    if not tokens:
        return "it makes no sense up to here", _REMEDY
    return f"expected {', '.join(tokens[:_MOST_EXPECTED])}{' …' if len(tokens) > _MOST_EXPECTED else ''}", _REMEDY


def _name_before(query: str, line: int, column: int) -> str:
    before = _line_of(query, line)[: column - 1]
    name = re.search(r"[^\s{}()\[\];,.<>\"']*$", before)
    return to_visible(name[0]) if name and name[0] else "a name"


def _show(query: str, line: int, column: int) -> str:
    text = _line_of(query, line)
    before = to_visible(text[: column - 1])
    return f"    {before}{to_visible(text[column - 1 :])}\n    {' ' * width_of(before)}^"


def _line_of(query: str, line: int) -> str:
    lines = query.split("\n")
    return lines[line - 1] if line <= len(lines) else ""
