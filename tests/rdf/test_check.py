"""The checks: a good build passes, and each kind of damage is found."""

from __future__ import annotations

import builtins
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from kg.errors import NothingBuiltError
from kg.rdf.check import Finding, Level, check_build
from kg.rdf.checks.finding import cap
from kg.rdf.checks.shapes import check_shapes
from kg.rdf.terms import PREFIXES
from kg.rdf.write import write_rdf
from tests.conftest import Run
from tests.rdf.blog import BASE, to_graph

SKOS = "http://www.w3.org/2004/02/skos/core#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
ATTENTION = f"<{BASE}concept/attention>"
NEURAL = f"<{BASE}concept/neural-network>"
BERT = "<http://vocabulary.example/bert>"
PHRASE = f"<{BASE}post/garden#char=11,17>"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("good")
    write_rdf(to_graph(), folder)
    return folder


@pytest.fixture
def build(good: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(good, tmp_path / "build"))


def change(path: Path, edit: Callable[[list[str]], list[str]]) -> None:
    """Edit the lines of a file and sort them again, so that only what was meant is wrong."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(sorted(edit(lines))), encoding="utf-8")


def add(*triples: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: lines + [f"{triple} .\n" for triple in triples]


def swap(old: str, new: str) -> Callable[[list[str]], list[str]]:
    def edit(lines: list[str]) -> list[str]:
        assert any(old in line for line in lines), old
        return [line.replace(old, new) for line in lines]

    return edit


def faults(folder: Path) -> list[Finding]:
    return [finding for finding in check_build(folder) if finding.level is Level.FAULT]


def rules(folder: Path) -> set[str]:
    return {finding.rule for finding in check_build(folder)}


def test_a_good_build_has_no_finding(good: Path) -> None:
    assert check_build(good) == ()


@pytest.mark.parametrize(
    ("triples", "rule"),
    [
        ([f"{NEURAL} <{SKOS}broader> {ATTENTION}"], "SKOS no cycle in broader"),
        ([f"{ATTENTION} <{SKOS}broader> {ATTENTION}"], "SKOS no cycle in broader"),
        ([f'{ATTENTION} <{SKOS}altLabel> "attention"@en'], "SKOS S13"),
        ([f'{ATTENTION} <{SKOS}hiddenLabel> "attention mechanism"@en'], "SKOS S13"),
        ([f'{ATTENTION} <{SKOS}prefLabel> "focus"@en'], "SKOS S14"),
        ([f"{ATTENTION} <{SKOS}related> {NEURAL}"], "SKOS S27"),
        ([f"{BERT} <{SKOS}related> {NEURAL}"], "SKOS S27"),
        ([f"{ATTENTION} <{SKOS}broader> <{BASE}concept/none>"], "SKOS broader exists"),
        ([f"<{BASE}post/garden> <http://schema.org/mentions> <{BASE}concept/none>"], "links lead somewhere"),
        ([f"<{BASE}post/garden> <http://schema.org/about> {ATTENTION}"], "about is mentioned"),
        ([f"<{BASE}post/garden> <http://schema.org/colour> <{BASE}red>"], "ClosedConstraintComponent"),
        ([f'<{BASE}post/lost> <http://schema.org/headline> "another"@en'], "MaxCountConstraintComponent"),
        ([f'<{BASE}post/lost> <http://schema.org/datePublished> "soon"'], "DatatypeConstraintComponent"),
        ([f"{ATTENTION} <{PREFIXES['rdf']}type> <{SKOS}ConceptScheme>"], "SKOS S9"),
        ([f"{ATTENTION} <{PREFIXES['rdf']}type> <{SKOS}Collection>"], "SKOS S37"),
        ([f'_:b <{SKOS}prefLabel> "focus"@en'], "no blank nodes"),
        (["this is no triple"], "syntax"),
    ],
)
def test_a_damaged_graph_is_found(build: Path, triples: list[str], rule: str) -> None:
    change(build / "graph.nt", add(*triples))
    assert rule in rules(build)


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (swap('"mostly"', '"mostlx"'), "NIF offsets"),
        (swap('isString> "\\nTomatoes, mostly."', 'isString> "\\nTomatoes, mostl."'), "NIF context"),
        (swap(f'{PHRASE} <{NIF}beginIndex> "11"', f'{PHRASE} <{NIF}beginIndex> "10"'), "NIF offsets"),
        (swap("post/garden#char=11,17", "post/garden#char=11,19"), "NIF offsets"),
        (swap(f"{PHRASE} <{NIF}referenceContext> <", f"{PHRASE} <{NIF}referenceContext> <{BASE}x"), "NIF context"),
        (swap('"0.900"', '"0.9"'), "NIF confidence"),
        (swap('"0.900"', '"1.900"'), "NIF confidence"),
        (swap("concept/discovered/mostly>", "concept/discovered/none>"), "NIF links lead somewhere"),
        (lambda lines: [line for line in lines if "anchorOf" not in line], "NIF phrase"),
        (lambda lines: [line for line in lines if "nif-core#Context>" not in line], "NIF one context"),
        (lambda lines: lines + lines[:1], "sorted"),
    ],
)
def test_damaged_evidence_is_found(build: Path, edit: Callable[[list[str]], list[str]], rule: str) -> None:
    change(build / "evidence.nt", edit)
    assert rule in rules(build)


def test_a_sign_beyond_the_basic_plane_is_one_code_point(build: Path) -> None:
    change(build / "evidence.nt", swap('isString> "\\nTomatoes', 'isString> "\\n𝕏omatoes'))
    assert rules(build) == {"checksum"}


def test_lines_out_of_order_are_found(build: Path) -> None:
    lines = (build / "graph.nt").read_bytes().splitlines(keepends=True)
    (build / "graph.nt").write_bytes(b"".join([*lines[1:], lines[0]]))
    assert [finding.subject for finding in faults(build)] == [f"line {len(lines)}"]


@pytest.mark.parametrize("name", ["graph.ttl", "graph.jsonld"])
def test_a_file_that_says_something_else_is_found(build: Path, name: str) -> None:
    text = (build / name).read_text("utf-8")
    (build / name).write_text(text.replace("Basics", "Advanced"), encoding="utf-8")
    found = [finding for finding in faults(build) if finding.file == name]
    assert [finding.message.partition(" <")[0] for finding in found] == ["lacks", "has, and graph.nt has not"]


def test_a_store_that_holds_something_else_is_found(build: Path) -> None:
    store = Store(str(build / "store"))
    store.load('<urn:a> <urn:b> "c" .', format=RdfFormat.N_TRIPLES)
    store.flush()
    del store
    assert [(finding.file, finding.rule) for finding in check_build(build)] == [("store", "same triples")]


@pytest.mark.parametrize("name", ["graph.nt", "evidence.nt", "graph.ttl", "graph.jsonld"])
def test_a_file_that_was_changed_without_any_other_fault_is_one_line(build: Path, name: str) -> None:
    text = (build / name).read_text("utf-8")
    edits = {"graph.nt": ('"neural network"', '"neural networks"'), "evidence.nt": ("Tomatoes", "Potatoes")}
    old, new = edits.get(name, ("\n", "\n\n"))
    assert old in text
    (build / name).write_text(text.replace(old, new), encoding="utf-8")
    assert [(fault.file, fault.rule) for fault in faults(build)] == [(name, "checksum")]


def test_a_description_with_another_hash_is_found(build: Path) -> None:
    text = (build / "dataset.ttl").read_text("utf-8")
    at = text.index('checksumValue "', text.index("dataset.nq/checksum>")) + len('checksumValue "')
    (build / "dataset.ttl").write_text(f"{text[:at]}{'f' * 64}{text[at + 64 :]}", encoding="utf-8")
    assert [(fault.file, fault.rule) for fault in faults(build)] == [("dataset.ttl", "checksum")]


def test_a_description_that_is_no_turtle_is_found(build: Path) -> None:
    (build / "dataset.ttl").write_text("this is none", encoding="utf-8")
    assert [(fault.file, fault.rule) for fault in faults(build)] == [("dataset.ttl", "syntax")]


@pytest.mark.parametrize(
    ("file", "edit", "subject", "words"),
    [
        ("graph.nt", add(f'{ATTENTION} <{SKOS}prefLabel> "focus"@en'), ATTENTION, "has two prefLabels in one language"),
        ("graph.nt", add(f'{ATTENTION} <{SKOS}altLabel> "attention"@en'), ATTENTION, 'has "attention"@en as'),
        ("graph.nt", add(f"{ATTENTION} <{SKOS}related> {NEURAL}"), ATTENTION, "one lies under the other"),
        ("graph.nt", add(f"{NEURAL} <{SKOS}broader> {NEURAL}"), NEURAL, "lies under itself"),
        ("graph.nt", add(f"<{BASE}post/garden> <http://schema.org/colour> <{BASE}red>"), f"<{BASE}post/garden>", "has schema:colour, which the profile does not know here"),
        ("graph.nt", add(f'<{BASE}post/lost> <http://schema.org/datePublished> "soon"'), f"<{BASE}post/lost>", 'schema:datePublished is "soon"'),
        ("graph.nt", add(f'<{BASE}post/lost> <http://schema.org/headline> "b"@en'), f"<{BASE}post/lost>", "has more than one schema:headline"),
        ("graph.nt", add(f"<{BASE}post/garden> <http://schema.org/mentions> <{BASE}none>"), f"<{BASE}post/garden>", f"schema:mentions leads to <{BASE}none>"),
        ("evidence.nt", swap('anchorOf> "mostly"', 'anchorOf> "mostlx"'), PHRASE, "the text has 'mostly' there, not 'mostlx'"),
        ("evidence.nt", swap('"0.900"', '"1.900"'), PHRASE, "is sure by 1.900"),
        ("evidence.nt", lambda lines: [line for line in lines if not line.startswith(f"{PHRASE} <{NIF}anchorOf")], PHRASE, "has not exactly one nif:anchorOf"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_one_line_with_the_subject_what_is_wrong_and_what_to_do(
    build: Path, run: Callable[..., Run], file: str, edit: Callable[[list[str]], list[str]], subject: str, words: str
) -> None:
    if words.startswith("is sure"):
        edit = swap(
            f'{PHRASE} <http://www.w3.org/2005/11/its/rdf#taConfidence> "0.900"',
            f'{PHRASE} <http://www.w3.org/2005/11/its/rdf#taConfidence> "1.900"',
        )
    change(build / file, edit)
    said = run("check", build)
    assert said.status == 6
    [line] = said.stdout.splitlines()
    assert line.startswith(f"{file}: {subject}: ")
    assert words in line
    assert "; " in line
    assert "build" in line.rpartition("; ")[2]


def test_a_missing_file_is_found(build: Path) -> None:
    (build / "evidence.nt").unlink()
    assert [(finding.file, finding.rule) for finding in check_build(build)] == [("evidence.nt", "exists")]


def test_a_folder_without_a_build_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(NothingBuiltError, match="no build") as caught:
        check_build(tmp_path)
    assert caught.value.remedy.startswith("make one: kg build")


def test_a_large_build_is_sampled_and_says_so(good: Path) -> None:
    notes = [finding for finding in check_shapes(good, most=10) if finding.level is Level.NOTE]
    assert [note.message.partition(" ")[2].partition(" ")[0] for note in notes] == ["of", "of"]


def test_without_pyshacl_the_rest_is_checked_and_a_note_has_the_remedy(
    build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_module = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "pyshacl":
            raise ModuleNotFoundError(name)
        return import_module(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    change(build / "evidence.nt", swap('"mostly"', '"mostlx"'))
    found = check_build(build)
    assert "pip install 'kg[check]'" in next(each.message for each in found if each.level is Level.NOTE)
    assert "NIF offsets" in {each.rule for each in found}


def test_the_shapes_conform_to_the_shapes_of_shacl() -> None:
    import pyshacl
    import rdflib

    source = Path(check_shapes.__code__.co_filename).parents[1] / "shapes.ttl"
    shapes = rdflib.Graph().parse(source)
    conforms, _, words = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, words


def test_many_findings_of_one_rule_end_with_their_number() -> None:
    many = (Finding(file="a", rule="b", subject=str(number), message="c") for number in range(60))
    found = list(cap(many))
    assert len(found) == 51
    assert found[-1].message == "10 more like these"


def test_two_circles_are_two_findings(build: Path) -> None:
    change(
        build / "graph.nt",
        add(f"{NEURAL} <{SKOS}broader> {ATTENTION}", f"<{BASE}concept/transformer> <{SKOS}broader> {BERT}"),
    )
    assert len([each for each in check_build(build) if each.rule == "SKOS no cycle in broader"]) == 2
