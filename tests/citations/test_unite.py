"""Several forms of one work are one work, whatever the order of the posts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Post, Work
from tests.citations.blog import gathered, post

TITLE = "Attention is All You Need"


def works(*bodies: str) -> list[Work]:
    return list(gathered(*(post(body, title=f"第{n}", name=f"n{n}") for n, body in enumerate(bodies))).works)


def test_a_title_and_the_address_in_brackets_behind_it_are_one_work() -> None:
    (work,) = works(f"论文《{TITLE}》（https://arxiv.org/abs/1706.03762）提出")
    assert (work.id, work.title, work.identifiers, work.address) == (
        "work/arXiv:1706.03762",
        TITLE,
        ("arXiv:1706.03762",),
        "https://arxiv.org/abs/1706.03762",
    )


@pytest.mark.parametrize("joint", ["，链接：", "：", " [", "（论文地址：", "，见 ", "\narXiv:"])
def test_what_usually_stands_between_a_title_and_its_address_joins_them(joint: str) -> None:
    address = "1706.03762" if joint.endswith("arXiv:") else "https://arxiv.org/abs/1706.03762"
    assert len(works(f"论文《{TITLE}》{joint}{address}")) == 1


def test_a_title_and_an_address_further_on_are_two_works() -> None:
    assert len(works(f"论文《{TITLE}》提出了它，之后的工作 https://arxiv.org/abs/1810.04805 又改进了")) == 2


def test_case_and_punctuation_of_a_title_make_no_second_work() -> None:
    (work,) = works(
        "论文《Attention is All You Need》", "论文《Attention Is All You Need》", "论文《Attention Is All You Need.》"
    )
    assert work.kind.value == "paper"


def test_a_long_subtitle_alone_is_the_same_work() -> None:
    (work,) = works(
        "论文《NICE: Non-linear Independent Components Estimation for All》",
        "论文《Non-linear Independent Components Estimation for All》",
    )
    assert work.title is not None


def test_a_work_met_by_title_here_and_by_identifier_there_is_one() -> None:
    (work,) = works(
        f"论文《{TITLE}》", f"论文《{TITLE}》(arXiv:1706.03762)", "见 https://doi.org/10.48550/arXiv.1706.03762"
    )
    assert work.identifiers == ("arXiv:1706.03762",)


def test_one_title_over_two_numbers_of_one_register_is_two_works() -> None:
    one = post(
        "甲 Deep Nets For All Of Us",
        name="a",
        title="甲",
        links=[("Deep Nets For All Of Us", "https://arxiv.org/abs/1706.00001")],
    )
    two = post(
        "乙 Deep Nets For All Of Us",
        name="b",
        title="乙",
        links=[("Deep Nets For All Of Us", "https://arxiv.org/abs/1706.00002")],
    )
    assert [work.id for work in gathered(one, two).works] == ["work/arXiv:1706.00001", "work/arXiv:1706.00002"]


def test_several_registers_of_one_title_are_one_work_known_by_the_best() -> None:
    one = post(
        "甲 Deep Nets For All Of Us",
        name="a",
        title="甲",
        links=[("Deep Nets For All Of Us", "https://openreview.net/forum?id=abc")],
    )
    two = post(
        "乙 Deep Nets For All Of Us",
        name="b",
        title="乙",
        links=[("Deep Nets For All Of Us", "https://arxiv.org/abs/1706.00002v3")],
    )
    (work,) = gathered(one, two).works
    assert (work.id, work.identifiers) == ("work/arXiv:1706.00002", ("arXiv:1706.00002", "openreview:abc"))


def test_the_words_of_a_link_are_the_title_only_where_they_look_like_one() -> None:
    one = post("it will produce better results", links=[("produce better results", "https://arxiv.org/abs/2001.08361")])
    (work,) = gathered(one).works
    assert work.title is None


def test_every_citation_leads_to_a_noun_that_is_there() -> None:
    whole = gathered(post(f"论文《{TITLE}》（https://arxiv.org/abs/1706.03762），我之前写过《损失函数漫谈之一二三》"))
    ids = {post.id for post in whole.posts} | {work.id for work in whole.works}
    assert {citation.target for citation in whole.citations} <= ids


PIECES = (
    f"论文《{TITLE}》", "论文《Attention Is All You Need》（https://arxiv.org/abs/1706.03762）", "https://arxiv.org/pdf/1706.03762v2", "arXiv:1706.03762",
    "我之前写过《损失函数漫谈之续》", "见 https://a.example.org/archives/7/", "见 http://www.a.example.org/archives/7", "《损失函数漫谈之续》 https://a.example.org/archives/7",
    "Vaswani, A. (2017). Attention is all you need. In Advances.", "论文《All You Need: Attention is All You Need》",
)  # fmt: skip


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("\n".join), min_size=1, max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_posts_changes_nothing(bodies: list[str], chance: object) -> None:
    posts = [post(body, title=f"第{n}", name=f"n{n}") for n, body in enumerate(bodies)]
    shuffled: list[Post] = list(posts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    assert gathered(*posts, site="a.example.org") == gathered(*shuffled, site="a.example.org")
