"""A question goes to a process of its own and comes back, or is stopped."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib

from kg.errors import InputError, NothingBuiltError, QueryError
from kg.query.ask import Question, ask
from kg.query.formats import Form, Format
from kg.query.render import to_bytes
from kg.query.worker import BAD_QUERY
from tests.rdf.blog import BASE

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
TITLES = "SELECT ?title { ?post schema:headline ?title } ORDER BY ?title"


def render(build: Path, query: str, form: Format | None = None) -> str:
    return to_bytes(ask(Question(folder=build, query=query)), form).decode()


def test_the_prefixes_and_the_base_need_no_declaration(build: Path) -> None:
    query = "ASK { <post/注意力> a schema:BlogPosting ; cito:cites ?cited ; schema:about/skos:inScheme ?scheme }"
    assert ask(Question(folder=build, query=query)).is_true


def test_a_prefix_of_the_users_own_wins(build: Path) -> None:
    query = f"PREFIX schema: <{BASE}post/> ASK {{ schema:lost ?p ?o }}"
    assert ask(Question(folder=build, query=query)).is_true


def test_columns_of_a_star_come_in_the_order_of_the_query(build: Path) -> None:
    head = render(build, "SELECT * { ?post schema:headline ?title ; schema:datePublished ?date }", Format.CSV)
    assert head.splitlines()[0] == "post,title,date"


def test_rows_come_in_every_format(build: Path) -> None:
    expected = ["Attention Is All You Need", "The lost post", "Transformer 入门", "注意力机制简介"]
    assert [row["title"] for row in csv.DictReader(io.StringIO(render(build, TITLES, Format.CSV)))] == expected
    rows = json.loads(render(build, TITLES, Format.JSON))["results"]["bindings"]
    assert [row["title"]["value"] for row in rows] == expected
    assert rows[0]["title"]["xml:lang"] == "en"
    assert render(build, TITLES, Format.TSV).splitlines()[1] == '"Attention Is All You Need"@en'
    assert "<literal xml:lang=" in render(build, TITLES, Format.XML)
    assert render(build, TITLES).splitlines()[2:] == expected


def test_unbound_cells_and_typed_literals_survive_every_format(build: Path) -> None:
    query = "SELECT ?none ?n ?iri ?text { VALUES (?none ?n ?iri ?text) { (UNDEF 7 <a:b> 'x\"\\n<') } }"
    row = json.loads(render(build, query, Format.JSON))["results"]["bindings"][0]
    assert "none" not in row
    assert row["n"] == {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    assert row["text"]["value"] == 'x"\n<'
    assert render(build, query, Format.TSV).splitlines()[1] == '\t7\t<a:b>\t"x\\"\\n<"'


@pytest.mark.parametrize(("form", "reader"), [(None, "turtle"), (Format.NT, "nt")])
def test_triples_come_sorted_and_are_read_by_rdflib(build: Path, form: Format | None, reader: str) -> None:
    query = 'CONSTRUCT { ?s <urn:x> ?t, 5, "5"^^<urn:d>, [] . <urn:a> schema:a ?t } { ?s schema:headline ?t }'
    text = render(build, query, form)
    assert len(rdflib.Graph().parse(data=text, format=reader)) == 20
    lines = render(build, query, Format.NT).splitlines()
    assert lines == sorted(set(lines))


def test_a_description_comes_as_jsonld(build: Path) -> None:
    assert json.loads(render(build, "DESCRIBE <post/lost>", Format.JSONLD))[0]["@id"] == f"{BASE}post/lost"


def test_an_answer_without_triples_is_still_turtle(build: Path) -> None:
    assert len(rdflib.Graph().parse(data=render(build, "DESCRIBE <post/none>"), format="turtle")) == 0


@pytest.mark.parametrize(("query", "shown"), [("ASK { ?s ?p ?o }", "true\n"), ("ASK { <a:b> ?p ?o }", "false\n")])
def test_an_ask_is_answered_with_true_or_false(build: Path, query: str, shown: str) -> None:
    assert render(build, query) == shown


@pytest.mark.parametrize(("limit", "size", "is_cut"), [(0, 0, True), (3, 3, True), (4, 4, False), (9, 4, False)])
def test_a_limit_cuts_and_says_so(build: Path, limit: int, size: int, is_cut: bool) -> None:  # noqa: FBT001
    answer = ask(Question(folder=build, query=TITLES, limit=limit))
    assert (answer.size, answer.is_cut) == (size, is_cut)
    assert answer.form is Form.ROWS


def test_a_query_that_takes_too_long_is_stopped(build: Path) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.5 s") as caught:
        ask(Question(folder=build, query=ENDLESS, timeout=0.5))
    assert time.monotonic() - start < 5
    assert "--timeout" in caught.value.remedy


def test_a_query_that_eats_memory_ends_without_taking_kg_along(build: Path) -> None:
    bomb = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"
    with pytest.raises(QueryError, match=r"ended by itself|longer than"):
        ask(Question(folder=build, query=bomb, timeout=20, memory=400 * 2**20))


def may_cut_network() -> bool:
    """Tell whether this machine lets a process give up its network; a container may not."""
    script = "import sys; from kg.query.worker import cut_network; sys.exit(0 if cut_network() else 1)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", script], env=environment).returncode == 0


def test_a_process_that_got_past_the_gate_has_no_network_to_ask(build: Path) -> None:
    if not may_cut_network():
        pytest.skip("this machine keeps a process in its network")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        request = json.dumps({"store": str(build / "store"), "query": query})
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-P", "-m", "kg.query.worker"]
        done = subprocess.run(command, input=request.encode(), capture_output=True, env=environment)
        assert done.returncode == BAD_QUERY
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "text",
    ['" } } SELECT', "\\u0022 }", "'''", '"""', "\\", "}", "\n#", "VALUES ?post { }", "注意力\x00", "\u202e"],
)
def test_a_text_in_a_literal_stays_a_text(build: Path, text: str) -> None:
    from pyoxigraph import Literal

    answer = ask(Question(folder=build, query=f"SELECT ?x {{ VALUES ?x {{ {Literal(text)} }} }}"))
    assert json.loads(answer.body)["results"]["bindings"][0]["x"]["value"] == text


def test_a_syntax_error_names_the_line(build: Path) -> None:
    with pytest.raises(QueryError, match="line 2, column"):
        ask(Question(folder=build, query="SELECT *\n{ ?s ?p"))


def test_a_folder_without_a_store_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(NothingBuiltError, match="holds no build") as caught:
        ask(Question(folder=tmp_path, query=TITLES))
    assert "kg build" in caught.value.remedy


def test_a_broken_store_is_an_input_that_cannot_be_used(build: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(build, tmp_path / "broken"))
    (broken / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(InputError, match="cannot be opened"):
        ask(Question(folder=broken, query=TITLES))


def test_a_build_that_may_not_be_written_can_be_asked(build: Path, tmp_path: Path) -> None:
    frozen = Path(shutil.copytree(build, tmp_path / "frozen"))
    for path in (*frozen.rglob("*"), frozen):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted(path.name for path in (frozen / "store").iterdir())
    assert ask(Question(folder=frozen, query=TITLES)).size == 4
    assert sorted(path.name for path in (frozen / "store").iterdir()) == before


def test_a_module_in_the_working_folder_is_not_imported(
    build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')\n")
    monkeypatch.chdir(tmp_path)
    assert ask(replace(Question(folder=build, query=TITLES))).size == 4
