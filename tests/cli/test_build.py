"""`kg build` as a person runs it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SEEDS, Run

FILES = {
    "dataset.ttl",
    "evidence.jsonl",
    "evidence.nt",
    "graph.graphml",
    "graph.html",
    "graph.json",
    "graph.jsonld",
    "graph.nt",
    "graph.ttl",
    "report.json",
    "search.sqlite",
    "store",
}


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir()) if path.is_file()
    }


def test_the_seeds_build_into_every_promised_file(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == FILES


def test_the_report_counts_what_the_seeds_hold(built: Path) -> None:
    counts = json.loads((built / "report.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["posts"], counts["records"], counts["citations"]) == (37, 39, 24)


def test_another_hash_seed_and_file_order_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    shuffled = tmp_path / "seeds"
    shuffled.mkdir()
    for path in sorted(SEEDS.iterdir(), reverse=True):
        shutil.copy(path, shuffled / path.name)
    output = tmp_path / "again"
    command = [sys.executable, "-m", "kg", "build", str(shuffled), "-o", str(output)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "4711"}, capture_output=True)
    assert hashes(output) == hashes(built)


def test_the_answer_is_on_stdout_and_says_what_is_next(run: Callable[..., Run], tmp_path: Path) -> None:
    said = run("build", SEEDS, "-o", tmp_path / "out")
    assert said.status == 0
    assert said.stdout.startswith("37 posts, ")
    assert "kg query" in said.stdout
    assert said.stderr == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no post could be read"),
        (b"\x00\x01\x02\xff" * 40, "no post could be read"),
        (b"just a line\n", "no post could be read"),
    ],
)
def test_a_folder_without_a_post_is_an_error_and_touches_nothing(
    run: Callable[..., Run], tmp_path: Path, content: bytes, message: str
) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    output.mkdir()
    (inputs / "a.txt").write_bytes(content)
    (output / "mine.txt").write_text("mine")
    said = run("build", inputs, "-o", output)
    assert said.status == 3
    assert message in said.stderr
    assert len(said.stderr.splitlines()) == 2
    assert [path.name for path in output.iterdir()] == ["mine.txt"]


def test_one_bad_file_is_a_problem_and_the_rest_is_built(run: Callable[..., Run], tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    shutil.copytree(SEEDS, inputs)
    (inputs / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    said = run("build", inputs, "-o", tmp_path / "out")
    assert said.status == 0
    assert said.stdout.startswith("37 posts, ")
    assert "bad.txt:3: a binary file" in said.stderr


def test_a_missing_input_names_it(run: Callable[..., Run], tmp_path: Path) -> None:
    said = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert said.status == 3
    assert "nowhere" in said.stderr
    assert not (tmp_path / "out").exists()


def test_a_second_build_replaces_the_first_and_keeps_other_files(run: Callable[..., Run], tmp_path: Path) -> None:
    output = tmp_path / "out"
    run("build", SEEDS / "000_bdb8fabe5dabcc02.txt", "-o", output)
    (output / "mine.txt").write_text("mine")
    assert run("build", SEEDS, "-o", output).status == 0
    assert {path.name for path in output.iterdir()} == FILES | {"mine.txt"}


def test_a_vocabulary_of_ones_own_adds_concepts(run: Callable[..., Run], tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://example.com/fruit-fly> a skos:Concept ; skos:prefLabel "果蝇"@zh .\n',
        encoding="utf-8",
    )
    output = tmp_path / "out"
    assert run("build", SEEDS, "-o", output, "--vocabulary", mine).status == 0
    assert "<https://example.com/fruit-fly>" in (output / "graph.nt").read_text(encoding="utf-8")


def test_a_broken_vocabulary_is_an_error_with_its_line(run: Callable[..., Run], tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<a> a skos:Concept ;;; oops\n")
    said = run("build", SEEDS, "-o", tmp_path / "out", "--vocabulary", mine)
    assert said.status == 3
    assert "mine.ttl:2" in said.stderr


def test_a_mistyped_option_is_a_usage_error_in_two_lines(run: Callable[..., Run], tmp_path: Path) -> None:
    said = run("build", SEEDS, "-o", tmp_path / "out", "--vocabluary", "x")
    assert said.status == 2
    assert len(said.stderr.splitlines()) == 2
    assert "--vocabulary" in said.stderr


def test_an_unknown_setting_names_the_nearest(
    run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg.toml").write_text('bsae = "https://example.com/"\n')
    monkeypatch.chdir(tmp_path)
    said = run("build", SEEDS, "-o", tmp_path / "out")
    assert said.status == 2
    assert "'base'" in said.stderr


def test_a_page_around_one_thing_goes_with_the_build_that_it_shows(run: Callable[..., Run], tmp_path: Path) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(f"---\ntitle: The {folder}\n---\nBERT", encoding="utf-8")
        assert run("build", tmp_path / folder, "-o", tmp_path / "out").status == 0
        assert not (tmp_path / "out" / "around.html").exists()
        assert run("view", tmp_path / "out", "--around", "BERT").status == 0
        assert (tmp_path / "out" / "around.html").exists()


def test_a_problem_is_one_line_whatever_its_file_is_called(tmp_path: Path, run: Callable[..., Run]) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    (blog / "good.md").write_text("---\ntitle: Good\n---\n\nA post.\n", encoding="utf-8")
    (blog / "bad\n\x1b[2Jline.jsonl").write_text("{no json\n", encoding="utf-8")
    said = run("build", str(blog), "-o", str(tmp_path / "out"))
    assert said.status == 0
    assert [line for line in said.stderr.splitlines() if "jsonl" in line] == said.stderr.splitlines()
    assert said.stderr.startswith("bad\ufffd\ufffd[2Jline.jsonl:1: ")
    (blog / "good.md").unlink()
    none = run("build", str(blog), "-o", str(tmp_path / "none"))
    assert none.status == 3
    assert none.stderr.splitlines()[0].startswith("kg: bad\ufffd\ufffd[2Jline.jsonl:1: ")


def test_several_processes_write_the_same_files(tmp_path: Path, run: Callable[..., Run]) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    for number in range(40):
        body = f"The GAN of part {number} is an attention model.\n\nSee [part {number + 1}](p{number + 1}.md)."
        (blog / f"p{number}.md").write_text(f"---\ntitle: Part {number}\n---\n\n{body}\n", encoding="utf-8")
    for name, flags in (("one", ()), ("three", ("-j", "3")), ("all", ("--processes", "0", "--no-cache"))):
        assert run("build", str(blog), "-o", str(tmp_path / name), *flags).status == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir() if path.is_file())
    assert len(names) > 8
    for name in names:
        assert len({(tmp_path / each / name).read_bytes() for each in ("one", "three", "all")}) == 1
