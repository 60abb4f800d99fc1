"""Titles: whole, in part, changed since, shared, and without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.plain import Letters
from kg.citations.titles import TitleIndex, parts_of, title_key, weight_of
from tests.citations.blog import cited, post

FLOW = post("", title="细水长flow之NICE：流模型的基本概念与实现", name="flow")
PARTS = [
    post("", title=f"生成扩散模型漫谈（{n}）：{rest}", name=n)
    for n, rest in (("四", "高观点"), ("十四", "构建常微分方程"))
]
INDEX = TitleIndex([FLOW, *PARTS])


def test_a_title_is_compared_without_width_case_and_punctuation() -> None:
    assert INDEX.find("细水长Ｆlow之NICE:流模型的基本概念与实现！") == FLOW.id


def test_a_title_without_its_subtitle_finds_its_post() -> None:
    assert INDEX.find_part("细水长flow之nice", least=6) == FLOW.id
    assert INDEX.find_part("生成扩散模型漫谈(十四)", least=6) == PARTS[1].id


def test_too_short_a_part_stands_for_nothing() -> None:
    assert INDEX.find_part("NICE", least=6) is None


def test_a_title_that_was_changed_a_little_finds_its_post() -> None:
    assert INDEX.find_changed("细水长flow之NICE：流模型基本概念与实现", own=True) == FLOW.id


@pytest.mark.parametrize(
    "title",
    [
        "生成扩散模型漫谈（十三）：构建常微分方程",
        "生成扩散模型漫谈（四）：构建常微分方程",
        "细水长flow之NICE",
        "完全不同的一个标题而已",
    ],
)
def test_another_number_another_length_or_other_words_are_another_title(title: str) -> None:
    assert INDEX.find_changed(title, own=True) is None


def test_a_title_that_differs_by_a_word_that_tells_is_another_unless_it_is_called_the_authors_own() -> None:
    sorting = post("", title="机器学习：使用 Python 进行分类", name="sorting")
    assert cited("见《机器学习：使用 Python 进行预测》", sorting) == []
    assert [target for _, _, target in cited("我之前写过《机器学习：使用 Python 进行聚类》", sorting)] == [
        "post/sorting"
    ]


@pytest.mark.parametrize(
    "pair",
    [
        ("变分自编码器的理解（上）", "变分自编码器的理解（下）"),
        ("为什么需要残差连接呢", "为什么不需要残差连接呢"),
        ("谈类别不平衡问题", "再谈类别不平衡问题"),
    ],
)
def test_titles_of_a_pair_are_told_apart(pair: tuple[str, str]) -> None:
    assert TitleIndex([post("", title=pair[0], name="one")]).find_changed(pair[1], own=False) is None


def test_the_same_number_in_other_figures_is_the_same_title() -> None:
    assert INDEX.find_changed("生成扩散模型漫谈（14）：构建常微分方程", own=True) == PARTS[1].id


def test_two_titles_as_like_as_each_other_find_neither() -> None:
    twins = [post("", title=f"从重参数的角度看离散概率分布{end}", name=end) for end in ("甲", "乙")]
    assert TitleIndex(twins).find_changed("从重参数的角度看离散概率分布丙", own=True) is None


def test_a_title_that_two_posts_share_is_known_to_be_shared() -> None:
    index = TitleIndex([post("", title="年终总结", name="a"), post("", title="年终总结", name="b")])
    assert index.find("年终总结") is None
    assert index.is_shared("年终总结")


def test_brackets_articles_and_subtitles_may_be_left_out() -> None:
    assert list(parts_of("【学习清单】最近比较重要的GAN进展论文")) == ["最近比较重要的GAN进展论文"]
    assert "Illustrated BERT" in parts_of("The Illustrated BERT, ELMo, and co. (How NLP Cracked Transfer Learning)")


@pytest.mark.parametrize(
    "body",
    [
        "这与《细水长flow之NICE：流模型的基本概念与实现》里的一样", "就像“细水长flow之NICE：流模型的基本概念与实现”说的", "见「细水长flow之NICE: 流模型的基本概念与实现」",
        "在细水长flow之NICE:流模型的基本概念与实现里已经说过", "我之前的文章：细水长flow之NICE，有介绍", "前面写过《细水长flow之NICE》", "读《细水长flow之NICE：流模型基本概念与实现》",
    ],
)  # fmt: skip
def test_a_title_is_found_in_marks_and_without_whole_short_and_changed(body: str) -> None:
    assert [target for _, _, target in cited(body, FLOW)] == [str(FLOW.id)]


def test_a_name_of_a_concept_that_is_also_a_title_is_cited_only_where_words_refer() -> None:
    process = post("", title="马尔可夫决策过程", name="mdp")
    assert cited("这是一个马尔可夫决策过程，其状态有限", process) == []
    assert cited("请参见博文马尔可夫决策过程", process) == [("马尔可夫决策过程", "post", "post/mdp")]


def test_a_title_does_not_end_inside_a_word() -> None:
    other = post("", title="再谈 Attention Is All You Need 的 Transform", name="other")
    assert cited("这里再谈 Attention Is All You Need 的 Transformer 而已", other) == []


def test_an_english_title_counts_only_in_its_capitals() -> None:
    other = post("", title="The Painted Transformer", name="other")
    assert [target for _, _, target in cited("See The Painted Transformer for more", other)] == ["post/other"]
    assert cited("the illustrated transformer is a machine", other) == []


def test_a_book_with_the_title_of_a_post_is_no_post() -> None:
    other = post("", title="如何阅读一本书", name="other")
    assert cited("最近在读《如何阅读一本书》这本书", other) == []
    assert [target for _, _, target in cited("见《如何阅读一本书》", other)] == ["post/other"]


def test_a_title_inside_a_title_is_part_of_it() -> None:
    other = post("", title="《Attention is All You Need》浅读（简介+代码）", name="other")
    assert cited("在《《Attention is All You Need》浅读（简介+代码）》中", other) == [
        ("《《Attention is All You Need》浅读（简介+代码）》", "post", "post/other")
    ]


texts = st.text(alphabet="从重参数的角度GANgan Ａ１①ﬁİß（一）:：，。\n 《》", max_size=60)


@given(texts)
def test_the_key_of_a_key_is_itself_and_has_no_punctuation(title: str) -> None:
    key = title_key(title)
    assert key == "" or key.isalnum()
    assert title_key(key) == key


@given(texts, texts)
def test_marks_around_and_between_never_change_the_key(first: str, second: str) -> None:
    assert title_key(f"《{first}：{second}》") == title_key(first + second)


@given(texts)
def test_letters_in_a_row_stand_where_they_stood(text: str) -> None:
    letters = Letters(text)
    assert len([text[letters.position(at)] for at in range(len(letters.row))]) == len(letters.row)
    assert all(text[letters.position(at)].isalnum() for at in range(len(letters.row)))
    places = [letters.position(at) for at in range(len(letters.row))]
    assert places == sorted(set(places))


@given(texts)
def test_a_part_never_weighs_more_than_the_whole(title: str) -> None:
    assert all(weight_of(part) <= weight_of(title) for part in parts_of(title))


@given(st.lists(texts, max_size=6), texts)
def test_the_order_of_posts_never_changes_what_a_title_finds(titles: list[str], wanted: str) -> None:
    posts = [post("", title=title, name=str(at)) for at, title in enumerate(titles)]
    forward, backward = TitleIndex(posts), TitleIndex(posts[::-1])
    assert forward.find(wanted) == backward.find(wanted)
    assert forward.find_part(wanted, least=3) == backward.find_part(wanted, least=3)
    assert forward.find_changed(wanted, own=True) == backward.find_changed(wanted, own=True)


ENGLISH = post("", title="The Painted Transformer", name="illustrated")
INSTALL = post("", title="如何在家里安装机器", name="install")
LETTERS = post("", title="收不回来的旧信和明信片", name="letters")
GLOSSED = post("", title="稠密连接网络（DenseNet）", name="densenet")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("as in the Painted Transformer, we", "the Painted Transformer"),
        ("- 如何在家里安装机器\n", "如何在家里安装机器"),
        ("就像当年的收不回来的旧信和明信片一样", "收不回来的旧信和明信片"),
        ("那些收不回来的旧信和明信片，都丢了", ""),
        ("详见稠密连接网络（DenseNet）。", "稠密连接网络（DenseNet）"),
        ("我们用稠密连接网络（DenseNet）做。", ""),  # a concept with its short name
    ],
)
def test_a_title_without_marks_counts_where_it_is_no_name_of_a_concept(body: str, words: str) -> None:
    found = [each for each, _, _ in cited(body, ENGLISH, INSTALL, LETTERS, GLOSSED)]
    assert found == ([words] if words else [])
