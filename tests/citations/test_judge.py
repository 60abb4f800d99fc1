"""What an unknown title in 《》 is."""

import pytest

from kg.citations.find import find_citations
from kg.citations.resolve import shelve
from kg.model import Work
from tests.citations.blog import cited, found_in, gathered, post


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("《用符号方程表示的递归函数》论文里说", "paper"),
        ("出自《Computer Multiplication and Division Using Binary Logarithms》", "paper"),
        ("详见《统计学习方法》第6章", "book"),
        ("本节参考了《智能优化方法》", "book"),
        ("参考周志华的教材《机器学习导论》", "book"),
        ("本文参考自《投票公平合理吗？为什么没有绝对的公平？》。", "article"),
        ("请看量子位的《这个模型为什么突然就火了起来》", "article"),
        ("上一篇文章《浅谈神经网络的初始化》", "post"),
        ("《浅谈神经网络的初始化》一文中我们讨论过", "post"),
    ],
)
def test_the_words_beside_a_title_tell_what_is_cited(body: str, kind: str) -> None:
    assert [found[1] for found in cited(body)] == [kind]


@pytest.mark.parametrize(
    "body",
    [
        "封面图片选自文森特·梵高的《星空》", "哈佛校内报纸《The Harvard Crimson》", "《福布斯》上的一篇文章", "电影《终结者》里", "遵循《中英文排版指北》的要求",
        "并和它探讨了如何翻译、如何保留标记和遵循《中英文排版指北规范》的要求", "《财富》杂志前 1000 强", "他之前写过《一个很长很长的标题而已》的小说",
    ],
)  # fmt: skip
def test_what_is_named_in_passing_is_not_cited(body: str) -> None:
    assert cited(body) == []


def test_a_long_title_is_a_post_only_where_it_is_the_blogs_habit() -> None:
    body = "在《一个关于注意力机制的新故事》里"
    assert cited(body) == []
    habit = post("我之前写过《损失函数漫谈》和《互信息漫谈》。之前介绍过《最小熵原理》。", name="habit", title="习惯")
    assert [found[1] for found in cited(body, habit)] == ["post"]


def test_a_title_linked_to_a_page_elsewhere_is_an_article_with_its_address() -> None:
    one = post("推荐《什么是注意力机制的本质》", links=[("《什么是注意力机制的本质》", "https://mp.example.com/s/abc")])
    works = gathered(one).works
    assert [(work.kind.value, work.title, work.address) for work in works] == [
        ("article", "什么是注意力机制的本质", "https://mp.example.com/s/abc")
    ]


def test_a_title_linked_to_an_encyclopedia_is_no_citation() -> None:
    one = post("《美丽新世界与其他的世界》", links=[("《美丽新世界与其他的世界》", "https://zh.wikipedia.org/wiki/x")])
    assert found_in(one) == []


def test_a_link_around_a_title_is_one_citation_and_leads_where_the_link_leads() -> None:
    other = post("", title="Attention is All You Need", name="other")
    title = "Attention is All You Need"
    for words in (title, f"《{title}》"):
        one = post(f"见《{title}》。", links=[(words, "https://arxiv.org/abs/1706.03762")])
        assert found_in(one, other) == [(words, "paper", "work/arXiv:1706.03762")]


def test_the_same_title_is_a_post_or_a_paper_by_its_context() -> None:
    other = post("", title="Self-Consuming Generative Models Go MAD", name="other")
    body = "论文《Self-Consuming Generative Models Go MAD》指出；而在上一篇博文《Self-Consuming Generative Models Go MAD》中"
    assert [found[1] for found in cited(body, other)] == ["paper", "post"]


def test_a_title_with_words_that_say_it_is_surer_than_a_guess() -> None:
    one = post("论文《Generative Models Go MAD》和《Computer Multiplication Using Logarithms》")
    said, guessed = (each.citation.confidence for each in find_citations(one, shelve([one])))
    assert said == guessed  # 论文 covers both
    other = post("在《Computer Multiplication Using Logarithms》里")
    (alone,) = (each.citation.confidence for each in find_citations(other, shelve([other])))
    assert alone < said


def test_a_work_has_the_language_of_its_title() -> None:
    one = post("论文《On Bayes by Backprop》")
    (found,) = find_citations(one, shelve([one]))
    assert isinstance(found.target, Work)
    assert found.target.language == "en"
