"""The scorer: a concept is right if one of its mentions has listed words."""

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation import evaluate, read_gold
from kg.graph.assemble import Findings
from kg.model import Citation, ConceptId, Mention, Post, PostId, Source, Span, Work, WorkId, WorkKind

POST = Post(
    id=PostId("post/1"), title="GAN and VAE", body="GAN, flow, NLP 《On GAN》", sources=(Source("a"),), readers=7
)
PAPER = Work(id=WorkId("work/on-gan"), kind=WorkKind.PAPER, title="On GAN")


def mention(words: str, concept: str) -> Mention:
    start = POST.text.index(words)
    return Mention(
        post=POST.id, concept=ConceptId(concept), span=Span(start, start + len(words)), confidence=1.0, rule="label"
    )


def findings(*mentions: Mention, citations: tuple[Citation, ...] = ()) -> Findings:
    return Findings(
        posts=(POST,), concepts={}, works=(PAPER,), series=(), mentions=mentions, citations=citations, definitions=()
    )


def gold(tmp_path: Path, **line: object):  # type: ignore[no-untyped-def]
    path = tmp_path / "gold.jsonl"
    facts = {"title": "GAN and VAE", "date": None, "readers": 7, "required": [], "optional": [], "cites": [], **line}
    path.write_text(json.dumps(facts) + "\n", encoding="utf-8")
    return read_gold(path)


def test_required_optional_and_false_concepts_count_as_they_should(tmp_path: Path) -> None:
    found = findings(mention("GAN", "gan"), mention("flow", "flow"), mention("NLP", "nlp"))
    score = evaluate(found, gold(tmp_path, required=["GAN", "VAE"], optional=["NLP"])).concepts
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_words_count_with_their_case(tmp_path: Path) -> None:
    assert evaluate(findings(mention("GAN", "gan")), gold(tmp_path, required=["Gan"])).concepts.recall == 0


def test_only_the_labelled_opening_is_judged(tmp_path: Path) -> None:
    found = findings(mention("GAN", "gan"), mention("flow", "flow"))
    assert evaluate(found, gold(tmp_path, required=["GAN"], opening=12)).concepts.precision == 1


def test_a_citation_needs_the_words_the_kind_and_the_target(tmp_path: Path) -> None:
    start = POST.text.index("《On GAN》")
    citation = Citation(post=POST.id, target=PAPER.id, span=Span(start, start + 8), confidence=1.0, rule="title")
    wanted = {"as": "《On GAN》", "kind": "paper", "target": "on gan"}
    assert evaluate(findings(citations=(citation,)), gold(tmp_path, cites=[wanted])).citations.f1 == 1
    wrong = evaluate(findings(citations=(citation,)), gold(tmp_path, cites=[{**wanted, "kind": "post"}]))
    assert wrong.citations.f1 == 0
    assert len(wrong.citation_errors) == 2


def test_a_post_that_was_not_found_lowers_recall(tmp_path: Path) -> None:
    evaluation = evaluate(findings(mention("GAN", "gan")), gold(tmp_path, title="another", required=["GAN"]))
    assert evaluation.matched == 0
    assert evaluation.concepts.recall == 0


def test_misses_and_false_links_are_listed_by_frequency(tmp_path: Path) -> None:
    evaluation = evaluate(findings(mention("flow", "flow")), gold(tmp_path, required=["VAE"]))
    assert evaluation.missed == (("VAE", 1),)
    assert evaluation.false == (("flow", 1),)


def test_a_line_that_is_no_gold_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"title": "a"}\n')
    with pytest.raises(InputError, match="gold.jsonl:1"):
        read_gold(path)
