"""Sentences that are kept are the sentences that are worked out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache.kept import Memory
from kg.cache.pieces import to_piece_again
from kg.model import Post, PostId, Source
from kg.view.edges import Marks
from kg.view.evidence import to_piece
from kg.view.passages import Passage

COLUMNS = {"edge": 0, "post": 0, "start": 2, "end": 6, "rule": 0, "confidence": 900}


def to_passage(*texts: str, **columns: int) -> Passage:
    """Return a passage with one mark in each post, of which one column may differ."""
    posts = tuple(
        Post(id=PostId(f"post/{n}"), title="T", body=text, sources=(Source("a"),)) for n, text in enumerate(texts)
    )
    rows = {name: np.full(len(posts), value, dtype=np.int32) for name, value in (COLUMNS | columns).items()}
    rows["post"] += np.arange(len(posts), dtype=np.int32)
    marks = Marks(**{name: rows[name] for name in COLUMNS})
    return Passage(
        posts=posts,
        marks=marks,
        best=np.full(len(posts), columns.get("best", 950), dtype=np.int16),
        concept=np.full(len(posts), columns.get("concept", 7), dtype=np.int32),
        numbers=np.arange(len(posts)) + columns.get("number", 3),
        concepts=np.arange(9) + columns.get("number", 3),
    )


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(min_size=4, max_size=30), min_size=1, max_size=4))
def test_what_is_kept_is_what_is_worked_out(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    passage = to_passage(*texts)
    path = tmp_path_factory.mktemp("kept") / "m"
    for worked_out in (1, 0):
        with Memory(path) as memory:
            assert to_piece_again(passage, memory) == to_piece(passage)
        assert memory.worked_out == worked_out


def test_without_a_memory_it_is_worked_out() -> None:
    passage = to_passage("BERT 模型", "GPT 模型")
    assert to_piece_again(passage, Memory()) == to_piece(passage)


CHANGES = [*({name: 1} for name in ("edge", "start", "rule", "confidence", "best", "concept")), {"end": 5}]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_whatever_differs_in_a_passage_makes_another_piece(tmp_path: Path, change: dict[str, int]) -> None:
    with Memory(tmp_path / "m") as memory:
        to_piece_again(to_passage("BERT 模型"), memory)
        changed = to_passage("BERT 模型", **change)
        assert to_piece_again(changed, memory) == to_piece(changed)
        assert memory.worked_out == 2


def test_other_numbers_on_the_page_make_no_other_piece(tmp_path: Path) -> None:
    for number, worked_out in ((3, 1), (4, 0)):
        passage = to_passage("BERT 模型", number=number)
        with Memory(tmp_path / "m") as memory:
            assert to_piece_again(passage, memory) == to_piece(passage)
        assert memory.worked_out == worked_out


def test_another_text_makes_another_piece(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        for texts in (("BERT 模型", "GPT 模型"), ("BERT 模型", "GPT 网络"), ("BERT 模型。", "GPT 模型")):
            assert to_piece_again(to_passage(*texts), memory) == to_piece(to_passage(*texts))
        assert memory.worked_out == 3
