"""What is kept comes back; what is damaged, or cannot be kept, is worked out, and nothing is ever an error."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache.digest import digest_of, digest_of_kg, read_digest
from kg.cache.kept import Memory
from kg.cache.place import MOST_FILES, open_memory, to_place
from kg.cache.plain import Form, form_of

TEXT: Form[str] = form_of(str)
KEY, OTHER = digest_of("key"), digest_of("other")


def ask(path: Path, said: str = "worked out", key: bytes = KEY) -> str:
    with Memory(path) as memory:
        return memory.recall(key, TEXT, lambda: said)


def ask_all(path: Path, said: str) -> list[str]:
    with Memory(path) as memory:
        return [memory.recall(key, TEXT, lambda: said) for key in (KEY, OTHER)]


def test_what_one_build_worked_out_the_next_is_given(tmp_path: Path) -> None:
    assert (ask(tmp_path / "m", "first"), ask(tmp_path / "m", "second")) == ("first", "first")


def test_without_a_file_everything_is_worked_out() -> None:
    memory = Memory()
    assert (memory.recall(KEY, TEXT, lambda: "a"), memory.recall(KEY, TEXT, lambda: "b")) == ("a", "b")
    memory.keep(KEY, b"")
    memory.close()
    assert (memory.is_on, memory.find(KEY), memory.trouble) == (False, None, None)


def test_what_a_build_did_not_ask_for_is_gone(tmp_path: Path) -> None:
    ask(tmp_path / "m", "first")
    ask(tmp_path / "m", "other", digest_of("other"))
    assert ask(tmp_path / "m", "second") == "second"


def test_the_file_does_not_grow_from_build_to_build(tmp_path: Path) -> None:
    for number in range(12):
        ask(tmp_path / "m", "x" * 500_000, digest_of(str(number)))
    assert (tmp_path / "m").stat().st_size < 2_000_000


def test_many_values_are_kept(tmp_path: Path) -> None:
    for worked_out in (1000, 0):
        with Memory(tmp_path / "m") as memory:
            found = [memory.recall(digest_of(str(number)), TEXT, lambda: "a") for number in range(1000)]
        assert (set(found), memory.worked_out) == ({"a"}, worked_out)


@settings(deadline=None, max_examples=40)
@given(st.binary(max_size=200), st.integers(min_value=0, max_value=20_000))
def test_a_damaged_file_gives_what_was_kept_or_has_it_worked_out(damage: bytes, place: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m"
        ask(path, "kept")
        content = bytearray(path.read_bytes())
        content[place : place + len(damage)] = damage
        path.write_bytes(content)
        assert ask(path, "anew") in ("kept", "anew")
        assert ask(path, "anew again") in ("kept", "anew", "anew again")


@pytest.mark.parametrize("place", range(3900, 4096, 5))
def test_a_damaged_schema_is_no_error(tmp_path: Path, place: int) -> None:
    ask(tmp_path / "m", "kept")
    content = bytearray((tmp_path / "m").read_bytes())
    content[place] = 0x80  # no UTF-8, in what the database calls its parts
    (tmp_path / "m").write_bytes(content)
    assert ask(tmp_path / "m", "anew") in ("kept", "anew")


def test_values_that_changed_places_are_worked_out_anew(tmp_path: Path) -> None:
    ask_all(tmp_path / "m", "kept")
    with sqlite3.connect(tmp_path / "m") as file:
        (one, first), (other, second) = file.execute("SELECT key, value FROM kept").fetchall()
        file.executemany("UPDATE kept SET value = ? WHERE key = ?", [(second, one), (first, other)])
    assert ask_all(tmp_path / "m", "anew") == ["anew", "anew"]


@pytest.mark.parametrize("value", [7, 1.5, "text", b"", b"short"])
def test_a_value_that_kg_never_wrote_is_worked_out_anew(tmp_path: Path, value: object) -> None:
    ask(tmp_path / "m", "kept")
    with sqlite3.connect(tmp_path / "m") as file:
        file.execute("UPDATE kept SET value = ?", (value,))
    assert ask(tmp_path / "m", "anew") == "anew"


def test_rows_with_strange_numbers_do_no_harm(tmp_path: Path) -> None:
    ask_all(tmp_path / "m", "kept")
    with sqlite3.connect(tmp_path / "m") as file:
        file.execute("UPDATE kept SET rowid = 9223372036854775807 WHERE key = ?", (KEY,))
        file.execute("UPDATE kept SET rowid = -5 WHERE key = ?", (OTHER,))
    assert ask_all(tmp_path / "m", "anew") == ask_all(tmp_path / "m", "again") == ["kept", "kept"]
    ask(tmp_path / "m", "new", digest_of("new"))
    assert ask_all(tmp_path / "m", "last") == ["last", "last"]


def test_several_keys_are_found_at_once_and_stay(tmp_path: Path) -> None:
    ask_all(tmp_path / "m", "kept")
    with Memory(tmp_path / "m") as memory:
        assert memory.find_many([KEY, digest_of("unknown"), OTHER]) == {KEY: b'"kept"', OTHER: b'"kept"'}
        assert memory.find_many([]) == {}
    assert ask_all(tmp_path / "m", "anew") == ["kept", "kept"]


def test_large_values_do_not_wait_in_memory_to_be_written(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        for number in range(8):
            memory.keep(digest_of(str(number)), bytes(300_000))
        assert memory.find(digest_of("0")) == bytes(300_000)


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"", b"\0" * 5000])
def test_a_file_that_is_no_database_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m").write_bytes(content)
    assert (ask(tmp_path / "m", "a"), ask(tmp_path / "m", "b")) == ("a", "a")


def test_a_value_with_a_bit_turned_is_worked_out_anew(tmp_path: Path) -> None:
    ask(tmp_path / "m", "kept")
    with sqlite3.connect(tmp_path / "m") as file:
        (value,) = file.execute("SELECT value FROM kept").fetchone()
        file.execute("UPDATE kept SET value = ?", (value[:-2] + b'T"',))
    assert ask(tmp_path / "m", "anew") == "anew"


def test_a_value_of_another_type_is_worked_out_anew(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        memory.keep(KEY, b"7")
    assert ask(tmp_path / "m", "anew") == "anew"


def test_a_place_that_cannot_be_written_is_told_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory = Memory(tmp_path / "file" / "m")
    assert (memory.recall(KEY, TEXT, lambda: "a"), memory.is_on) == ("a", False)
    assert memory.trouble is not None


def test_a_file_that_another_build_holds_is_told_and_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cache.kept.PATIENCE", 0.05)
    ask(tmp_path / "m", "kept")
    other = sqlite3.connect(tmp_path / "m", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Memory(tmp_path / "m") as memory:
        assert memory.recall(digest_of("new"), TEXT, lambda: "a") == "a"
    assert memory.trouble is not None
    other.close()
    assert ask(tmp_path / "m", "b") == "kept"


def test_two_builds_at_once_leave_a_file_that_works(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom kg.cache.kept import Memory\nfrom kg.cache.plain import form_of\n"
        "from kg.cache.digest import digest_of\n"
        "for _ in range(5):\n"
        "    with Memory(Path(sys.argv[1])) as memory:\n"
        "        for number in range(600):\n"
        "            said = memory.recall(digest_of(str(number)), form_of(str), lambda: str(number))\n"
        "            assert said == str(number)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "m")]
    builds = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    assert [build.communicate()[1] for build in builds] == [b""] * 3
    assert ask(tmp_path / "m", "7", digest_of("7")) == "7"


def test_the_memory_of_a_folder_lies_among_what_may_be_thrown_away(tmp_path: Path) -> None:
    place = to_place(tmp_path / "out", {"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert place.parent == tmp_path / "cache" / "kg"
    assert place == to_place(tmp_path / "x" / ".." / "out", {"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert place != to_place(tmp_path / "other", {"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert to_place(tmp_path, {"XDG_CACHE_HOME": "relative"}).parent == Path.home() / ".cache" / "kg"


def test_only_the_memories_written_last_are_there(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 3):
        with open_memory(tmp_path / str(number), {"XDG_CACHE_HOME": str(tmp_path)}) as memory:
            memory.keep(KEY, b"")
        os.utime(to_place(tmp_path / str(number), {"XDG_CACHE_HOME": str(tmp_path)}), (number, number))
    assert len(list((tmp_path / "kg").iterdir())) == MOST_FILES
    assert not to_place(tmp_path / "0", {"XDG_CACHE_HOME": str(tmp_path)}).exists()


def test_where_there_is_no_place_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with open_memory(tmp_path / "out", {"XDG_CACHE_HOME": str(tmp_path / "file")}) as memory:
        assert not memory.is_on
    assert memory.trouble is not None


def test_a_digest_tells_where_one_part_ends(tmp_path: Path) -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    (tmp_path / "a").write_bytes(b"x" * 100_000)
    assert read_digest(tmp_path / "a") != read_digest(Path(__file__))
    assert digest_of_kg() == digest_of_kg()
