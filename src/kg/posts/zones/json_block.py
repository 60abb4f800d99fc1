"""JSON that stands in the text without any mark around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_START = re.compile(r"^[ \t]{0,40}(?P<open>[\[{][\[{\s]{0,40}\")", re.MULTILINE)
_TOKEN = re.compile(
    r"(?P<key>\"(?:[^\"\\\n]|\\.)*\"\s*:)|\"(?:[^\"\\\n]|\\.)*\"|(?P<open>[\[{])|(?P<close>[\]}])"
    r"|[\s,:]+|-?[0-9][0-9.eE+-]*|true|false|null"
)
FEWEST_KEYS_IF_CUT = 2  # a block that the text breaks off must show more than one key to be believed


def find_json(text: str) -> Iterator[Span]:
    """Yield blocks that start a line with a bracket and hold at least one `"key":`; a cut block goes up to the cut."""
    done = 0
    while start := _START.search(text, done):
        end, keys, is_closed = _scan(text, start.start("open"))
        if keys >= (1 if is_closed else FEWEST_KEYS_IF_CUT):
            yield Span(start.start("open"), end)
        done = max(end, start.end())


def _scan(text: str, start: int) -> tuple[int, int, bool]:
    """Return where the JSON that starts here ends, how many keys it has, and whether its brackets are closed."""
    depth = keys = 0
    end = start
    while token := _TOKEN.match(text, end):
        keys += token["key"] is not None
        depth += (token["open"] is not None) - (token["close"] is not None)
        end = token.end()
        if depth <= 0:
            return end, keys, True
    return start + len(text[start:end].rstrip()), keys, False
