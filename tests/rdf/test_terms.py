"""The terms are the standard ones."""

from __future__ import annotations

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, SDO, SH, SKOS, VOID, XSD, Graph, URIRef

from kg.rdf.terms import PREFIXES, TERMS
from tests.rdf.blog import GARDEN, to_graph
from tests.rdf.written import to_triples

CLOSED = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}


def test_schema_org_is_http_and_not_the_https_of_rdflib() -> None:
    assert PREFIXES["schema"] == "http://schema.org/"
    assert PREFIXES["schema"] != str(SDO)
    assert not any("https://schema.org" in term for term in TERMS)


@pytest.mark.parametrize("prefix", sorted(CLOSED))
def test_a_namespace_is_the_one_that_rdflib_knows(prefix: str) -> None:
    assert PREFIXES[prefix] == str(CLOSED[prefix])


@pytest.mark.parametrize("prefix", sorted(CLOSED))
def test_every_term_is_one_that_its_vocabulary_defines(prefix: str) -> None:
    used = [term[1:-1] for term in TERMS if term.startswith(f"<{PREFIXES[prefix]}")]
    assert [term for term in used if URIRef(term) not in CLOSED[prefix]] == []


def test_schema_terms_are_ones_that_rdflib_knows_under_https() -> None:
    used = [term[1:-1] for term in TERMS if term.startswith("<http://schema.org/")]
    assert len(used) > 20
    assert [term for term in used if URIRef(term.replace("http:", "https:")) not in SDO] == []


@pytest.mark.parametrize(
    ("namespace", "faults"), [("http://schema.org/", 1), ("https://schema.org/", 0)], ids=["http", "https"]
)
def test_a_shape_for_schema_org_finds_a_fault_under_http_and_nothing_under_https(namespace: str, faults: int) -> None:
    shape = f"""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <{namespace}> .
        [] a sh:NodeShape ; sh:targetClass schema:BlogPosting ; sh:property [ sh:path schema:headline ; sh:minCount 1 ] ."""
    posts = "\n".join((*to_triples(to_graph((GARDEN,), ())), ""))  # a post that has no headline
    shapes, graph = Graph().parse(data=shape, format="turtle"), Graph().parse(data=posts, format="nt")
    report = pyshacl.validate(graph, shacl_graph=shapes)[1]
    assert len(list(report.subjects(RDF.type, SH.ValidationResult))) == faults
