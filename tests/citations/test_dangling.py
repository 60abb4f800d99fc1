"""Links inside the blog that lead nowhere, and what stands around a post and cites nothing."""

from kg.citations.dangling import Missing, find_dangling
from kg.citations.resolve import shelve
from tests.citations.blog import found_in, post


def test_links_to_posts_and_pages_that_are_not_there_are_reported_with_their_words() -> None:
    links = [
        ("那篇", "/2019/06/gone/"), ("笔记", "lost.md"), ("摩托", "/motorcycle/"), ("图", "/images/a.png"), ("标签", "/tags/gan/"), ("上面", "#top"),
        ("邮件", "mailto:a@b.c"), ("别处", "https://other.org/2019/06/x"), ("在的", "post/there"),
    ]  # fmt: skip
    one = post("，".join(words for words, _ in links), links=links)
    there = post("", title="在的那篇", name="there")
    found = find_dangling([one, there], shelve([one, there]).places)
    assert [(each.span.of(one.text), each.target, each.missing) for each in found] == [
        ("那篇", "/2019/06/gone/", Missing.POST),
        ("笔记", "lost.md", Missing.POST),
        ("摩托", "/motorcycle/", Missing.PAGE),
    ]


def test_an_address_of_the_blog_in_the_text_can_dangle_too() -> None:
    one = post("见 https://a.example.org/archives/7", address="https://a.example.org/archives/1")
    (found,) = find_dangling([one], shelve([one]).places)
    assert found.target == "https://a.example.org/archives/7"


def test_the_way_to_the_neighbours_is_no_citation() -> None:
    other = post("", title="从重参数的角度看离散分布", name="other")
    body = "正文\n\n上一篇：从重参数的角度看离散分布\n下一篇：《从重参数的角度看离散分布》\n« Previous: 从重参数的角度看离散分布"
    assert found_in(post(body), other) == []


def test_a_box_of_related_posts_is_no_citation_and_ends_where_prose_begins() -> None:
    others = [post("", title=f"从重参数的角度看离散分布（{n}）", name=n) for n in ("甲", "乙", "丙")]
    titles = [each.title or "" for each in others]
    body = f"正文\n\n相关文章\n\n- {titles[0]}\n- {titles[1]}\n\n最后还要说说 {titles[2]} 这一篇"
    one = post(body, links=[(title, f"post/{n}") for title, n in zip(titles, ("甲", "乙", "丙"), strict=True)])
    assert [target for _, _, target in found_in(one, *others)] == ["post/丙"]


def test_further_reading_that_the_author_chose_is_cited() -> None:
    other = post("", title="从重参数的角度看离散分布", name="other")
    one = post("正文\n\n延伸阅读\n\n- 这一篇", links=[("这一篇", "post/other")])
    assert [target for _, _, target in found_in(one, other)] == ["post/other"]
