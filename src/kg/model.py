"""The nouns that more than one stage needs. All are frozen; offsets count Unicode code points, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NewType

from kg.compact import REMEMBERED, Revisable, length_of, unpack_text
from kg.spans import Link as Link
from kg.spans import Span as Span
from kg.spans import Zone as Zone
from kg.spans import ZoneKind as ZoneKind
from kg.spans import compact_body, compact_links, compact_zones

# An id is an absolute IRI, or a path such as `post/…` that the rdf stage resolves against the setting `base`.
PostId = NewType("PostId", str)
ConceptId = NewType("ConceptId", str)
WorkId = NewType("WorkId", str)
SeriesId = NewType("SeriesId", str)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a post was read: the path relative to the input with `/`, and the line (from 1) it starts on."""

    path: str
    line: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the input that could not be used; the rest was."""

    path: str
    line: int
    message: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Post(Revisable):
    """One post. Without `sources` it is a stub: cited, but not in the input.

    Body, zones and links are kept packed: each access takes a twentieth of a millisecond, so ask once for each use.
    """

    id: PostId
    title: str | None = None
    body: str = compact_body()
    published: date | None = None
    month_day: str | None = None  # `--10-27`, where the year is not known
    author: str | None = None
    language: str = "und"  # BCP 47
    readers: int | None = None
    address: str | None = None  # the post's own address, where it is known
    aliases: tuple[str, ...] = ()  # its other addresses
    abstract: str | None = None
    keywords: tuple[str, ...] = ()  # the author's tags
    series: SeriesId | None = None
    position: int | None = None  # in the series, from 1
    sources: tuple[Source, ...] = ()
    zones: tuple[Zone, ...] = compact_zones()  # of `text`, sorted, apart
    links: tuple[Link, ...] = compact_links()  # of `text`, sorted

    @property
    def text(self) -> str:
        """Title, line feed and body: what every offset counts in."""
        return _text_of(self.title or "", self.packed("body"))

    @property
    def length(self) -> int:
        """The number of code points of `text`."""
        return len(self.title or "") + 1 + length_of(self.packed("body"))

    @property
    def is_stub(self) -> bool:
        """Tell whether the post is only known by what cites it."""
        return not self.sources


@lru_cache(maxsize=REMEMBERED)
def _text_of(title: str, packed_body: bytes) -> str:
    return f"{title}\n{unpack_text(packed_body)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Posts that the author numbered as parts of one whole."""

    id: SeriesId
    title: str


class ConceptKind(StrEnum):
    """What sort of thing a concept is."""

    MODEL = "model"
    TECHNIQUE = "technique"
    TASK = "task"
    DATASET = "dataset"
    SOFTWARE = "software"
    THEORY = "theory"
    OTHER = "other"


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """Characters with the language they are in (BCP 47)."""

    characters: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A thing that posts name, with the names they use for it."""

    id: ConceptId
    kind: ConceptKind = ConceptKind.OTHER
    preferred: tuple[Text, ...]  # one a language, sorted
    alternative: tuple[Text, ...] = ()
    hidden: tuple[Text, ...] = ()
    definition: tuple[Text, ...] = ()
    broader: tuple[ConceptId, ...] = ()
    related: tuple[ConceptId, ...] = ()
    exact_match: tuple[str, ...] = ()
    scheme: str = "scheme/discovered"  # an id as above

    @property
    def name(self) -> str:
        """The label to show where there is room for one: English, else the first."""
        return next(
            (each.characters for each in self.preferred if each.language == "en"),
            self.preferred[0].characters,
        )

    @property
    def labels(self) -> tuple[Text, ...]:
        """Every label that a text may use, preferred first."""
        return self.preferred + self.alternative + self.hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The evidence that a post names a concept: these characters, just here."""

    post: PostId
    concept: ConceptId
    span: Span
    confidence: float  # 0 to 1
    rule: str  # `label`, `context`, `defined here`


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A candidate that was no mention, and why."""

    post: PostId
    concept: ConceptId
    span: Span
    confidence: float
    reason: str  # a key of `explanation.REASONS`


class WorkKind(StrEnum):
    """What is cited, where it is not a post of the blog."""

    PAPER = "paper"
    ARTICLE = "article"
    BOOK = "book"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something cited that is no post of the blog."""

    id: WorkId
    kind: WorkKind
    title: str | None = None
    language: str = "und"
    address: str | None = None
    identifiers: tuple[str, ...] = ()  # `arXiv:1811.07296`, `doi:10.…`


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The evidence that a post cites a post or a work: these characters, just here."""

    post: PostId
    target: PostId | WorkId
    span: Span
    confidence: float
    rule: str  # a value of `citations.shelf.Rule`


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The evidence that a post introduces a concept."""

    post: PostId
    concept: ConceptId
    span: Span
    rule: str


class RelationKind(StrEnum):
    """What a sentence says of two concepts: the subject before these words, the object behind them."""

    KIND_OF = "kind of"
    VARIANT_OF = "variant of"
    GENERALISES = "generalises"
    BASED_ON = "based on"
    USES = "uses"
    COMPARED_WITH = "compared with"
    CONNECTED_WITH = "connected with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The evidence that a post relates two concepts: one statement that names both."""

    post: PostId
    subject: ConceptId
    object: ConceptId
    kind: RelationKind
    span: Span  # of the whole statement: both names, and the words that join them
    confidence: float
    rule: str  # the form of words, as `X 是一种 Y`


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularySource:
    """A vocabulary file that a build used."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a build needs to say about itself; no clock."""

    version: str
    base: str
    title: str
    vocabularies: tuple[VocabularySource, ...] = field(default=())
