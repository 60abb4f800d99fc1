"""Addresses of the web and of mail, without the punctuation of the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_WEB = re.compile(r"(?:https?://|(?<![A-Za-z0-9.@-])www\.)[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
_SENTENCE = ".,;:!?'*_~"
_OPENER_OF = {")": "(", "]": "["}


def find_addresses(text: str) -> Iterator[Span]:
    """Yield `http(s)://…`, `www.…` and mail addresses, sorted and apart."""
    webs = [Span(match.start(), match.start() + len(trim_address(match.group()))) for match in _WEB.finditer(text)]
    mails = [Span(match.start(), match.end()) for match in _MAIL.finditer(text)] if "@" in text else []
    done = 0
    for span in sorted(webs + mails):
        if span.start >= done:
            yield span
            done = span.end


def trim_address(address: str) -> str:
    """Return the address without the punctuation and the brackets at its end that belong to the sentence.

    >>> trim_address("https://example.org/a_(b).")
    'https://example.org/a_(b)'
    """
    surplus = {closer: address.count(closer) - address.count(opener) for closer, opener in _OPENER_OF.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _SENTENCE:
            break
        end -= 1
    return address[:end]
