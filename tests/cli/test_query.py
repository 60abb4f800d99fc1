"""`kg query`, run as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.rdf.write import write_rdf
from tests.rdf.blog import to_graph

TITLES = "SELECT ?title { ?post a schema:BlogPosting ; schema:headline ?title } ORDER BY ?title"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    write_rdf(to_graph(), folder)
    return folder


def kg(*words: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "kg", "query", *map(str, words)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment)


def test_sparql_is_answered_as_a_table(build: Path) -> None:
    done = kg(build, TITLES)
    assert done.stdout.splitlines()[2:] == ["The lost post", "Transformer 入门", "注意力机制简介"]
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [["-"], ["--file", "-"]])
def test_a_minus_reads_the_query_from_standard_input(build: Path, words: list[str]) -> None:
    assert "Transformer 入门" in kg(build, *words, stdin=TITLES).stdout


def test_a_file_is_read_and_the_suffix_of_the_output_decides(build: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(TITLES, encoding="utf-8")
    done = kg(build, "--file", tmp_path / "q.rq", "-o", tmp_path / "a.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "a.csv").read_text("utf-8").splitlines()[0] == "title"


def test_a_named_question_is_answered(build: Path) -> None:
    done = kg(build, "--name", "posts-naming", "concept=BERT", "-f", "csv")
    assert done.stdout.splitlines()[1].startswith("2021-02-06,Transformer 入门,900,mentions,")


def test_the_list_shows_every_question_without_a_build() -> None:
    done = kg("--list")
    assert done.returncode == 0
    assert "posts-naming: Posts that name a concept, newest first" in done.stdout
    assert "kg query OUT --name posts-naming concept=attention" in done.stdout


def test_an_empty_answer_says_so_on_stderr_and_hints(build: Path) -> None:
    done = kg(build, "--name", "posts-naming", "concept=atention")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == "the answer is empty"
    assert "did you mean attention" in done.stderr


def test_a_cut_answer_says_so_on_stderr(build: Path) -> None:
    done = kg(build, TITLES, "--limit", "1")
    assert len(done.stdout.splitlines()) == 3
    assert "--limit N shows more" in done.stderr


@pytest.mark.parametrize(("query", "status"), [("ASK { ?s ?p ?o }", 0), ("ASK { <a:b> ?p ?o }", 1)])
def test_a_quiet_ask_answers_by_its_status(build: Path, query: str, status: int) -> None:
    done = kg(build, "-q", query)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", "")


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["SELECT *\n{ ?s ?p"], 4, "line 2, column"),
        (["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], 4, "SERVICE"),
        (["INSERT DATA { <a:b> <a:c> 1 }"], 4, "INSERT is an update"),
        (["SELECT * { ?s ?p ?o }", "-f", "turtle"], 2, "cannot hold"),
        (["-q", "SELECT * { ?s ?p ?o }"], 2, "-q"),
        ([], 2, "no question"),
        (["ASK {}", "ASK {}"], 2, "one question at a time"),
        (["--name", "posts-nameing"], 2, "no question is called"),
        (["--name", "posts-naming"], 2, "needs concept"),
        (["--file", "none.rq"], 3, "none.rq"),
        (["ASK {}", "-o", "none/a.csv"], 3, "none"),
        (["ASK {}", "-o", "a.xlsx"], 2, "says no format"),
    ],
)
def test_a_failure_is_a_message_a_remedy_and_a_status(build: Path, words: list[str], status: int, message: str) -> None:
    done = kg(build, *words)
    assert done.returncode == status
    assert message in done.stderr
    assert done.stderr.startswith("kg: ")
    assert done.stderr.splitlines()[-1].startswith("    ")
    assert "Traceback" not in done.stderr


def test_a_folder_that_holds_no_build_is_status_5(tmp_path: Path) -> None:
    done = kg(tmp_path, TITLES)
    assert done.returncode == 5
    assert "kg build" in done.stderr


def test_a_timeout_is_status_4(build: Path) -> None:
    done = kg(build, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "--timeout", "0.5")
    assert done.returncode == 4
    assert "longer than 0.5 s" in done.stderr


def test_a_file_that_is_not_utf8_is_status_3(build: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes("SELECT ('注意' AS ?x) {}".encode("gb18030"))
    done = kg(build, "--file", tmp_path / "q.rq")
    assert done.returncode == 3
    assert "not UTF-8" in done.stderr


def test_the_help_has_an_example(build: Path) -> None:
    done = kg("--help")
    assert "--name posts-naming concept=BERT" in " ".join(done.stdout.split())
    assert kg(build, "--name", "posts-naming", "concept=BERT").returncode == 0
