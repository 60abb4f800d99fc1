"""Readable IRI segments in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.slug import LONGEST, slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("O-GAN：简单修改，让GAN…", "O-GAN-简单修改-让GAN"),
        ("हिन्दी में लर्निंग", "हिन्दी-में-लर्निंग"),
        ("การเรียนรู้", unicodedata.normalize("NFKC", "การเรียนรู้")),
        ("التَّعَلُّم الآلي", "التَّعَلُّم-الآلي"),
        ("café", "café"),
        ("葛\U000e0100城 ⚡\ufe0f", "葛城"),
        ("\u0301a", "a"),
        ("a\ud800b", "ab"),
        ("_a__b_", "a-b"),
    ],
)
def test_a_slug_keeps_letters_with_their_marks(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_vowel_sign_tells_two_words_apart() -> None:
    assert slug_of("मशीन") != slug_of("मशन")


def test_what_has_no_letters_is_called_by_its_digest() -> None:
    assert slug_of("…") != slug_of("?")
    assert slug_of("…").startswith("x")


@given(st.text(st.characters(), max_size=200))
def test_a_slug_is_never_empty_nor_long_and_has_no_other_signs(text: str) -> None:
    slug = slug_of(text)
    assert 0 < len(slug) <= LONGEST + 9
    assert all(each == "-" or each.isalnum() or unicodedata.category(each)[0] == "M" for each in slug)
    assert not slug.startswith("-")
    assert unicodedata.category(slug[0])[0] != "M"
    slug.encode("utf-8")


@given(st.text(max_size=60))
def test_the_slug_of_a_slug_is_itself(text: str) -> None:
    slug = slug_of(text)
    if len(slug) <= LONGEST:
        assert slug_of(slug) == slug
