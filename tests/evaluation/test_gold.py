"""Gold: what a person says of a post."""

import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation.gold import GoldCitation, match_post, read_gold
from kg.model import Post, PostId, Source, Span

LINE = {"title": "On GAN", "required": ["GAN"], "optional": []}


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def post(**facts: object) -> Post:
    return Post(**{"id": PostId("post/1"), "title": "On GAN", "sources": (Source("blog/a.md"),), **facts})  # type: ignore[arg-type]  # facts vary


def test_a_line_holds_surfaces_spans_and_citations(tmp_path: Path) -> None:
    cite = {"as": "《A》", "kind": "paper", "target": "A"}
    (gold,) = read_gold(write(tmp_path / "gold.jsonl", {**LINE, "spans": [[9, 12], [3, 6]], "cites": [cite]}))
    assert gold.required == {"GAN"}
    assert gold.spans == (Span(3, 6), Span(9, 12))
    assert gold.citations == (GoldCitation(words="《A》", kind="paper", target="A"),)


def test_what_a_line_leaves_out_is_not_judged(tmp_path: Path) -> None:
    (gold,) = read_gold(write(tmp_path / "gold.jsonl", LINE))
    assert (gold.spans, gold.citations, gold.opening, gold.file) == (None, None, None, None)


@pytest.mark.parametrize(
    "line",
    [{"title": "a"}, {**LINE, "spans": [[5, 2]]}, {**LINE, "spans": [[1, 2, 3]]}, {**LINE, "required": "GAN"}, []],
)
def test_a_line_that_is_no_gold_is_named(tmp_path: Path, line: object) -> None:
    with pytest.raises(InputError, match="gold.jsonl:2"):
        read_gold(write(tmp_path / "gold.jsonl", LINE, line))


def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")


def test_a_post_is_matched_by_its_title_and_its_file(tmp_path: Path) -> None:
    lines = [{**LINE, "file": "b.md"}, {**LINE, "file": "a.md"}]
    other, right = read_gold(write(tmp_path / "gold.jsonl", *lines))
    assert match_post(other, [post()]) is None
    assert match_post(right, [post()]) == post()


def test_a_post_without_a_title_is_matched_by_its_date(tmp_path: Path) -> None:
    untitled = post(title=None, published=date(2020, 1, 2))
    lines = [{**LINE, "title": None, "date": "2020-01-02"}, {**LINE, "title": None, "date": "2020-01-03"}]
    right, other = read_gold(write(tmp_path / "gold.jsonl", *lines))
    assert match_post(right, [untitled]) == untitled
    assert match_post(other, [untitled]) is None
