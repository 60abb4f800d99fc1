"""What sentences say of two concepts: the cases are data in `relations.tsv`."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.relations import find_relations, is_sensible
from kg.concepts.wordings import read_wordings
from kg.model import (
    Concept,
    ConceptId,
    ConceptKind,
    Mention,
    Post,
    PostId,
    Relation,
    RelationKind,
    Source,
    Span,
    Text,
    Zone,
    ZoneKind,
)
from kg.posts.zones import find_zones


def marked(body: str) -> tuple[Post, list[Mention]]:
    """Return a post without the brackets, and a mention of what stood in each pair of them."""
    pieces: list[str] = []
    mentions: list[Mention] = []
    at = 1  # the title is empty, the line feed behind it not
    for number, piece in enumerate(re.split(r"\[([^\]]*)\]", body)):
        if number % 2 and piece:
            mentions.append(mention(piece, at))
        pieces.append(piece)
        at += len(piece)
    text = "".join(pieces)
    zones = find_zones(f"\n{text}")
    return Post(id=PostId("post/1"), body=text, sources=(Source("a"),), zones=zones), mentions


def mention(words: str, at: int) -> Mention:
    span = Span(at, at + len(words))
    return Mention(post=PostId("post/1"), concept=ConceptId(words), span=span, confidence=0.9, rule="label")


def said(body: str) -> list[str]:
    return [f"{each.subject} | {each.kind} | {each.object}" for each in find_relations(*marked(body))]


def read_cases() -> Iterator[tuple[str, list[str]]]:
    for line in Path(__file__).with_name("relations.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, expected = line.partition("\t")
            yield sentence, [each for each in expected.split("; ") if each]


CASES = list(read_cases())


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_a_sentence_says(sentence: str, expected: list[str]) -> None:
    assert sorted(said(sentence)) == sorted(expected)


@pytest.mark.parametrize("sentence", [sentence for sentence, expected in CASES if expected])
def test_the_mentions_may_come_in_any_order(sentence: str) -> None:
    post, mentions = marked(sentence)
    assert list(find_relations(post, mentions[::-1])) == list(find_relations(post, mentions))


def test_every_kind_of_relation_has_a_wording_and_a_case() -> None:
    assert {wording.kind for wording in read_wordings()} == set(RelationKind)
    assert {case.split(" | ")[1] for _, expected in CASES for case in expected} == {kind.value for kind in RelationKind}


def test_wordings_have_names_of_their_own_and_confidences_that_were_measured() -> None:
    wordings = read_wordings()
    assert len({wording.rule for wording in wordings}) == len(wordings)
    assert all(0.8 <= wording.confidence < 1 for wording in wordings)


@pytest.mark.parametrize("sentence", [sentence for sentence, expected in CASES if expected])
def test_no_sentence_fits_without_a_cue(sentence: str) -> None:
    post, mentions = marked(sentence)
    for relation in find_relations(post, mentions):
        wording = next(each for each in read_wordings() if each.rule == relation.rule)
        assert any(cue in post.text for cue in wording.cues)


def test_the_span_holds_both_names_and_the_words_that_join_them() -> None:
    post, mentions = marked("听说，[WGAN]是对[GAN]的一种改进，训练更稳定。")
    (relation,) = find_relations(post, mentions)
    assert relation.span.of(post.text) == "WGAN是对GAN的一种改进"


def test_a_statement_does_not_cross_a_line() -> None:
    assert said("[LSTM]\n是一种[RNN]。") == []


def test_the_outer_of_two_names_is_the_one_that_is_meant() -> None:
    post, mentions = marked("[条件LayerNorm]是[LayerNorm]的变体。")
    inner = mention("LayerNorm", 3)
    assert [each.subject for each in find_relations(post, [*mentions, inner])] == ["条件LayerNorm"]


# What a hostile or a careless author may write between two names.
WORDS = st.sampled_from(
    [
        *(
            "[BERT]",
            "[GPT]",
            "[RNN]",
            "[注意力]",
            "[模型]",
            "是一种",
            "是",
            "基于",
            "的变体",
            "等",
            "，例如",
            "、",
            "和",
        ),
        *(
            "与",
            "相比，",
            "的区别",
            " is a ",
            " such as ",
            ", a ",
            "Unlike ",
            " vs. ",
            "(",
            ")",
            "（",
            "）",
            "“",
            "”",
            "*",
        ),
        *("。", "?", "\n", "`", "$", "$$", "\ue000", "\ue001", "\ue002", "的", " ", "一"),
    ]
)


SENTENCES = st.sampled_from([sentence for sentence, expected in CASES if expected])


@given(st.lists(WORDS | SENTENCES, max_size=30).map("".join), st.integers())
def test_statements_are_true_to_the_text_whatever_it_says(body: str, seed: int) -> None:
    post, mentions = marked(body)
    relations = list(find_relations(post, mentions))
    for relation in relations:
        assert relation.subject != relation.object
        assert relation.span.end <= len(post.text)
        inside = [each for each in mentions if relation.span.covers(each.span)]
        assert {relation.subject, relation.object} <= {each.concept for each in inside}
        assert "\n" not in relation.span.of(post.text)
        named = [each.span for each in inside if each.concept in (relation.subject, relation.object)]
        assert any(not any(zone.span.overlaps(span) for zone in post.zones) for span in named)
    shuffled = mentions.copy()
    random.Random(seed).shuffle(shuffled)
    assert list(find_relations(post, shuffled)) == relations
    pairs = [(each.span, frozenset((each.subject, each.object))) for each in relations]
    assert len(pairs) == len(set(pairs))


def test_a_name_that_is_code_and_nothing_else_is_not_prose() -> None:
    post, mentions = marked("[LSTM]是一种[RNN]。")
    code = Zone(mentions[0].span, ZoneKind.CODE)
    assert list(find_relations(post, mentions))
    assert not list(find_relations(replace(post, zones=(code,)), mentions))


def test_a_long_list_is_read_in_time() -> None:
    body = "、".join(f"[N{number}]" for number in range(4000)) + "等" * 3000 + "[模型]是" * 2000
    assert said(body) is not None


def relation(subject: str, rule: str, other: str) -> Relation:
    return Relation(
        post=PostId("post/1"),
        subject=ConceptId(subject),
        object=ConceptId(other),
        kind=RelationKind.KIND_OF,
        span=Span(0, 9),
        confidence=0.9,
        rule=rule,
    )


KINDS = {"BERT": ConceptKind.MODEL, "微调": ConceptKind.TECHNIQUE, "推断": ConceptKind.TASK, "AI": ConceptKind.OTHER}
CONCEPTS = {
    ConceptId(name): Concept(id=ConceptId(name), kind=kind, preferred=(Text(name, "zh"),))
    for name, kind in KINDS.items()
}


@pytest.mark.parametrize(
    ("subject", "rule", "other", "sensible"),
    [
        ("推断", "Y，例如 X", "微调", False),
        ("推断", "Y，例如 X", "AI", False),
        ("推断", "Y 方法，例如 X", "AI", True),
        ("BERT", "Y，例如 X", "微调", True),
        ("推断", "X 是一种 Y", "微调", True),
    ],
)
def test_what_is_listed_under_a_sort_must_be_of_a_kind_that_it_has(
    subject: str, rule: str, other: str, *, sensible: bool
) -> None:
    assert is_sensible(relation(subject, rule, other), CONCEPTS) is sensible
