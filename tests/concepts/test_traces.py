"""What each post gives to the search for new concepts, and what the posts give together."""

from __future__ import annotations

import random

from kg.concepts.discover import discover, find_sightings
from kg.concepts.grounds import find_grounds
from kg.concepts.terms import find_terms, to_sightings
from kg.concepts.traces import Traces, find_traces, weigh
from kg.model import Post
from tests.concepts.builders import TALK, concept, lexicon, post, said

NETS = ("卷积网络", "残差网络", "语言模型", "主题模型")
KNOWN = lexicon(concept("gan", "GAN"), *(concept(f"net-{number}", name) for number, name in enumerate(NETS)))
POSTS = [
    post("被称为O-GAN(正交GAN,即Orthogonal Generative Adversarial Network)", name="one"),
    post(said("胶囊网络"), name="two"),
    post("名为“TeaForN”的方案，胶囊网络", name="three"),
    TALK,
]


def traces_of(posts: list[Post]) -> list[Traces]:
    return [traces for one in posts for traces in find_traces(one, KNOWN.index)]


def test_the_traces_of_a_post_are_its_clues_and_its_grounds() -> None:
    for one in POSTS:
        expected = Traces(tuple(find_sightings(one, KNOWN.index)), find_grounds(one, KNOWN.index))
        assert list(find_traces(one, KNOWN.index)) == [expected]


def test_clues_and_recurring_terms_are_weighed_together() -> None:
    clues = [sighting for one in POSTS for sighting in find_sightings(one, KNOWN.index)]
    expected = discover([*clues, *to_sightings(find_terms(POSTS, KNOWN), POSTS)], KNOWN)
    assert weigh(traces_of(POSTS), POSTS, KNOWN) == expected
    assert {"O-GAN", "TeaForN", "胶囊网络"} <= {each.concept.name for each in expected}


def test_the_order_of_the_posts_makes_no_difference() -> None:
    shuffled = random.Random(3).sample(POSTS, len(POSTS))
    assert weigh(traces_of(shuffled), shuffled, KNOWN) == weigh(traces_of(POSTS), POSTS, KNOWN)
