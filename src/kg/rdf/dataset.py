"""The dataset's description of itself: what it holds, what made it, from which vocabularies. No clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.literals import to_hex, to_integer, to_quoted, to_text

if TYPE_CHECKING:
    from kg.model import Run, VocabularySource
    from kg.rdf.iris import Iris

_DESCRIPTION: Final = (
    "Blog posts, the concepts they name, the works they cite; the evidence for each edge is in evidence.nt."
)
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types"
_MEDIA_TYPE_OF: Final = {
    "evidence.nt": "application/n-triples",
    "graph.jsonld": "application/ld+json",
    "graph.nt": "application/n-triples",
    "graph.ttl": "text/turtle",
}
_COUNTED_CLASSES: Final = (
    "schema:BlogPosting",
    "schema:CreativeWorkSeries",
    "schema:Person",
    "skos:Concept",
    "skos:ConceptScheme",
)
_COUNTED_PROPERTIES: Final = ("cito:cites", "schema:about", "schema:mentions")
_VOCABULARIES: Final = ("cito", "dcterms", "fabio", "itsrdf", "nif", "prov", "schema", "skos")


def to_dataset_triples(run: Run, iris: Iris) -> Iterator[str]:
    """Yield who made the dataset from what, and in which files it lies."""
    dataset, blog = f"<{iris.base}dataset>", f"<{iris.base}blog>"
    yield f"{dataset} {terms.TYPE} {terms.DCAT_DATASET} ."
    yield f"{dataset} {terms.TYPE} {terms.VOID_DATASET} ."
    yield f"{dataset} {terms.TITLE} {to_quoted(run.title)} ."
    yield f"{dataset} {terms.DESCRIPTION} {to_text(_DESCRIPTION, 'en')} ."
    yield f"{dataset} {terms.URI_SPACE} {to_quoted(iris.base)} ."
    for prefix in _VOCABULARIES:
        yield f"{dataset} {terms.VOCABULARY} <{terms.PREFIXES[prefix]}> ."
    yield f"{blog} {terms.TYPE} {terms.BLOG} ."
    yield f"{blog} {terms.NAME} {to_quoted(run.title)} ."
    yield from _file_triples(dataset, iris)
    yield from _run_triples(dataset, run, iris)


def to_count_triples(triples: Iterable[str], iris: Iris) -> Iterator[str]:
    """Yield how many posts, concepts, mentions and so on the distinct triples hold."""
    dataset = f"<{iris.base}dataset>"
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for triple in triples:
        _, predicate, rest = triple.split(" ", 2)
        properties[predicate] += 1
        if predicate == terms.TYPE:
            classes[rest[:-2]] += 1
    for curie in _COUNTED_CLASSES:
        part, term = _part(curie, iris), terms.to_term(curie)
        yield f"{dataset} {terms.CLASS_PARTITION} {part} ."
        yield f"{part} {terms.CLASS} {term} ."
        yield f"{part} {terms.ENTITIES} {to_integer(classes[term])} ."
    for curie in _COUNTED_PROPERTIES:
        part, term = _part(curie, iris), terms.to_term(curie)
        yield f"{dataset} {terms.PROPERTY_PARTITION} {part} ."
        yield f"{part} {terms.PROPERTY} {term} ."
        yield f"{part} {terms.TRIPLES} {to_integer(properties[term])} ."


def to_size_triple(triples: int, iris: Iris) -> str:
    """Return the number of triples of `graph.nt`, this one among them."""
    return f"<{iris.base}dataset> {terms.TRIPLES} {to_integer(triples)} ."


def _part(curie: str, iris: Iris) -> str:
    return f"<{iris.base}dataset/{curie.partition(':')[2]}>"


def _file_triples(dataset: str, iris: Iris) -> Iterator[str]:
    for name, media_type in _MEDIA_TYPE_OF.items():
        distribution = f"<{iris.base}dataset/{name}>"
        yield f"{dataset} {terms.HAS_DISTRIBUTION} {distribution} ."
        yield f"{distribution} {terms.TYPE} {terms.DISTRIBUTION} ."
        yield f"{distribution} {terms.TITLE} {to_quoted(name)} ."
        yield f"{distribution} {terms.MEDIA_TYPE} <{_MEDIA_TYPES}/{media_type}> ."


def _run_triples(dataset: str, run: Run, iris: Iris) -> Iterator[str]:
    activity, agent = f"<{iris.base}run>", f"<{iris.base}software/kg>"
    yield f"{dataset} {terms.WAS_GENERATED_BY} {activity} ."
    yield f"{activity} {terms.TYPE} {terms.ACTIVITY} ."
    yield f"{activity} {terms.WAS_ASSOCIATED_WITH} {agent} ."
    yield f"{agent} {terms.TYPE} {terms.SOFTWARE_AGENT} ."
    yield f"{agent} {terms.TYPE} {terms.SOFTWARE_APPLICATION} ."
    yield f"{agent} {terms.NAME} {to_quoted('kg')} ."
    yield f"{agent} {terms.SOFTWARE_VERSION} {to_quoted(run.version)} ."
    for vocabulary in run.vocabularies:
        yield f"{activity} {terms.USED} <{iris.vocabulary(vocabulary)}> ."
        yield from _vocabulary_triples(vocabulary, iris)


def _vocabulary_triples(vocabulary: VocabularySource, iris: Iris) -> Iterator[str]:
    iri = iris.vocabulary(vocabulary)
    subject, checksum = f"<{iri}>", f"<{iri}/checksum>"
    yield f"{subject} {terms.TYPE} {terms.ENTITY} ."
    yield f"{subject} {terms.TITLE} {to_quoted(vocabulary.name)} ."
    yield f"{subject} {terms.HAS_CHECKSUM} {checksum} ."
    yield f"{checksum} {terms.TYPE} {terms.CHECKSUM} ."
    yield f"{checksum} {terms.ALGORITHM} {terms.SHA256} ."
    yield f"{checksum} {terms.CHECKSUM_VALUE} {to_hex(vocabulary.sha256)} ."
