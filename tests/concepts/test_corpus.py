"""The Chinese of all posts as one array."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.corpus import Corpus, to_corpus
from kg.concepts.grounds import find_grounds
from kg.vocabulary.index import LabelIndex
from tests.concepts.builders import post

NO_NAMES = LabelIndex(())
BODIES = st.one_of(st.text(alphabet="甲乙，a", max_size=5), st.integers(1, 60).map(lambda times: "甲乙，" * times))


def corpus_of(bodies: list[str]) -> Corpus:
    posts = [post(body, name=f"p{number}") for number, body in enumerate(bodies)]
    return to_corpus(posts, (find_grounds(one, NO_NAMES) for one in posts))


@given(st.lists(BODIES, min_size=1, max_size=40))
def test_every_place_lies_in_the_post_between_whose_edges_it_is(bodies: list[str]) -> None:
    corpus = corpus_of(bodies)
    places = np.arange(len(corpus.packed))
    found = corpus.posts_at(places)
    assert np.all(corpus.begins[found] <= places)
    assert np.all(places < corpus.begins[found + 1])


@given(st.lists(BODIES, min_size=1, max_size=10))
def test_the_signs_are_numbered_by_their_code_points(bodies: list[str]) -> None:
    corpus = corpus_of(bodies)
    signs = corpus.codes[corpus.signs_at(np.arange(len(corpus.packed)))]
    assert corpus.codes.tolist() == sorted(set(signs.tolist()))
    chinese = [chr(code) for code in signs.tolist() if chr(code) in "甲乙"]
    assert chinese == [character for body in bodies for character in body if character in "甲乙"]
