"""The endpoint's description of itself (SPARQL 1.1 Service Description, W3C Recommendation, 21 March 2013)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.query.ask import Answer
from kg.query.formats import Form, Format
from kg.query.render import to_bytes
from kg.rdf import terms

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_W3C_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMATS: Final = (
    "JSON-LD",
    "N-Triples",
    "SPARQL_Results_CSV",
    "SPARQL_Results_JSON",
    "SPARQL_Results_TSV",
    "SPARQL_Results_XML",
    "Turtle",
)


def describe_service(root: str, base: str, chosen: Format) -> bytes:
    """Return the description of the endpoint below the address `root` for a build whose IRIs are under `base`."""
    lines = sorted(f"{line} .\n" for line in _describe(root, base))
    answer = Answer(form=Form.TRIPLES, size=len(lines), is_cut=False, base=base, body="".join(lines).encode())
    return to_bytes(answer, chosen)


def _describe(root: str, base: str) -> Iterator[str]:
    service, dataset, graph = (f"<{root}sparql{fragment}>" for fragment in ("", "#dataset", "#graph"))
    yield f"{service} {terms.TYPE} {_sd('Service')}"
    yield f"{service} {_sd('endpoint')} {service}"
    yield f"{service} {_sd('supportedLanguage')} {_sd('SPARQL11Query')}"
    yield f"{service} {_sd('defaultDataset')} {dataset}"
    for name in _FORMATS:
        yield f"{service} {_sd('resultFormat')} <{_W3C_FORMATS}{name}>"
    yield f"{dataset} {terms.TYPE} {_sd('Dataset')}"
    yield f"{dataset} {_sd('defaultGraph')} {graph}"
    yield f"{graph} {terms.TYPE} {_sd('Graph')}"
    if base:
        yield f"{graph} {terms.to_term('rdfs:seeAlso')} <{base}dataset>"


def _sd(name: str) -> str:
    return f"<{_SD}{name}>"
