"""`kg check`, run as a person runs it."""

from __future__ import annotations

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
    assert done.stdout.startswith("evidence.nt: NIF offsets: <https://blog.example/kg/post/garden#char=11,17>: ")
    assert "\x1b" not in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.startswith("kg: 1 finding in ")


def test_a_folder_that_holds_no_build_is_status_5(tmp_path: Path) -> None:
    done = kg(tmp_path)
    assert done.returncode == 5
    assert "kg build" in done.stderr
