"""Whatever happens to posts between builds, their strings are counted as if each build were the first."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.cache import counting as counting_module
from kg.cache.counting import Counting
from kg.cache.counts import parse_last
from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.concepts.alphabet import to_alphabet
from kg.concepts.corpus import Corpus, to_corpus
from kg.concepts.grounds import Grounds, find_grounds
from kg.concepts.ngrams import Counted, count_strings, find_ngrams
from kg.concepts.strings import LONGEST
from kg.model import Post
from kg.vocabulary.index import LabelIndex
from tests.concepts.builders import concept, post

INDEX = LabelIndex([concept("known", "丙丁")])
LEAST = 2
LETTERS = "甲乙丙丁\u4e00\U00020000的，a0 （”\n"
OPENING = "甲乙丙，丙丁甲乙丙a甲乙 丙丁乙“甲乙”（a）\n丁甲乙丙丁乙丙的甲乙丙丁乙甲，乙丙甲乙甲"
LONG = "丙丁乙丙甲丁甲乙"
BESIDE = f"丙 {LONG}甲，甲 {LONG} 丙，乙{LONG} 丁。"


@dataclass(frozen=True)
class Edit:
    """What happens to a post: some of its characters are cut and others come there; or it gets a date, or goes."""

    name: str
    at: int = 0
    cut: int = 0
    come: str = ""
    title: str | None = None
    published: date | None = None
    goes: bool = False


EDITS = st.builds(
    Edit,
    name=st.sampled_from("abcd"),
    at=st.integers(0, 80),
    cut=st.integers(0, 8),
    come=st.text(LETTERS, max_size=9),
    title=st.sampled_from([None, None, None, "", "甲乙丙丁", "甲乙", "乙丙甲"]),
    published=st.sampled_from([None, None, date(2020, 1, 2), date(2021, 1, 2)]),
    goes=st.sampled_from([False, False, False, True]),
)


@dataclass
class Blog:
    """Posts by their names, and what they gave to the search in all builds before."""

    posts: dict[str, Post] = field(default_factory=dict)
    given: dict[Digest, Grounds] = field(default_factory=dict)
    forgotten: bool = False

    def edit(self, edit: Edit) -> None:
        old = self.posts.pop(edit.name, None)
        if edit.goes and old:
            return
        body = old.body if old else OPENING
        title = edit.title if edit.title is not None or old is None else old.title
        changed = post(body[: edit.at] + edit.come + body[edit.at + edit.cut :], title, edit.name)
        self.posts[edit.name] = changed.revised(published=edit.published or (old.published if old else None))

    def corpus(self) -> Corpus:
        posts = [*self.posts.values()]
        return to_corpus(posts, (find_grounds(each, INDEX) for each in posts))

    def counting(self, memory: Memory) -> Counting:
        """Return what counts for the next build."""
        keys = {digest_of(each.id, each.text, str(each.published)): each for each in self.posts.values()}
        known = {} if self.forgotten else dict(self.given)
        self.given |= {key: find_grounds(each, INDEX) for key, each in keys.items()}
        names = [digest_of(each.id, str(each.published)) for each in keys.values()]

        def recall(asked: Sequence[Digest]) -> Sequence[Grounds] | None:
            return [known[key] for key in asked] if known.keys() >= set(asked) else None

        return Counting(memory, names, [*keys], recall)


def strings_of(counted: Counted) -> list[Any]:
    """Return all that was counted, whatever the order of the strings that stand freely."""
    every = [counted.tally.of_length(length) for length in range(2, LONGEST + 1)]
    tallied = [[values.tolist() for values in (each.heads, each.lasts, each.counts)] for each in every]
    free = [
        sorted(zip(each.strings.tolist(), *(values.tolist() for values in each.figures.values()), strict=True))
        for each in counted.free
        if len(each.strings)
    ]
    return [tallied, free]


def assert_counted_as_anew(blog: Blog, memory: Path) -> None:
    corpus = blog.corpus()
    alphabet = to_alphabet(corpus)
    with Memory(memory) as kept:
        counted = blog.counting(kept).count(corpus, alphabet, LEAST)
    assert strings_of(counted) == strings_of(count_strings(corpus, alphabet, LEAST))
    ngrams = find_ngrams(corpus, least=LEAST, count=lambda *_: counted)
    assert {each.name: each for each in ngrams} == {each.name: each for each in find_ngrams(corpus, least=LEAST)}


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(EDITS, max_size=2), min_size=1, max_size=5))
@example([[Edit("a"), Edit("b")], [Edit("a", title="甲乙丙丁")], [Edit("a", title="")]])
@example([[Edit("a", title="", come="甲丙\n乙甲丙丁，丁甲丙乙，甲丙。")], [Edit("a", cut=3, title="甲丙")]])
@example([[Edit("a", title="乙丙丁甲丙甲丁甲乙")], [Edit("a", title="丁丁丁丁丁丁丁丁丁", come="丙丁甲丙甲丁甲乙\n")]])
@example([[Edit("a", come=BESIDE)], [Edit("a", at=BESIDE.index("丁。"), cut=1, come="丙")]])
@example([[Edit("a", come=BESIDE)], [Edit("a", cut=1, come="甲")]])
@example([[Edit("a"), Edit("b")], [Edit("b", at=0, come="\u4e00")], [Edit("b", cut=1)]])
@example([[Edit("a"), Edit("b")], [Edit("a", published=date(2020, 1, 2))], [Edit("a", goes=True)]])
def test_any_edits_give_what_a_first_build_gives(builds: list[list[Edit]]) -> None:
    blog = Blog()
    blog.edit(Edit("d"))
    with tempfile.TemporaryDirectory() as folder:
        for edits in builds:
            for edit in edits:
                blog.edit(edit)
            assert_counted_as_anew(blog, Path(folder) / "m")


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    blog = Blog()
    for name in "abc":
        blog.edit(Edit(name))
    assert_counted_as_anew(blog, tmp_path / "m")
    return blog


def times_counted(blog: Blog, memory: Path, patch: pytest.MonkeyPatch) -> int:
    """Return how often all strings were counted in the next build, which must be right."""
    whole: list[int] = []

    def note(*given: Any) -> Counted:
        whole.append(1)
        return count_strings(*given)

    patch.setattr(counting_module, "count_strings", note)
    assert_counted_as_anew(blog, memory)
    return len(whole)


def test_after_an_edit_not_all_are_counted(blog: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.edit(Edit("b", at=9, come="甲丁甲丁"))
    assert times_counted(blog, tmp_path / "m", monkeypatch) == 0


def test_what_is_not_known_any_more_is_counted_anew(
    blog: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.forgotten = True
    blog.edit(Edit("b", at=9, come="甲丁甲丁"))
    assert times_counted(blog, tmp_path / "m", monkeypatch) == 1


def test_where_many_posts_changed_all_are_counted(blog: Blog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting_module, "AT_ONCE", 1)
    for name in "ab":
        blog.edit(Edit(name, at=9, come="甲丁甲丁"))
    assert times_counted(blog, tmp_path / "m", monkeypatch) == 1


def test_nothing_is_written_where_nothing_changed(blog: Blog, tmp_path: Path) -> None:
    corpus = blog.corpus()
    with Memory(tmp_path / "m") as kept:
        blog.counting(kept).count(corpus, to_alphabet(corpus), LEAST)
        assert kept.worked_out == 0


def test_numbers_are_kept_in_few_bytes_and_read_as_they_are_counted_with(tmp_path: Path) -> None:
    kept: list[bytes] = []

    class Listening(Memory):
        def keep(self, key: Digest, content: bytes) -> None:
            kept.append(content)
            super().keep(key, content)

    blog = Blog()
    blog.edit(Edit("a"))
    corpus = blog.corpus()
    counted = blog.counting(Listening(tmp_path / "m")).count(corpus, to_alphabet(corpus), LEAST)
    last = parse_last(kept[0])
    assert strings_of(last.counted) == strings_of(counted)
    assert {values.dtype for free in last.counted.free for values in free.figures.values()} == {
        np.dtype(np.int64),
        np.dtype(np.float64),
    }
    assert len(kept[0]) < 6000


def altered(content: bytes, name: str, values: Any) -> bytes:
    """Return what was written with one array exchanged for another."""
    head, _, rest = content.partition(b"\n")
    told, arrays = json.loads(head), {}
    for each, kind, size in told:
        arrays[each] = np.frombuffer(rest, kind, size)
        rest = rest[arrays[each].nbytes :]
    arrays[name] = np.asarray(values)
    head = json.dumps([(each, array.dtype.str, len(array)) for each, array in arrays.items()]).encode()
    return b"\n".join((head, b"".join(array.tobytes() for array in arrays.values())))


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"[]",
        b"{}\n",
        b"[[1, 2, 3]]\n",
        b"\xff\n",
        b'[["names", "|O", 1]]\n12345678',
        b'[["names", "|u1", -5]]\n12345678',
        b'[["names", "<u8", 1000000000000]]\n12345678',
        *(
            (name, values)
            for name in (
                "heads 2",
                "heads 3",
                "lasts 2",
                "lasts 3",
                "counts 2",
                "strings 2",
                "place 2",
                "names",
                "codes",
            )
            for values in (np.array([], "u1"), np.full(7, 2**63, "u8"), np.full(7, np.nan), np.full(7, -1))
        ),
    ],
)
def test_what_somebody_else_wrote_there_counts_as_nothing_kept(blog: Blog, tmp_path: Path, wrong: Any) -> None:
    key = digest_of("strings", digest_of_kg(), str(LEAST))
    with Memory(tmp_path / "m") as kept:
        whole = kept.find(key) or b""
        assert parse_last(altered(whole, "sizes", parse_last(whole).sizes.astype("u8"))).keys == parse_last(whole).keys
        kept.keep(key, wrong if isinstance(wrong, bytes) else altered(whole, *wrong))
    blog.edit(Edit("b", at=9, come="甲丁甲丁"))
    corpus = blog.corpus()
    with Memory(tmp_path / "m") as kept:
        counted = blog.counting(kept).count(corpus, to_alphabet(corpus), LEAST)
    assert counted.tally.size(1) == len(corpus.codes)
