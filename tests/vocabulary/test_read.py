"""SKOS files in."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import ConceptId, ConceptKind, Text
from kg.vocabulary.lint import Severity, lint
from kg.vocabulary.read import parse_skos, read_vocabulary

PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n@prefix : <https://e.x/> .\n"


def parsed(turtle: str):  # type: ignore[no-untyped-def]
    return {each.id: each for each in parse_skos((PREFIXES + turtle).encode(), "v.ttl")}


def test_a_concept_has_its_labels_kind_and_broader() -> None:
    one = parsed(
        ':gan a skos:Concept ; skos:prefLabel "GAN"@en, "生成对抗网络"@zh ; skos:altLabel "GANs"@en ;'
        " skos:broader :up ; dcterms:type <https://example.org/kg/concept-kind/model> ."
    )["https://e.x/gan"]
    assert one.preferred == (Text("GAN", "en"), Text("生成对抗网络", "zh"))
    assert one.alternative == (Text("GANs", "en"),)
    assert one.broader == ("https://e.x/up",)
    assert one.kind is ConceptKind.MODEL


def test_a_label_without_a_language_gets_it_from_its_script() -> None:
    assert parsed(':a a skos:Concept ; skos:prefLabel "流模型" .')["https://e.x/a"].preferred[0].language == "zh"


def test_narrower_counts_as_broader_of_the_other() -> None:
    found = parsed(
        ':a a skos:Concept ; skos:prefLabel "a"@en ; skos:narrower :b . :b a skos:Concept ; skos:prefLabel "b"@en .'
    )
    assert found["https://e.x/b"].broader == ("https://e.x/a",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "v.nt",
            '<https://e.x/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#Concept> .\n<https://e.x/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "a"@en .',
        ),
        (
            "v.jsonld",
            '{"@id":"https://e.x/a","@type":"http://www.w3.org/2004/02/skos/core#Concept","http://www.w3.org/2004/02/skos/core#prefLabel":{"@value":"a","@language":"en"}}',
        ),
        (
            "v.rdf",
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#"><s:Concept rdf:about="https://e.x/a"><s:prefLabel xml:lang="en">a</s:prefLabel></s:Concept></rdf:RDF>',
        ),
    ],
)
def test_any_rdf_format_is_read(name: str, content: str) -> None:
    assert [each.name for each in parse_skos(content.encode(), name)] == ["a"]


def test_a_file_without_a_concept_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("")
    with pytest.raises(InputError, match="no skos:Concept"):
        read_vocabulary([path])


def test_an_unknown_suffix_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "v.xyz"
    path.write_text("")
    with pytest.raises(InputError, match="suffix"):
        read_vocabulary([path])


def test_a_file_of_ones_own_replaces_a_shipped_concept(tmp_path: Path) -> None:
    path = tmp_path / "v.ttl"
    path.write_text(PREFIXES + '<https://example.org/kg/concept/gan> a skos:Concept ; skos:prefLabel "mine"@en .')
    assert read_vocabulary([path]).concepts[ConceptId("https://example.org/kg/concept/gan")].name == "mine"


def test_the_shipped_vocabulary_has_no_error() -> None:
    assert [flaw for flaw in lint(read_vocabulary()) if flaw.severity is Severity.ERROR] == []


def test_the_shipped_vocabulary_is_large_bilingual_and_typed() -> None:
    concepts = read_vocabulary().concepts.values()
    assert len(concepts) >= 1800
    assert sum(any(text.language == "zh" for text in each.labels) for each in concepts) >= 1000
    assert {each.kind for each in concepts} == set(ConceptKind)


def test_every_shipped_file_is_sorted() -> None:
    for path in sorted(Path("src/kg/vocabulary").glob("*.ttl")):
        subjects = [
            line.split()[0] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("concept:")
        ]
        assert subjects == sorted(subjects), path


def test_lint_finds_a_cycle_a_shared_label_and_a_missing_broader(tmp_path: Path) -> None:
    path = tmp_path / "v.ttl"
    path.write_text(
        PREFIXES
        + ':a a skos:Concept ; skos:prefLabel "alpha thing"@en ; skos:broader :b .\n'
        + ':b a skos:Concept ; skos:prefLabel "beta thing"@en ; skos:broader :a .\n'
        + ':c a skos:Concept ; skos:prefLabel "Alpha thing"@en ; skos:broader :nowhere .\n'
    )
    messages = " ".join(flaw.message for flaw in lint(read_vocabulary([path], shipped=False)))
    assert "broader than itself" in messages
    assert "shares the unambiguous label" in messages
    assert "in no file" in messages
