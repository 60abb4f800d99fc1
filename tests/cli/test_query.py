"""`kg query`, run as a person runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.query.screen import width_of
from kg.query.text.index import write_index
from kg.rdf.write import write_rdf
from tests.rdf.blog import BASE, to_graph

A = f"{BASE}post/注意力"
TITLES = "SELECT ?title { ?post a schema:BlogPosting ; schema:headline ?title } ORDER BY ?title"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    write_rdf(to_graph(), folder)
    write_index(to_graph(), folder)
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


def test_a_text_is_searched_for_in_both_languages(build: Path) -> None:
    done = kg(build, "--name", "search", "text=注意力 机制", "-f", "csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == ["kind", "concept", "post"]
    some = kg(build, "--name", "search", "text=attention nowhere", "-f", "csv")
    assert "no post says it all" in some.stderr
    assert len(some.stdout.splitlines()) == 4


def test_a_search_is_limited(build: Path) -> None:
    done = kg(build, "--name", "search", "text=transformer", "--limit", "1", "-f", "csv")
    assert len(done.stdout.splitlines()) == 2
    assert "--limit N shows more" in done.stderr


def test_a_build_without_an_index_is_status_5(build: Path, tmp_path: Path) -> None:
    shutil.copytree(build / "store", tmp_path / "store")
    done = kg(tmp_path, "--name", "search", "text=a")
    assert done.returncode == 5
    assert "build again" in done.stderr


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib 7 warns of its own reading of data sets
@pytest.mark.parametrize(
    ("suffix", "reader"),
    [
        ("ttl", "turtle"),
        ("nt", "nt"),
        ("jsonld", "json-ld"),
        ("rdf", "xml"),
        ("nq", "nquads"),
        ("trig", "trig"),
        ("n3", "n3"),
    ],
)
def test_triples_are_written_in_any_format_and_read_by_rdflib(
    build: Path, tmp_path: Path, suffix: str, reader: str
) -> None:
    done = kg(build, "--name", "export-citations", "-o", tmp_path / f"a.{suffix}")
    assert done.returncode == 0
    # nq and trig hold data sets: rdflib reads those with another class
    read = rdflib.Dataset if reader in ("nquads", "trig", "json-ld") else rdflib.Graph
    expected = {line for line in kg(build, "--name", "export-citations", "-f", "nt").stdout.splitlines() if line}
    assert len(list(read().parse(tmp_path / f"a.{suffix}", format=reader))) == len(expected) == 12


def test_an_explanation_shows_the_gate_the_steps_and_how_much_matches_without_running_it(build: Path) -> None:
    done = kg(build, "SELECT ?t { ?p schema:headline ?t . ?p cito:cites+ ?c } ORDER BY ?t LIMIT 3", "--explain")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert "passed: it reads, and it has no SERVICE and no FROM" in lines
    assert "take 3 rows after 0" in lines
    assert "?p schema:headline ?t    # 4" in lines
    assert "?p cito:cites+ ?c    # not counted" in lines


def test_an_explanation_of_a_named_question_shows_what_is_put_into_it(build: Path) -> None:
    done = kg(build, "--name", "posts-naming", "concept=ATTN", "--explain")
    assert "VALUES ?concept { <https://blog.example/kg/concept/attention> }" in done.stdout
    assert "kg's own" in done.stdout


def test_an_explanation_refuses_what_the_query_would(build: Path) -> None:
    done = kg(build, "SELECT * { SERVICE <a:b> { ?s ?p ?o } }", "--explain")
    assert (done.returncode, done.stdout) == (4, "")


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("SELECT * { ?p schema:headlin ?t }", "no build has schema:headlin; did you mean schema:headline?"),
        ("SELECT * { ?p a schema:BlogPost }", "did you mean schema:BlogPosting?"),
        ("SELECT * { ?p schema:zzz ?t }", "no build has schema:zzz\n"),
    ],
)
def test_an_empty_answer_names_the_terms_that_no_build_has(build: Path, query: str, hint: str) -> None:
    assert hint in kg(build, query).stderr


def test_a_text_in_the_query_is_no_term(build: Path) -> None:
    done = kg(build, "SELECT * { ?p schema:headline 'schema:headlin' # schema:x\n }")
    assert done.stderr == "the answer is empty\n"


def on_a_terminal(*words: str | Path, columns: int = 60) -> str:
    """Return what kg writes to a terminal of so many columns."""
    master, slave = os.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": str(columns)}
    command = [sys.executable, "-m", "kg", "query", *map(str, words)]
    with subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(slave)
        said = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # what Linux says when the other side is closed
                break
            if not piece:
                break
            said += piece
        process.wait()
    os.close(master)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no such terminals here")
def test_a_table_on_a_terminal_has_no_line_that_is_wrapped(build: Path) -> None:
    said = on_a_terminal(build, "--name", "sentences", f"post={A}", "concept=attention")
    assert len(said.splitlines()) == 5
    assert all(width_of(line) <= 60 for line in said.splitlines())
    assert "注意力机制" in said


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no such terminals here")
@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "turtle"])
def test_no_literal_commands_the_terminal(build: Path, form: str) -> None:
    rows = 'SELECT ?x { VALUES ?x { "a\\u001B[31m\\u009Bb\\u202E" } }'
    query = 'CONSTRUCT { <a:b> <a:c> "a\\u001B[31m\\u009Bb\\u202E" } {}' if form == "turtle" else rows
    said = on_a_terminal(build, query, "-f", form)
    assert "31m" in said
    assert not {"\x1b", "\x9b", "\u202e"} & set(said)


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
