"""Addresses: one key for all forms of a page, and what looks like a post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.citations.addresses import address_key, host_of, is_page, is_post_path, is_post_shaped, path_key


@pytest.mark.parametrize(
    "form",
    [
        "http://example.org/2019/06/slug",
        "https://www.example.org/2019/06/slug/",
        "https://example.org/2019/06/slug.html#comment-9",
        "https://example.org:443/2019/06/slug/index.html?utm_source=x",
        "https://example.org/2019/06/slug/comment-page-3",
        "https://user@EXAMPLE.org/2019/06/sl%75g",
    ],
)
def test_all_forms_of_one_address_share_a_key(form: str) -> None:
    assert address_key(form) == "example.org/2019/06/slug"


def test_a_query_counts_only_where_it_names_the_post() -> None:
    assert address_key("https://example.org/?p=12") != address_key("https://example.org/?p=13")
    assert address_key("https://example.org/a?from=feed") == address_key("https://example.org/a")


def test_an_address_that_cannot_be_read_has_no_host() -> None:
    assert host_of("http://[::1") == ""
    assert address_key("http://[::1") == ""


@pytest.mark.parametrize(
    "path", ["/tags/gan/", "/categories/强化学习/", "/about/", "/feed.xml", "/images/a.png", "/", ""]
)
def test_lists_pictures_and_feeds_are_no_pages_of_posts(path: str) -> None:
    assert not is_page(path)


@pytest.mark.parametrize(
    "path", ["/archives/6906", "/2019/06/slug", "/2019/06/03/slug/", "/article-10349-1.html", "/one-more-slug/"]
)
def test_dated_paths_and_names_of_several_words_look_like_posts(path: str) -> None:
    assert is_post_path(path)


def test_nothing_on_a_host_of_many_authors_looks_like_a_post_of_the_blog() -> None:
    assert is_post_shaped("https://blog.example.org/archives/1")
    assert not is_post_shaped("https://zhuanlan.zhihu.com/p/1")


addresses = st.text(alphabet="abc/.:?#=&%41中[]@p-", max_size=40)


@given(addresses)
def test_any_text_has_a_key_that_case_of_the_host_and_fragments_do_not_change(text: str) -> None:
    assert address_key(text) == address_key(text.partition("#")[0])
    assert isinstance(path_key(text), str)


@given(st.from_regex(r"[a-z]{1,8}(?:/[a-z0-9-]{1,8}){1,3}", fullmatch=True), st.sampled_from(["http", "https"]))
def test_scheme_www_index_and_slash_never_matter(path: str, scheme: str) -> None:
    plain = address_key(f"https://example.org/{path}")
    assert address_key(f"{scheme}://www.example.org/{path}/") == plain
    assert address_key(f"{scheme}://example.org/{path}/index.html") == plain
