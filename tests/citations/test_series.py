"""Parts of a series by their number, and the post before."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.numbers import figures_of, number_of
from kg.citations.series import position_of, series_key, series_title
from kg.model import Post
from tests.citations.blog import found_in, gathered, post

PARTS = {
    n: post("", title=f"生成扩散模型漫谈（{figure}）：某事{n}", name=f"part{n}")
    for n, figure in enumerate("一二三四", 1)
}


def fifth(body: str) -> list[str]:
    one = post(body, title="生成扩散模型漫谈（五）：此事", name="part5")
    return [target for _, _, target in found_in(one, *PARTS.values())]


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("我们在（三）中已经证明", 3), ("回顾本系列第一篇文章", 1), ("在本系列的第二篇中", 2), ("上一篇文章我们介绍了", 4), ("正如前一篇文章中提到的", 4),
        ("上上篇文章已经说过", 3), ("如（4）所述", 4),
    ],
)  # fmt: skip
def test_numbers_and_places_lead_to_the_parts_of_the_same_series(body: str, part: int) -> None:
    assert fifth(body) == [f"post/part{part}"]


@pytest.mark.parametrize(
    "body",
    [
        "本系列的第五篇", "在（九）中", "下一篇文章我们再说", "分三步：\n（一）准备\n（二）开始\n在（一）里", "上一篇论文的结论", "他的上一篇文章", "上一篇：生成",
        "在第三步中", "该系列共 3 篇",
    ],
)  # fmt: skip
def test_what_points_nowhere_else_is_no_citation(body: str) -> None:
    assert fifth(body) == []


def test_english_parts_are_found_behind_a_word_that_points() -> None:
    first, second = (post("", title=f"Word Embeddings, Part {n}", name=f"part{n}") for n in (1, 2))
    one = post(
        "As we saw in Part 1, and in the second part of this series. Part 2: a heading.",
        title="Word Embeddings, Part III",
        name="part3",
    )
    assert [(words, target) for words, _, target in found_in(one, first, second)] == [
        ("Part 1", "post/part1"),
        ("the second part of this series", "post/part2"),
    ]


def test_the_previous_post_is_the_one_before_in_time_whose_title_shares_a_word() -> None:
    first = post("", title="Visualizing Attention", name="first", published=date(2018, 5, 9))
    one = post("In the previous post, we looked at attention.", title="The Transformer", published=date(2018, 6, 27))
    assert found_in(one, first) == [("the previous post", "post", "post/first")]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("In the previous post, we looked at cats.", "Visualizing Attention"),
        ("In an earlier post, we looked at attention.", "Visualizing Attention"),
        ("In his last post, he looked at attention.", "Visualizing Attention"),
    ],
)
def test_a_previous_post_that_may_be_another_one_is_no_citation(body: str, title: str) -> None:
    first = post("", title=title, name="first", published=date(2018, 5, 9))
    assert found_in(post(body, title="The Transformer", published=date(2018, 6, 27)), first) == []


def test_two_posts_of_one_day_before_leave_open_which_was_previous() -> None:
    twins = [post("", title=f"Attention {n}", name=n, published=date(2018, 5, 9)) for n in ("a", "b")]
    one = post("In the previous post, we looked at attention.", title="The Transformer", published=date(2018, 6, 27))
    assert found_in(one, *twins) == []


def test_another_authors_post_is_not_ones_previous() -> None:
    first = post("", title="Attention", name="first", published=date(2018, 5, 9), author="A")
    one = post(
        "In my last post, we looked at attention.", title="The Transformer", published=date(2018, 6, 27), author="B"
    )
    assert found_in(one, first) == []


@pytest.mark.parametrize(
    "title", ["Neural nets (2019)", "《强化学习》第三章", "10 Part Time Jobs", "Part 2", "第一部分"]
)
def test_a_year_a_chapter_or_a_bare_number_makes_no_series(title: str) -> None:
    assert series_key(title) == ""


def test_the_title_of_a_series_is_what_stands_before_the_number() -> None:
    assert series_title("Word Embeddings, Part III: GloVe") == "Word Embeddings"
    assert series_title("当我谈修图时，我谈些什么 - 色彩篇 Part 1") == "当我谈修图时，我谈些什么 - 色彩篇"


FIGURES = {1: "一", 9: "九", 10: "十", 12: "十二", 20: "二十", 35: "三十五", 100: "一百"}


@pytest.mark.parametrize(("number", "figure"), FIGURES.items())
def test_chinese_figures_are_read(number: int, figure: str) -> None:
    assert number_of(figure) == number
    assert position_of(f"某某漫谈（{figure}）：标题") == number


@given(st.integers(1, 300), st.sampled_from(["（{}）", "({})", ", Part {}", "：{}、", "第{}篇"]))
def test_every_form_of_a_number_gives_one_key_and_its_position(number: int, form: str) -> None:
    title = "某某漫谈" + form.format(number)
    assert (series_key(title), position_of(title)) == ("某某漫谈", number)


@given(st.text(alphabet="零〇一二两三十百12 ivx（）", max_size=12))
def test_figures_of_any_text_are_numbers(text: str) -> None:
    assert all(number >= 0 for number in figures_of(text))


def halves(*figures: str) -> list[Post]:
    return [post("", title=f"说一说某物（{figure}）", name=figure) for figure in figures]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ("在上篇中说过", "post/上"),
        ("见（上）", "post/上"),
        ("上一篇文章说过", "post/上"),
        ("在下篇里再说", None),
        ("以上篇幅", None),
    ],
)
def test_of_two_halves_the_second_points_to_the_first(body: str, target: str | None) -> None:
    second = post(body, title="说一说某物（下）", name="下")
    assert [each for _, _, each in found_in(second, *halves("上"))] == ([target] if target else [])


def test_halves_are_parts_of_a_series_in_their_order() -> None:
    two, three = gathered(*halves("上", "下")), gathered(*halves("下", "中", "上"))
    assert {each.title: each.position for each in two.posts} == {"说一说某物（上）": 1, "说一说某物（下）": 2}
    assert {each.title: each.position for each in three.posts} == {
        "说一说某物（上）": 1, "说一说某物（中）": 2, "说一说某物（下）": 3,
    }  # fmt: skip


def test_a_post_that_is_no_half_says_nothing_of_halves() -> None:
    assert fifth("在上篇中说过，见（上）") == []
