"""A noun that is written down and read again is the same noun."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cache.naming import Kept
from kg.cache.plain import form_of
from kg.citations.shelf import Found
from kg.concepts.discover import Sighting
from kg.concepts.grounds import Grounds
from kg.concepts.names import Clue
from kg.model import (
    Citation,
    Concept,
    ConceptId,
    ConceptKind,
    Link,
    Mention,
    Post,
    PostId,
    Relation,
    Source,
    Span,
    Text,
    Work,
    Zone,
)
from kg.posts.record import Finding, Record
from kg.posts.traits import Traits

NOUNS = (Post, Concept, Mention, Relation, Found, Sighting, Grounds, Record, Traits, Kept)


st.register_type_strategy(Span, st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(*sorted(ends))))
QUICK = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.data())
def test_every_noun_that_is_kept_reads_back_as_it_was(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(NOUNS))
    noun = data.draw(st.from_type(kind))
    form = form_of(kind)
    assert repr(form.parse(form.write(noun))) == repr(noun)  # what is no number equals nothing, not even itself


@QUICK
@given(st.data())
def test_what_a_file_held_reads_back_with_the_kind_of_each_finding(data: st.DataObject) -> None:
    form = form_of(tuple[Finding, ...])
    kinds = st.sampled_from(get_args(Finding))
    findings = tuple(data.draw(st.lists(kinds.flatmap(st.from_type), max_size=3)))
    assert form.parse(form.write(findings)) == findings


def test_a_form_is_compact_and_holds_names_nowhere() -> None:
    link, concept = Link(Span(0, 1), "x"), Concept(id=ConceptId("c"), preferred=(Text("一", "zh"),))
    assert form_of(Link).write(link).decode() == '[[0,1],"x"]'
    assert form_of(Concept).write(concept).decode() == (
        '["c","other",[["一","zh"]],[],[],[],[],[],[],"scheme/discovered"]'
    )


def test_what_is_kept_packed_in_memory_is_written_as_it_is() -> None:
    post = Post(id=PostId("p"), published=date(2020, 1, 2), sources=(Source("a"),), body="一" * 9000)
    written = form_of(Post).write(post)
    assert len(written) < 1000
    assert form_of(Post).parse(written) == post


def test_what_a_noun_keeps_packed_follows_the_rest_byte_for_byte() -> None:
    post = Post(id=PostId("p"), body="一" * 9000, links=(Link(Span(0, 1), "x"),))
    written = form_of(Post).write(post)
    assert all(written.count(vars(post)[name]) == 1 for name in ("body", "zones", "links"))
    assert written.endswith(form_of(Post).split(post).packed[-1])


def test_what_a_noun_worked_out_is_kept_with_it() -> None:
    record = Record(sources=(Source("a"),), title="Ａ", body="一段。文字")
    form = form_of(Record)
    again = form.parse(form.write(record))
    assert vars(again)["folded"] == record.folded
    assert again == record


@QUICK
@given(st.data())
def test_a_cut_or_lengthened_value_of_pieces_is_none_or_the_whole(data: st.DataObject) -> None:
    record = data.draw(st.from_type(Record))
    written = form_of(Record).write(record)
    assert form_of(Record).parse(written[: data.draw(st.integers(0, len(written) - 1))]) is None
    assert form_of(Record).parse(written + b"x") is None


@pytest.mark.parametrize(
    "pieces", [b"", b"\n", b"\n1\nab", b"\n1,1\nab", b"\n-1,1,1\nx", b"\n1,1,x\nab", b"\n\n", b"\n9999999999\n"]
)
def test_pieces_that_are_not_as_long_as_told_give_no_noun(pieces: bytes) -> None:
    linking = form_of(Kept).parse(b'[[0,7],[],""]' + pieces)
    assert linking is None


def test_a_row_of_fields_is_judged_anew_for_other_types() -> None:
    form = form_of(Source)
    assert form.parse(b'["a",2]') == Source("a", 2)
    assert [form.parse(each) for each in (b'["a","b"]', b'["a",2.0]', b'["a",true]', b'["a",null]', b'"ab"')] == [
        None
    ] * 5
    assert form.parse(b'["b",3]') == Source("b", 3)


def test_a_list_is_no_other_thing_that_is_empty() -> None:
    for plain in (b"0", b'""', b"null", b"{}", b"false"):
        assert form_of(tuple[Link, ...]).parse(plain) is None
        assert form_of(tuple[str, ...]).parse(plain) is None


def test_an_id_that_comes_again_is_one_object() -> None:
    mention = Mention(post=PostId("post/一"), concept=ConceptId("c"), span=Span(0, 1), confidence=0.5, rule="label")
    form = form_of(tuple[Mention, ...])
    again = form.parse(form.write((mention, mention)))
    assert again is not None
    assert again[0].post is again[1].post


def test_a_lone_surrogate_is_kept() -> None:
    text = Text("a\ud800b", "und")
    assert form_of(Text).parse(form_of(Text).write(text)) == text


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b"7", b"[1,2]", b'["a"]', b'["a",2]', b'[[],"x"]', b"\xff", b"null", b"[" * 100_000, b'{"a":1}'],
)
def test_bytes_that_tell_no_noun_give_none(content: bytes) -> None:
    assert form_of(Text).parse(content) is None


def test_a_span_that_ends_before_it_starts_is_none() -> None:
    assert form_of(Zone).parse(b'[[5,2],"code"]') is None
    assert form_of(Zone).parse(b'[[2,5],"no such kind"]') is None


def test_a_type_without_a_form_is_refused() -> None:
    for hint in (set[str], tuple[int, str], bytes):
        with pytest.raises(TypeError):
            form_of(hint)


def test_a_clue_and_a_citation_are_examples_of_nested_nouns() -> None:
    clue = Clue(Span(1, 2), "title", ConceptKind.MODEL, (Span(3, 4),))
    found = Found(Citation(post=PostId("p"), target=PostId("q"), span=Span(0, 1), confidence=0.5, rule="r"), None)
    assert form_of(Clue).parse(form_of(Clue).write(clue)) == clue
    assert form_of(Found).parse(form_of(Found).write(found)) == found
    assert form_of(Work | None).parse(b"null") is None
