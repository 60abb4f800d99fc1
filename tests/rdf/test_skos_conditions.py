"""The integrity conditions of the SKOS Reference (W3C, 2009), one after the other: S9, S13, S14, S27, S37, S46.

These six are all that the Reference calls integrity conditions; what else it numbers from S1 to S46 are definitions
and entailments, which no graph can break. Each condition has a graph that keeps it and some that break it, among
them those which break it only by an entailment (S5, S24, S29, S43, S44, S45).
"""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from kg.rdf.checks.disjoint import check_disjoint
from kg.rdf.checks.skos import check_concepts

PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX : <http://example.com/ns/>"
LOVE = ':love a skos:Concept ; skos:prefLabel "love"@en . :hate a skos:Concept ; skos:prefLabel "hate"@en . '
CHAIN = LOVE + ':joy a skos:Concept ; skos:prefLabel "joy"@en ; skos:broader :love . :love skos:broader :feeling . '
CHAIN += ':feeling a skos:Concept ; skos:prefLabel "feeling"@en . '


def broken(turtle: str) -> set[str]:
    """Return the conditions that the graph breaks."""
    quads = list(parse(f"{PREFIXES} {turtle}", format=RdfFormat.TURTLE))
    return {
        finding.rule.removeprefix("SKOS ") for check in (check_concepts, check_disjoint) for finding in check(quads)
    }


@pytest.mark.parametrize(
    ("condition", "turtle"),
    [
        ("S9", LOVE + ":emotions a skos:ConceptScheme ."),
        ("S13", LOVE + ':love skos:altLabel "affection"@en, "love"@fr ; skos:hiddenLabel "luv"@en .'),
        ("S13: another language is another label", LOVE + ':love skos:altLabel "love"@en-gb .'),
        ("S14", LOVE + ':love skos:prefLabel "amour"@fr, "爱"@zh, "愛"@zh-hant, "aimer" .'),
        ("S27: no hierarchy", LOVE + ":love skos:related :hate . :hate skos:related :love ."),
        ("S27: brothers", CHAIN + ":hate skos:broader :feeling ; skos:related :love ."),
        ("S37", LOVE + ":virtues a skos:Collection ; skos:member :love ."),
        ("S46: other pairs", LOVE + ":love skos:exactMatch :amour ; skos:broadMatch :gefühl ."),
        ("S46: close is no part of it", LOVE + ":love skos:exactMatch :amour ; skos:closeMatch :amour ."),
    ],
)
def test_a_graph_that_keeps_a_condition_breaks_none(condition: str, turtle: str) -> None:
    assert broken(turtle) == set(), condition


@pytest.mark.parametrize(
    ("condition", "turtle"),
    [
        ("S9", LOVE + ":love a skos:ConceptScheme ."),
        ("S13", LOVE + ':love skos:altLabel "love"@en .'),
        ("S13", LOVE + ':love skos:hiddenLabel "love"@en .'),
        ("S13", LOVE + ':love skos:altLabel "luv"@en ; skos:hiddenLabel "luv"@en .'),
        ("S14", LOVE + ':love skos:prefLabel "affection"@en .'),
        ("S14", LOVE + ':love skos:prefLabel "amour", "aimer" .'),
        ("S27", CHAIN + ":joy skos:related :love ."),
        ("S27", CHAIN + ":love skos:related :joy ."),  # related is symmetric (S23)
        ("S27", CHAIN + ":joy skos:related :feeling ."),  # broaderTransitive (S24)
        ("S37", LOVE + ":love a skos:Collection ."),
        ("S37", ":emotions a skos:ConceptScheme, skos:Collection ."),
        ("S37", LOVE + ":love a skos:OrderedCollection ."),  # which is a collection (S29)
        ("S46", LOVE + ":love skos:exactMatch :amour ; skos:broadMatch :amour ."),
        ("S46", LOVE + ":love skos:exactMatch :amour ; skos:relatedMatch :amour ."),
        ("S46", LOVE + ":love skos:exactMatch :amour . :amour skos:narrowMatch :love ."),  # the inverse (S43)
        ("S46", LOVE + ":love skos:exactMatch :amour . :amour skos:relatedMatch :love ."),  # symmetric (S44)
        ("S46", LOVE + ":love skos:exactMatch :amour . :amour skos:exactMatch :amor . :love skos:broadMatch :amor ."),
    ],
)
def test_a_graph_that_breaks_a_condition_is_found(condition: str, turtle: str) -> None:
    assert broken(turtle) == {condition}


def test_a_circle_is_allowed_by_skos_and_yet_a_fault_of_a_build() -> None:
    assert broken(CHAIN + ":feeling skos:broader :joy .") == {"no cycle in broader"}
