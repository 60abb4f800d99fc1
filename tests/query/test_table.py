"""The table: columns that line up, names that can be copied into a query."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.query.screen import width_of
from kg.query.table import to_cell, to_table
from kg.rdf.terms import PREFIXES

BASE = "https://example.org/kg/"


def test_columns_line_up_by_their_width_on_a_screen() -> None:
    rows = [(Literal("注意力"), Literal(5)), (Literal("attention"), Literal(12)), (None, Literal(3))]
    assert to_table(["name", "n"], rows, BASE).splitlines() == [
        "name        n",
        "---------  --",
        "注意力      5",
        "attention  12",
        "            3",
    ]


@given(st.lists(st.lists(st.text(max_size=30), min_size=2, max_size=2), max_size=4))
def test_every_row_is_one_line_whatever_the_cells_hold(cells: list[list[str]]) -> None:
    rows = [[Literal(cell.encode("utf-8", "replace").decode()) for cell in row] for row in cells]
    lines = to_table(["a", "b"], rows, BASE).splitlines()
    assert len(lines) == 2 + len(rows)
    assert all(width_of(line) <= width_of(lines[1]) for line in lines)


def test_an_iri_is_written_as_a_query_may_write_it() -> None:
    assert to_cell(NamedNode(f"{PREFIXES['schema']}name"), BASE) == "schema:name"
    assert to_cell(NamedNode(f"{PREFIXES['schema']}a/b"), BASE) == "<http://schema.org/a/b>"
    assert to_cell(NamedNode(f"{BASE}post/注意力#char=0,2"), BASE) == "<post/注意力#char=0,2>"
    assert to_cell(NamedNode("https://other.example/"), BASE) == "<https://other.example/>"
    assert to_cell(BlankNode("b"), BASE) == "_:b"


def test_a_long_text_is_cut() -> None:
    assert to_table(["text"], [(Literal("字" * 1000),)], BASE).splitlines()[2].endswith("字…")


def test_no_columns_and_no_rows_are_still_a_table() -> None:
    assert to_table([], [(), ()], BASE) == "\n\n\n\n"
    assert to_table(["a"], [], BASE) == "a\n-\n"


def test_on_a_screen_the_widest_columns_give_way() -> None:
    rows = [(Literal("字" * 40), Literal("a" * 50), Literal(7))]
    lines = to_table(["text", "word", "n"], rows, BASE, 40).splitlines()
    assert [width_of(line) for line in lines] == [39, 39, 39]
    assert lines[2] == f"{'字' * 8}…  {'a' * 16}…  7"


@given(st.lists(st.text(max_size=90), min_size=1, max_size=4), st.integers(45, 120))
def test_no_line_is_wider_than_the_screen(cells: list[str], width: int) -> None:
    row = [Literal(cell.encode("utf-8", "replace").decode()) for cell in cells]
    lines = to_table(["column"] * len(row), [row], BASE, width).splitlines()
    assert all(width_of(line) <= width for line in lines)
