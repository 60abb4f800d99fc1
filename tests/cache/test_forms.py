"""The forms of discovered concepts in a post: what is brought up to date is what a search for all finds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache.digest import digest_of
from kg.cache.forms import Forms, Standing, to_pairs
from kg.cache.kept import Memory
from kg.model import Concept, ConceptId, Post, PostId, Text

KG = b"kg"
LABELS = ("ZetaNet", "zeta net", "谱归一化", "谱归", "ＧＡＮ", "這個模型", "ς-net", "Σ", "x")
labels = st.sampled_from(LABELS)
texts = st.lists(st.one_of(labels, st.sampled_from("这个模型 谱归\uff21 a\ns")), max_size=12).map("".join)


def to_concept(label: str) -> Concept:
    return Concept(id=ConceptId(f"concept/{label}"), preferred=(Text(label, "en"),))


def to_post(body: str) -> Post:
    return Post(id=PostId("post/a"), title="T", body=body)


def to_forms(memory: Memory, *names: str) -> Forms:
    return Forms(map(to_concept, names), memory, KG)


@given(st.lists(st.lists(labels, max_size=4), min_size=2, max_size=4), texts)
def test_what_is_brought_up_to_date_build_by_build_is_what_a_search_for_all_finds(
    builds: list[list[str]], body: str
) -> None:
    post, known = to_post(body), None
    with TemporaryDirectory() as folder:
        for names in builds:
            with Memory(Path(folder) / "kept.sqlite") as memory:
                forms = to_forms(memory, *names)
                found = forms.find(post)
                assert known is None or forms.renew(post, known) == found
                known = found


@given(texts, st.data())
def test_the_pairs_of_a_part_are_among_those_of_the_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    assert int(to_pairs(part), 16) | int(to_pairs(text), 16) == int(to_pairs(text), 16)


def test_the_pairs_tell_most_texts_apart() -> None:
    long = int(to_pairs("".join(chr(0x4E00 + 7 * at % 2000) for at in range(4000))), 16)
    strange = [chr(0x6000 + at) + chr(0x7000 + 3 * at) + chr(0x8000 + at) for at in range(200)]
    assert sum(int(to_pairs(each), 16) & long == int(to_pairs(each), 16) for each in strange) < 40


def test_a_text_without_a_new_form_is_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    post = to_post("All of it is about a ZetaNet.")
    with Memory(tmp_path / "kept.sqlite") as memory:
        known = to_forms(memory, "ZetaNet").find(post)
    monkeypatch.setattr(Post, "text", property(lambda _: pytest.fail("the text was asked for")))
    with Memory(tmp_path / "kept.sqlite") as memory:
        forms = to_forms(memory, "ZetaNet", "谱归一化")
        renewed = forms.renew(post, known)
    assert renewed is not None
    assert forms.concepts_of(renewed) == (ConceptId("concept/ZetaNet"),)


def test_what_was_searched_for_something_unknown_is_searched_again(tmp_path: Path) -> None:
    post = to_post("a ZetaNet")
    with Memory(tmp_path / "kept.sqlite") as memory:
        forms = to_forms(memory, "ZetaNet")
        known = forms.find(post)
        assert forms.renew(post, Standing(known.forms, "another", known.pairs)) is None
        assert forms.renew(post, known) is known


def test_forms_that_somebody_wrote_into_the_memory_are_not_trusted(tmp_path: Path) -> None:
    post = to_post("a ZetaNet")
    with Memory(tmp_path / "kept.sqlite") as memory:
        known = to_forms(memory, "谱归").find(post)
        memory.keep(digest_of("forms", KG), f'[["zetanet"],"{known.searched}"]'.encode())
    with Memory(tmp_path / "kept.sqlite") as memory:
        assert to_forms(memory, "ZetaNet").renew(post, known) is None
