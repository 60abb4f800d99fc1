"""Changes from one build to the next: every triple of them, and in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from kg.errors import NothingBuiltError
from kg.graph.schema import Graph
from kg.rdf.canonical import PARTS, read_canonical
from kg.rdf.difference import Change, Sign, read_changes, to_quad
from kg.rdf.words import read_names, to_words
from kg.rdf.write import write_texts
from tests.rdf.blog import BERT, EDGES, GARDEN, NOUNS, STUB, TRANSFORMER, mention, mentions, to_graph
from tests.rdf.test_statements import RELATED, edges
from tests.rdf.test_write import ANY_TEXT, NASTY, titled

LINES = st.sets(st.integers(0, 30).map(lambda number: f"<a:{number:02}> <a:b> <a:c> .\n".encode()))


def write(graph: Graph, folder: Path) -> Path:
    folder.mkdir()
    write_texts(graph, folder)
    return folder


def write_lines(lines: set[bytes], folder: Path) -> Path:
    """Write the lines as a build's, every third as evidence."""
    ordered = sorted(lines)
    folder.mkdir()
    for name, part in zip(PARTS, ([line for at, line in enumerate(ordered) if at % 3], ordered[::3]), strict=True):
        (folder / name).write_bytes(b"".join(part))
    return folder


def words(old: Path, new: Path) -> list[str]:
    return list(to_words(read_changes(old, new), read_names(old, new)))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(to_graph(), tmp_path_factory.mktemp("builds") / "before")


@given(LINES, LINES)
@settings(deadline=None)
def test_the_changes_are_the_differences_of_the_two_sets(
    tmp_path_factory: pytest.TempPathFactory, old: set[bytes], new: set[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    changes = list(read_changes(write_lines(old, folder / "old"), write_lines(new, folder / "new")))
    assert {change.line for change in changes if change.sign is Sign.ADDED} == new - old
    assert {change.line for change in changes if change.sign is Sign.REMOVED} == old - new
    assert [change.line for change in changes] == sorted(old ^ new)


def test_a_build_does_not_differ_from_itself(before: Path) -> None:
    assert list(read_changes(before, before)) == []


def test_the_old_build_with_the_changes_is_the_new_one(before: Path, tmp_path: Path) -> None:
    after = write(
        to_graph([noun for noun in NOUNS if noun is not STUB], [edge for edge in EDGES if STUB.id != edge.target]),
        tmp_path / "after",
    )
    lines = set(read_canonical(before))
    for change in read_changes(before, after):
        if change.sign is Sign.ADDED:
            lines.add(change.line)
        else:
            lines.remove(change.line)
    assert sorted(lines) == list(read_canonical(after))


def test_a_change_is_a_quad_whose_graph_says_which_it_is() -> None:
    line = b'<a:b> <a:c> "d ." .\n'
    quads = b"".join(to_quad(Change(sign, line)) for sign in Sign)
    graphs = [str(quad.graph_name) for quad in parse(quads, format=RdfFormat.N_QUADS)]
    assert graphs == ["<urn:kg:added>", "<urn:kg:removed>"]


def test_a_new_mention_is_told_by_the_names_of_both_ends(before: Path, tmp_path: Path) -> None:
    lines = words(before, write(to_graph(edges=[*EDGES, mentions(GARDEN, BERT, "Tomatoes")]), tmp_path / "after"))
    garden = "<https://blog.example/kg/post/garden>"  # which has no title
    assert f"+ post {garden} names concept “BERT”" in lines
    assert f"+ post {garden} has “Tomatoes” at 1 to 9 for concept “BERT”" in lines
    assert all(line.startswith("+ ") for line in lines)
    assert len(lines) == 2


def test_a_changed_title_is_one_line_less_and_one_line_more(before: Path, tmp_path: Path) -> None:
    nouns = [replace(noun, title="BERT 入门") if noun is STUB else noun for noun in NOUNS]
    lines = words(before, write(to_graph(nouns), tmp_path / "after"))
    assert lines == [
        "- post “BERT 入门” is titled “The lost post” (en)",
        "+ post “BERT 入门” is titled “BERT 入门” (en)",
    ]


def test_a_changed_confidence_is_told_without_the_rest_of_the_phrase(before: Path, tmp_path: Path) -> None:
    old = mentions(TRANSFORMER, BERT, "BERT")
    new = replace(old, evidence=(mention(TRANSFORMER, BERT, "BERT", confidence=0.5),))
    edges = [new if edge == old else edge for edge in EDGES]
    lines = words(before, write(to_graph(edges=edges), tmp_path / "after"))
    assert [line.rpartition(" ")[2] for line in lines] == ["0.900", "0.500"]


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=15)
def test_any_text_can_be_told_and_each_change_is_one_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    old, new = write(to_graph((), ()), folder / "old"), write(titled(text), folder / "new")
    lines = words(old, new)
    assert len(lines) > 5
    assert not any(sign in line for line in lines for sign in "\n\r")
    assert {f"-{line[1:]}" for line in lines} == set(words(new, old))


def test_a_folder_without_a_build_is_no_build(before: Path, tmp_path: Path) -> None:
    for old, new in ((before, tmp_path), (tmp_path, before)):
        with pytest.raises(NothingBuiltError, match="no build"):
            read_changes(old, new)


def test_a_new_statement_is_told_once_with_its_sort_and_its_words(before: Path, tmp_path: Path) -> None:
    lines = words(before, write(to_graph(edges=edges(RELATED)), tmp_path / "after"))
    statement = "statement <https://blog.example/kg/statement/transformer/based-on/attention>"
    assert f"+ {statement} is there" in lines
    assert "+ post “Transformer 入门” has “Transformer stacks attention” at 17 to 45 for " + statement in lines
    assert not any("rdf:" in line for line in lines)
