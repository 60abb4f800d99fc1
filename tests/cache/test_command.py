"""`kg build` with and without its cache, as a person runs it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from kg.citations.shelf import Shelf
from kg.settings import read_settings
from tests.cache.test_incremental import read_files
from tests.conftest import Run


def test_a_build_with_the_cache_and_one_without_give_the_same_files(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.md").write_text("---\ntitle: 一\n---\nBERT", encoding="utf-8")
    for flags in ((), (), ("--no-cache",)):
        said = run("build", tmp_path / "a.md", "-o", tmp_path / f"out{len(flags)}", *flags)
        assert (said.status, said.stderr) == (0, "")
    assert read_files(tmp_path / "out0") == read_files(tmp_path / "out1")
    assert len(list((tmp_path / "cache" / "kg").iterdir())) == 1


def test_a_cache_that_cannot_be_written_is_one_line_on_stderr(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a.md").write_text("---\ntitle: 一\n---\nBERT", encoding="utf-8")
    said = run("build", tmp_path / "a.md", "-o", tmp_path / "out")
    assert (said.status, said.stderr.count("\n")) == (0, 1)


def test_the_cache_is_switched_off_like_any_other_setting(tmp_path: Path) -> None:
    assert read_settings(tmp_path, {}, {}).cache
    assert not read_settings(tmp_path, {"KG_CACHE": "0"}, {}).cache
    assert not read_settings(tmp_path, {}, {"cache": False}).cache
    (tmp_path / "kg.toml").write_text("cache = false\n")
    assert not read_settings(tmp_path, {}, {}).cache


def test_the_key_of_a_citation_has_everything_on_the_shelf() -> None:
    # A new field of the shelf must be worked into `kg.cache.context.digest_of_shelf`, and then stand here.
    assert {each.name for each in fields(Shelf)} == {
        "titles",
        "plain",
        "places",
        "series",
        "timeline",
        "cites_by_title",
        "subjects",
        "siblings",
        "pointing_home",
    }
