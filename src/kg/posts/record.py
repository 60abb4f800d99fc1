"""The nouns between a file and a `Post`: what one reader found in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

from kg.compact import Revisable, length_of, opening_of
from kg.model import Link, PostId, Problem, Source, Zone
from kg.posts.beside.told import Beside
from kg.posts.permalink_names import Field, Permalink
from kg.posts.references import Reference
from kg.posts.titles import fold_title
from kg.script import fold
from kg.spans import compact_body, compact_links, compact_zones

_OPENING: Final = 400  # characters of a body that are looked at for how it opens
_OPENING_FOLDED: Final = 30  # folded characters by which two bodies are known to be the same text
_START: Final = 600  # characters of a body that are looked at for whether two posts are one text
_START_FOLDED: Final = 120  # folded ones that must be the same


@dataclass(frozen=True, slots=True)
class Folded:
    """What records are compared by, without what writers vary: width, case, punctuation, and spaces."""

    title: str
    opening: str  # of the body
    start: str  # of the body, longer, the same in simplified and in traditional characters


@dataclass(frozen=True, kw_only=True)
class Record(Revisable):
    """A post as one place tells it; several records may tell the same post. Packed as `Post` is."""

    sources: tuple[Source, ...]
    title: str | None = None
    body: str = compact_body()
    published: date | None = None
    month_day: str | None = None  # `--10-27`, where the year is not known
    author: str | None = None
    language: str | None = None  # only what the author declared
    readers: int | None = None
    address: str | None = None
    aliases: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()  # where it lives on its site or what its file is called, for links inside the blog
    abstract: str | None = None
    keywords: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = compact_zones()  # of `body`, as far as the reader knows them
    links: tuple[Link, ...] = compact_links()  # of `body`
    bibliography: tuple[str, ...] = ()  # the files in which the post's keys are explained, as the post names them
    fields: tuple[Field, ...] = ()  # what patterns of addresses may name

    @property
    def length(self) -> int:
        """The number of code points of the body."""
        return length_of(self.packed("body"))

    @cached_property
    def folded(self) -> Folded:
        """What the record is compared by; worked out once, and kept with the record between two builds."""
        start = opening_of(self.packed("body"), _START)
        return Folded(
            title=fold_title(self.title or ""),
            opening=fold_title(start[:_OPENING])[:_OPENING_FOLDED],
            start=fold_title(fold(start))[:_START_FOLDED],
        )


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """Where the blog lives and how the addresses of its posts are made, as the settings of its site tell."""

    source: Source
    address: str  # empty where they do not tell
    base: str = ""  # the path under which the whole site lives
    language: str = ""  # of the posts at the top, where the others live under their code
    permalinks: tuple[Permalink, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """Something that is readable and yet no post of the blog: a draft, a menu, an index page."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Suspect:
    """Two posts that may be one; they were kept apart."""

    first: PostId
    second: PostId
    reason: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two records, by their number among the merged, that may tell the same post."""

    first: int
    second: int
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """A post that several places tell, and why they were taken for one post."""

    post: PostId
    sources: tuple[Source, ...]
    reason: str


Finding: TypeAlias = Record | Problem | LeftOut | Reference | Site | Beside
Findings: TypeAlias = Iterator[Finding]
