"""Citations in one post: links, addresses and titles, each with its words."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.find import find_citations
from kg.citations.resolve import gather, shelve
from kg.citations.series import position_of, series_key
from kg.model import Link, Span
from tests.citations.blog import cited, post


def test_a_title_finds_its_post_without_width_case_and_punctuation() -> None:
    other = post("", title="Seq2Seq：浅析与对策（一）", name="other")
    assert cited("见《seq2seq: 浅析与对策(一)》。", other) == [("《seq2seq: 浅析与对策(一)》", "post", "post/other")]


def test_a_title_called_a_paper_is_a_paper_even_if_a_post_has_the_same_title() -> None:
    other = post("", title="Attention is All You Need", name="other")
    assert cited("来自论文《Attention is All You Need》", other)[0][1] == "paper"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Google的论文《注意力就是一切》", "paper"),
        ("本文主要是《NICE: Non-linear Independent Components Estimation》一文的介绍", "paper"),
        ("笔者之前也曾写过博文《深度学习浅谈》", "post"),
        ("在本博客里已有讨论，比如《损失函数漫谈》、《互信息漫谈》", "post"),
        ("自从在机器之心上看到（请看《下一个GAN?OpenAI提出可逆生成模型Glow》）", "article"),
        ("前面我们讲过《从最大似然到EM算法的一点思考》", "post"),
    ],
)
def test_the_words_beside_a_title_tell_what_it_is(body: str, kind: str) -> None:
    assert [found[1] for found in cited(body)][:1] == [kind]


@pytest.mark.parametrize(
    "body", ["我在读《西游记》", "他写的教材《高等数学习题课讲义精编》", "看了电影《黑客帝国》", "《Nature》"]
)
def test_books_films_and_journals_are_no_posts(body: str) -> None:
    assert cited(body) == []


def test_an_arxiv_address_on_any_host_is_one_work() -> None:
    found = cited("https://papers.cool/arxiv/1811.07296 和 http://arxiv.org/abs/1811.07296v2")
    assert {target for _, _, target in found} == {"work/arXiv:1811.07296"}


def test_an_address_of_the_blog_is_a_post_also_when_it_is_not_in_the_input() -> None:
    assert cited("见 https://example.org/archives/6906", site="example.org") == [
        ("https://example.org/archives/6906", "post", "https://example.org/archives/6906")
    ]


def test_an_address_elsewhere_is_no_citation() -> None:
    assert cited("样板：http://captcha.example.com/getimage", site="example.org") == []


def test_the_blogs_host_is_guessed_from_where_its_posts_point() -> None:
    posts = [post(f"见 https://blog.example.org/archives/{n}", title=f"第{n}篇", name=str(n)) for n in (1, 2)]
    found = [each.citation.target for one in posts for each in find_citations(one, shelve(posts))]
    assert found == ["https://blog.example.org/archives/1", "https://blog.example.org/archives/2"]


def test_a_link_to_a_post_in_the_input_is_found_under_any_form_of_its_address() -> None:
    other = post("", title="别的", name="other", address="https://www.example.org/archives/12/")
    body = "这里有讨论"
    at = len("某篇文章\n")
    one = replace(post(body), links=(Link(Span(at, at + 2), "http://example.org/archives/12.html#comment-9"),))
    found = list(find_citations(one, shelve([one, other])))
    assert [(each.citation.span.of(one.text), each.citation.target) for each in found] == [("这里", other.id)]


def test_a_post_does_not_cite_itself() -> None:
    assert cited("本文《某篇文章》的地址") == []


def test_a_title_inside_code_is_no_citation() -> None:
    assert cited("`《多任务学习漫谈(一):以损失之名》`") == []


def test_two_forms_of_one_address_become_one_stub() -> None:
    posts = [
        post("见 http://example.org/archives/7/", title="甲甲甲", name="a"),
        post("见 https://www.example.org/archives/7", title="乙乙乙", name="b"),
    ]
    shelf = shelve(posts, "example.org")
    whole = gather(posts, [found for one in posts for found in find_citations(one, shelf)])
    assert len({citation.target for citation in whole.citations}) == 1
    assert sum(each.is_stub for each in whole.posts) == 1


def test_numbered_parts_become_a_series_with_positions() -> None:
    parts = [post("", title=f"生成扩散模型漫谈（{n}）：某事", name=n) for n in ("一", "二", "十八")]
    whole = gather(parts, [])
    assert [each.title for each in whole.series] == ["生成扩散模型漫谈"]
    assert sorted(each.position or 0 for each in whole.posts) == [1, 2, 18]


def test_a_lone_part_makes_no_series() -> None:
    assert gather([post("", title="微积分学习(二):导数")], []).series == ()


@pytest.mark.parametrize(
    ("title", "position"),
    [
        ("漫谈(二)", 2),
        ("漫谈（十）", 10),
        ("漫谈(二十一)", 21),
        ("升级之路:15、长度外推", 15),
        ("Blog, Part 3", 3),
        ("无", None),
    ],
)
def test_the_number_of_a_part_is_read_in_chinese_and_arabic(title: str, position: int | None) -> None:
    assert position_of(title) == position


def test_parts_of_one_series_share_a_key() -> None:
    assert series_key("多任务学习漫谈(二):行梯度之事") == series_key("多任务学习漫谈（一）：以损失之名") != ""


@given(st.text(alphabet="《》论文abc中文（一）:：https/.xyz \n$`", max_size=80))
def test_citations_of_any_text_lie_in_it_apart_and_have_a_target(body: str) -> None:
    one = post(body)
    found = [each.citation for each in find_citations(one, shelve([one]))]
    assert all(each.span.end <= len(one.text) and each.target for each in found)
    assert all(not first.span.overlaps(second.span) for first, second in pairwise(found))


@pytest.mark.parametrize("quoted", ["“Deep Ensembles Are Not Enough”", '"Deep Ensembles Are Not Enough"'])
@pytest.mark.parametrize("before", ["the paper ", "论文"])
def test_a_title_in_quotation_marks_that_is_called_a_paper_is_one(before: str, quoted: str) -> None:
    same = post("", title="Deep Ensembles Are Not Enough", name="same")
    assert cited(f"见{before}{quoted}。", same) == [(quoted, "paper", "work/Deep-Ensembles-Are-Not-Enough")]
    assert cited(f"见{before}{quoted}。") == [(quoted, "paper", "work/Deep-Ensembles-Are-Not-Enough")]
    assert cited(f"见 {quoted}。", same) == [(quoted, "post", "post/same")]
    assert cited(f"见 {quoted}。") == []


def test_what_somebody_says_of_a_paper_is_no_title() -> None:
    assert cited("the paper “is all you need to read today”, they say") == []
