"""Where a post names what a person listed."""

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluation.gold import GoldPost
from kg.evaluation.truth import find_occurrences, find_truth
from kg.model import Post, PostId, Span, Zone, ZoneKind

surfaces = st.frozensets(st.text("aB 图网", min_size=1, max_size=3), max_size=4)
texts = st.text("aB 图网", max_size=30)


def gold(
    required: frozenset[str] | set[str],
    optional: frozenset[str] | set[str] = frozenset(),
    *,
    opening: int | None = None,
    spans: tuple[Span, ...] | None = None,
) -> GoldPost:
    return GoldPost(
        title="",
        date=None,
        readers=None,
        required=frozenset(required),
        optional=frozenset(optional),
        citations=None,
        opening=opening,
        file=None,
        spans=spans,
    )


def post(body: str, *zones: Span) -> Post:
    return Post(id=PostId("post/1"), title="", body=body, zones=tuple(Zone(span, ZoneKind.CODE) for span in zones))


def words(spans: tuple[Span, ...], of: Post) -> list[str]:
    return [each.of(of.text) for each in spans]


def test_every_occurrence_of_a_required_surface_is_to_be_found() -> None:
    assert words(find_truth(gold({"GAN"}), post("GAN、GAN与VAE")).named, post("GAN、GAN与VAE")) == ["GAN", "GAN"]


def test_a_surface_inside_a_longer_listed_one_is_no_place_of_its_own() -> None:
    written = post("图神经网络是神经网络")
    truth = find_truth(gold({"神经网络"}, {"图神经网络"}), written)
    assert truth.named == (Span(7, 11),)
    assert words(truth.spared, written) == ["图神经网络"]


def test_an_optional_surface_inside_a_required_one_spares_nothing() -> None:
    truth = find_truth(gold({"图神经网络"}, {"神经网络"}), post("图神经网络"))
    assert (len(truth.named), truth.spared) == (1, ())


def test_a_surface_in_a_zone_is_neither_wanted_nor_wrong() -> None:
    truth = find_truth(gold({"GAN"}), post("GAN GAN", Span(1, 4)))
    assert truth.named == (Span(5, 8),)
    assert truth.spared == (Span(1, 4),)


def test_a_latin_surface_does_not_stand_inside_a_longer_word() -> None:
    assert list(find_occurrences("R", "R, GRU, R2, 用R语言")) == [Span(0, 1), Span(13, 14)]


def test_a_place_starts_inside_the_labelled_opening() -> None:
    assert find_truth(gold({"GAN"}, opening=5), post("GAN GAN")).named == (Span(1, 4),)


def test_places_that_a_person_marked_are_taken_instead() -> None:
    truth = find_truth(gold({"GAN"}, {"VAE"}, spans=(Span(5, 8),)), post("GAN GAN VAE"))
    assert truth.named == (Span(5, 8),)
    assert truth.spared == (Span(9, 12),)


@given(texts, surfaces, surfaces)
def test_places_are_listed_words_sorted_and_none_inside_another(
    body: str, required: frozenset[str], optional: frozenset[str]
) -> None:
    written = post(body)
    truth = find_truth(gold(required, optional), written)
    every = sorted((*truth.named, *truth.spared))
    assert set(words(truth.named, written)) <= required
    assert set(words(truth.spared, written)) <= optional
    assert len(set(every)) == len(every)
    assert not any(one != other and one.covers(other) for one in every for other in every)


@given(texts, surfaces)
def test_every_listed_surface_of_the_text_is_at_a_place_or_inside_one(body: str, required: frozenset[str]) -> None:
    written = post(body)
    truth = find_truth(gold(required), written)
    for surface in required:
        for span in find_occurrences(surface, written.text):
            assert any(place.covers(span) for place in truth.named)
