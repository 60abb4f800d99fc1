"""Each post as schema.org JSON-LD for the `<head>` of its page: what search engines read.

The context is in the snippet: nothing is fetched. A term's own language and type stand in the context, so that the
values stay plain for readers that skip it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote

from kg.rdf import terms
from kg.rdf.nodes import Node, to_nodes
from kg.slug import slug_of

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int"

INDEX: Final = "index.json"
_SCHEMA: Final = f"<{terms.PREFIXES['schema']}"
_IN_POST_LANGUAGE: Final = frozenset({terms.HEADLINE, terms.ABSTRACT})
_ADDRESSES: Final = frozenset({terms.URL, terms.SAME_AS, terms.EXACT_MATCH})
_OF_A_NEIGHBOUR: Final = (terms.NAME, terms.HEADLINE, terms.URL, terms.INTERACTION_TYPE, terms.USER_INTERACTION_COUNT)
# Inside <script> an HTML parser looks for these alone; JSON reads the escapes as the signs.
_UNSAFE: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_NAME_LENGTH: Final = 40  # code points: with the hash it fits every file system


@dataclass(frozen=True, slots=True)
class Snippet:
    """What to put into the head of one post's page."""

    post: str  # an IRI
    html: str

    @property
    def file(self) -> str:
        """Return a file name: readable, distinct for every post on every file system, the same in every build."""
        last = unquote(self.post).rstrip("/").rpartition("/")[2]
        return f"{slug_of(last)[:_NAME_LENGTH]}-{hashlib.sha256(self.post.encode()).hexdigest()[:8]}.html"


def read_snippets(folder: Path) -> Iterator[Snippet]:
    """Yield the posts of a build, without those that are only cited, sorted by IRI.

    The graph is read twice: what posts lead to is kept in memory, the posts are not.
    """
    neighbours = {node.subject: _to_neighbour(node) for node in _read_nodes(folder)}
    for node in _read_nodes(folder):
        if terms.WAS_DERIVED_FROM in node.objects_by_predicate and _is_a(node, terms.BLOG_POSTING):
            content = json.dumps(_to_post(node, neighbours), ensure_ascii=False, indent=1).translate(_UNSAFE)
            html = f'<script type="application/ld+json">\n{content}\n</script>\n'
            yield Snippet(node.subject[1:-1], html)


def write_snippets(folder: Path, into: Path) -> int:
    """Write a file for each post and `index.json`, which has the file of each post's IRI; return their number."""
    into.mkdir(parents=True, exist_ok=True)
    file_by_post: dict[str, str] = {}
    for snippet in read_snippets(folder):
        (into / snippet.file).write_text(snippet.html, encoding="utf-8", newline="\n")
        file_by_post[snippet.post] = snippet.file
    index = json.dumps(file_by_post, ensure_ascii=False, indent=1) + "\n"
    (into / INDEX).write_text(index, encoding="utf-8", newline="\n")
    return len(file_by_post)


def _read_nodes(folder: Path) -> Iterator[Node]:
    with (folder / "graph.nt").open(encoding="utf-8", newline="\n") as file:
        yield from to_nodes(line.removesuffix("\n") for line in file)


def _is_a(node: Node, class_: str) -> bool:
    return class_ in node.objects_by_predicate.get(terms.TYPE, ())


def _to_post(node: Node, neighbours: dict[str, Json]) -> Json:
    of = node.objects_by_predicate
    language = next((term.rpartition("@")[2] for each in _IN_POST_LANGUAGE for term in of.get(each, ())), None)
    post: dict[str, Json] = {"@context": _to_context(language), "@id": node.subject[1:-1], "@type": "BlogPosting"}
    about = set(of.get(terms.ABOUT, ()))
    for predicate, objects in of.items():
        name = "citation" if predicate == terms.CITES else predicate[len(_SCHEMA) : -1]
        if predicate != terms.CITES and not predicate.startswith(_SCHEMA):
            continue
        values: list[Json] = []
        for term in objects:
            if term[0] == "<" and predicate not in _ADDRESSES:
                # What the post is about is described there, and only pointed to where it is named.
                is_told = predicate == terms.MENTIONS and term in about
                values.append({"@id": term[1:-1]} if is_told else neighbours.get(term, {"@id": term[1:-1]}))
            else:
                values.append(_to_value(term, language if predicate in _IN_POST_LANGUAGE else None))
        post[name] = values[0] if len(values) == 1 else values
    return post


def _to_context(language: str | None) -> Json:
    context: dict[str, Json] = {
        "@vocab": terms.PREFIXES["schema"],
        "datePublished": {"@type": terms.XSD_DATE[1:-1]},
        "sameAs": {"@type": "@id"},
        "url": {"@type": "@id"},
    }
    if language:
        context |= {"abstract": {"@language": language}, "headline": {"@language": language}}
    return context


def _to_neighbour(node: Node) -> Json:
    of = node.objects_by_predicate
    types = [term[len(_SCHEMA) : -1] for term in of.get(terms.TYPE, ()) if term.startswith(_SCHEMA)]
    neighbour: dict[str, Json] = {"@id": node.subject[1:-1]}
    if _is_a(node, terms.CONCEPT):
        return {**neighbour, "@type": "DefinedTerm", **_to_concept(of)}
    if types:
        neighbour["@type"] = types[0]
    for predicate in _OF_A_NEIGHBOUR:
        if predicate in of:
            neighbour[predicate[len(_SCHEMA) : -1]] = _to_neighbour_value(of[predicate][0], predicate)
    return neighbour


def _to_concept(of: dict[str, list[str]]) -> dict[str, Json]:
    told: dict[str, Json] = {"name": [_to_value(term) for term in of.get(terms.PREF_LABEL, ())]}
    if terms.EXACT_MATCH in of:
        told["sameAs"] = [term[1:-1] for term in of[terms.EXACT_MATCH]]
    if terms.IN_SCHEME in of:
        told["inDefinedTermSet"] = {"@id": of[terms.IN_SCHEME][0][1:-1]}
    return told


def _to_neighbour_value(term: str, predicate: str) -> Json:
    return {"@id": term[1:-1]} if term[0] == "<" and predicate not in _ADDRESSES else _to_value(term)


def _to_value(term: str, language: str | None = None) -> Json:
    """Return an IRI as a string; a literal as one or as a number, with its language where that is another."""
    if term[0] == "<":
        return term[1:-1]
    end = term.rindex('"') + 1
    characters: str = json.loads(term[:end])
    suffix = term[end:]
    if suffix == f"^^{terms.XSD_INTEGER}":
        return int(characters)
    if suffix[:1] == "@" and suffix[1:] != language:
        return {"@language": suffix[1:], "@value": characters}
    return characters
