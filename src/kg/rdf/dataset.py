"""The dataset's description of itself: what made it, from which vocabularies, in which files it lies. No clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.literals import to_hex, to_integer, to_offset, to_quoted, to_text

if TYPE_CHECKING:
    from kg.model import Run, VocabularySource
    from kg.rdf.canonical import Digest
    from kg.rdf.iris import Iris

_DESCRIPTION: Final = (
    "Blog posts, the concepts they name, the works they cite; the evidence for each edge is in evidence.nt."
)
_CANONICAL_DESCRIPTION: Final = (
    "graph.nt and evidence.nt as one sorted list of N-Quads, each once; its SHA-256 is that of RDFC-1.0."
)
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types"
DESCRIPTION: Final = "dataset.ttl"
CANONICAL: Final = "dataset.nq"  # no file of a build: what `kg export OUT nq.gz` writes in pieces
_MEDIA_TYPE_OF: Final = {
    CANONICAL: "application/n-quads",
    "evidence.nt": "application/n-triples",
    "graph.jsonld": "application/ld+json",
    "graph.nt": "application/n-triples",
    "graph.ttl": "text/turtle",
}
FILES: Final = ("evidence.nt", "graph.jsonld", "graph.nt", "graph.ttl")
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
    for name in FILES:
        yield from _distribution_triples(name, iris)
    yield from _run_triples(dataset, run, iris)


def to_checksum_triples(name: str, digest: Digest, iris: Iris) -> Iterator[str]:
    """Yield what is known of one file that is written, or of the canonical form of all.

    No file can hold its own hash, nor another one's that says the same: these triples are in a file of their own.
    """
    yield from _distribution_triples(name, iris)
    distribution = f"{iris.base}dataset/{name}"
    yield f"<{distribution}> {terms.BYTE_SIZE} {to_offset(digest.size)} ."
    yield from _hash_triples(distribution, digest.sha256)
    if name == CANONICAL:
        yield f"<{distribution}> {terms.DESCRIPTION} {to_text(_CANONICAL_DESCRIPTION, 'en')} ."
        yield f"<{distribution}> {terms.TRIPLES} {to_integer(digest.lines)} ."


def _distribution_triples(name: str, iris: Iris) -> Iterator[str]:
    distribution = f"<{iris.base}dataset/{name}>"
    yield f"<{iris.base}dataset> {terms.HAS_DISTRIBUTION} {distribution} ."
    yield f"{distribution} {terms.TYPE} {terms.DISTRIBUTION} ."
    yield f"{distribution} {terms.TITLE} {to_quoted(name)} ."
    yield f"{distribution} {terms.MEDIA_TYPE} <{_MEDIA_TYPES}/{_MEDIA_TYPE_OF[name]}> ."


def _hash_triples(iri: str, sha256: str) -> Iterator[str]:
    checksum = f"<{iri}/checksum>"
    yield f"<{iri}> {terms.HAS_CHECKSUM} {checksum} ."
    yield f"{checksum} {terms.TYPE} {terms.CHECKSUM} ."
    yield f"{checksum} {terms.ALGORITHM} {terms.SHA256} ."
    yield f"{checksum} {terms.CHECKSUM_VALUE} {to_hex(sha256)} ."


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
    yield f"<{iri}> {terms.TYPE} {terms.ENTITY} ."
    yield f"<{iri}> {terms.TITLE} {to_quoted(vocabulary.name)} ."
    yield from _hash_triples(iri, vocabulary.sha256)
