"""A person's own vocabulary file: concepts go in, nothing gets lost."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Concept, ConceptId, ConceptKind, Text
from kg.vocabulary.own import Change, to_concept, write_own
from kg.vocabulary.read import parse_skos
from kg.vocabulary.turtle import parse_statements

BASE = "https://blog.example/kg/"
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix my: <https://my.example/#> .\n"


def called(*names: str, kind: ConceptKind = ConceptKind.MODEL, broader: tuple[str, ...] = ()) -> Concept:
    concept = to_concept(f"{BASE}concept/{names[0].lower()}", names, kind)
    return Concept(
        id=concept.id,
        kind=kind,
        preferred=concept.preferred,
        alternative=concept.alternative,
        broader=tuple(map(ConceptId, broader)),
    )


def read(path: Path) -> dict[str, Concept]:
    return {concept.id: concept for concept in parse_skos(path.read_bytes(), path.name)}


def facts(path: Path) -> set[str]:
    dataset = ox.Dataset(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=BASE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.ttl"


def test_a_new_file_has_a_scheme_and_reads_back(mine: Path) -> None:
    concept = called("O-GAN", "正交GAN", "Orthogonal GAN", broader=("https://x.example/gan",))
    assert write_own(mine, [concept], BASE) == Change(added=(concept.id,))
    (found,) = read(mine).values()
    assert found.preferred == (Text("O-GAN", "en"), Text("正交GAN", "zh"))
    assert found.alternative == (Text("Orthogonal GAN", "en"),)
    assert (found.kind, found.broader) == (ConceptKind.MODEL, ("https://x.example/gan",))
    assert found.scheme == f"{BASE}scheme/mine"
    assert any("ConceptScheme" in fact for fact in facts(mine))


def test_concepts_come_out_the_same_in_whatever_order_they_go_in(mine: Path, tmp_path: Path) -> None:
    concepts = [called(name) for name in ("TeaForN", "DGCNN", "胶囊网络", "BioWord")]
    write_own(mine, concepts, BASE)
    random.Random(5).shuffle(concepts)
    other = tmp_path / "other" / "mine.ttl"
    other.parent.mkdir()
    for concept in concepts:
        write_own(other, [concept], BASE)
    assert other.read_bytes() == mine.read_bytes()


def test_adding_again_changes_no_byte(mine: Path) -> None:
    concept = called("TeaForN")
    write_own(mine, [concept], BASE)
    before = mine.read_bytes()
    assert write_own(mine, [concept], BASE) == Change(unchanged=(concept.id,))
    assert mine.read_bytes() == before


def test_a_concept_that_is_there_gains_what_it_lacks_and_keeps_its_preferred_label(mine: Path) -> None:
    write_own(mine, [called("TeaForN")], BASE)
    wider = called("TeaForN", "Teacher Forcing with N-grams", broader=("https://x.example/up",))
    assert write_own(mine, [wider], BASE) == Change(widened=(wider.id,))
    (found,) = read(mine).values()
    assert found.preferred == (Text("TeaForN", "en"),)
    assert found.alternative == (Text("Teacher Forcing with N-grams", "en"),)
    assert found.broader == ("https://x.example/up",)


def test_comments_blank_nodes_and_foreign_facts_stay(mine: Path) -> None:
    own = (
        '# Mine. Do not touch: a " and a <\n'
        + PREFIXES
        + '\n# models\nmy:b a skos:Concept ; # "why. not"\n'
        + "  skos:prefLabel \"v1.5. b\"@en , '''it\"s. b'''@en-gb ;\n  skos:note [ skos:note \"a # in. it\" ] .\n"
        + '<https://my.example/z#a.b> skos:editorialNote "z" . # the end\n'
    )
    mine.write_text(own, encoding="utf-8")
    before = facts(mine)
    write_own(mine, [called("TeaForN")], BASE)
    text = mine.read_text(encoding="utf-8")
    assert before < facts(mine)
    kept = iter(text.splitlines())
    assert all(line in kept for line in own.splitlines())


def test_the_prefixes_of_the_file_are_used_and_its_scheme_is_joined(mine: Path) -> None:
    mine.write_text(f"{PREFIXES}@prefix c: <{BASE}concept/> .\nmy:s a skos:ConceptScheme .\n", encoding="utf-8")
    write_own(mine, [called("TeaForN")], BASE)
    assert "\nc:teaforn a skos:Concept ;" in mine.read_text(encoding="utf-8")
    assert read(mine)[f"{BASE}concept/teaforn"].scheme == "https://my.example/#s"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("mine.ttl", b"<a> <b> .", "not legal"),
        ("mine.ttl", b"\xff\xfe", "not legal"),
        ("mine.rdf", b"<rdf/>", "no Turtle file"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_and_left_alone(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says):
        write_own(path, [called("TeaForN")], BASE)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_own(tmp_path / "nowhere" / "mine.ttl", [called("TeaForN")], BASE)


hostile = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(hostile, min_size=1, max_size=3, unique=True))
def test_every_label_reads_back(mine: Path, names: list[str]) -> None:
    mine.unlink(missing_ok=True)
    write_own(mine, [to_concept(f"{BASE}concept/x", names)], BASE)
    (found,) = read(mine).values()
    assert {text.characters for text in found.labels} == set(names)


pieces = st.sampled_from(
    ["my:a skos:note 'x. y' .\n", "# a. b\n", "\n", '<h#a> my:p "#" , 1.5 .', 'my:b my:p """a " . b""" . # c\n', " "]
)


@given(st.lists(pieces, max_size=8))
def test_the_statements_of_a_text_are_the_text_and_each_parses_alone(lines: list[str]) -> None:
    text = PREFIXES + "".join(lines)
    statements = list(parse_statements(text, {"my": "https://my.example/#"}))
    assert "".join(each.text for each in statements) == text
    whole = sum(1 for _ in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=BASE))
    alone = [ox.parse(PREFIXES + each.text, format=ox.RdfFormat.TURTLE, base_iri=BASE) for each in statements]
    assert sum(1 for each in alone for _ in each) == whole


def test_a_statement_knows_what_it_is_about() -> None:
    text = (
        PREFIXES
        + "# c\nPREFIX b: <https://b.example/>\nb:x\\,y a skos:Concept .\n[] a skos:Concept .\n<https://c.example/> a skos:Concept ."
    )
    subjects = [
        each.subject for each in parse_statements(text, {"my": "https://my.example/#", "b": "https://b.example/"})
    ]
    assert subjects == [None, None, "https://b.example/x,y", None, "https://c.example/"]
