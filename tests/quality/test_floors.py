"""Floors under what kg finds; they only go up. The corpora are not part of the project: `make quality` needs them beside it.

`X-2` is a second set of openings of the blog X, labelled blind and kept out of every fit; its odd lines (from 0) are
held out: their errors are not looked at, only their score.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation import Evaluation, evaluate, read_gold
from kg.graph.assemble import Findings
from kg.pipeline import extract
from kg.settings import Settings
from tests.conftest import SEEDS

HERE = Path(__file__).parent
CORPORA = HERE.parent.parent.parent / "shared" / "corpora"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@cache
def findings_in(folder: Path) -> Findings:
    return extract([folder], Settings()).findings


def figures_of(evaluation: Evaluation) -> dict[str, float]:
    """Return what has a floor: precision and recall of concepts, F1 of places with the same offsets."""
    concepts = evaluation.concepts
    return {"precision": concepts.precision, "recall": concepts.recall, "strong": evaluation.strong.f1}


def sunk(figures: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Return the figures below their floors: no more, so that a failure does not show the errors that are held out."""
    return {name: figure for name, figure in figures.items() if figure < floors[name]}


def test_the_seeds_are_read_cited_and_linked_as_a_person_did() -> None:
    evaluation = evaluate(findings_in(SEEDS), read_gold(HERE / "gold" / "seeds.jsonl"))
    assert (evaluation.matched, evaluation.titles, evaluation.dates, evaluation.readers) == (37, 37, 37, 37)
    assert (evaluation.citations.precision, evaluation.citations.recall) == (1, 1)
    assert not sunk(figures_of(evaluation), FLOORS["seeds"])


@pytest.mark.quality
@pytest.mark.parametrize("corpus", sorted(set(FLOORS) - {"seeds"}))
def test_openings_of_other_blogs_stay_above_their_floors(corpus: str) -> None:
    folder = CORPORA / corpus.removesuffix("-2")
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    evaluation = evaluate(findings_in(folder), read_gold(HERE / "gold" / f"{corpus}.jsonl"))
    counts, stale, figures = (evaluation.matched, evaluation.posts), evaluation.stale, figures_of(evaluation)
    assert counts[0] == counts[1]
    assert not stale, "a post's text has changed: the gold's opening is wrong, or the reader is"
    assert not sunk(figures, FLOORS[corpus])


def test_every_gold_file_has_floors() -> None:
    assert {path.stem for path in (HERE / "gold").glob("*.jsonl")} == set(FLOORS)
