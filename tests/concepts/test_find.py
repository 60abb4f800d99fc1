"""Mentions: a name is found where it stands whole, and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.find import find_mentions
from kg.model import ConceptKind, Mention, Rejection
from tests.concepts.builders import concept, lexicon, named, post

GAN = concept("gan", "GAN", "生成对抗网络", "generative adversarial network")
BERT = concept("bert", "BERT")
FLOW = concept("flow", "flow", "流模型", "normalizing flow", broader=("generative",))
NCE = concept("nce", "NCE", "噪声对比估计", kind=ConceptKind.TECHNIQUE)
NCE_LOSS = concept("nce-loss", "NCE loss", kind=ConceptKind.TECHNIQUE)
BERT_FLOW = concept("bert-flow", "BERT-flow")
IE = concept("ie", "信息抽取", "IE", kind=ConceptKind.TASK)
STREAM = concept("stream", "流")
CAN = concept("can", "CAN")
SOFTMAX = concept("softmax", "softmax", kind=ConceptKind.TECHNIQUE)
ALL = lexicon(GAN, BERT, FLOW, NCE, NCE_LOSS, IE, STREAM, CAN, SOFTMAX)


@pytest.mark.parametrize("body", ["用BERT做分类", "BERT、GPT", "(BERT)", "“BERT”", "BERT", "1个BERT。", "看 BERT 的"])
def test_chinese_characters_and_signs_bound_a_latin_name(body: str) -> None:
    assert named(body, ALL) == ["BERT"]


@pytest.mark.parametrize(
    "body", ["WGAN", "GANs2", "TensorFlow", "overflow", "BERT_config", "my_BERT", "BERTology", "ＷGAN"]
)
def test_a_name_inside_a_longer_word_is_no_mention(body: str) -> None:
    assert named(body, ALL) == []


def test_bert_and_Bert_are_one() -> None:  # noqa: N802 -- the case is the point
    assert named("Bert很好，BERT也是", ALL) == ["Bert", "BERT"]


def test_short_capitals_match_as_written() -> None:
    assert named("we can do it, ie. can, Can", ALL) == []


def test_a_plural_is_a_mention_of_the_same_concept() -> None:
    assert named("GANs are hard", ALL) == ["GANs"]


def test_a_rejected_longer_name_gives_way_to_the_shorter_one_in_it() -> None:
    assert named("the NCE lossless case", ALL) == ["NCE"]
    assert named("the NCE losses here", ALL) == ["NCE losses"]


def test_a_hyphen_compound_is_no_mention_of_its_parts() -> None:
    assert named("BERT-flow很好", ALL) == []
    assert named("GAN-QP框架", ALL) == []
    assert named("BERT-flow很好", lexicon(BERT, FLOW, BERT_FLOW)) == ["BERT-flow"]


@pytest.mark.parametrize("body", ["GAN-based methods", "BERT-base", "non-GAN models", "softmax-交叉熵"])
def test_a_describing_suffix_makes_no_new_name(body: str) -> None:
    assert len(named(body, ALL)) == 1


@pytest.mark.parametrize(
    "body", ["$softmax(x)$", "`softmax(x)`", "https://example.org/softmax", "\\begin{equation}softmax\\end{equation}"]
)
def test_mathematics_code_and_addresses_hold_no_mentions(body: str) -> None:
    assert named(body, ALL) == []


def test_an_ambiguous_name_alone_is_no_mention() -> None:
    assert named("水流很急，go with the flow", ALL) == []


def test_a_head_word_and_kin_tell_which_sense_is_meant() -> None:
    assert named("GAN、flow和流模型都是生成模型，其中flow模型最数学化", ALL) == ["GAN", "flow", "流模型", "flow"]


def test_a_chinese_match_does_not_cut_a_word() -> None:
    using = lexicon(concept("segmentation", "分词", kind=ConceptKind.TASK))
    assert named("中文分词很难", using) == ["分词"]
    assert named("这里有一部分词语", using) == []


def test_a_short_form_that_the_post_defines_holds_for_the_rest_of_it() -> None:
    using = lexicon(IE, ambiguous=frozenset({"IE"}))
    assert named("信息抽取(Information Extraction, IE)很难。IE是个任务", using) == [
        "信息抽取",
        "Information Extraction",
        "IE",
        "IE",
    ]


def test_a_short_form_that_the_post_defines_otherwise_is_not_linked() -> None:
    using = lexicon(GAN, concept("grid", "global area network"))
    assert named("a global area network (GAN) joins them; the GAN is old", using) == [
        "global area network",
        "GAN",
        "GAN",
    ]
    one = post("a global area network (GAN) joins them; the GAN is old")
    concepts = [mention.concept for mention in find_mentions(one, using).mentions]
    assert set(concepts) == {"concept/grid"}


def test_every_candidate_that_was_turned_down_has_a_reason() -> None:
    rejections = find_mentions(post("BERT-flow, we can, $softmax$"), ALL).rejections
    assert {each.reason for each in rejections} == {"compound", "case", "zone: mathematics"}


@given(
    st.lists(
        st.sampled_from(
            ["GAN", "BERT", "flow", "流", "主流", "NCE loss", "-", " ", "，", "用", "WGAN", "$", "`", "(", ")"]
        )
    )
)
def test_mentions_lie_in_the_text_apart_and_quote_a_label(pieces: list[str]) -> None:
    one = post("".join(pieces))
    mentions = find_mentions(one, ALL).mentions
    ends = [0, *(mention.span.end for mention in mentions)]
    assert all(mention.span.start >= end for mention, end in zip(mentions, ends, strict=False))
    assert all(mention.span.end <= len(one.text) for mention in mentions)
    assert all(0 <= mention.confidence <= 1 for mention in mentions)
    assert all(
        mention.span.of(one.text).lower().startswith(("gan", "bert", "flow", "流", "nce")) for mention in mentions
    )


def test_a_name_of_general_computing_counts_only_where_the_field_is_named_enough() -> None:
    tool = replace(concept("nginx", "Nginx"), scheme="https://example.org/kg/scheme/computing")
    field = [concept(name, name) for name in ("ResNet", "DenseNet", "AlexNet", "LeNet")]
    known = lexicon(tool, *field, ambiguous=frozenset({"Nginx"}))
    assert "Nginx" not in named("家里的路由器上装了 Nginx。", known)
    body = "ResNet、DenseNet、AlexNet 和 LeNet 部署在 Nginx 之后。"
    rejected = find_mentions(post("家里的路由器上装了 Nginx。"), known).rejections
    assert [each.confidence for each in rejected] == [0.0]
    scored = find_mentions(post(body), known)
    found: list[Mention | Rejection] = [*scored.mentions, *scored.rejections]
    assert max(each.confidence for each in found if each.concept == tool.id) > 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我们试了 Kimi K2.5 的效果", "Kimi K2.5"),
        ("我们试了 Kimi 5 Turbo 的效果", "Kimi 5 Turbo"),
        ("我们试了 Kimi 4 26B A4B 的效果", "Kimi 4 26B A4B"),
        ("我们试了 Kimi 1.5 Pro 的效果", "Kimi 1.5 Pro"),
        ("Kimi 2025 年发布", "Kimi"),
        ("Kimi 12 层", "Kimi"),
        ("Kimi 99.5% 的准确率", "Kimi"),
        ("Kimi Max 是什么", "Kimi"),
    ],
)
def test_a_version_stands_with_its_model_and_a_count_does_not(text: str, words: str) -> None:
    assert named(text, lexicon(concept("kimi", "Kimi"))) == [words]
