"""A file of which blocks are taken over is the file that would be made; whatever happened to the last one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache import blocks as module
from kg.cache.blocks import Blocks
from kg.cache.digest import digest_of
from kg.cache.kept import Memory
from kg.piecewise import Piece, Stretch, Written

NAME = "lines.nt"
CONTENTS = st.lists(st.binary(max_size=9) | st.just(b"one\ntwo\n"), max_size=8)
DAMAGES = st.sampled_from(("none", "cut", "longer", "by hand", "gone", "forgotten", "misremembered", "a folder"))


class Maker:
    """Gives blocks, and notes which had to be made."""

    def __init__(self, contents: Iterable[bytes]) -> None:
        self.contents = list(contents)
        self.made: list[bytes] = []

    def __iter__(self) -> Iterator[Piece]:
        return ((digest_of(content), partial(self.make, content)) for content in self.contents)

    def make(self, content: bytes) -> bytes:
        self.made.append(content)
        return content


def build(folder: Path, contents: Iterable[bytes], memory: Memory | None = None) -> tuple[Written, list[bytes]]:
    """Write the blocks as a build does, and return what is known of them, and which were made."""
    maker = Maker(contents)
    with memory or Memory(folder / "memory.sqlite") as opened:
        blocks = Blocks(opened, folder, NAME)
        with (folder / "aside").open("wb") as stream:
            written = blocks.write(stream, maker)
        (folder / "aside").rename(folder / NAME)
        blocks.remember()
    assert opened.trouble is None
    return written, maker.made


def damage(folder: Path, how: str) -> None:
    """Do to the last build's file, or to what is remembered of it, what must not show in the next."""
    path = folder / NAME
    if how == "gone":
        path.unlink()
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    elif how == "forgotten":
        (folder / "memory.sqlite").unlink()
    elif how == "misremembered":
        misremember(folder)
    elif how != "none":
        content = path.read_bytes()
        path.write_bytes({"cut": content[:-1], "longer": content + b"x", "by hand": content[::-1]}[how])
        os.utime(path, ns=(1, 1))


def misremember(folder: Path, change: Callable[[bytes], bytes] = lambda index: index[:-1]) -> None:
    with Memory(folder / "memory.sqlite") as memory:
        blocks = Blocks(memory, folder, NAME)
        memory.keep(blocks._key(blocks._last_state), change(blocks._last_index))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CONTENTS, DAMAGES), min_size=2, max_size=5))
def test_whatever_happened_meanwhile_a_build_writes_what_it_would_make(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[list[bytes], str]]
) -> None:
    folder = tmp_path_factory.mktemp("builds")
    for contents, how in builds:
        if (folder / NAME).is_dir():
            (folder / NAME).rmdir()
        written, _ = build(folder, contents)
        assert (folder / NAME).read_bytes() == b"".join(contents)
        assert list(written.lengths) == [len(content) for content in contents]
        assert list(written.lines) == [content.count(b"\n") for content in contents]
        damage(folder, how)


@settings(deadline=None, max_examples=40)
@given(CONTENTS, CONTENTS)
def test_what_two_builds_share_is_said_and_not_made_again(
    tmp_path_factory: pytest.TempPathFactory, before: list[bytes], after: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("builds")
    build(folder, before)
    old = (folder / NAME).read_bytes()
    written, made = build(folder, after)
    new = (folder / NAME).read_bytes()
    assert made == [content for content in after if content not in before]
    assert all(
        old[one.before : one.before + one.length] == new[one.after : one.after + one.length] for one in written.taken
    )
    assert sum(one.length for one in written.taken) == sum(len(content) for content in after if content in before)


def test_neighbours_that_are_taken_over_are_one_run(tmp_path: Path) -> None:
    build(tmp_path, (b"a\n", b"bb\n", b"c\n", b"d\n"))
    written, made = build(tmp_path, (b"a\n", b"bb\n", b"new\n", b"d\n"))
    assert written.taken == [Stretch(0, 0, 5), Stretch(7, 9, 2)]
    assert made == [b"new\n"]


def test_without_a_memory_every_block_is_made(tmp_path: Path) -> None:
    for _ in range(2):
        assert build(tmp_path, (b"a", b"b"), Memory()) == (written_of(b"a", b"b"), [b"a", b"b"])


def written_of(*contents: bytes) -> Written:
    written = Written()
    for content in contents:
        written.add(len(content), content.count(b"\n"), None, 0)
    return written


@pytest.mark.parametrize("change", [lambda index: index[:-8], lambda index: index + index, None])
def test_an_index_that_does_not_fit_the_file_is_not_used(
    tmp_path: Path, change: Callable[[bytes], bytes] | None
) -> None:
    build(tmp_path, (b"a", b"b"))
    misremember(tmp_path, change or (lambda index: index[:32] + b"\xff" * 16 + index[48:]))  # lengths beyond all
    assert build(tmp_path, (b"a", b"b"))[1] == [b"a", b"b"]


@pytest.mark.parametrize("change", [lambda content: content[:60], lambda content: content[::-1]])
def test_a_file_that_is_written_to_while_it_is_read_gives_no_more(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    contents = [b"%05d" % number for number in range(20)]
    build(tmp_path, contents)
    with Memory(tmp_path / "memory.sqlite") as memory, (tmp_path / "aside").open("wb") as stream:
        blocks, maker = Blocks(memory, tmp_path, NAME), Maker(contents)
        blocks.write(stream, changing(maker, tmp_path / NAME, change))
    assert (tmp_path / "aside").read_bytes() == b"".join(contents)
    assert maker.made == contents[10:]


def changing(maker: Maker, path: Path, change: Callable[[bytes], bytes]) -> Iterator[Piece]:
    for number, block in enumerate(maker):
        if number == 10:
            path.write_bytes(change(path.read_bytes()))
            os.utime(path, ns=(1, 1))
        yield block


def test_a_build_that_ends_before_its_files_are_in_place_takes_nothing_from_the_next(tmp_path: Path) -> None:
    build(tmp_path, (b"a", b"b"))
    with Memory(tmp_path / "memory.sqlite") as memory, (tmp_path / "aside").open("wb") as stream:
        Blocks(memory, tmp_path, NAME).write(stream, Maker((b"c", b"d")))
    assert build(tmp_path, (b"a", b"c"))[1] == [b"c"]


def test_what_is_remembered_of_a_file_that_another_build_replaced_is_not_used(tmp_path: Path) -> None:
    with Memory(tmp_path / "memory.sqlite") as memory:
        blocks = Blocks(memory, tmp_path, NAME)
        with (tmp_path / NAME).open("wb") as stream:
            blocks.write(stream, Maker((b"a", b"b")))
        damage(tmp_path, "by hand")
        blocks.remember()
    assert build(tmp_path, (b"a", b"b"))[1] == [b"a", b"b"]


def test_another_kg_makes_every_block_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, (b"a",))
    monkeypatch.setattr(module, "digest_of_kg", lambda: b"another")
    assert build(tmp_path, (b"a",))[1] == [b"a"]


def test_a_key_that_is_no_digest_is_refused(tmp_path: Path) -> None:
    keyed = [Piece(b"short", lambda: b"a")]
    with (tmp_path / NAME).open("wb") as stream, pytest.raises(ValueError, match="no digest"):
        Blocks(Memory(), tmp_path, NAME).write(stream, keyed)
