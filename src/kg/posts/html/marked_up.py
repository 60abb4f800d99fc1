"""What a page marks up, by its elements and their classes, as the headline, the day and the author of its post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.posts.facts import parse_date
from kg.posts.html.regions import Element
from kg.posts.html.shown import find_day
from kg.posts.html.tokens import Tag, Token, Words
from kg.posts.titles import fold_title

MOST_TOKENS = 200  # of a headline
MOST_HEADINGS = 20  # below the first, that are looked at for one that the page's `title` starts with
_IS_DAY = re.compile(
    r"(?:^|[\s_-])(?:publish(?:ed)?[_-]?(?:time|date|on)|pub[_-]?date|(?:post|entry|article)[_-]?(?:date|time))(?:[\s_-]|$)"
    r"|\stimestamp$",  # Tumblr's, by its id
    re.IGNORECASE,
)
_IS_AUTHOR = re.compile(
    r"(?:^|\s)(?:p-author|author\s+vcard|(?:[a-z-]{1,30}[_-])?author(?:__|[_-])?name(?:__link|_\w{4,8})?|author[_-]info__name|(?:follow-)?nick-?name)(?:\s|$)",
    re.IGNORECASE,
)
_IS_LINK_TO_AUTHOR = re.compile(r"(?:^|\s)(?:note|post|entry|article)-author(?:\s|$)", re.IGNORECASE)
_AUTHOR_IDS = frozenset(("js_author_name", "js_name"))  # of WeChat: who wrote it, and the account that published it
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))  # in the anchors of headings
TITLE_JOINTS = re.compile(r"\s+[-|–—·«»:_]\s+|\s*[|｜]\s*")
_JOINT_BEHIND = re.compile(r"\s*[_|｜]|\s+[-–—·«»:]\s+")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page cut into tokens, with its elements in their order."""

    tokens: Sequence[Token]
    elements: Sequence[Element]

    def first(self, is_wanted: Callable[[Tag], bool], most: int = 5) -> Iterator[Element]:
        """Yield the first elements whose start tags are wanted."""
        return islice((each for each in self.elements if is_wanted(each.tag)), most)

    def words(self, is_wanted: Callable[[Tag], bool], most: int = 5) -> list[str]:
        """Return the words of the first elements whose start tags are wanted."""
        return [words_in(self.tokens, each) for each in self.first(is_wanted, most)]


def find_shown(tokens: Sequence[Token], elements: Sequence[Element]) -> dict[str, str | None]:
    """Return what the page itself shows: its headline, `title`, first day, author and language."""
    page = _Page(tokens, sorted(elements, key=lambda each: each.start))
    title = next(iter(page.words(lambda tag: tag.name == "title")), "")
    headline = _headline(page, title)
    languages = (each.tag.get("lang") for each in page.first(lambda tag: tag.name == "html"))
    return {
        "headline": headline,
        "title": headline or TITLE_JOINTS.split(title)[0] or None,
        "date": next(filter(None, _days(page)), None),
        "author": next(filter(None, _authors(page)), None),
        "lang": next(filter(None, languages), None),
    }


def _headline(page: _Page, title: str) -> str | None:
    """Return the page's only `h1`, unless that is the name of its site; then what its `title` starts with."""
    headlines = page.words(lambda tag: tag.name in ("h1", "d-title"))
    parts = TITLE_JOINTS.split(title)
    # The only `h1` of older themes is the name of the site.
    is_site = len(parts) > 1 and fold_title(parts[-1]) == fold_title("".join(headlines[:1])) != fold_title(parts[0])
    headline = headlines[0] if len(headlines) == 1 and not is_site else None
    if not title or fold_title("".join(headlines)) in fold_title(title):
        return headline
    below = page.words(lambda tag: tag.name in ("h2", "h3"), MOST_HEADINGS)
    return next((words for words in below if _starts(title, words)), headline)


def _days(page: _Page) -> Iterator[str | None]:
    for each in page.first(lambda tag: tag.name == "time"):
        yield _day_in(page.tokens, each) or each.tag.get("datetime") or words_in(page.tokens, each)
    for each in page.first(lambda tag: "datepublished" in tag.get("itemprop").lower().split()):
        yield _day_in(page.tokens, each)
    for each in page.first(lambda tag: bool(_IS_DAY.search(f"{tag.get('class')} {tag.get('id')}"))):
        yield _day_in(page.tokens, each)


def _authors(page: _Page) -> Iterator[str]:
    yield from page.words(lambda tag: "author" in tag.get("rel").split())
    yield from page.words(lambda tag: bool(_IS_AUTHOR.search(tag.get("class"))))
    yield from page.words(lambda tag: tag.name == "a" and bool(_IS_LINK_TO_AUTHOR.search(tag.get("class"))))
    yield from page.words(lambda tag: tag.get("id") in _AUTHOR_IDS)
    for each in page.first(lambda tag: "author" in tag.get("itemprop").lower().split()):
        yield _named_in(page.tokens, each)


def _starts(title: str, words: str) -> bool:
    """Tell whether a page's `title` is these words and, behind a joint, the names of its site."""
    return bool(words) and title.startswith(words) and _JOINT_BEHIND.match(title, len(words)) is not None


def _day_in(tokens: Sequence[Token], element: Element) -> str | None:
    """Return the day that an element gives in an attribute or in its words; None where it is none."""
    tag = element.tag
    told = (tag.get("content"), tag.get("datetime"), tag.get("title"), words_in(tokens, element))
    days = (said for said in told if said and parse_date(said))
    return next(days, None) or find_day(told[-1])


def _named_in(tokens: Sequence[Token], element: Element) -> str:
    """Return the name that an element marked up as a person gives (schema.org's microdata), else its words."""
    inside = tokens[element.start : min(element.end, element.start + MOST_TOKENS)]
    names = (each.get("content") for each in inside if isinstance(each, Tag) and each.get("itemprop").lower() == "name")
    return next(filter(None, names), "") or words_in(tokens, element)


def words_in(tokens: Sequence[Token], element: Element) -> str:
    """Return the words of a short element in one line."""
    words = (
        token.text
        for token in tokens[element.start : min(element.end, element.start + MOST_TOKENS)]
        if isinstance(token, Words)
    )
    return " ".join("".join(words).translate(_INVISIBLE).split())
