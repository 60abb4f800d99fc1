"""Which IRI a thing has: legal for every text, readable, the same in every build.

Chinese stays Chinese (RFC 3987); what an IRI may not hold is percent-escaped, and so is what a reader cannot
see: white space, and the signs that change the direction of writing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from kg.model import ConceptKind, RelationKind, VocabularySource

# RFC 3987: `ucschar`, without white space, without the marks of RFC 3987 4.1 and without invisible signs.
_BEYOND_ASCII: Final = (
    "\u00a1-\u00ac\u00ae-\u061b\u061d-\u167f\u1681-\u180d\u180f-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
    + "".join(f"{chr(plane * 0x10000)}-{chr(plane * 0x10000 + 0xFFFD)}" for plane in range(1, 14))
)
_ESCAPE: Final = r"%(?![0-9A-Fa-f]{2})"
_ILLEGAL: Final = re.compile(rf"[^A-Za-z0-9\-._~:/?#@!$&'()*+,;=%{_BEYOND_ASCII}]|{_ESCAPE}")
_ILLEGAL_IN_PATH: Final = re.compile(rf"[^A-Za-z0-9\-._~:/@!$&'()*+,;=%{_BEYOND_ASCII}]|{_ESCAPE}")
_ILLEGAL_IN_SEGMENT: Final = re.compile(rf"[^A-Za-z0-9\-._~!$'()*+,;={_BEYOND_ASCII}]")
_DOTS: Final = re.compile(r"(?<![^/])(\.{1,2})(?![^/])")
_REMEMBERED: Final = 1 << 14  # ids whose IRI is kept: some megabytes, however many posts there are
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(//)?")


class Iris:
    """The IRIs of one build, all under its base."""

    def __init__(self, base: str) -> None:
        """Take any IRI as the base; raise `UsageError` where it is none."""
        escaped = _escape(_ILLEGAL, base.strip())
        self.base = escaped if escaped.endswith(("/", "#", "=")) else f"{escaped}/"
        # An id is met once for each of its edges.
        self._node_of: dict[str, str] = {}
        self._encoded_of: dict[str, bytes] = {}
        if not _is_iri(f"{self.base}x"):
            raise UsageError(
                f"the base {base!r} is no absolute IRI",
                remedy="set base to one such as https://example.org/kg/",
            )

    def of(self, identifier: str) -> str:
        """Return an id that is an absolute IRI as it is, made legal; join any other to the base as a path."""
        return self.node(identifier)[1:-1]

    def node(self, identifier: str) -> str:
        """Return the same inside angle brackets, as N-Triples writes it."""
        node = self._node_of.get(identifier)
        if node is None:
            if len(self._node_of) >= _REMEMBERED:
                self._node_of.clear()
            node = self._node_of[identifier] = f"<{self._resolve(identifier)}>"
        return node

    def encoded(self, identifier: str) -> bytes:
        """Return the same in UTF-8."""
        node = self._encoded_of.get(identifier)
        if node is None:
            if len(self._encoded_of) >= _REMEMBERED:
                self._encoded_of.clear()
            node = self._encoded_of[identifier] = self.node(identifier).encode()
        return node

    def _resolve(self, identifier: str) -> str:
        if _is_absolute(identifier):
            iri = _escape(_ILLEGAL, identifier)
            if _is_iri(iri):
                return iri
        return self.base + _DOTS.sub(_escape_dots, _escape(_ILLEGAL_IN_PATH, identifier))

    def person(self, name: str) -> str:
        """Return the IRI of an author; white space becomes an underline."""
        return f"{self.base}person/{to_segment('_'.join(name.split()))}"

    def source(self, path: str) -> str:
        """Return the IRI of an input file from its path relative to the input."""
        return f"{self.base}source/{'/'.join(map(to_segment, path.split('/')))}"

    def concept_kind(self, kind: ConceptKind) -> str:
        """Return the IRI of a sort of concepts."""
        return f"{self.base}concept-kind/{kind.value}"

    def relation_kind(self, kind: RelationKind) -> str:
        """Return the IRI of a sort of relations between concepts."""
        return f"{self.base}relation-kind/{_hyphenated(kind)}"

    def statement(self, subject: str, kind: RelationKind, other: str) -> str:
        """Return the IRI of what posts say of two concepts, from their ids."""
        ends = [to_segment(self.of(end).removeprefix(f"{self.base}concept/")) for end in (subject, other)]
        return f"{self.base}statement/{ends[0]}/{_hyphenated(kind)}/{ends[1]}"

    def vocabulary(self, vocabulary: VocabularySource) -> str:
        """Return the IRI of one state of a vocabulary file: other bytes, other IRI."""
        return f"{self.base}vocabulary/{to_segment(vocabulary.name)}/{to_segment(vocabulary.sha256)}"


def to_text_iri(post_iri: str) -> str:
    """Return the IRI of a post's text, to which `#char=…` is added.

    A fragment of the post's own becomes part of the path: two posts on one page have two texts.
    """
    page, hash_sign, fragment = post_iri.partition("#")
    return f"{page}%23{fragment}" if hash_sign and fragment else page


def to_segment(text: str) -> str:
    """Return the text as one path segment: a slash, a question mark or a per cent sign in it is escaped."""
    return _DOTS.sub(_escape_dots, _escape(_ILLEGAL_IN_SEGMENT, text))


def _hyphenated(kind: RelationKind) -> str:
    return kind.value.replace(" ", "-")


def _is_absolute(identifier: str) -> bool:
    # JSON-LD reads `schema:x` as a prefixed name: such an id is a path.
    scheme = _SCHEME.match(identifier)
    return scheme is not None and (scheme[2] is not None or scheme[1] not in PREFIXES)


def _is_iri(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True


def _escape(illegal: re.Pattern[str], text: str) -> str:
    return illegal.sub(_percent, text)


def _percent(character: re.Match[str]) -> str:
    # A lone surrogate has no UTF-8: it becomes the replacement character, as it does in literals.
    sign = "\ufffd" if "\ud800" <= character[0] <= "\udfff" else character[0]
    return "".join(f"%{byte:02X}" for byte in sign.encode())


def _escape_dots(dots: re.Match[str]) -> str:
    return "%2E" * len(dots[1])
