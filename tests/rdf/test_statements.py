"""What posts say of two concepts, in RDF: a statement, and words that refer to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.schema import Edge, EdgeKind
from kg.model import Relation, RelationKind, Span
from kg.rdf.terms import PREFIXES
from tests.rdf.blog import (
    ATTENTION_CONCEPT,
    BASE,
    BERT,
    EDGES,
    NOUNS,
    TRANSFORMER,
    TRANSFORMER_CONCEPT,
    find,
    to_graph,
)
from tests.rdf.written import to_evidence, to_triples

SAID = Relation(
    post=TRANSFORMER.id,
    subject=TRANSFORMER_CONCEPT.id,
    object=ATTENTION_CONCEPT.id,
    kind=RelationKind.BASED_ON,
    span=find(TRANSFORMER, "Transformer stacks attention"),
    confidence=0.9,
    rule="X is based on Y",
)
RELATED = Edge(
    source=ATTENTION_CONCEPT.id,
    target=TRANSFORMER_CONCEPT.id,
    kind=EdgeKind.RELATED,
    weight=1,
    about=False,
    evidence=(SAID,),
)
BROADER = replace(RELATED, source=BERT.id, target=TRANSFORMER_CONCEPT.id, kind=EdgeKind.BROADER)
STATEMENT = f"<{BASE}statement/transformer/based-on/attention>"


def edges(*others: Edge) -> list[Edge]:
    ends = {(each.source, each.target, each.kind) for each in others}
    return [*(each for each in EDGES if (each.source, each.target, each.kind) not in ends), *others]


def term(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def test_a_statement_repeats_its_edge_and_says_what_posts_say() -> None:
    triples = [line for line in to_triples(to_graph(NOUNS, edges(RELATED))) if line.startswith(STATEMENT)]
    assert triples == [
        f"{STATEMENT} {term('dcterms:type')} <{BASE}relation-kind/based-on> .",
        f"{STATEMENT} {term('rdf:object')} <{BASE}concept/transformer> .",
        f"{STATEMENT} {term('rdf:predicate')} {term('skos:related')} .",
        f"{STATEMENT} {term('rdf:subject')} <{BASE}concept/attention> .",
        f"{STATEMENT} {term('rdf:type')} {term('rdf:Statement')} .",
    ]


def test_the_words_are_a_string_whose_subject_is_the_statement() -> None:
    evidence = to_evidence(to_graph(NOUNS, edges(RELATED))).decode()
    phrase = f"<{TRANSFORMER.id}#char={SAID.span.start},{SAID.span.end}>"
    assert f"{phrase} {term('dcterms:subject')} {STATEMENT} .\n" in evidence
    assert f"{phrase} {term('rdf:type')} {term('nif:String')} .\n" in evidence
    assert f"{phrase} {term('rdf:type')} {term('nif:Phrase')} .\n" not in evidence
    assert f"{term('itsrdf:taIdentRef')} {STATEMENT}" not in evidence
    assert f'{phrase} {term("nif:anchorOf")} "Transformer stacks attention" .\n' in evidence


def test_an_edge_of_the_vocabulary_alone_makes_no_statement() -> None:
    assert not any("/statement/" in line for line in to_triples(to_graph()))


@pytest.mark.parametrize(
    ("kind", "against", "stated"),
    [
        (RelationKind.VARIANT_OF, False, "bert/variant-of/transformer"),
        (RelationKind.COMPARED_WITH, True, "bert/compared-with/transformer"),
        (RelationKind.BASED_ON, True, None),
    ],
)
def test_nothing_is_stated_against_the_way_of_a_broader_edge(
    kind: RelationKind, against: object, stated: str | None
) -> None:
    ends = (TRANSFORMER_CONCEPT.id, BERT.id) if against else (BERT.id, TRANSFORMER_CONCEPT.id)
    said = replace(SAID, subject=ends[0], object=ends[1], kind=kind, span=Span(2, 20))
    triples = to_triples(to_graph(NOUNS, edges(replace(BROADER, evidence=(said,)))))
    found = {line.split(" ")[0] for line in triples if "/statement/" in line.split(" ")[0]}
    name = stated and stated.replace("bert", "http%3A%2F%2Fvocabulary.example%2Fbert")
    assert found == ({f"<{BASE}statement/{name}>"} if name else set())
