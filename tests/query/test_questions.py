"""The named questions: each has a head, answers its example, and binds what it is given as what it is."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, QuerySolutions, Store

from kg.errors import UsageError
from kg.query.ask import Answer
from kg.query.formats import Format
from kg.query.questions import bind, find_named_query, parse_named_query, parse_values, read_named_queries
from kg.query.render import to_bytes
from kg.query.resolve import find_hints, resolve
from kg.query.text.search import search
from kg.query.worker import Request, answer
from kg.rdf.terms import PREFIXES
from tests.rdf.blog import BASE

NAMES = sorted(read_named_queries())
T, A = "https://blog.example/transformer", f"{BASE}post/注意力"
ATTENTION, TRANSFORMER, NEURAL = (f"{BASE}concept/{name}" for name in ("attention", "transformer", "neural-network"))
BERT = "http://vocabulary.example/bert"
AROUND = ["注意力机制简介", "本文介绍注意力机制(Attention)。", "我们在《Transformer 入门》里用过 attention。"]
PAPER, LOST, GARDEN = "https://arxiv.org/abs/1706.03762", f"{BASE}post/lost", f"{BASE}post/garden"


def run(build: Path, query: str, limit: int | None = None) -> Answer:
    """Ask in this process: one for each of hundreds of questions would take long."""
    request = Request(str(build / "store"), query, limit)
    header, pieces = answer(Store.read_only(request.store), request)
    return Answer(**asdict(header), body="".join(pieces).encode())


def rows(build: Path, name: str, *words: str, limit: int | None = None) -> list[dict[str, str]]:
    named = find_named_query(name)
    terms = resolve(named, parse_values(named, words), partial(run, build), partial(search, build))
    found = run(build, bind(named, terms, limit), limit)
    return list(csv.DictReader(io.StringIO(to_bytes(found, Format.CSV).decode())))


def triples(build: Path, name: str) -> list[str]:
    return to_bytes(run(build, find_named_query(name).body), Format.NT).decode().splitlines()


def column(build: Path, name: str, key: str, *words: str) -> list[str]:
    return [row[key] for row in rows(build, name, *words)]


@pytest.mark.parametrize("name", NAMES)
def test_each_question_has_a_title_and_answers_its_example(build: Path, name: str) -> None:
    named = read_named_queries()[name]
    found = rows(build, name, *named.example) if "CONSTRUCT" not in named.body else triples(build, name)
    assert named.title[0].isupper()
    assert bool(found) == (name != "orphans")


@pytest.mark.parametrize("name", NAMES)
def test_each_question_runs_as_the_file_has_it(name: str) -> None:
    named = read_named_queries()[name]
    Store().query(named.body, prefixes=PREFIXES, base_iri=BASE)
    assert set(re.findall(r"VALUES \(?\?(\w+)", named.body)) == {each.name for each in named.parameters}
    assert (named.limit is None) or f"LIMIT {named.limit} " in named.body or "LIMIT" not in named.body


@pytest.mark.parametrize(
    ("words", "key", "values"),
    [
        (["posts-naming", "concept=Attention"], "post", [T, A]),
        (["posts-naming", "concept=ATTN"], "role", ["mentions", "about"]),
        (["posts-naming", "concept=注意力机制"], "readers", ["900", "120"]),
        (["posts-naming", f"concept={ATTENTION}"], "date", ["2021-02-06", "2020-01-05"]),
        (["concepts-of", "post=transformer 入门"], "concept", [TRANSFORMER, BERT, ATTENTION]),
        (["concepts-of", "post=post/garden"], "label", ["mostly"]),
        (["concepts-of", "post=<post/garden>"], "kind", ["other"]),
        (["co-occurring", "concept=attention"], "other", [TRANSFORMER, BERT]),
        (["co-occurring", "concept=attention"], "posts", ["2", "1"]),
        (["sentences", "post=注意力机制简介", "concept=attention"], "words", ["注意力机制", "Attention", "attention"]),
        (["sentences", "post=注意力机制简介", "concept=attention"], "begin", ["0", "18", "52"]),
        (["most-cited"], "cited", [PAPER, LOST, T]),
        (["cited-by", f"post={T}"], "citing", [A]),
        (["citations-of", f"post={T}"], "cited", [LOST, PAPER]),
        (["concepts-by-year", "concept=attention"], "year", ["2020", "2021"]),
        (["shared-concepts", f"post={T}", f"other={A}"], "concept", [TRANSFORMER, ATTENTION]),
        (["related-posts", f"post={T}"], "other", [A]),
        (["introduced-by", "concept=attention"], "post", [A]),
        (["introduced-by", "concept=BERT"], "post", []),
        (["orphans"], "post", []),
        (["discovered"], "label", ["mostly"]),
        (["series"], "post", [A, T]),
        (["broader", "concept=BERT"], "other", [NEURAL, TRANSFORMER]),
        (["narrower", "concept=neural network"], "other", [ATTENTION, BERT, TRANSFORMER]),
        (["most-named"], "concept", [TRANSFORMER, ATTENTION, BERT, f"{BASE}concept/discovered/mostly"]),
        (["missing-posts"], "missing", [LOST]),
        (["uncertain", "below=0.1"], "words", []),
        (["posts-by-year"], "posts", ["1", "1"]),
        (["most-read-naming", "concept=attention"], "readers", ["900", "120"]),
        (["concepts-with-sentences", f"post={T}"], "label", ["Transformer", "attention", "BERT"]),
        (["concepts-with-sentences", f"post={A}"], "times", ["3", "1"]),
        (["sentences", "post=注意力机制简介", "concept=attention"], "around", AROUND),
        (["read-before", f"post={T}"], "first", [A, LOST]),
        (["read-before", f"post={T}"], "why", ["earlier in the series; introduces attention", "cited"]),
        (["read-before", f"post={A}"], "why", ["cited", "cited by Transformer 入门"]),
        (["citation-chain", f"post={A}"], "steps", ["1", "2", "2"]),
        (["citation-chain", f"post={A}"], "cited", [T, LOST, PAPER]),
        (["citation-chain", f"post={A}"], "via", ["注意力机制简介", "Transformer 入门", "Transformer 入门"]),
        (["citation-chain", f"post={LOST}"], "cited", []),
        (["path", "from=BERT", "to=Transformer"], "steps", ["1", "2", "3", "4"]),
        (["path", "from=BERT", "to=BERT"], "path", []),
        (["first-and-last", "least=1"], "first", ["2020-01-05", "2020-01-05", "2021-02-06"]),
        (["first-and-last", "least=1"], "last", ["2021-02-06", "2021-02-06", "2021-02-06"]),
        (["first-and-last"], "posts", ["2", "2"]),
        (["concepts-of-year", "year=2021"], "label", ["BERT", "Transformer", "attention"]),
        (["concepts-of-year", "year=2021"], "before", ["0", "1", "1"]),
        (["concepts-of-year", "year=1999"], "label", []),
        (["undefined-concepts"], "label", ["Transformer", "BERT", "mostly"]),
        (["most-cited-papers"], "identifier", ["arXiv:1706.03762"]),
        (["most-cited"], "kind", ["paper", "post not in the input", "post"]),
        (["external-links"], "elsewhere", ["http://www.wikidata.org/entity/Q1", "arXiv:1706.03762"]),
        (["related-posts", f"post={T}"], "nearness", ["1"]),
        (["discovered"], "kind", ["other"]),
        (["search", "text=注意力"], "thing", [ATTENTION, A]),
        (["search", "text=tomatoes"], "snippet", ["**Tomatoes**, mostly."]),
        (["search", "text=nothing here"], "thing", []),
        (["search", "text="], "thing", []),
    ],
)
def test_a_question_is_answered_with(build: Path, words: list[str], key: str, values: list[str]) -> None:
    assert column(build, words[0], key, *words[1:]) == values


def test_the_words_of_a_sentence_stand_in_what_is_around_them(build: Path) -> None:
    for row in rows(build, "sentences", "post=注意力机制简介", "concept=attention"):
        assert row["words"] in row["around"]


def test_a_limit_inside_of_a_question_follows_the_one_that_is_asked_for(build: Path) -> None:
    assert len(rows(build, "uncertain", "below=0.95", limit=2)) == 2
    assert "LIMIT 101 " in bind(find_named_query("uncertain"), {"below": "0.5"}, 100)


HOSTILE = (
    '" } } ; DROP ALL #',
    "\\u0022 } }",
    "x\\",
    "} SELECT * { ?s ?p ?o }",
    "VALUES ?other { <a:b> }",
    "SERVICE <http://127.0.0.1:9/> {}",
    'learned from "\\u0022" service',
    "<http://evil.example/> }",
    "\ud800\x00\n\r",
    "'''\"\"\"",
)


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_a_name_that_nothing_has(build: Path, value: str) -> None:
    assert rows(build, "posts-naming", f"concept={value}") == []
    assert rows(build, "shared-concepts", f"post={value}", f"other={value}") == []
    assert all(row["kind"] in ("post", "concept") for row in rows(build, "search", f"text={value}"))


@given(st.text(), st.text())
@settings(deadline=None)
def test_a_value_stays_one_term_in_its_own_place(one: str, other: str) -> None:
    named = find_named_query("shared-concepts")
    body = bind(named, {"post": str(Literal(one)), "other": str(Literal(other))}, None)
    text = f"SELECT ?post ?other {{ {' '.join(line for line in body.split(chr(10)) if 'VALUES' in line)} }}"
    found = Store().query(text)
    assert isinstance(found, QuerySolutions)
    assert [(row["post"].value, row["other"].value) for row in found] == [(one, other)]


def test_a_question_that_is_not_there_names_its_neighbours() -> None:
    with pytest.raises(UsageError, match="posts-nameing") as caught:
        find_named_query("posts-nameing")
    assert "posts-naming" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "words", "message"),
    [
        ("posts-naming", [], "needs concept"),
        ("sentences", ["post=a"], "needs concept"),
        ("posts-naming", ["label=a"], "cannot use 'label=a'"),
        ("posts-naming", ["BERT"], "cannot use 'BERT'"),
        ("posts-naming", ["concept=a", "concept=b"], "cannot use 'concept=b'"),
        ("orphans", ["concept=a"], "cannot use"),
    ],
)
def test_a_parameter_that_is_missing_or_does_not_fit_is_named(name: str, words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        parse_values(find_named_query(name), words)
    assert caught.value.remedy


@pytest.mark.parametrize("value", ["soon", "", "NaN", "Infinity", "1e999999999999999999999"])
def test_a_number_that_is_none_is_refused(build: Path, value: str) -> None:
    named = find_named_query("uncertain")
    with pytest.raises(UsageError, match="is no number"):
        resolve(named, parse_values(named, [f"below={value}"]), partial(run, build))


def test_a_text_needs_an_index_to_be_searched_in(build: Path) -> None:
    with pytest.raises(UsageError, match="index"):
        resolve(find_named_query("search"), {"text": "a"}, partial(run, build))


@pytest.mark.parametrize(("name", "least"), [("export-concepts", 10), ("export-citations", 8), ("export-mentions", 10)])
def test_an_export_is_triples_in_standard_terms_about_no_more_than_the_build(
    build: Path, name: str, least: int
) -> None:
    known = set((build / "graph.nt").read_text("utf-8").splitlines())
    assert len(triples(build, name)) >= least
    assert set(triples(build, name)) <= known


def test_a_default_is_used_where_nothing_is_given() -> None:
    assert parse_values(find_named_query("uncertain"), []) == {"below": "0.6"}


def test_a_file_is_parsed_by_its_head() -> None:
    named = parse_named_query(
        "x", "# title: T\n# parameter: a number default 2: how many\n# limit: 9\n# example: a=3\nASK {}"
    )
    assert (named.title, named.limit, named.example) == ("T", 9, ("a=3",))
    assert (named.parameters[0].default, named.parameters[0].meaning) == ("2", "how many")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["posts-naming", "concept=atention"], "the build has no concept 'atention'; did you mean attention"),
        (
            ["concepts-of", "post=Transformer 入"],
            "the build has no post 'Transformer 入'; did you mean Transformer 入门?",
        ),
        (["concepts-of", "post=transf"], "the build has no post 'transf'; did you mean Transformer 入门?"),
        (["posts-naming", "concept=xyzzy"], "the build has no concept 'xyzzy'; kg query OUT --name most-named shows"),
        (["concepts-of", "post=xyzzy"], "the build has no post 'xyzzy'; kg query OUT --name posts shows the titles"),
    ],
)
def test_an_empty_answer_hints_at_the_name_that_was_meant(build: Path, words: list[str], hint: str) -> None:
    named = find_named_query(words[0])
    found = list(find_hints(named, parse_values(named, words[1:]), partial(run, build)))
    assert len(found) == 1
    assert found[0].startswith(hint)
