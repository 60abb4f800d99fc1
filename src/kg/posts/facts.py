"""What front matter, feeds and JSON say of a post, whatever they call it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from kg.posts.dates import parse_day_line, parse_iso_day
from kg.posts.ids import is_address
from kg.posts.language import parse_language
from kg.posts.permalink_names import Field

TITLE = ("title", "headline", "subject", "name")
DATE = (
    "date",
    "published",
    "datepublished",
    "date_published",
    "publishdate",
    "pubdate",
    "published_at",
    "created",
    "created_at",
)
DATE_PARTS = ("created", "published", "date")  # of a day that tells when it was written and when it was changed
WORDS = ("name", "@id", "term", "rendered", "label", "value", "key")  # where a mapping holds its words
AUTHOR = ("author", "authors", "creator", "byline")
KEYWORDS = ("tags", "tag", "categories", "category", "keywords")
LANGUAGE = ("lang", "language", "inlanguage", "locale")
ADDRESS = ("url", "permalink", "link", "address", "canonical", "canonical_url", "canonicalurl", "id")
PATHS = ("slug", "url", "permalink", "aliases", "alias", "redirect_from", "id", "path", "abbrlink", "urlname", "cid")
# What patterns of addresses may name, beside the title and the day.
NAMED = ("slug", "categories", "category", "lang", "abbrlink", "urlname", "id", "cid", "permalink", "layout")
ALIASES = ("aliases", "alias", "redirect_from")
ABSTRACT = ("abstract", "summary", "description", "excerpt")
BIBLIOGRAPHY = ("bibliography", "bib")
READERS = ("readers", "views", "pageviews", "readcount", "read_count")

LONGEST_FIELD = 200  # characters of what a pattern may name
LONGEST_WORDS = 500  # characters of a title, an author, a keyword
LONGEST_ABSTRACT = 5_000
MOST_AUTHORS = 20
MOST_WORDS = 200  # keywords
_LEADING_DAY = re.compile(r"\s*([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})(?![0-9])")
_COMPACT_DAY = re.compile(r"\s*([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")
_CLOCK_BEHIND = re.compile(r"(?<=\S)\s{1,9}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AaPp][Mm])?\s*$")
_TIME = re.compile(r"[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)")
_ADDRESS_BEHIND = re.compile(r"\s+<?(?:https?://|[^\s@]+@)\S*$")
_YES = frozenset(("true", "yes", "on", "1"))
_NO = frozenset(("false", "no", "off", "0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one post; `flaw` says what was written and is none."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    address: str | None = None
    aliases: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()  # where the post lives on its site, as far as it says so
    abstract: str | None = None
    readers: int | None = None
    bibliography: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    left_out: str | None = None  # why the author does not count it among the posts
    flaw: str | None = None


def parse_facts(fields: Mapping[str, Any]) -> Facts:
    """Return the facts that the fields tell; keys count without case."""
    known = _known(fields)
    written = next((words for words in _all_words(known, DATE) if words.lower() not in _YES | _NO), None)
    published = parse_date(written) if written else None
    addresses = [words for words in _all_words(known, ADDRESS) if is_address(words)]
    aliases = {words for words in _all_words(known, ALIASES) if is_address(words)}
    authors = (_ADDRESS_BEHIND.sub("", words).strip() for words in _all_words(known, AUTHOR) if not is_address(words))
    names = (name.removeprefix("[[").removesuffix("]]") for name in authors)  # Obsidian's link to a person
    return Facts(
        title=_first_words(known, TITLE),
        published=published,
        author=", ".join([name for name in dict.fromkeys(names) if name][:MOST_AUTHORS]) or None,
        keywords=tuple(dict.fromkeys(_keywords(known)))[:MOST_WORDS],
        language=parse_language(_first_words(known, LANGUAGE) or ""),
        address=addresses[0] if addresses else None,
        aliases=tuple(sorted(aliases - set(addresses[:1]))),
        paths=tuple(sorted({words for words in _all_words(known, PATHS) if not is_address(words)})),
        abstract=_abstract(known),
        readers=_number(_first_words(known, READERS)),
        bibliography=tuple(dict.fromkeys(_all_words(known, BIBLIOGRAPHY)))[:MOST_AUTHORS],
        fields=tuple(dict.fromkeys(_fields(known, written or "")))[:MOST_AUTHORS],
        left_out=_why_left_out(known),
        flaw=f"“{written[:40]}” is no date; the post is kept without one"
        if written and not published
        else _wordless(known),
    )


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields by their names in small letters, those of Zola's `taxonomies` and `extra` among them."""
    known = {str(key).strip().lower(): value for key, value in fields.items()}
    for inner in (known.get("taxonomies"), known.get("extra")):
        for key, value in inner.items() if isinstance(inner, Mapping) else ():
            known.setdefault(str(key).strip().lower(), value)
    for name in DATE:
        days = known.get(name)
        if isinstance(days, Mapping):
            known[name] = next((days[each] for each in DATE_PARTS if days.get(each)), days)
    return known


def _wordless(known: Mapping[str, Any]) -> str | None:
    """Tell which field that should hold words holds something else, such as a mapping."""
    names = (
        name for name in (*TITLE, *DATE, *AUTHOR, *KEYWORDS) if isinstance(known.get(name), Mapping | list | tuple)
    )
    wrong = next((name for name in names if known[name] and next(words_of(known[name]), None) is None), None)
    return f"“{wrong}” holds no words; the post is kept without it" if wrong else None


def parse_date(words: str) -> date | None:
    """Return the day that the words start with or are, as its author wrote it: no clock, no time zone.

    Reads ISO 8601, `2019/6/3`, `2019年6月3日`, `3 June 2019`, `20190603` and the dates of mail (RFC 5322).

    >>> parse_date("Mon, 03 Jun 2019 23:30:00 -0700").isoformat()
    '2019-06-03'
    """
    words = _CLOCK_BEHIND.sub("", words[:100])
    for pattern in (_LEADING_DAY, _COMPACT_DAY):
        match = pattern.match(words)
        if match:
            day = parse_iso_day("-".join(match.groups()))
            return day.published if day else None
    day = parse_day_line(words)
    if day:
        return day.published
    try:
        return parsedate_to_datetime(words[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def words_of(value: Any) -> Iterator[str]:
    """Yield the words of a value: a text, a number, `{"name": …}`, or a list of these, two lists deep at most."""
    yield from _words_of(value, depth=0)


def _words_of(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _words_of(next(filter(None, map(value.get, WORDS)), None), depth)
    elif isinstance(value, list | tuple):
        if depth < 2:
            for each in value[:MOST_WORDS]:
                yield from _words_of(each, depth + 1)
    elif value is not None and not isinstance(value, bool):
        words = " ".join(str(value)[: 2 * LONGEST_ABSTRACT].split())
        if words:
            yield words


def _all_words(known: Mapping[str, Any], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (words[:LONGEST_WORDS] for words in words_of(known.get(name)))


def _first_words(known: Mapping[str, Any], names: Iterable[str]) -> str | None:
    return next(_all_words(known, names), None)


def _keywords(known: Mapping[str, Any]) -> Iterator[str]:
    for name in KEYWORDS:
        for words in words_of(known.get(name)):
            for keyword in re.split(r"[,，;；、]", words) if isinstance(known[name], str) else [words]:
                plain = keyword.strip().removeprefix("#").strip()
                if plain:
                    yield plain[:LONGEST_WORDS]


def _fields(known: Mapping[str, Any], written: str) -> Iterator[Field]:
    """Yield what patterns of addresses may name; of the day its time, as it was written."""
    for name in NAMED:
        yield from (Field(name, words) for words in words_of(known.get(name)) if len(words) <= LONGEST_FIELD)
    time = _TIME.search(written)
    if time:
        yield Field("time", time[1])


def _abstract(known: Mapping[str, Any]) -> str | None:
    words = next((words for name in ABSTRACT for words in words_of(known.get(name))), None)
    return words[:LONGEST_ABSTRACT] if words else None


def _number(words: str | None) -> int | None:
    plain = (words or "").replace(",", "")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 16 else None


def _why_left_out(known: Mapping[str, Any]) -> str | None:
    def says(name: str, answers: frozenset[str]) -> bool:
        value = known.get(name)
        words = str(value).strip().lower() if isinstance(value, str | bool | int) else ""
        return words in answers

    if (
        says("draft", _YES)
        or says("isdraft", _YES)
        or says("published", _NO)
        or says("publish", _NO)  # Obsidian's, and that of its gardens
        or says("dg-publish", _NO)
        or says("permalink", _NO)  # Eleventy's
        or says("status", frozenset(("draft", "pending", "private", "trash")))
    ):
        return "a draft"
    written = (value for name in ("title", "date") if isinstance(value := known.get(name), str))
    if any(_PLACEHOLDER.fullmatch(words[:LONGEST_FIELD]) for words in written):
        return "a template, no post"
    if DRAWINGS & known.keys():
        return "a drawing or a board, no post"
    is_dated = any(name in known for name in DATE)
    if says("type", HOUSE_TYPES) or (says("layout", HOUSE_LAYOUTS) and not is_dated):
        return "a page of the site, no post"
    if says("article", _NO) or says("home", _YES) or any(says(name, _YES) for name in HOUSE_MARKS):
        return "a page of the site, no post"
    return None


DRAWINGS = frozenset(("excalidraw-plugin", "kanban-plugin"))  # of Obsidian: what they write is no prose
HOUSE_TYPES = frozenset("about archive archives categories friends guestbook tags 404".split())  # Hexo's themes say so
HOUSE_MARKS = ("tagspage", "categoriespage", "archivespage", "timeline")  # VuePress's
# A whole title that a tool is to fill in; one that only speaks of such, Jinja's {{ name }}, is a title.
_PLACEHOLDER = re.compile(r"\s*(?:\{\{[^{}]{0,150}\}\}|<%[^<>]{0,150}%>)\s*")


HOUSE_LAYOUTS = frozenset(
    "404 about archive archives categories category home index links page redirect search tag tags".split()
)
