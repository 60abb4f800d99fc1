"""Comparing two builds finds what sets of their lines would find."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache import changes as module
from kg.cache.changes import find_changes
from kg.rdf.canonical import PARTS

LINES = st.frozensets(st.binary(min_size=1, max_size=3).filter(lambda line: b"\n" not in line))
TRIPLES = st.frozensets(
    st.builds("<{}> <{}> .\n".format, st.sampled_from("abcdé"), st.text("xyz", max_size=40)).map(str.encode)
)


def write_builds(folder: Path, **builds: tuple[frozenset[bytes], frozenset[bytes]]) -> None:
    for build, contents in builds.items():
        (folder / build).mkdir()
        for name, lines in zip(PARTS, contents, strict=True):
            (folder / build / name).write_bytes(b"".join(sorted(lines)))


@given(LINES, LINES, st.integers(min_value=1, max_value=40), st.integers(min_value=1, max_value=9))
def test_two_files_of_sorted_lines_differ_as_their_sets_do(
    before: frozenset[bytes], after: frozenset[bytes], block: int, step: int
) -> None:
    old, new = (BytesIO(b"".join(sorted(line + b"\n" for line in lines))) for lines in (before, after))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BLOCK", block)
        patch.setattr(module, "_STEP", step)
        found = list(module.compare(old, new))
    gone = frozenset[bytes]().union(*(each.gone for each in found))
    added = frozenset[bytes]().union(*(each.new for each in found))
    assert gone == {line + b"\n" for line in before - after}
    assert added == {line + b"\n" for line in after - before}


@given(st.lists(TRIPLES, min_size=4, max_size=4))
def test_a_store_that_is_changed_so_holds_what_the_new_files_say(
    tmp_path_factory: pytest.TempPathFactory, parts: list[frozenset[bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("builds")
    write_builds(folder, before=(parts[0], parts[1]), after=(parts[2], parts[3]))
    changes = find_changes(folder / "before", folder / "after")
    assert changes is not None
    assert ((parts[0] | parts[1]) - changes.gone) | changes.new == parts[2] | parts[3]


def test_a_line_that_moves_to_the_other_file_is_not_taken_out(tmp_path: Path) -> None:
    line = frozenset((b"<a:b> <a:b> <a:b> .\n",))
    write_builds(tmp_path, before=(line, frozenset()), after=(frozenset(), line))
    changes = find_changes(tmp_path / "before", tmp_path / "after")
    assert changes is not None
    assert not changes.gone
    assert changes.new == line


def test_where_too_much_changed_nothing_is_compared_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CHANGED", 1)
    lines = frozenset((b"<a> <b> .\n", b"<a> <c> .\n"))
    write_builds(tmp_path, before=(frozenset(), frozenset()), after=(lines, frozenset()))
    assert find_changes(tmp_path / "before", tmp_path / "after") is None
