"""The hashes that are made of whole texts are those of the canonical form, line by line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.schema import Graph
from kg.model import ConceptId, PostId
from kg.rdf import digests as module
from kg.rdf.canonical import read_canonical, to_digest
from kg.rdf.dataset import CANONICAL, FILES
from kg.rdf.digests import read_digest, read_digests
from kg.rdf.write import write_texts
from tests.rdf.blog import ATTENTION_CONCEPT, BASE, GARDEN, NOUNS, STUB, to_graph

IDS = (
    "dataset",
    "dataset/x",
    "datasets",
    "a",
    "a/b",
    "a-b",
    "a#char=",
    "a#char=0,9",
    "a#char=1,2",
    "a#readers",
    "a%23b",
)
ABSOLUTE = tuple(f"{BASE}{name}" for name in IDS)


def named(posts: list[str], concepts: list[str]) -> Graph:
    """Return a graph whose subjects lie among one another in every way."""
    nouns = [replace(GARDEN, id=PostId(name), readers=3) for name in posts]
    return to_graph((*nouns, *(replace(ATTENTION_CONCEPT, id=ConceptId(name)) for name in concepts)), ())


@given(
    st.lists(st.sampled_from((*IDS, *ABSOLUTE)), unique=True, max_size=6),
    st.lists(st.sampled_from(ABSOLUTE), unique=True, max_size=4),
    st.sampled_from((1, 300, 1 << 18)),
)
@settings(deadline=None)
def test_the_digest_of_all_is_that_of_the_canonical_form(
    tmp_path_factory: pytest.TempPathFactory, posts: list[str], concepts: list[str], block: int
) -> None:
    folder = tmp_path_factory.mktemp("digests")
    concepts = [name for name in concepts if name not in posts]
    evidence = write_texts(named(posts, concepts), folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", block)
        digests = read_digests(folder, evidence)
    assert digests[CANONICAL] == to_digest(read_canonical(folder))
    assert {name: digests[name] for name in FILES} == {name: read_digest(folder / name) for name in FILES}


def test_a_concept_that_stands_inside_the_evidence_of_a_text_is_hashed_in_its_place(tmp_path: Path) -> None:
    graph = named(["a"], [f"{BASE}a#char=0,1"])
    evidence = write_texts(graph, tmp_path)
    phrases, described = ((tmp_path / name).read_bytes().splitlines() for name in ("evidence.nt", "graph.nt"))
    inside = next(line for line in described if b"a#char=0,1>" in line.split(b" ")[0])
    assert min(phrases) < inside or inside < max(phrases)
    assert read_digests(tmp_path, evidence)[CANONICAL] == to_digest(read_canonical(tmp_path))


def test_the_lengths_and_lines_are_those_of_the_texts(tmp_path: Path) -> None:
    evidence = write_texts(to_graph(NOUNS), tmp_path)
    assert len(evidence.lengths) == sum(
        1 for noun in NOUNS if noun.id.startswith(("post/", "https://blog")) and noun != STUB
    )
    content = (tmp_path / "evidence.nt").read_bytes()
    assert (sum(evidence.lengths), sum(evidence.lines)) == (len(content), content.count(b"\n"))
