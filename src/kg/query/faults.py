"""What the parser says of a query that it cannot read, in words for the person who wrote it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Final

from kg.errors import QueryError
from kg.query.screen import to_visible, width_of
from kg.rdf.nodes import to_curie
from kg.rdf.terms import PREFIXES, TERMS

_PLACE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
# What the parser would have taken: a token in quotes, a class of characters in brackets, a keyword or a sentence.
_ALTERNATIVE: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|\[[^\]]*\]|[^,\s][^,\[\"]*")
_REMEDY: Final = "change the query there; kg query --list shows questions that run"
_NOT_HERE: Final = frozenset(("SERVICE", "FROM", "LATERAL"))  # read by the parser, refused by the gate or no standard
_PLAIN_OF: Final = dict(zip("“”‘’？｛｝（）；，。：＜＞＂＇　", "\"\"''?{}();,.:<>\"' ", strict=True))
_MOST_EXPECTED: Final = 8
# Prefixes that people know from elsewhere.
_OTHERS: Final = {
    "bibo": "http://purl.org/ontology/bibo/",
    "dbo": "http://dbpedia.org/ontology/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
_NAME: Final = re.compile(r"(?<![\w<?$:@])[a-z]+:[A-Za-z_][\w-]*")
_TEXT: Final = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*")  # IRIs, texts, comments


def to_query_error(query: str, words: str) -> QueryError:
    """Return the error for the words of the parser: line and column (from 1), the line itself, a caret under it."""
    place = _PLACE.match(words)
    if place is None:
        return QueryError(f"the query does not run: {words.strip()}", remedy="kg query --list shows questions that do")
    if not query.strip():
        return QueryError("the query is empty", remedy="kg query --list shows questions that run")
    line, column = int(place[1]), int(place[2])
    wide = _find_wide(query)
    reason, remedy = _explain(place[3], query, line, column)
    return QueryError(
        f"the query does not parse at line {line}, column {column}: {reason}\n{_show(query, line, column)}",
        remedy=f"write {_PLAIN_OF[wide]} instead of {wide}" if wide else remedy,
    )


def _find_wide(query: str) -> str | None:
    """Return the first sign outside of texts and comments that a Chinese keyboard writes in the place of SPARQL's."""
    return next((sign for sign in _TEXT.sub(" ", query) if sign in _PLAIN_OF), None)


def _explain(expected: str, query: str, line: int, column: int) -> tuple[str, str]:
    if "Prefix not found" in expected:
        name = _name_before(query, line, column)
        return f"{name} has no prefix", _to_prefix_remedy(name.partition(":")[0])
    alternatives = [each.strip() for each in _ALTERNATIVE.findall(expected)]
    sentences = [each for each in alternatives if " " in each and each[0].isalpha()]
    if sentences:
        return sentences[0], _REMEDY
    tokens = [each for each in dict.fromkeys(alternatives) if each[:1] not in ("", "[") and each not in _NOT_HERE]
    if not tokens:
        return "it makes no sense up to here", _REMEDY
    return f"expected {', '.join(tokens[:_MOST_EXPECTED])}{' …' if len(tokens) > _MOST_EXPECTED else ''}", _REMEDY


def _to_prefix_remedy(prefix: str) -> str:
    if prefix in _OTHERS:
        return f"declare it first: PREFIX {prefix}: <{_OTHERS[prefix]}>; a build has no such term by itself"
    nearest = difflib.get_close_matches(prefix, PREFIXES, n=1)
    if nearest:
        return f"did you mean {nearest[0]}:? Else declare it with PREFIX"
    return f"declare it with PREFIX, or use {', '.join(f'{each}:' for each in PREFIXES)}"


def find_unknown_terms(query: str) -> Iterator[str]:
    """Yield a sentence for each prefixed name of the profile's prefixes that no build has, with the nearest that is."""
    known = {curie for curie in map(to_curie, TERMS) if curie}
    for name in dict.fromkeys(_NAME.findall(_TEXT.sub(" ", query))):
        prefix, _, local = name.partition(":")
        if prefix in PREFIXES and prefix != "xsd" and name not in known:
            nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
            yield f"no build has {prefix}:{local}" + (f"; did you mean {nearest[0]}?" if nearest else "")


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
