"""Concepts into the text of a Turtle file: what stands there stays, to the character, comments too."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Concept, ConceptKind, Text
from kg.vocabulary.read import DCTERMS_TYPE, SKOS

DCTERMS_TITLE = "http://purl.org/dc/terms/title"

# What may hold a full stop or a # that ends no statement and begins no comment; comments; and the ends of statements.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"' + r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\s]*>|\\.|\#[^\n\r]*|(?P<end>\.(?=[\s\#<\[]|\Z))",
    re.DOTALL,
)
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n\r]*)?(?:\r?\n|\Z)")
_BEFORE_SUBJECT = re.compile(
    r"(?:\s+|\#[^\n\r]*|@?(?:prefix\s+[^\s<]*\s*|base\s+)<[^<>\s]*>\s*(?:\.(?=\s|\Z))?)*", re.IGNORECASE
)
_SUBJECT = re.compile(r"<(?P<iri>[^<>\s]*)>|(?P<prefix>[^\s:<>\"'\[\](),;]*):(?P<local>(?:\\.|[^\s<>\"'\[\](),;])*)")
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9_\u3400-\u4dbf\u4e00-\u9fff](?:[A-Za-z0-9_\u3400-\u4dbf\u4e00-\u9fff-]*)")
_TO_ESCAPE = re.compile('[\x00-\x1f"\\\\\x7f\u2028\u2029\ud800-\udfff]')
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Block:
    """A statement to insert, and the IRI it is about."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a Turtle text up to the end of a statement, what stands before it included; and its subject."""

    text: str
    subject: str | None  # an IRI; None for a prefix, a blank node, or nothing but white space


def parse_statements(text: str, prefixes: Mapping[str, str]) -> Iterator[Statement]:
    """Yield the statements of a legal Turtle text; joined, their texts are the text."""
    start = 0
    for token in _TOKEN.finditer(text):
        if token["end"] and token.start() >= start:
            rest = _REST_OF_LINE.match(text, token.end())
            end = rest.end() if rest else token.end()
            yield Statement(text[start:end], _subject(text[start:end], prefixes))
            start = end
    if start < len(text):
        yield Statement(text[start:], None)


def insert_blocks(statements: Sequence[Statement], blocks: Sequence[Block], anchors: frozenset[str]) -> str:
    """Return the text with each block behind the statements about its subject, else before the next greater anchor.

    Anchors are the IRIs whose order counts; blocks without a place come last. The order of the blocks makes no
    difference.
    """
    last = {each.subject: at for at, each in enumerate(statements)}
    beside: dict[int, list[Block]] = {}
    waiting: deque[Block] = deque()
    for block in sorted(blocks, key=lambda block: (block.subject, block.text)):
        if block.subject in last:
            beside.setdefault(last[block.subject], []).append(block)
        else:
            waiting.append(block)
    pieces: list[str] = []
    for at, statement in enumerate(statements):
        while statement.subject in anchors and waiting and waiting[0].subject < (statement.subject or ""):
            _append(pieces, waiting.popleft())
        pieces.append(statement.text)
        for block in beside.get(at, ()):
            _append(pieces, block)
    for block in waiting:
        _append(pieces, block)
    return "".join(pieces)


def _append(pieces: list[str], block: Block) -> None:
    """Append the text of a block, a blank line before it."""
    written = "".join(pieces[-2:])
    gap = "" if not written or written.endswith("\n\n") else "\n" if written.endswith("\n") else "\n\n"
    pieces.append(f"{gap}{block.text}\n")


def _subject(text: str, prefixes: Mapping[str, str]) -> str | None:
    before = _BEFORE_SUBJECT.match(text)
    found = _SUBJECT.match(text, before.end() if before else 0)
    if found is None or found["prefix"] in ("_", "@prefix"):
        return None
    if found["iri"] is not None:
        return found["iri"]
    namespace = prefixes.get(str(found["prefix"]))
    return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", found["local"])


def to_block(concept: Concept, kind: str | None, prefixes: Mapping[str, str], *, new: bool = True) -> Block:
    """Return a concept as Turtle, one property a line; `kind` is the IRI of its kind.

    A concept that is not new is not said again to be a concept in a scheme: only what it gains is.
    """

    def iri(of: str) -> str:
        return to_name(of, prefixes)

    rows = [f"a {iri(SKOS + 'Concept')}"] if new else []
    for verb, texts in (
        ("prefLabel", concept.preferred),
        ("altLabel", concept.alternative),
        ("hiddenLabel", concept.hidden),
        ("definition", concept.definition),
    ):
        rows += _row(iri(SKOS + verb), [to_literal(text) for text in texts])
    for verb, ids in (
        ("broader", concept.broader),
        ("related", concept.related),
        ("exactMatch", concept.exact_match),
    ):
        rows += _row(iri(SKOS + verb), [iri(each) for each in ids])
    rows += _row(iri(DCTERMS_TYPE), [iri(kind)] if kind else [])
    rows += _row(iri(SKOS + "inScheme"), [iri(concept.scheme)] if new else [])
    return Block(concept.id, f"{iri(concept.id)} " + " ;\n    ".join(rows) + " .")


def to_scheme_block(scheme: str, title: str, prefixes: Mapping[str, str]) -> Block:
    """Return a concept scheme as Turtle."""
    name, class_ = to_name(scheme, prefixes), to_name(SKOS + "ConceptScheme", prefixes)
    return Block(scheme, f"{name} a {class_} ;\n    {to_name(DCTERMS_TITLE, prefixes)} {to_quoted(title)} .")


def to_kind_iri(kind: ConceptKind, base: str) -> str:
    """Return the IRI of a sort of concepts."""
    return f"{base}concept-kind/{kind.value}"


def _row(verb: str, values: Sequence[str]) -> list[str]:
    return [f"{verb} {', '.join(sorted(values))}"] if values else []


def to_name(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI under the longest of the prefixes that fits, else in angle brackets."""
    for prefix, namespace in sorted(prefixes.items(), key=lambda each: (-len(each[1]), each[0])):
        local = iri[len(namespace) :]
        if iri.startswith(namespace) and _PLAIN_LOCAL.fullmatch(local) and not local.endswith("-"):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def to_literal(text: Text) -> str:
    """Return a text as a literal with its language; one whose language is not known has none."""
    language = "" if text.language == "und" else f"@{text.language}"
    return to_quoted(text.characters) + language


def to_quoted(characters: str) -> str:
    r"""Return the characters as a Turtle string; lone surrogates, which have no UTF-8, become \ufffd.

    >>> to_quoted('a "b"')
    '"a \\"b\\""'
    """
    return f'"{_TO_ESCAPE.sub(_escape, characters)}"'


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    if "\ud800" <= sign <= "\udfff":
        return "\ufffd"
    return _SHORT_ESCAPES.get(sign) or f"\\u{ord(sign):04X}"
