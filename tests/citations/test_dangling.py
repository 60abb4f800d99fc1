"""Links inside the blog that lead nowhere, and what stands around a post and cites nothing."""

from hypothesis import given
from hypothesis import strategies as st

from kg.citations.dangling import Missing
from kg.citations.find import find_citations
from kg.citations.resolve import gather, shelve
from tests.citations.blog import find_dangling, found_in, post


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


def test_a_dangling_link_names_the_post_that_is_most_like_its_target_or_its_words() -> None:
    links = [
        ("这里", "/2019/06/sigma-gate/"),
        ("门控单元的来历", "/old/x1/"),
        ("别的", "/2019/06/quite-another-thing/"),
    ]
    one = post("，".join(words for words, _ in links), links=links)
    others = [post("", title="信号", name="sigmoid-gate"), post("", title="门控单元的来历（旧）", name="x2")]
    found = find_dangling([one, *others], shelve([one, *others]).places)
    assert [(each.target, each.nearest) for each in found] == [
        ("/2019/06/sigma-gate/", "post/sigmoid-gate"),
        ("/old/x1/", "post/x2"),
        ("/2019/06/quite-another-thing/", None),
    ]


def test_a_link_to_the_authors_own_machine_is_no_citation_but_dangles() -> None:
    links = [
        ("从重参数的角度看离散分布", "http://127.0.0.1:4000/2019/06/there/"),
        ("它", "http://localhost/there.html"),
        ("服务", "http://localhost:8888/tree"),
    ]
    one = post("，".join(words for words, _ in links), links=links)
    there = post("", title="从重参数的角度看离散分布", name="there")
    assert found_in(one, there) == []
    found = find_dangling([one, there], shelve([one, there]).places)
    assert [(each.span.of(one.text), each.missing, each.nearest) for each in found] == [
        ("从重参数的角度看离散分布", Missing.LOCAL, "post/there"),
        ("它", Missing.LOCAL, "post/there"),
    ]


def test_pages_that_were_saved_from_the_authors_machine_link_to_each_other_there() -> None:
    here = "http://localhost:4000/2019/06"
    one = post("见它", name=f"{here}/one/", address=f"{here}/one/", links=[("它", f"{here}/two/")])
    two = post("", title="另一篇", name=f"{here}/two/", address=f"{here}/two/")
    assert [target for _, _, target in found_in(one, two)] == [f"{here}/two/"]
    assert find_dangling([one, two], shelve([one, two]).places) == ()


def test_a_key_that_no_bibliography_has_dangles_with_its_file() -> None:
    one = post("见 @rome2019", links=[("@rome2019", "cite:rome2019")])
    (found,) = find_dangling([one], shelve([one]).places)
    assert (found.target, found.missing, found.nearest) == ("rome2019", Missing.KEY, None)
    assert found.source == one.sources[0]


def test_what_dangles_is_gathered_once_and_in_order() -> None:
    one = post("见那篇和这篇", links=[("那篇", "/2019/06/gone/"), ("这篇", "/2019/06/lost/")])
    shelf = shelve([one])
    first, second = find_dangling([one], shelf.places)
    assert gather([one], find_citations(one, shelf), [second, first, second]).dangling == (first, second)
    assert gather([one], find_citations(one, shelf)).dangling == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "/2019/06/gone/",
                "post/two",
                "http://127.0.0.1/two",
                "cite:k",
                "#x",
                "mailto:a@b.c",
                "http://[",
                "",
                "two.md",
                "/tags/x",
                "https://a.example/2019/06/x",
            ]
        ),
        max_size=5,
    ),
    st.text(max_size=20),
)
def test_whatever_dangles_stands_on_the_words_of_a_link(targets: list[str], body: str) -> None:
    words = [f"词{number}" for number in range(len(targets))]
    one = post(f"{body} {' '.join(words)}", links=[each for each in zip(words, targets, strict=True) if each[1]])
    two = post("", title="两", name="two")
    shelf = shelve([one, two])
    cited = {each.citation.span for each in find_citations(one, shelf) if each.target is None}
    found = find_dangling([one, two], shelf.places)
    assert {each.post for each in found} <= shelf.pointing_home
    for each in found:
        assert each.span.of(one.text) in words
        assert each.span not in cited


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
