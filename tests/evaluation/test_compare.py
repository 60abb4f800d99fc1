"""What kg found beside what a person found."""

import json
from pathlib import Path

from kg.evaluation import GoldPost, evaluate, read_gold
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


def gold(tmp_path: Path, **line: object) -> tuple[GoldPost, ...]:
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


def test_places_of_a_post_that_was_not_found_count_as_missed_once_a_surface(tmp_path: Path) -> None:
    evaluation = evaluate(findings(), gold(tmp_path, title="another", required=["GAN", "VAE"]))
    assert (evaluation.strong.wanted, evaluation.strong.recall) == (2, 0)


def test_strong_and_weak_places_and_their_names_are_scored(tmp_path: Path) -> None:
    longer = mention("GAN, flow", "gan-flow")  # at the body's GAN, too long
    evaluation = evaluate(findings(mention("GAN", "gan"), longer), gold(tmp_path, required=["GAN", "VAE"]))
    assert (evaluation.strong.precision, evaluation.strong.recall) == (1 / 2, 1 / 4)
    assert (evaluation.weak.precision, evaluation.weak.recall) == (1, 1 / 2)
    assert [(each.name, each.right, each.wrong, each.missed) for each in evaluation.names] == [
        ("GAN", 2, 0, 1),
        ("VAE", 0, 0, 1),
    ]


def test_a_mention_beyond_the_opening_is_at_no_place(tmp_path: Path) -> None:
    evaluation = evaluate(findings(mention("flow", "flow")), gold(tmp_path, required=["GAN"], opening=12))
    assert (evaluation.strong.found, evaluation.strong.wanted) == (0, 1)


def test_the_order_of_the_gold_does_not_change_the_lists(tmp_path: Path) -> None:
    lines = (*gold(tmp_path, required=["VAE", "KL"]), *gold(tmp_path, required=["VAE", "EM"]))
    found = findings(mention("flow", "flow"))
    there, back = evaluate(found, lines), evaluate(found, lines[::-1])
    assert (there.missed, there.names) == (back.missed, back.names)
    assert there.missed == (("VAE", 2), ("EM", 1), ("KL", 1))


def test_required_surfaces_that_the_labelled_text_does_not_hold_are_named(tmp_path: Path) -> None:
    wanted = gold(tmp_path, required=["GAN", "flow", "BERT"], optional=["T5"], opening=12)
    assert evaluate(findings(), wanted).stale == ("BERT", "flow")
