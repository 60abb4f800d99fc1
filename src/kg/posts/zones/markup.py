"""HTML that was left in the text: tags with their attributes, comments, character references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_ELEMENTS = """a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption
    center cite code col colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font
    footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main
    mark math menu meta nav noscript object ol optgroup option p param picture pre q rp rt ruby s samp script
    section select small source span strike strong style sub summary sup svg table tbody td template textarea
    tfoot th thead time title tr tt u ul var video wbr""".split()
_NAMES = "|".join(sorted(_ELEMENTS, key=len, reverse=True))
_TAG = re.compile(
    rf"<(?=[A-Za-z/])/?(?:{_NAMES})(?:\s[^<>=]{{0,200}}=[^<>]{{0,4000}}|\s{{0,9}}/?)>"
    r"|<!--"
    r"|&(?:[A-Za-z]{2,8}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});",
    re.IGNORECASE,
)
_COMMENT_END = "-->"


def find_markup(text: str) -> Iterator[Span]:
    """Yield tags of known elements, whole comments, and character references such as `&nbsp;`."""
    done = 0
    is_open_to_the_end = False
    for match in _TAG.finditer(text):
        if match.start() < done:
            continue
        if match.group() != "<!--":
            yield Span(match.start(), match.end())
        elif not is_open_to_the_end:
            closed = text.find(_COMMENT_END, match.end())
            is_open_to_the_end = closed < 0
            done = match.end() if closed < 0 else closed + len(_COMMENT_END)
            if closed >= 0:
                yield Span(match.start(), done)
