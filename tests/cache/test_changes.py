"""Comparing two builds finds what sets of their lines would find."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cache import changes as module
from kg.cache.changes import find_changes
from kg.piecewise import Stretch
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


@st.composite
def files_with_stretches(draw: st.DrawFn) -> tuple[frozenset[bytes], frozenset[bytes], list[Stretch]]:
    """Return the lines of two files, and some of what both have."""
    before, after = draw(LINES), draw(LINES)
    shared = sorted(before & after)
    known = draw(st.sets(st.sampled_from(shared))) if shared else set()
    starts = [
        dict(zip(lines, accumulate((len(line) + 1 for line in lines), initial=0), strict=False))
        for lines in map(sorted, (before, after))
    ]
    return before, after, [Stretch(starts[0][line], starts[1][line], len(line) + 1) for line in sorted(known)]


@given(files_with_stretches(), st.sampled_from((0, 5, 1 << 20)))
def test_what_is_known_to_be_the_same_changes_nothing_in_what_is_found(
    files: tuple[frozenset[bytes], frozenset[bytes], list[Stretch]], most: int
) -> None:
    before, after, same = files
    old, new = (BytesIO(b"".join(line + b"\n" for line in sorted(lines))) for lines in (before, after))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_APART", most)
        found = list(module.compare(old, new, same))
    gone = frozenset[bytes]().union(*(each.gone for each in found))
    added = frozenset[bytes]().union(*(each.new for each in found))
    assert gone == {line + b"\n" for line in before - after}
    assert added == {line + b"\n" for line in after - before}


def test_what_is_known_to_be_the_same_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "before").write_bytes(b"a\nwrong\nz\n")
    (tmp_path / "after").write_bytes(b"b\nright\nz\n")
    with (tmp_path / "before").open("rb") as old, (tmp_path / "after").open("rb") as new:
        found = list(module.compare(old, new, (Stretch(2, 2, 6), Stretch(8, 8, 2))))
    assert found == [module.Changes(frozenset((b"a\n",)), frozenset((b"b\n",)))]


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
