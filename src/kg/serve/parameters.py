"""The parameters of a request: percent-escapes decoded once, as UTF-8, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias
from urllib.parse import parse_qsl

from kg.serve.limits import MOST_FIELDS, MOST_QUERY
from kg.serve.refusals import Refusal

Parameters: TypeAlias = Sequence[tuple[str, str]]

_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_BROKEN_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def parse_parameters(encoded: bytes) -> Parameters:
    """Return the names and values of a query string or a form; refuse what is no UTF-8."""
    if _BROKEN_ESCAPE.search(encoded):
        raise Refusal(400, "a % in the parameters is followed by no two hexadecimal digits", "write % as %25")
    try:
        return parse_qsl(
            encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS, separator="&"
        )
    except UnicodeDecodeError as error:
        raise Refusal(400, "the parameters are not UTF-8", "percent-encode the bytes of UTF-8") from error
    except ValueError as error:
        raise Refusal(400, "too many parameters", f"send at most {MOST_FIELDS}") from error


def find_one(parameters: Parameters, name: str) -> str | None:
    """Return the value of a parameter that may be there once; refuse a second one."""
    values = [value for key, value in parameters if key == name]
    if len(values) > 1:
        raise Refusal(400, f"{name} is there {len(values)} times", f"send one {name}")
    return values[0] if values else None


def find_limit(parameters: Parameters) -> int | None:
    """Return how many rows are wanted, where it is said."""
    limit = find_one(parameters, "limit")
    if limit is None:
        return None
    if not _NUMBER.fullmatch(limit):
        raise Refusal(400, "limit is no number of rows", "send limit=50, for example")
    return int(limit)


def check_graphs(names: Iterable[str]) -> None:
    """Refuse the choice of a dataset: a build has one graph, and it has no name."""
    for name in names:
        if name in ("default-graph-uri", "named-graph-uri"):
            raise Refusal(
                400,
                f"{name} names a graph that is not here: the build has one graph, without a name",
                f"leave {name} out: the one graph is asked",
            )


def check_length(query: str) -> str:
    """Return the query; refuse one that is too long to be read."""
    if len(query.encode("utf-8", "replace")) > MOST_QUERY:
        raise Refusal(413, "the query is too long", f"send at most {MOST_QUERY} bytes of SPARQL")
    return query
