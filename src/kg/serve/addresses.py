"""Which address of the endpoint shows which IRI of the build, and the other way round."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from kg.rdf.iris import Iris

# The first part of a path that kg mints; every other IRI is shown by `/resource?iri=…`.
ROOMS: Final = frozenset(
    "post concept work series person source scheme concept-kind vocabulary dataset run software blog".split()
)
_FORBIDDEN: Final = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f]')  # in SPARQL's IRIREF, so none can end one
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED: Final = re.compile(rb"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_UNESCAPED: Final = "/:@!$&'()*+,;=~-._%"  # a % of an IRI's own stays as it is
MOST_IRI: Final = 4096


def to_address(iri: str, base: str) -> str:
    """Return where the endpoint shows an IRI, as a path and query string."""
    rest = iri[len(base) :] if base.endswith("/") and iri.startswith(base) else ""
    if rest.partition("/")[0] in ROOMS and not re.search(r"[?#]", rest):
        return f"/{quote(rest, safe=_UNESCAPED)}"
    return f"/resource?iri={quote(iri, safe='')}"


def to_iri(raw_path: bytes, base: str) -> str | None:
    """Return the IRI that a path stands for; None where it stands for none.

    Escapes of ASCII stay, as kg mints them; the bytes of other signs become the signs.
    """
    try:
        path = _ESCAPED.sub(_unescape, raw_path.removeprefix(b"/")).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if path.partition("/")[0] not in ROOMS:
        return None
    return Iris(base).of(path)


def to_absolute(iri: str, base: str) -> str:
    """Return the IRI; one without a scheme is under the base."""
    return iri if _SCHEME.match(iri) else base + iri


def is_iri(text: str) -> bool:
    """Tell whether the text can stand between angle brackets in SPARQL, and end nothing there."""
    return 0 < len(text) <= MOST_IRI and not _FORBIDDEN.search(text)


def _unescape(escaped: re.Match[bytes]) -> bytes:
    return bytes.fromhex(escaped[0].replace(b"%", b"").decode("ascii"))
