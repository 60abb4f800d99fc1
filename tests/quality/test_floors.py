"""Floors under what kg finds; they only go up. The corpora are not part of the project: `make quality` needs them beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.evaluation import evaluate, read_gold
from kg.pipeline import extract
from kg.settings import Settings
from tests.conftest import SEEDS

HERE = Path(__file__).parent
CORPORA = HERE.parent.parent.parent / "shared" / "corpora"
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


def test_the_seeds_are_read_cited_and_linked_as_a_person_did() -> None:
    evaluation = evaluate(extract([SEEDS], Settings()).findings, read_gold(HERE / "gold" / "seeds.jsonl"))
    assert (evaluation.matched, evaluation.titles, evaluation.dates, evaluation.readers) == (37, 37, 37, 37)
    assert (evaluation.citations.precision, evaluation.citations.recall) == (1, 1)
    assert evaluation.concepts.precision >= FLOORS["seeds"]["precision"]
    assert evaluation.concepts.recall >= FLOORS["seeds"]["recall"]


@pytest.mark.quality
@pytest.mark.parametrize("corpus", sorted(set(FLOORS) - {"seeds"}))
def test_openings_of_other_blogs_stay_above_their_floors(corpus: str) -> None:
    folder = CORPORA / corpus
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there")
    evaluation = evaluate(extract([folder], Settings()).findings, read_gold(HERE / "gold" / f"{corpus}.jsonl"))
    assert evaluation.matched == evaluation.posts
    assert evaluation.concepts.precision >= FLOORS[corpus]["precision"]
    assert evaluation.concepts.recall >= FLOORS[corpus]["recall"]
