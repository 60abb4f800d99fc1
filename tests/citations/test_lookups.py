"""What is looked up fast gives what a slow look gives."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from kg.citations.grams import LETTERS, Grams
from kg.citations.phrases import find_phrases
from kg.citations.postings import MOST_SHARING, Postings

MARKS = st.frozensets(st.integers(0, 2**64 - 1) | st.integers(0, 5), max_size=6)


@given(st.lists(MARKS, max_size=12), st.integers(0, 5))
def test_postings_give_the_places_that_have_a_mark_in_their_order(marks: list[frozenset[int]], asked: int) -> None:
    postings = Postings(marks)
    for mark in {asked, *(mark for each in marks for mark in each)}:
        assert postings.having(mark) == [place for place, each in enumerate(marks) if mark in each]


def test_a_mark_that_too_many_have_tells_nothing() -> None:
    assert Postings([frozenset((7,))] * MOST_SHARING).having(7) == list(range(MOST_SHARING))
    assert Postings([frozenset((7,))] * (MOST_SHARING + 1)).having(7) == []


def grams_of(key: str) -> set[str]:
    return {key[at : at + LETTERS] for at in range(len(key) - LETTERS + 1)} or {key}


@given(
    st.sets(st.text("甲乙丙ab😀", min_size=1, max_size=9), max_size=80), st.text("甲乙丙ab😀", min_size=3, max_size=9)
)
def test_the_likest_titles_share_most_letters_in_a_row(keys: set[str], asked: str) -> None:
    known = sorted(keys)
    holding = {gram: [key for key in known if gram in grams_of(key)] for gram in grams_of(asked)}
    shared = Counter(key for found in holding.values() if len(found) <= MOST_SHARING for key in found)
    likest = [key for key, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0]))]
    assert list(Grams(known).most_like(asked, 5)) == likest[:5]


@given(st.text("my lastpo,\n", max_size=200))
def test_a_phrase_is_found_by_its_word_where_the_whole_pattern_finds_it(text: str) -> None:
    pattern = re.compile(r"\bmy\s(?:last\s)?(?:post|pot)\b")
    found = [match.span() for match in find_phrases(pattern, ("post", "pot"), text)]
    assert found == [match.span() for match in pattern.finditer(text)]
