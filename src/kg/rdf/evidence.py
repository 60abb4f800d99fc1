"""The evidence as triples, in NIF: each post's text, and the words that a mention or a citation stands on.

Offsets are Unicode code points of `nif:isString`, the end exclusive; `#char=b,e` is RFC 5147. Most triples of a
build are made here, so a phrase is written in one piece: its lines in the order of their predicates' IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.rdf import terms
from kg.rdf.iris import Iris, to_text_iri
from kg.rdf.literals import to_offset, to_quoted_bytes

if TYPE_CHECKING:
    from kg.concepts.linking import Ground
    from kg.model import Post

_CONTEXT: Final = (
    f"%b {terms.BEGIN_INDEX} {to_offset(0)} .\n"
    f'%b {terms.END_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f"%b {terms.IS_STRING} %b .\n"
    f"%b {terms.SOURCE_URL} %b .\n"
    f"%b {terms.TYPE} {terms.CONTEXT} .\n"
).encode()
_FORM: Final = (
    f"%b {terms.ANCHOR_OF} %b .\n"
    f'%b {terms.BEGIN_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f'%b {terms.END_INDEX} "%d"^^{terms.XSD_OFFSET} .\n'
    f"%b {terms.REFERENCE_CONTEXT} %b .\n"
    f"%b {terms.TYPE} KIND .\n"
    f'%b {terms.TA_CONFIDENCE} "%.3f"^^{terms.XSD_DECIMAL} .\n'
)
_TARGET: Final = f"%b {terms.TA_IDENT_REF} %b .\n".encode()
_TOPIC: Final = f"%b {terms.TOPIC} %b .\n".encode()
_STRING: Final = _FORM.replace("KIND", terms.STRING).encode()
_WORDS: Final = _FORM.replace("KIND", terms.PHRASE).encode()
_PHRASE: Final = _WORDS + _TARGET


def to_start(post: Post, iris: Iris) -> str:
    """Return what each line about the text of a post begins with, and no other line of the evidence."""
    return f"<{to_text_iri(iris.of(post.id))}#char="


def to_evidence(post: Post, grounds: Iterable[Ground], said: Iterable[Ground], iris: Iris) -> bytes:
    """Return the lines about the text of a post in UTF-8, sorted by bytes, each once.

    `said` are the sentences that make a statement, whose id is the target.
    """
    characters, start = post.text, to_start(post, iris).encode()
    # A subject is `start` and offsets: sorted as they are written, not as numbers.
    rest_of_whole = b"0,%d>" % len(characters)
    text = _Text(characters, start, start + rest_of_whole, iris)
    blocks = text.to_blocks(grounds, said)
    about_text = text.to_context_lines(post)
    about_phrase = blocks.get(rest_of_whole)
    blocks[rest_of_whole] = _to_sorted_lines(about_text + about_phrase) if about_phrase else about_text
    return b"".join([blocks[rest] for rest in sorted(blocks)])


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and what the lines about it have in common."""

    characters: str
    start: bytes
    context: bytes  # the subject that stands for the whole
    iris: Iris

    def to_context_lines(self, post: Post) -> bytes:
        context, iri = self.context, self.iris.encoded(post.id)
        quoted = to_quoted_bytes(self.characters)
        return _CONTEXT % (context, context, len(self.characters), context, quoted, context, iri, context)

    def to_blocks(self, grounds: Iterable[Ground], said: Iterable[Ground]) -> dict[bytes, bytes]:
        """Return the lines about each phrase by its offsets, written as the end of its IRI."""
        blocks: dict[bytes, bytes] = {}
        only: dict[bytes, Ground] = {}
        several: dict[bytes, list[Ground]] = {}
        start, context, characters, encoded = self.start, self.context, self.characters, self.iris.encoded
        for ground in grounds:
            target, begin, end, confidence = ground
            rest = b"%d,%d>" % (begin, end)
            if only.setdefault(rest, ground) is not ground:
                several.setdefault(rest, [only[rest]]).append(ground)
                continue
            subject = start + rest
            # fmt: off
            blocks[rest] = _PHRASE % (
                subject, _to_words(characters[begin:end]), subject, begin, subject, end, subject, context, subject,
                subject, confidence, subject, encoded(target),
            )
            # fmt: on
        said_at: dict[bytes, list[Ground]] = {}
        for ground in said:
            said_at.setdefault(b"%d,%d>" % (ground.start, ground.end), []).append(ground)
        for rest in {**several, **said_at}:
            named = several.get(rest) or [only[rest]] if rest in only else []
            blocks[rest] = self.to_united_lines(named, said_at.get(rest, []))
        return blocks

    def to_united_lines(self, grounds: list[Ground], said: list[Ground]) -> bytes:
        """Return the lines about characters that stand for several things, or say something."""
        begin, end = (grounds or said)[0][1:3]
        subject, words = self.start + b"%d,%d>" % (begin, end), _to_words(self.characters[begin:end])
        # Characters that stand for two things are one phrase: it is as sure as its least sure reading.
        confidence = min(each.confidence for each in (*grounds, *said))
        known = (subject, words, subject, begin, subject, end, subject, self.context, subject, subject, confidence)
        lines = [form % known for form, readings in ((_WORDS, grounds), (_STRING, said)) if readings]
        for form, readings in ((_TARGET, grounds), (_TOPIC, said)):
            lines += [form % (subject, self.iris.encoded(each.target)) for each in readings]
        return _to_sorted_lines(b"".join(lines))


@lru_cache(maxsize=1 << 12)  # the same names come again and again
def _to_words(words: str) -> bytes:
    return to_quoted_bytes(words)


def _to_sorted_lines(lines: bytes) -> bytes:
    """Sort lines and leave out what comes twice."""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))
