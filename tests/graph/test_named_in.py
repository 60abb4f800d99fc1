"""The mentions of one concept, taken out of all that a post names."""

from kg.concepts.linking import Linking
from kg.graph.named_in import NamedIn
from kg.model import ConceptId, Mention, PostId, Span


def mention(concept: str, start: int) -> Mention:
    return Mention(post=PostId("p"), concept=ConceptId(concept), span=Span(start, start + 2), confidence=0.9, rule="r")


LINKING = Linking((mention("a", 0), mention("b", 3), mention("a", 6)))
NAMED = NamedIn(LINKING, PostId("p"), ConceptId("a"))


def test_it_holds_the_mentions_of_its_concept_in_their_order() -> None:
    assert list(NAMED) == [mention("a", 0), mention("a", 6)]
    assert len(NAMED) == 2
    assert NAMED[-1] == mention("a", 6)
    assert NAMED[:1] == (mention("a", 0),)
    assert mention("b", 3) not in NAMED


def test_it_equals_a_tuple_of_the_same_mentions() -> None:
    assert (mention("a", 0), mention("a", 6)) == NAMED
    assert hash(NAMED) == hash((mention("a", 0), mention("a", 6)))
    assert (mention("a", 0),) != NAMED
    assert (mention("a", 0), mention("b", 3)) != NAMED
    assert repr(NAMED) == repr((mention("a", 0), mention("a", 6)))
