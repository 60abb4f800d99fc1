"""Where posts live: links by id, address, path and name, and stubs of posts that are not there."""

from datetime import date

import pytest

from kg.citations.places import Places
from kg.citations.resolve import shelve
from kg.model import Post, PostId, Source
from tests.citations.blog import cited, found_in, gathered, post

WOODS = Post(
    id=PostId("post/The-Woods"),
    title="The Woods in Winter",
    published=date(2016, 1, 6),
    sources=(Source("_posts/2016-01-06-first-thing.md"),),
)
BUNDLE = Post(id=PostId("post/b"), title="叶子", sources=(Source("content/posts/leaves-fall/index.md"),))
PLACES = Places([WOODS, BUNDLE], frozenset(("me.example.org",)), {})


@pytest.mark.parametrize(
    "target",
    [
        "post/The-Woods", "2016-01-06-first-thing.md", "../_posts/2016-01-06-first-thing.md#part", "/first-thing/",
        "/2016/01/06/first-thing.html", "/cn/2016/01/first-thing", "/2016/1/first-thing/comment-page-1#comments",
        "/first%2Dthing", "2016-01-06-first-thing", "https://me.example.org/2016/01/06/first-thing/",
        "http://www.me.example.org/the-woods-in-winter",
    ],
)  # fmt: skip
def test_a_post_is_found_by_the_path_that_its_file_or_title_gives(target: str) -> None:
    assert PLACES.find(target) == WOODS.id


def test_the_folder_of_an_index_file_names_the_post() -> None:
    assert PLACES.find("/posts/leaves-fall/") == BUNDLE.id


@pytest.mark.parametrize(
    "target",
    [
        "/2017/01/06/first-thing/",
        "/tags/first-thing/",
        "/images/first-thing.png",
        "#first-thing",
        "https://other.org/first-thing/",
        "mailto:a@b.c",
        "",
    ],
)
def test_another_time_a_list_a_picture_or_a_host_elsewhere_is_no_post(target: str) -> None:
    assert PLACES.find(target) is None


def test_a_name_that_two_posts_share_finds_neither() -> None:
    other = Post(id=PostId("post/c"), title="x", sources=(Source("old/first-thing.md"),))
    assert Places([WOODS, other], frozenset(), {}).find("/first-thing/") is None


def test_a_mere_number_in_a_path_is_not_the_number_of_a_file() -> None:
    seventh = Post(id=PostId("post/x"), title="x", sources=(Source("7.md"),))
    assert Places([seventh], frozenset(), {}).find("/archives/7") is None


@pytest.mark.parametrize("target", ["/2019/01/06/gone/", "gone.md", "2016-01-07-gone", "?p=12", "a lost note"])
def test_what_looks_like_a_post_of_the_blog_is_a_stub(target: str) -> None:
    stub = PLACES.to_stub(target)
    assert stub is not None
    assert stub.is_stub


@pytest.mark.parametrize(
    "target", ["/about/", "/motorcycle/", "/feed.xml", "#gone", "LICENSE", "https://other.org/2019/01/06/gone/"]
)
def test_what_may_be_any_page_is_no_stub(target: str) -> None:
    assert PLACES.to_stub(target) is None


def test_a_stub_is_never_taken_for_a_post_of_the_same_name() -> None:
    places = Places([Post(id=PostId("post/2019-01-06-gone"), title="2019 01 06 gone!")], frozenset(), {})
    stub = places.to_stub("/2019/01/06/gone/")
    assert stub is not None
    assert stub.id != "post/2019-01-06-gone"


def test_a_link_to_a_mirror_of_the_blog_finds_its_post() -> None:
    posts = [
        post(
            "",
            title=f"第{n}篇",
            name=f"https://blog.example.org/archives/{n}",
            address=f"https://blog.example.org/archives/{n}",
        )
        for n in (1, 2, 3)
    ]
    body = "这里有，那里有，哪里有"
    links = [("这里", "https://mirror.example.net/archives/1"), ("那里", "http://mirror.example.net/archives/2.html")]
    one = post(body, links=[*links, ("哪里", "https://mirror.example.net/archives/9")])
    assert [target for _, _, target in found_in(one, *posts)] == [
        "https://blog.example.org/archives/1",
        "https://blog.example.org/archives/2",
        "https://mirror.example.net/archives/9",
    ]


def test_a_host_that_shares_no_paths_with_the_blog_is_no_mirror() -> None:
    other = post("", title="第一篇", name="o", address="https://blog.example.org/archives/1")
    one = post("这里", links=[("这里", "https://friend.example.net/archives/1")])
    assert found_in(one, other) == []


def test_links_by_the_title_teach_where_posts_live_that_do_not_say() -> None:
    other = post("", title="损失函数漫谈", name="other")
    teacher = post(
        "见《损失函数漫谈》。",
        name="teacher",
        title="老师",
        links=[("《损失函数漫谈》", "https://a.example.org/archives/12")],
    )
    one = post("这里有讨论", links=[("这里", "http://a.example.org/archives/12/")])
    assert found_in(one, other, teacher) == [("这里", "post", "post/other")]


def test_an_address_that_two_posts_would_have_is_nobodys() -> None:
    others = [post("", title=f"损失函数漫谈之{n}", name=n) for n in ("甲", "乙")]
    teacher = post(
        "见《损失函数漫谈之甲》和《损失函数漫谈之乙》", name="teacher", title="老师",
        links=[(f"《损失函数漫谈之{n}》", "https://a.example.org/archives/12") for n in ("甲", "乙")],
    )  # fmt: skip
    one = post("这里有讨论", links=[("这里", "http://a.example.org/archives/12/")])
    assert {target for _, _, target in found_in(one, *others, teacher)}.isdisjoint({"post/甲", "post/乙"})


def test_the_foot_of_a_post_that_gives_its_own_address_is_no_citation_and_teaches_it() -> None:
    other = post("正文\n本文地址：https://a.example.org/archives/12", title="损失函数", name="other")
    one = post("参考 https://a.example.org/archives/12 一文")
    assert found_in(one, other, site="a.example.org") == [("https://a.example.org/archives/12", "post", "post/other")]
    assert found_in(other, one, site="a.example.org") == []


def test_hosts_elsewhere_are_not_taken_for_the_blogs_own_where_its_posts_link_to_each_other() -> None:
    other = post("", title="别的", name="other")
    ones = [
        post(
            "这里和那里",
            title=f"第{n}",
            name=f"n{n}",
            links=[("这里", "post/other"), ("那里", "https://friend.example.net/2019/06/slug")],
        )
        for n in ("甲", "乙", "丙")
    ]
    assert shelve([other, *ones]).places.hosts == frozenset()


def test_a_title_and_the_address_beside_it_are_one_stub() -> None:
    one = post(
        "我之前写过《损失函数漫谈与其他》（https://a.example.org/archives/12）。又见 https://a.example.org/archives/12/"
    )
    whole = gathered(one, site="a.example.org")
    stubs = [each for each in whole.posts if each.is_stub]
    assert [(stub.title, stub.address) for stub in stubs] == [
        ("损失函数漫谈与其他", "https://a.example.org/archives/12")
    ]
    assert {citation.target for citation in whole.citations} == {stubs[0].id}


def test_addresses_by_month_and_name_of_two_posts_tell_where_the_blog_lives() -> None:
    named = [
        post("", title=title, name=name, published=day)
        for title, name, day in (
            ("循环网络", "2018-09-21-rnn", date(2018, 9, 21)),
            ("卷积网络", "2018-08-25-cnn", date(2018, 8, 25)),
        )
    ]
    body = "https://me.example/cn/2018/08/cnn/ 和 https://me.example/cn/2018/09/rnn/"
    assert [target for _, _, target in cited(body, *named)] == ["post/2018-08-25-cnn", "post/2018-09-21-rnn"]
    late = [each.revised(published=date(2019, 1, 1)) for each in named]
    assert cited(body, *late) == []


def test_a_host_to_whose_pictures_posts_point_is_not_the_blogs() -> None:
    posts = [post(f"https://pictures.example/photos/some-nice-house-{n}/", name=str(n)) for n in range(3)]
    assert shelve(posts).places.hosts == frozenset()
