"""Notebooks of Jupyter as posts."""

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Problem, ZoneKind
from kg.posts.notebook import parse_notebook
from kg.posts.record import LeftOut, Record
from tests.posts.law import check_quotes, check_spans, passages, posts_of, to_markdown

NAME = "_notebooks/2020-02-20-softmax.ipynb"


def notebook(*cells: tuple[str, str | list[str]]) -> str:
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": source, "outputs": []} for kind, source in cells], "nbformat": 4}
    )


def record_of(*cells: tuple[str, str | list[str]]) -> Record:
    (record,) = parse_notebook(notebook(*cells), NAME)
    assert isinstance(record, Record)
    return record


def test_the_markdown_of_the_cells_is_the_post_and_the_code_is_code() -> None:
    record = record_of(
        ("markdown", ["# 柔性最大\n", "\n", "减去最大值，见[前文](a.ipynb)。"]), ("code", "x = '[y](z)'")
    )
    assert (record.title, record.published, record.body) == (
        "柔性最大",
        date(2020, 2, 20),
        "减去最大值，见前文。\n\nx = '[y](z)'",
    )
    assert [link.target for link in record.links] == ["a.ipynb"]
    assert [zone.kind for zone in record.zones] == [ZoneKind.CODE]


def test_front_matter_stands_in_the_first_cell_as_yaml_or_as_a_list() -> None:
    yaml = record_of(("raw", "---\ntitle: 甲\ntags: [a]\n---"), ("markdown", "正文"))
    listed = record_of(
        ("markdown", '# "A title"\n> Sub.\n\n- author: Nora\n- categories: [a, b]\n'), ("markdown", "Words.")
    )
    assert (yaml.title, yaml.keywords, yaml.body) == ("甲", ("a",), "正文")
    assert (listed.title, listed.author, listed.keywords, listed.body) == ("A title", "Nora", ("a", "b"), "Words.")


def test_code_with_fences_in_it_ends_where_the_cell_ends() -> None:
    record = record_of(("markdown", "# T\n\nwords"), ("code", '"""\n```\n"""'), ("markdown", "behind"))
    assert record.body.endswith('"""\n```\n"""\n\nbehind')


def test_a_notebook_without_words_is_none_of_the_posts() -> None:
    (found,) = parse_notebook(notebook(("code", "x = 1")), NAME)
    assert isinstance(found, LeftOut)


@given(st.one_of(st.text(max_size=30), st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["cells", "source", "cell_type"]), inner)).map(json.dumps)))  # fmt: skip
def test_what_is_no_notebook_is_one_problem_or_none_of_the_posts(text: Any) -> None:
    assert all(isinstance(each, Problem | LeftOut) for each in parse_notebook(text, NAME))


@given(st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), st.text(st.sampled_from("`#[](词 \n$-"), max_size=40)), max_size=6))  # fmt: skip
def test_spans_of_any_notebook_lie_in_the_text_of_the_post(cells: Any) -> None:
    text = notebook(*cells)
    check_spans(posts_of(parse_notebook, text, NAME), text)


@given(passages)
def test_links_code_and_addresses_of_cells_are_quoted_exactly(written: Any) -> None:
    text = notebook(("markdown", "# 题"), *(("markdown", to_markdown(each)) for each in written))
    (post,) = posts_of(parse_notebook, text, NAME)
    check_quotes(post, written)


@given(st.lists(st.text("xy = 1`\n", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=4))
def test_the_code_of_cells_is_quoted_exactly(sources: Any) -> None:
    cells = [cell for source in sources for cell in (("markdown", "文字。"), ("code", source))]
    (post,) = posts_of(parse_notebook, notebook(("markdown", "# 题"), *cells), NAME)
    assert [zone.span.of(post.text) for zone in post.zones if zone.kind is ZoneKind.CODE] == sources
