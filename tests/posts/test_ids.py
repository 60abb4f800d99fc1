from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Source
from kg.posts.ids import is_address, name_posts
from kg.posts.record import Record

POST = Record(sources=(Source("a.txt", 1),), title="O-GAN：简单修改，了解一下？", published=date(2019, 3, 6))


def test_a_post_is_named_by_its_title() -> None:
    assert name_posts([POST]) == ["post/O-GAN-简单修改-了解一下"]


def test_a_post_without_title_is_named_by_its_first_words() -> None:
    assert name_posts([replace(POST, title=None, body="今天，天气不错。")]) == ["post/untitled-今天-天气不错"]


def test_a_title_without_letters_names_nothing() -> None:
    assert name_posts([replace(POST, title="？！", body="……")])[0].startswith("post/untitled-")


def test_a_post_with_an_address_has_it_as_its_id() -> None:
    assert name_posts([replace(POST, address="https://a.example/p/1")]) == ["https://a.example/p/1"]


def test_an_address_that_is_none_does_not_name_a_post() -> None:
    assert name_posts([replace(POST, address="javascript:alert(1)")])[0].startswith("post/")
    assert not is_address("https://a.example/<script>")
    assert is_address("http://a.example/文章?x=1#y")


def test_of_posts_with_one_name_the_earliest_keeps_it() -> None:
    earlier = replace(POST, published=date(2018, 1, 1))
    undated = replace(POST, published=None)
    day_only = replace(POST, published=None, month_day="--05-06")
    first, second, third, fourth = name_posts([POST, undated, earlier, day_only])
    assert third == "post/O-GAN-简单修改-了解一下"
    assert first == f"{third}-2019-03-06"
    assert second.startswith(f"{third}-")
    assert fourth == f"{third}-05-06"


def test_titles_that_only_punctuation_tells_apart_get_different_ids() -> None:
    assert len(set(name_posts([replace(POST, title="C++"), replace(POST, title="C#")]))) == 2


records = st.builds(
    Record,
    sources=st.just(POST.sources),
    title=st.none() | st.text(max_size=120) | st.sampled_from(["C", "C-2019-03-06"]),
    body=st.text(max_size=30),
    published=st.none() | st.sampled_from([date(2019, 3, 6), date(2020, 3, 6)]),
    address=st.none() | st.sampled_from(["https://a.example/1"]),
)


@given(st.lists(records, max_size=10), st.randoms(use_true_random=False))
def test_ids_differ_and_do_not_depend_on_the_order(posts: Any, random: Any) -> None:
    names = name_posts(posts)
    assert len(set(names)) == len(posts)
    order = random.sample(range(len(posts)), len(posts))
    shuffled = name_posts([posts[number] for number in order])
    for number, name in zip(order, shuffled, strict=True):
        same = [names[other] for other in range(len(posts)) if posts[other] == posts[number]]
        assert name in same


@given(records, st.lists(records, max_size=5))
def test_an_id_stays_when_posts_of_other_names_are_added(post: Any, others: Any) -> None:
    (name,) = name_posts([post])
    rivals = [other for other in others if name_posts([other]) != [name]]
    assert name_posts([post, *rivals])[0] == name


@given(st.text(max_size=300))
def test_an_id_holds_only_what_a_path_segment_may(title: Any) -> None:
    (name,) = name_posts([replace(POST, title=title)])
    segment = name.removeprefix("post/")
    assert segment
    assert len(segment) <= 110
    assert not set(segment) & set('/?#[]@%<>"{}|\\^` \n\t:')
