"""The concepts that a build discovered, for a person to look at and take over: read from the build's own files."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, NothingBuiltError, UsageError
from kg.explanation import sentence_around
from kg.model import ConceptKind, Span
from kg.script import fold

URI_SPACE = "<http://rdfs.org/ns/void#uriSpace>"
BROADER = "<http://www.w3.org/2004/02/skos/core#broader>"
MOST_AROUND = 60  # characters of the sentence on each side of the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """A concept that a build discovered, and the words that speak for it."""

    concept: str  # an id under the build's base
    name: str
    others: tuple[str, ...]
    kind: ConceptKind
    strength: float
    accepted: bool  # automatically: it is in the graph
    rules: tuple[str, ...]
    title: str  # of the post that has it
    words: str  # the sentence, or the part of it around the name
    span: Span  # of the name in the words


def read_discoveries(output: Path) -> list[Discovery]:
    """Read what a build discovered, the strongest first, equals by name.

    Raises NothingBuiltError without a build, InputError where its files are not what a build writes.
    """
    try:
        report = json.loads((output / "report.json").read_bytes())
        found = report["discovered_concepts"]
        wanted = {each["post"] for each in found}
        records = {post: record for post, record in _records(output / "evidence.jsonl") if post in wanted}
        discoveries = [_discovery(each, records[each["post"]]) for each in found]
    except OSError as error:
        raise _nothing_in(output) from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(output, "holds no build of this version", remedy="build it again") from error
    return sorted(discoveries, key=lambda each: (-each.strength, each.name, each.concept))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a build's IRIs are, and what it says stands above each of its concepts."""

    base: str
    broader: Mapping[str, tuple[str, ...]]


def read_place(output: Path) -> Place:
    """Read the base of a build and which concepts are broader than which. Raises NothingBuiltError without a build."""
    base, broader = "", dict[str, tuple[str, ...]]()
    try:
        with (output / "graph.nt").open(encoding="utf-8") as stream:
            for line in stream:
                subject, predicate, rest = line.split(" ", 2)
                if predicate == BROADER:
                    broader[subject[1:-1]] = (*broader.get(subject[1:-1], ()), rest.split(">")[0][1:])
                elif predicate == URI_SPACE:
                    base = rest.split('"')[1]
    except OSError as error:
        raise _nothing_in(output) from error
    return Place(base, broader)


def _nothing_in(output: Path) -> NothingBuiltError:
    return NothingBuiltError(f"{output} holds no build", remedy=f"run: kg build POSTS -o {output}")


def choose(discoveries: Sequence[Discovery], wanted: str) -> Discovery:
    """Return the discovery that bears a name, in any case, or that has an id. Raises UsageError, naming the nearest."""
    key = fold(wanted.strip())
    for discovery in discoveries:
        if key in {fold(name) for name in (discovery.name, *discovery.others)} or wanted == discovery.concept:
            return discovery
    near = difflib.get_close_matches(wanted, [each.name for each in discoveries], n=3)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "`kg vocab review OUT --all` shows all of them"
    raise UsageError(f"nothing that the build discovered is called {wanted!r}", remedy=hint)


def _records(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open("rb") as stream:
        for line in stream:
            record = json.loads(line)
            yield record["post"], record


def _discovery(found: Mapping[str, Any], record: Mapping[str, Any]) -> Discovery:
    text, span = record["text"], Span(found["start"], found["end"])
    around = _around(text, span)
    return Discovery(
        concept=found["concept"],
        name=found["name"],
        others=tuple(found["other_names"]),
        kind=ConceptKind(found["kind"]),
        strength=found["strength"],
        accepted=found["accepted"],
        rules=tuple(found["rules"]),
        title=record["title"] or record["post"],
        words=around.of(text),
        span=Span(span.start - around.start, span.end - around.start),
    )


def _around(text: str, span: Span) -> Span:
    sentence = sentence_around(text, span)
    start, end = max(sentence.start, span.start - MOST_AROUND), min(sentence.end, span.end + MOST_AROUND)
    return Span(start, end)
