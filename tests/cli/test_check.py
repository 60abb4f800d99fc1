"""`kg check`, run as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.rdf.write import write_rdf
from tests.rdf.blog import to_graph


@pytest.fixture
def build(tmp_path: Path) -> Path:
    write_rdf(to_graph(), tmp_path)
    return tmp_path


def kg(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "kg", "check", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)


def test_a_good_build_is_one_line_and_status_0(build: Path) -> None:
    done = kg(build)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("no finding in ")
    assert len(done.stdout.splitlines()) == 1


def test_each_finding_is_one_line_and_the_status_6(build: Path) -> None:
    evidence = build / "evidence.nt"
    evidence.write_text(evidence.read_text("utf-8").replace('"mostly"', '"most\\nly\x1b"'), encoding="utf-8")
    done = kg(build)
    assert done.returncode == 6
    assert done.stdout.startswith("evidence.nt: ")
    assert "<https://blog.example/kg/post/garden#char=11,17>" in done.stdout
    assert "NIF offsets" in done.stdout
    assert "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert "kg: 1 finding in " in done.stderr


def test_a_folder_that_holds_no_build_is_status_5(tmp_path: Path) -> None:
    done = kg(tmp_path)
    assert done.returncode == 5
    assert "kg build" in done.stderr


DANGLING = {
    "post": "post/one", "path": "posts/one.md", "line": 3, "start": 10, "end": 14, "words": "that \x1b[31m one",
    "target": "/2019/06/gone/", "missing": "post", "nearest": "post/two", "nearest_title": "Two",
}  # fmt: skip


def report(folder: Path, *dangling: dict[str, object]) -> Path:
    (folder / "report.json").write_text(json.dumps({"dangling_links": dangling}), encoding="utf-8")
    return folder


def test_each_dangling_link_is_one_line_with_its_place_and_a_suggestion_and_the_status_6(tmp_path: Path) -> None:
    done = kg(report(tmp_path, DANGLING, {**DANGLING, "missing": "local address", "nearest": None}), "--links")
    assert done.returncode == 6
    first, second = done.stdout.splitlines()
    assert first == (
        "posts/one.md:3: post/one#char=10,14: “that \ufffd[31m one” leads to /2019/06/gone/, "
        "a post that is not in the input; did you mean post/two “Two”?"
    )
    assert second.endswith("an address on the author's own machine")
    assert done.stderr.startswith("kg: 2 links lead nowhere in ")


def test_without_a_dangling_link_the_status_is_0(tmp_path: Path) -> None:
    done = kg(report(tmp_path), "--links")
    assert (done.returncode, done.stderr) == (0, "")


def test_links_cannot_be_checked_without_a_report_of_theirs(tmp_path: Path) -> None:
    assert kg(tmp_path, "--links").returncode == 5
    (tmp_path / "report.json").write_text("{}", encoding="utf-8")
    done = kg(tmp_path, "--links")
    assert (done.returncode, "build again" in done.stderr) == (3, True)
