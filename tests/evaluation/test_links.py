"""Links from post to post as gold of citations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.shelf import Rule
from kg.errors import InputError
from kg.evaluation import Edge, evaluate_links, read_edges
from kg.model import Citation, Post, PostId, Source, Span

NAMES = ("a", "b", "c", "d")


def to_post(name: str, path: str | None = None, address: str | None = None) -> Post:
    sources = (Source(path or f"{name}.md"),)
    return Post(id=PostId(name), title=name, body="some words here", sources=sources, address=address)


def to_citation(source: str, target: str, rule: Rule = Rule.LINK) -> Citation:
    return Citation(post=PostId(source), target=PostId(target), span=Span(2, 6), confidence=1.0, rule=rule.value)


def write(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "gold"
    path.write_text(content, encoding="utf-8")
    return path


def test_two_columns_and_json_lines_say_the_same(tmp_path: Path) -> None:
    edges = frozenset({Edge("a", "b"), Edge("b", "a c")})
    assert read_edges(write(tmp_path, "a\tb\nb\ta c\n")) == edges
    lines = [json.dumps({"src": each.source, "dst": each.target, "how": "md"}) for each in sorted(edges)]
    assert read_edges(write(tmp_path, "\n\n".join(lines))) == edges


def test_gold_of_another_kind_is_left_to_others(tmp_path: Path) -> None:
    assert read_edges(write(tmp_path, '{"title": "A", "required": [], "optional": []}\n')) is None
    assert read_edges(write(tmp_path, "")) is None


def test_a_line_that_is_no_link_among_links_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_edges(write(tmp_path, "a\tb\n\nc\n"))
    assert raised.value.line == 3


def test_a_file_that_cannot_be_read_is_an_error_of_the_user(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_edges(tmp_path / "gone.tsv")


def test_an_edge_counts_once_and_what_is_beyond_the_links_is_told_with_its_words() -> None:
    posts = [to_post(name) for name in NAMES]
    found = [to_citation("a", "b"), to_citation("a", "b", Rule.TITLE), to_citation("c", "d", Rule.ORDINAL)]
    judged = evaluate_links(posts, found, {Edge("a", "b"), Edge("b", "c"), Edge("b", "x")})
    assert (judged.citations.precision, judged.citations.recall) == (0.5, 0.5)
    assert (judged.by_link.precision, judged.by_link.recall) == (1.0, 0.5)
    assert judged.missed == (Edge("b", "c"),)
    assert judged.not_in_input == (Edge("b", "x"),)
    assert [(each.edge, each.rule, each.words) for each in judged.beyond] == [
        (Edge("c", "d"), "number in a series", "c/【some】 words here")
    ]
    assert [(each.rule, each.right, each.found) for each in judged.rules] == [
        ("link", 1, 1),
        ("number in a series", 0, 1),
        ("title", 1, 1),
    ]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.md", "a"),
        ("posts/2020/a.md", "2020/a"),
        ("posts/a/index.md", "posts/a"),
        ("posts/PyTorch 1.0 Preview.md", "PyTorch 1.0 Preview"),
        ("feed.xml", "https://blog.example/a/"),
    ],
)
def test_gold_names_a_post_by_its_path_the_end_of_it_or_its_address(path: str, name: str) -> None:
    posts = [to_post("a", path, "https://blog.example/a/"), to_post("b")]
    judged = evaluate_links(posts, [to_citation("a", "b")], {Edge(name, "b")})
    assert (judged.edges, judged.citations.precision, judged.missed) == (1, 1.0, ())


def test_a_name_that_two_posts_share_is_none() -> None:
    posts = [to_post("a", "2019/x.md"), to_post("b", "2020/x.md"), to_post("c")]
    judged = evaluate_links(posts, [to_citation("a", "c")], {Edge("x", "c")})
    assert judged.not_in_input == (Edge("x", "c"),)


_edges = st.frozensets(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda ends: ends[0] != ends[1]), max_size=6
)


@given(_edges, _edges)
def test_precision_and_recall_are_shares_of_edges(
    found: frozenset[tuple[str, str]], true: frozenset[tuple[str, str]]
) -> None:
    posts = [to_post(name) for name in NAMES]
    judged = evaluate_links(
        posts, [to_citation(*ends) for ends in sorted(found)], [Edge(*ends) for ends in sorted(true)]
    )
    both = len(found & true)
    assert judged.citations.precision == (both / len(found) if found else 1.0)
    assert judged.citations.recall == (both / len(true) if true else 1.0)
    assert len(judged.missed) == len(true) - both
    assert {each.edge for each in judged.beyond} == {Edge(*ends) for ends in found - true}
