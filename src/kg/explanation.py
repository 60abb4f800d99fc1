"""Why an edge is there, or why not: the sentences, the rules, and what was rejected, read from a build."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.citations.titles import title_key
from kg.errors import NothingBuiltError, UsageError
from kg.model import Span

# What a reader is told of each reason for a rejection.
REASONS = {
    "case": "its capitals are not those of the name",
    "not introduced here": "so short a name, known only from other posts, means too many things",
    "compound": "a hyphen joins it to a longer name",
    "cuts a word": "it would cut a Chinese word",
    "organisation": "it is part of an organisation's name",
    "too little evidence": "the name also means other things, and nothing here says that this one is meant",
    "defined otherwise": "the post itself defines these letters as something else",
    "inside a longer name": "a longer name covers it",
    "another sense is likelier": "another concept of that name fits better here",
    "zone: mathematics": "it stands in mathematics",
    "zone: code": "it stands in code",
    "zone: address": "it stands in an address",
    "zone: markup": "it stands in markup",
    "zone: repetition": "it repeats the caption before it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with the words that matter marked by their span in it."""

    sentence: str
    span: Span
    start: int  # of the words in the post's text
    rule: str
    confidence: float | None
    accepted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence that relates two concepts."""

    post: str  # its title, or its id
    subject: str  # names of concepts
    kind: str
    object: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Everything that posts say of two concepts."""

    one: str  # names of the concepts
    other: str
    statements: tuple[Statement, ...]  # none: no sentence relates them
    both: tuple[str, ...]  # the posts that name both


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything known about one post and one concept, post or work."""

    post: str
    target: str
    name: str
    named: tuple[str, ...]  # every concept that the post does name
    passages: tuple[Passage, ...]  # none: no words of the post read like the target

    @property
    def holds(self) -> bool:
        """Tell whether the graph has the edge."""
        return any(passage.accepted for passage in self.passages)


def explain(output: Path, post: str, concept: str) -> Explanation:
    """Explain the edge, or its absence, between a post and a concept (or a work or post that it cites).

    Both may be given by id, IRI's end, title or name, or an unmistakable part of it. Raises NothingBuiltError without a
    build, UsageError where the post's name fits nothing or several.
    """
    record = _choose_post(_read_records(output), post)
    found = [*_passages(record, concept)]
    target, name = min(((target, name) for target, name, _ in found), default=("", concept))
    return Explanation(
        post=str(record["title"] or record["post"]),
        target=target,
        name=name,
        named=tuple(sorted({each["name"] for each in record["mentions"]})),
        passages=tuple(sorted((each for _, _, each in found), key=lambda passage: (passage.start, passage.rule))),
    )


def explain_pair(output: Path, one: str, other: str) -> Kinship | None:
    """Explain what posts say of two concepts, each given by a name that some post uses, by id or IRI's end.

    Returns None where either is no concept that a post names, or both are the same. Raises NothingBuiltError.
    """
    first, second = _named_concepts(output, one), _named_concepts(output, other)
    if not first or not second or first & second:
        return None
    statements: list[Statement] = []
    both: list[str] = []
    for record in _read_records(output):
        here = {each["concept"] for each in record["mentions"]}
        if here & first and here & second:
            both.append(str(record["title"] or record["post"]))
        for each in record["relations"]:
            ends = {each["subject"], each["object"]}
            if ends & first and ends & second:
                statements.append(_statement(record, each))
    return Kinship(one=one, other=other, statements=tuple(statements), both=tuple(both))


def _named_concepts(output: Path, wanted: str) -> set[str]:
    """Return the ids of the concepts that the name fits: by label if any, else by the words that posts use."""
    by_name: set[str] = set()
    by_words: set[str] = set()
    for record in _read_records(output):
        for each in record["mentions"]:
            if _fits(wanted, each["concept"], each["name"], each["name"]):
                by_name.add(each["concept"])
            elif _fits(wanted, each["concept"], "", record["text"][each["start"] : each["end"]]):
                by_words.add(each["concept"])
    return by_name or by_words


def _statement(record: dict[str, Any], relation: dict[str, Any]) -> Statement:
    span = Span(relation["start"], relation["end"])
    return Statement(
        post=str(record["title"] or record["post"]),
        subject=relation["subject_name"],
        kind=relation["kind"],
        object=relation["object_name"],
        passage=_passage(record["text"], span, relation["rule"], relation["confidence"], accepted=True),
    )


def _read_records(output: Path) -> Iterator[dict[str, Any]]:
    path = output / "evidence.jsonl"
    if not path.is_file():
        raise NothingBuiltError(f"{output} holds no build", remedy=f"run: kg build POSTS -o {output}")
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _choose_post(records: Iterator[dict[str, Any]], wanted: str) -> dict[str, Any]:
    key = title_key(wanted)
    exact, partial = [], []
    for record in records:
        keys = (title_key(record["title"] or ""), title_key(record["post"]))
        if record["post"] == wanted or key in keys:
            exact.append(record)
        elif key and any(key in each for each in keys):
            partial.append(record)
    fitting = exact or partial
    if len(fitting) == 1:
        return fitting[0]
    some = ", ".join(repr(each["title"] or each["post"]) for each in fitting[:4])
    if fitting:
        raise UsageError(f"{len(fitting)} posts fit {wanted!r}: {some}", remedy="give more of the title, or the id")
    raise UsageError(
        f"no post is called {wanted!r}",
        remedy="give its title or id, as `kg query OUT --name posts` lists them",
    )


def _passages(record: dict[str, Any], wanted: str) -> Iterator[tuple[str, str, Passage]]:
    text = record["text"]
    for group, accepted in (
        ("mentions", True),
        ("citations", True),
        ("introduces", True),
        ("rejections", False),
    ):
        for each in record[group]:
            target = each.get("concept") or each["target"]
            span = Span(each["start"], each["end"])
            if _fits(wanted, target, each["name"], span.of(text)):
                rule = each.get("rule") or each["reason"]
                if group == "introduces":
                    rule = f"introduced here: {rule}"
                yield (
                    target,
                    each["name"],
                    _passage(text, span, rule, each.get("confidence"), accepted=accepted),
                )


def _fits(wanted: str, target: str, name: str, words: str) -> bool:
    key = title_key(wanted)
    return wanted == target or key in (
        title_key(name),
        title_key(words),
        title_key(target.rsplit("/", 1)[-1]),
    )


def _passage(text: str, span: Span, rule: str, confidence: float | None, *, accepted: bool) -> Passage:
    sentence = sentence_around(text, span)
    inner = Span(span.start - sentence.start, span.end - sentence.start)
    return Passage(
        sentence=sentence.of(text),
        span=inner,
        start=span.start,
        rule=rule,
        confidence=confidence,
        accepted=accepted,
    )


def sentence_around(text: str, span: Span) -> Span:
    """Return the sentence, or the line, that holds the whole span."""
    start = max(text.rfind(mark, 0, span.start) for mark in "。！？!?\n") + 1
    ends = [at for mark in "。！？!?\n" if (at := text.find(mark, span.end)) >= 0]
    end = min(ends, default=len(text))
    return Span(start, end + (text[end : end + 1] in tuple("。！？!?")))
