"""Where a page says that it lives, beside its head: in the comment of who saved it, at its headline and its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.posts.html.tokens import Tag, Token, Words
from kg.posts.titles import fold_title

LONGEST_START = 5_000  # characters of a page in which whoever saved it says from where
MOST_TOKENS = 40  # of a headline
_SAVED_FROM = re.compile(
    r"<!--\s{0,99}(?:saved from url=\([0-9]{1,9}\)|Page saved with SingleFile\s{0,99}url:\s{0,9})(https?://[^\s<>\"]{4,2000})",
    re.IGNORECASE,
)
# Links that lead to the page itself, in themes of WordPress, in microformats and in the exports of Medium.
_OWN_CLASS = re.compile(r"(?:^|\s)(?:u-url|p-canonical|(?:post|entry)[_-]title)(?:\s|$)")


def saved_from(text: str) -> str | None:
    """Return the address that a browser noted when it saved the page."""
    match = _SAVED_FROM.search(text[:LONGEST_START])
    return match[1] if match else None


def find_own_addresses(tokens: Sequence[Token], title: str) -> Iterator[str]:
    """Yield the targets of links that lead from the page to itself: of its headline, and those called so."""
    wanted = fold_title(title)
    for number, token in enumerate(tokens):
        if not isinstance(token, Tag) or token.name != "a" or not token.get("href"):
            continue
        is_called_so = _OWN_CLASS.search(token.get("class")) is not None
        is_headline = is_called_so or _is_in_headline(tokens, number)
        says_title = is_headline and fold_title(_words_behind(tokens, number)) == wanted
        if says_title or "p-canonical" in token.get("class"):
            yield token.get("href").strip()


def find_aliases(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield other addresses of the page: the short one of WordPress, and the link around its day."""
    for number, token in enumerate(tokens):
        if not isinstance(token, Tag):
            continue
        if token.name == "link" and "shortlink" in token.get("rel").lower().split():
            yield token.get("href").strip()
        elif token.name == "time" and "published" in f"{token.get('class')} {token.get('itemprop')}".lower():
            around = _before(tokens, number)
            if around is not None and around.name == "a" and not around.is_end:
                yield around.get("href").strip()


def _is_in_headline(tokens: Sequence[Token], number: int) -> bool:
    around = _before(tokens, number)
    return around is not None and around.name in ("h1", "h2") and not around.is_end


def _before(tokens: Sequence[Token], number: int) -> Tag | None:
    """Return the tag right before a token, if nothing but white space lies between."""
    for token in reversed(tokens[max(0, number - 3) : number]):
        if isinstance(token, Tag):
            return token
        if token.text.strip():
            return None
    return None


def _words_behind(tokens: Sequence[Token], number: int) -> str:
    """Return the words of the anchor that starts here."""
    words: list[str] = []
    for token in tokens[number + 1 : number + MOST_TOKENS]:
        if isinstance(token, Words):
            words.append(token.text)
        elif token.name == "a":
            break
    return "".join(words)
