"""The forms an answer is written in, and which of them fit which kind of answer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

from kg.errors import UsageError


class Form(StrEnum):
    """What a query answers with: rows (SELECT), yes or no (ASK), triples (CONSTRUCT, DESCRIBE)."""

    ROWS = "rows"
    BOOLEAN = "boolean"
    TRIPLES = "triples"


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NT = "nt"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    NQ = "nq"
    TRIG = "trig"
    N3 = "n3"


RESULT_FORMATS: Final = {
    Format.CSV: QueryResultsFormat.CSV,
    Format.TSV: QueryResultsFormat.TSV,
    Format.JSON: QueryResultsFormat.JSON,
    Format.XML: QueryResultsFormat.XML,
}
TRIPLE_FORMATS: Final = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.NT: RdfFormat.N_TRIPLES,
    Format.JSONLD: RdfFormat.JSON_LD,
    Format.RDFXML: RdfFormat.RDF_XML,
    Format.NQ: RdfFormat.N_QUADS,
    Format.TRIG: RdfFormat.TRIG,
    Format.N3: RdfFormat.N3,
}
_FORMAT_OF_SUFFIX: Final = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonld": Format.JSONLD,
    ".n3": Format.N3,
    ".nq": Format.NQ,
    ".nt": Format.NT,
    ".rdf": Format.RDFXML,
    ".srj": Format.JSON,
    ".srx": Format.XML,
    ".trig": Format.TRIG,
    ".tsv": Format.TSV,
    ".ttl": Format.TURTLE,
    ".txt": Format.TABLE,
    ".xml": Format.XML,
}


def choose_format(asked: Format | None, file: Path | None) -> Format | None:
    """Return the format that was asked for, else that of the file's suffix; None leaves it to the answer."""
    if asked or file is None or str(file) == "-":
        return asked
    try:
        return _FORMAT_OF_SUFFIX[file.suffix.lower()]
    except KeyError:
        known = ", ".join(sorted(_FORMAT_OF_SUFFIX))
        raise UsageError(
            f"the suffix of {file} says no format", remedy=f"end it in one of {known}, or say -f FORMAT"
        ) from None


def check_fit(form: Form, asked: Format | None) -> Format:
    """Return the format to write, the default where none was asked for; raise `UsageError` if it cannot."""
    if form is Form.TRIPLES:
        fitting, default = tuple(TRIPLE_FORMATS), Format.TURTLE
    else:
        fitting, default = (Format.TABLE, *RESULT_FORMATS), Format.TABLE
    if asked and asked not in fitting:
        raise UsageError(
            f"{asked} cannot hold {_NAME_OF[form]}", remedy=f"use one of {', '.join(each.value for each in fitting)}"
        )
    return asked or default


_NAME_OF: Final = {
    Form.ROWS: "the rows of a SELECT",
    Form.BOOLEAN: "the yes or no of an ASK",
    Form.TRIPLES: "the triples of a CONSTRUCT or DESCRIBE",
}
