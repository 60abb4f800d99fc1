"""What a post names, kept packed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.linking import Ground, Linking, Mentions, Tally
from kg.model import ConceptId, Mention, PostId, Rejection, Span

SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 300)).map(lambda pair: Span(pair[0], sum(pair)))
SURE = st.floats(0, 1)
NAMES = st.text(max_size=3)


def mentions_of(posts: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Mention, ...]]:
    one = st.builds(
        Mention, post=posts.map(PostId), concept=NAMES.map(ConceptId), span=SPANS, confidence=SURE, rule=NAMES
    )
    return st.lists(one).map(tuple)


REJECTIONS = st.lists(
    st.builds(
        Rejection, post=st.just(PostId("p")), concept=NAMES.map(ConceptId), span=SPANS, confidence=SURE, reason=NAMES
    )
).map(tuple)


@given(mentions_of(st.just("p")), REJECTIONS)
def test_a_linking_reads_back_what_it_was_given(
    mentions: tuple[Mention, ...], rejections: tuple[Rejection, ...]
) -> None:
    linking = Linking(mentions, rejections)
    assert (linking.mentions, linking.rejections) == (mentions, rejections)
    assert linking == Linking(mentions, rejections)


@given(mentions_of(st.just("p")))
def test_what_is_known_without_the_mentions_is_what_they_tell(mentions: tuple[Mention, ...]) -> None:
    linking = Linking(mentions)
    assert linking.count == len(mentions)
    assert linking.concepts == tuple(dict.fromkeys(each.concept for each in mentions))
    starts = {
        concept: [each.span.start for each in mentions if each.concept == concept] for concept in linking.concepts
    }
    assert [*linking.tallies()] == [Tally(concept, len(where), min(where)) for concept, where in starts.items()]
    assert all([row[2] for row in linking.rows_of(concept)] == where for concept, where in starts.items())
    assert linking.rows_of(ConceptId("none of them")) == ()
    assert linking.post == (mentions[0].post if mentions else None)
    assert list(linking.grounds()) == [
        Ground(each.concept, each.span.start, each.span.end, each.confidence) for each in mentions
    ]


@given(mentions_of(st.just("p")), REJECTIONS)
def test_rows_tell_what_the_nouns_tell(mentions: tuple[Mention, ...], rejections: tuple[Rejection, ...]) -> None:
    linking = Linking(mentions, rejections)
    assert list(linking.rows("mentions")) == [
        (each.concept, each.rule, each.span.start, each.span.end, each.confidence) for each in mentions
    ]
    assert list(linking.rows("rejections")) == [
        (each.concept, each.reason, each.span.start, each.span.end, each.confidence) for each in rejections
    ]


@given(mentions_of(st.sampled_from("pqr")))
def test_mentions_of_many_posts_are_all_there_post_by_post(mentions: tuple[Mention, ...]) -> None:
    grouped = Mentions.of(mentions)
    assert sorted(map(repr, grouped)) == sorted(map(repr, mentions))
    assert len(grouped) == len(mentions)
    assert [linking.post for linking in grouped.linkings] == sorted({each.post for each in mentions})
    assert Mentions.of(grouped) is grouped


def test_a_mention_that_was_given_is_found() -> None:
    here = Mention(post=PostId("p"), concept=ConceptId("c"), span=Span(0, 1), confidence=0.9, rule="label")
    assert here in Mentions.of([here])
    assert here not in Mentions.of([])


@given(mentions_of(st.just("p")), mentions_of(st.just("p")))
def test_what_is_kept_is_the_same_just_where_the_mentions_are(
    one: tuple[Mention, ...], other: tuple[Mention, ...]
) -> None:
    assert Linking(one).packed("mentions") == Linking(one, ()).packed("mentions")
    assert (Linking(one).packed("mentions") == Linking(other).packed("mentions")) == (one == other)
