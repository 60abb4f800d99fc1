"""Terms that recur over posts and that no vocabulary knows."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.concepts import strings
from kg.concepts.corpus import Corpus, find_place, in_order, to_corpus
from kg.concepts.grounds import find_grounds
from kg.concepts.lexicon import Lexicon
from kg.concepts.ngrams import Ngram, find_ngrams
from kg.concepts.strings import LONGEST
from kg.concepts.termhood import Candidate, is_refused, likelihood_of, may_be_so_likely
from kg.concepts.terms import LEAST, RULE_FROM, Term, find_terms, to_sightings
from kg.model import ConceptKind, Post, PostId, Span, Zone, ZoneKind
from kg.vocabulary.index import LabelIndex
from tests.concepts.builders import FRAMES, TALK, concept, lexicon, post, said

KNOWN = lexicon(
    *(
        concept(f"known-{number}", label)
        for number, label in enumerate(
            "卷积网络 残差网络 循环网络 对抗网络 语言模型 主题模型 随机森林 随机游走 随机梯度 注意力机制 门控机制 稀疏编码 位置编码 稀疏注意力".split()
        )
    ),
    concept("bert", "BERT"),
)


def names(*posts: Post) -> list[str]:
    return [term.name for term in find_terms([*posts, TALK], KNOWN)]


def refused(name: str, body: str, known: Lexicon) -> bool:
    found = find_ngrams(corpus([post(body), TALK], known.index), least=LEAST)
    ngram = next(each for each in found if each.name == name)
    return is_refused(Candidate(ngram, known.index, known.words))


NO_NAMES = LabelIndex(())


def corpus(posts: Iterable[Post], index: LabelIndex = NO_NAMES) -> Corpus:
    given = tuple(posts)
    return to_corpus(given, (find_grounds(one, index) for one in given))


def ngrams(*posts: Post, index: LabelIndex = NO_NAMES) -> dict[str, Ngram]:
    return {each.name: each for each in find_ngrams(corpus(posts, index), least=2)}


@pytest.mark.parametrize("term", ["胶囊网络", "稀疏门控机制", "随机位置编码"])
def test_a_name_that_recurs_and_is_built_like_known_names_is_a_term(term: str) -> None:
    assert names(post(said(term)))[0] == term


def test_the_likeliest_comes_first_and_stands_where_it_says() -> None:
    one = post(said("胶囊网络") + said("旋转编码", FRAMES[:5]))
    terms = list(find_terms([one, TALK], KNOWN))
    assert {"胶囊网络", "旋转编码"} <= {term.name for term in terms}
    assert [term.likelihood for term in terms] == sorted((term.likelihood for term in terms), reverse=True)
    assert all(term.span.of(one.text) == term.name and 0 <= term.likelihood <= 1 for term in terms)


@pytest.mark.parametrize(
    "no_term",
    [
        "残差网络",  # a label
        "随机森林算法",  # a label and a noun that adds nothing
        "传统卷积网络",  # an adjective and a label
        "森林算法",  # it cuts a label wherever it stands
        "网络和编码",  # two names
        "提出的网络",
        "网络",  # general Chinese
    ],
)
def test_labels_windows_around_them_and_ordinary_words_are_no_terms(no_term: str) -> None:
    words = "随机森林算法" if no_term == "森林算法" else no_term
    assert no_term not in names(post(said(words) + said(words)))


def test_the_word_that_names_begin_with_is_no_name() -> None:
    names_of_models = ("贝叶斯网络", "贝叶斯模型", "贝叶斯估计", "贝叶斯推断")
    field = lexicon(*(concept(label, label) for label in names_of_models))
    assert refused("贝叶斯", said("“贝叶斯”"), field)
    assert not refused("贝叶斯", said("“贝叶斯”"), KNOWN)


def test_a_string_without_a_noun_of_the_field_needs_quotes_or_a_heading() -> None:
    assert refused("旋转木马", said("旋转木马"), KNOWN)
    assert not refused("旋转木马", said("“旋转木马”"), KNOWN)
    assert not refused("旋转木马", said("旋转木马") + "\n旋转木马\n", KNOWN)


def test_what_occurs_too_seldom_is_no_term() -> None:
    assert "胶囊网络" not in names(post(said("胶囊网络", FRAMES[: LEAST - 1])))


def test_the_end_of_a_longer_name_is_no_term() -> None:
    found = names(post(said("可逆胶囊网络")))
    assert "可逆胶囊网络" in found
    assert "囊网络" not in found
    assert "逆胶囊网络" not in found


def test_what_stands_in_a_zone_does_not_count() -> None:
    one = post(said("胶囊网络"))
    whole = replace(one, zones=(Zone(Span(0, len(one.text)), ZoneKind.CODE),))
    assert names(whole) == []


def test_no_posts_have_no_terms() -> None:
    assert list(find_terms([], KNOWN)) == []
    assert names(post("")) == []


def test_the_order_of_the_posts_makes_no_difference() -> None:
    posts = [post(said("胶囊网络", FRAMES[:4]), name=f"p{number}") for number in range(5)]
    posts += [post(said("旋转编码"), "旋转编码", name="other"), TALK]
    expected = list(find_terms(posts, KNOWN))
    assert {term.name: term.posts for term in expected}["胶囊网络"] == 5
    random.Random(3).shuffle(posts)
    assert list(find_terms(posts, KNOWN)) == expected


def test_the_place_that_tells_most_is_kept() -> None:
    plain = post(said("胶囊网络"), name="a")
    defining = post("先看胶囊网络（Capsule Network）。", name="b")
    (term,) = [each for each in find_terms([plain, defining, TALK], KNOWN) if each.name == "胶囊网络"]
    assert term.post == defining.id


@pytest.mark.parametrize("least", [0.01, 0.2, 0.5, 0.8, 0.99])
def test_no_string_that_is_likely_is_passed_over_before_its_words_are_told(least: float) -> None:
    whole = corpus([post(said("稀疏门控机制") + said("旋转编码")), TALK], KNOWN.index)
    every = {each.name: each for each in find_ngrams(whole, least=LEAST)}
    worth = set(find_ngrams(whole, least=LEAST, is_worth=partial(may_be_so_likely, least=least)))
    assert worth <= set(every.values())
    assert len(worth) < len(every) or least < 0.9
    for ngram in every.values():
        assert ngram in worth or likelihood_of(Candidate(ngram, KNOWN.index, KNOWN.words)) < least


def test_a_title_and_a_translation_in_brackets_make_a_term_likelier() -> None:
    def likelihood(one: Post) -> float:
        return next(term.likelihood for term in find_terms([one, TALK], KNOWN) if term.name == "胶囊网络")

    bare = likelihood(post(said("胶囊网络"), "某文"))
    assert likelihood(post(said("胶囊网络"), "胶囊网络")) > bare
    assert likelihood(post(said("胶囊网络") + "\n这是胶囊网络（Capsule Network）。", "某文")) > bare


def test_an_unknown_latin_word_and_a_noun_of_the_field_make_a_term() -> None:
    assert "Ball树" in names(post(said("Ball树")))
    assert "Ball 树" in names(post(said("Ball 树")))


@pytest.mark.parametrize("words", ["BERT模型", "ICLR网络", "myBERT_x树"])
def test_known_names_venues_and_identifiers_with_a_noun_do_not(words: str) -> None:
    assert [name for name in names(post(said(words))) if not name.isascii() and name[0].isascii()] == []


def test_a_term_becomes_a_sighting_whose_rule_tells_how_sure_it_is() -> None:
    one = post(said("胶囊网络"))
    term = Term(name="胶囊网络", likelihood=0.9, count=8, posts=1, post=one.id, span=Span(5, 9))
    weaker = replace(term, likelihood=0.25)
    sure, unsure = to_sightings([term, weaker], [one])
    assert (sure.rule, unsure.rule) == (RULE_FROM[0][1], RULE_FROM[-1][1])
    assert (sure.name, sure.post, sure.span, sure.kind) == ("胶囊网络", one.id, Span(5, 9), ConceptKind.MODEL)


texts = st.text(alphabet="甲乙丙丁，a ", max_size=60)
lists_of_posts = st.lists(texts, max_size=4).map(
    lambda bodies: [post(body, name=str(number)) for number, body in enumerate(bodies)]
)


@settings(deadline=None)
@given(lists_of_posts)
def test_every_string_is_counted_exactly(posts: list[Post]) -> None:
    whole = corpus(posts)
    text_by_post = {one.id: one.text for one in posts}
    for ngram in find_ngrams(whole, least=2):
        places = [_places(ngram.name, text) for text in text_by_post.values()]
        assert ngram.count == sum(map(len, places)) >= 2
        assert ngram.posts == sum(map(bool, places))
        name, start = find_place(whole, posts, ngram.place)
        assert text_by_post[name].startswith(ngram.name, start)
        assert 2 <= len(ngram.name) <= LONGEST


@settings(deadline=None)
@given(texts)
def test_no_string_that_holds_together_and_stands_freely_is_missed(body: str) -> None:
    text = post(body).text
    spans = {text[at : at + length] for at in range(len(text)) for length in range(2, LONGEST + 1)}
    recurring = {each for each in spans if each[1:] and set(each) <= set("甲乙丙丁") and len(_places(each, text)) > 1}
    is_free = {each: min(_freedom(each, text, side) for side in (-1, 1)) for each in recurring}
    sure = {each for each in recurring if _cohesion(each, text) > 1.001 and is_free[each] > 0.201}
    assert sure <= set(ngrams(post(body)))


@settings(deadline=None)
@given(texts)
def test_cohesion_and_freedom_are_what_their_definitions_say(body: str) -> None:
    one = post(body)
    for ngram in ngrams(one).values():
        assert ngram.cohesion == pytest.approx(_cohesion(ngram.name, one.text))
        assert ngram.freedom == pytest.approx(min(_freedom(ngram.name, one.text, side) for side in (-1, 1)))


@settings(deadline=None)
@given(lists_of_posts, st.integers(1, 9), st.integers(1, 9))
def test_how_many_places_are_looked_at_together_makes_no_difference(posts: list[Post], most: int, scanned: int) -> None:
    expected = ngrams(*posts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strings, "MOST_AT_ONCE", most)
        patch.setattr(strings, "_SCANNED", scanned)
        assert ngrams(*posts) == expected


@settings(deadline=None)
@given(lists_of_posts.flatmap(lambda posts: st.tuples(st.just(posts), st.permutations(posts))))
def test_no_order_of_the_posts_changes_a_figure_or_a_place(orders: tuple[list[Post], list[Post]]) -> None:
    def found(posts: list[Post]) -> dict[str, tuple[Ngram, tuple[PostId, int]]]:
        whole = corpus(posts)
        return {
            each.name: (replace(each, place=0), find_place(whole, posts, each.place))
            for each in find_ngrams(whole, least=2)
        }

    assert found(orders[0]) == found(orders[1])


@settings(deadline=None)
@given(st.text(alphabet="甲乙的，a0 （)“”\n", max_size=60), st.text(alphabet="甲乙a，", max_size=8))
def test_what_stands_beside_a_string_is_counted_as_it_is_written(body: str, title: str) -> None:
    one = post(body, title)
    text = f"\0{one.text}\0"
    for ngram in ngrams(one).values():
        size = len(ngram.name)
        places = _places(ngram.name, text)
        edges = [(text[at - 1], text[at + size], text[at + size : at + size + 2]) for at in places]
        assert ngram.quoted == sum(before == "“" and after == "”" for before, after, _ in edges)
        assert ngram.lines == sum(before in "\n\0" and after in "\n\0" for before, after, _ in edges)
        assert ngram.bracketed == sum(behind in ("（a", "（0") for _, _, behind in edges)
        assert ngram.titles == sum(at - 1 + size <= len(title) for at in places)
        sides = [text[at - 2 if text[at - 1] == " " else at - 1] for at in places]
        sides += [text[at + size + 1 if text[at + size] == " " else at + size] for at in places]
        assert ngram.beside == sum(each not in "甲乙a0" for each in sides) / (2 * len(places))


def test_characters_beyond_the_first_plane_and_lone_surrogates_do_no_harm() -> None:
    rare = "\U00020000\U00031350"
    found = ngrams(post(f"是{rare}，\ud800{rare}。\udfff又{rare}\U0001f600{rare}{'丙丁' * 9}", name="rare"))
    assert (found[rare].count, found[rare].freedom) == (4, 1.0)


def test_more_different_characters_than_two_bytes_can_number_are_kept_apart() -> None:
    every = "".join(chr(code) for code in (*range(0x4E00, 0x4E00 + 20_000), *range(0x20000, 0x20000 + 10_000)))
    assert corpus([post(every)]).packed.itemsize == 4
    found = ngrams(post(f"{every}，甲乙，甲乙，丙甲乙", name="every"))
    assert found["甲乙"].count == 3


def test_a_label_keeps_company_in_its_own_post_alone() -> None:
    index = LabelIndex([concept("x", "卷积网络")])
    alone = [post("甲乙，甲乙，丙甲乙。", name="a"), post("卷积网络", name="b")]
    assert ngrams(*alone, index=index)["甲乙"].company == 0
    far = "，" * 30
    mixed = [post(f"卷积网络，甲乙{far}甲乙{far}丙甲乙{'，' * 19}卷积网络。", name="a"), TALK]
    assert ngrams(*mixed, index=index)["甲乙"].company == pytest.approx(2 / 3)


def test_a_string_that_cuts_a_known_label_is_not_counted_there() -> None:
    index = LabelIndex([concept("x", "甲乙丙")])
    body = "甲乙丙，甲乙丙，甲乙丙，乙丙，乙丙。丁乙丙，丁丁丁丁丁丁丁丁丁丁丁丁丁丁丁丁"
    assert ngrams(post(body), index=index)["乙丙"].count == 3
    assert ngrams(post(body))["乙丙"].count == 6


def test_posts_come_by_date_then_by_id() -> None:
    posts = [replace(post("", name=name), id=PostId(name)) for name in ("b", "a")]
    assert [one.id for one in in_order(posts)] == ["a", "b"]


def _places(name: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(name, at)]


def _cohesion(name: str, text: str) -> float:
    def count(part: str) -> int:
        return len(_places(part, text))

    total = sum(each in "甲乙丙丁" for each in text)
    splits = [(name[:at], name[at:]) for at in range(1, len(name))]
    return min(math.log(count(name) * total / (count(left) * count(right))) for left, right in splits)


def _freedom(name: str, text: str, side: int) -> float:
    """Entropy of the neighbours over its highest value: punctuation differs each time, Latin letters are all one."""
    neighbours: Counter[str] = Counter()
    padded = f"\0{text}\0"
    for number, place in enumerate(_places(name, padded)):
        at = place - 1 if side < 0 else place + len(name)
        beyond = min(max(at + side, 0), len(padded) - 1)
        sign = padded[beyond] if padded[at] == " " else padded[at]
        neighbours["latin" if sign == "a" else sign if sign in "甲乙丙丁" else f"{number}"] += 1
    count = neighbours.total()
    return -math.fsum(n / count * math.log(n / count) for n in neighbours.values()) / math.log(count)
