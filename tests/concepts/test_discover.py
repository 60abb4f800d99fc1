"""Concepts that no vocabulary knows."""

import random

import pytest

from kg.concepts.discover import Discovered, discover, find_sightings
from kg.model import Post
from tests.concepts.builders import concept, lexicon, post

KNOWN = lexicon(concept("gan", "GAN"), concept("vae", "VAE"), concept("rnn", "RNN"), concept("alibi", "ALIBI"))


def found(*posts: Post) -> dict[str, Discovered]:
    sightings = [sighting for one in posts for sighting in find_sightings(one, KNOWN.index)]
    return {each.concept.name: each for each in discover(sightings, KNOWN) if each.is_accepted}


@pytest.mark.parametrize(
    ("body", "title", "name"),
    [
        ("推导出了一个称为GAN-QP的GAN框架", "某文", "GAN-QP"),
        ("这里笔者就自作主张将其称为“BioWord”了", "某文", "BioWord"),
        ("名为“TeaForN”的方案", "某文", "TeaForN"),
        ("本文分享笔者最近的一个工作", "FlatNCE:小批次对比学习", "FlatNCE"),
        ("今天介绍一篇论文", "Mitchell近似:乘法变为加法", "Mitchell近似"),
        ("执行BioHash算法,得到", "某文", "BioHash"),
        ("这是中文数据集(Schema based Knowledge Extraction,SKE)", "某文", "SKE"),
        ("诸如RNN、GAN、VAE以及HWFA等", "某文", "HWFA"),
    ],
)
def test_a_text_that_introduces_a_name_makes_it_a_concept(body: str, title: str, name: str) -> None:
    assert name in found(post(body, title))


@pytest.mark.parametrize(
    "body",
    ["用GTX1060训练", "发表在ICLR和NeurIPS上", "称为GAN的模型", "在YouTube网络上", "batch_size=4096", "我叫小明"],
)
def test_hardware_venues_known_names_and_ordinary_words_are_none(body: str) -> None:
    assert found(post(body)) == {}


def test_the_other_forms_in_a_definition_become_labels() -> None:
    one = found(post("被称为O-GAN(正交GAN,即Orthogonal Generative Adversarial Network)"))["O-GAN"]
    assert {text.characters for text in one.concept.alternative} == {
        "正交GAN",
        "Orthogonal Generative Adversarial Network",
    }


def test_the_post_that_gives_the_name_introduces_the_concept() -> None:
    early, late = post("TeaForN很好", name="early"), post("本文提出名为“TeaForN”的方案", name="late")
    definition = found(early, late)["TeaForN"].definition
    assert definition is not None
    assert definition.post == late.id


def test_a_new_concept_knows_where_and_how_it_was_sighted() -> None:
    late, early = post("“TeaForN”很好，TeaForN模型", name="b"), post("名为“TeaForN”的方案", name="a")
    one = found(late, early)["TeaForN"]
    assert one.posts == (early.id, late.id)
    assert (one.first.post, one.first.span.of(early.text)) == (early.id, "TeaForN")
    assert {"named so", "quoted", "head word"} <= set(one.rules)
    assert list(one.rules) == sorted(set(one.rules))


def test_the_order_of_the_posts_does_not_matter() -> None:
    posts = [
        post("名为“TeaForN”的方案，TeaForN算法", name="a"),
        post("被称为O-GAN(正交GAN)", "O-GAN:简单修改", name="b"),
        post("TeaForN与O-GAN", name="c"),
    ]
    sightings = [sighting for one in posts for sighting in find_sightings(one, KNOWN.index)]
    expected = discover(sightings, KNOWN)
    random.Random(7).shuffle(sightings)
    assert discover(sightings, KNOWN) == expected
