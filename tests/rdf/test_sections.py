"""The evidence of a text is taken over from the last build where all that it depends on is as it was, and only there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache.blocks import Blocks
from kg.cache.kept import Memory
from kg.graph.schema import Edge, Graph, Noun, add_edge, add_noun, empty_graph
from kg.model import PostId, Run
from kg.piecewise import Written
from kg.rdf.canonical import EVIDENCE
from kg.rdf.write import write_texts
from tests.rdf.blog import (
    ATTENTION_CONCEPT,
    BERT,
    EDGES,
    FOUND,
    GARDEN,
    NOUNS,
    PAPER,
    RUN,
    STUB,
    TRANSFORMER,
    cites,
    mention,
    mentions,
)
from tests.rdf.test_statements import RELATED, SAID
from tests.rdf.written import to_evidence


def blog(nouns: Iterable[Noun] = NOUNS, edges: Iterable[Edge] = EDGES, run: Run = RUN) -> Graph:
    """Return the graph of the nouns and edges in their order, as a build has them."""
    graph = empty_graph(run)
    for noun in nouns:
        add_noun(graph, noun)
    for edge in edges:
        add_edge(graph, edge)
    return graph


def noun(changed: Noun) -> Graph:
    """Return the blog with one of its nouns as it is given."""
    return blog([changed if each.id == changed.id else each for each in NOUNS])


def edge(changed: Edge) -> Graph:
    """Return the blog with one of its edges as it is given."""
    ends = (changed.source, changed.target, changed.kind)
    return blog(edges=[changed if (each.source, each.target, each.kind) == ends else each for each in EDGES])


NAMED = mentions(GARDEN, FOUND, "mostly")
OTHERWISE = mentions(GARDEN, ATTENTION_CONCEPT, "mostly")
SAID_OTHERWISE = replace(RELATED, evidence=(replace(SAID, confidence=0.5),))
CHANGES = {
    "nothing": (blog(), 3),
    "a text": (noun(replace(TRANSFORMER, body=TRANSFORMER.body.replace("BERT", "BART"))), 2),
    "a title": (noun(replace(TRANSFORMER, title="Transformer 门入")), 2),
    "a title that moves into the body": (noun(replace(TRANSFORMER, title="", body=TRANSFORMER.text)), 2),
    "what is not in the evidence": (noun(replace(TRANSFORMER, readers=901, author="A", language="en")), 3),
    "a post less": (blog([each for each in NOUNS if each != GARDEN], [each for each in EDGES if each != NAMED]), 2),
    "a post more": (blog([*NOUNS, replace(GARDEN, id=PostId("post/a"))]), 3),
    "a stub that is found": (noun(replace(STUB, sources=GARDEN.sources)), 3),
    "where a concept stands": (edge(mentions(TRANSFORMER, BERT, "stacks")), 2),
    "what the words mean": (blog(edges=[OTHERWISE if each == NAMED else each for each in EDGES]), 2),
    "how sure a mention is": (edge(replace(NAMED, evidence=(mention(GARDEN, FOUND, "mostly", 0.4),))), 2),
    "where a work is cited": (edge(cites(TRANSFORMER, PAPER, "See")), 2),
    "what is said": (edge(RELATED), 2),
    "how surely it is said": (edge(SAID_OTHERWISE), 2),
    "the base": (blog(run=replace(RUN, base="https://other.example/")), 0),
    "what the blog is called": (blog(run=replace(RUN, title="Another")), 3),
}


def write(folder: Path, graph: Graph) -> Written:
    """Write the evidence with the help of what the last build wrote into the folder."""
    aside = folder / "aside"
    aside.mkdir(parents=True, exist_ok=True)
    with Memory(folder / "memory.sqlite") as memory:
        evidence = Blocks(memory, folder, EVIDENCE)
        written = write_texts(graph, aside, evidence)
        (aside / EVIDENCE).rename(folder / EVIDENCE)
        evidence.remember()
    return written


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_change_touches_is_made_anew_and_the_rest_taken_over(tmp_path: Path, change: str) -> None:
    graph, taken = CHANGES[change]
    write(tmp_path, blog())
    written = write(tmp_path, graph)
    assert (tmp_path / EVIDENCE).read_bytes() == to_evidence(graph)
    assert count_taken(written) == taken


def count_taken(written: Written) -> int:
    """Return how many blocks lie in what was taken over."""
    starts = accumulate(written.lengths, initial=0)
    return sum(1 for start in starts if any(0 <= start - each.after < each.length for each in written.taken))


@given(st.lists(st.sampled_from(sorted(CHANGES)), min_size=2, max_size=4))
@settings(deadline=None, max_examples=25)
def test_whatever_changes_from_build_to_build_the_evidence_is_what_would_be_made(
    tmp_path_factory: pytest.TempPathFactory, changes: Iterable[str]
) -> None:
    folder = tmp_path_factory.mktemp("builds")
    for change in changes:
        graph, _ = CHANGES[change]
        write(folder, graph)
        assert (folder / EVIDENCE).read_bytes() == to_evidence(graph)
