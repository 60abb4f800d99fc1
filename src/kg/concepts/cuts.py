"""Where Chinese words end: asked of jieba, only for the sentence at hand, because it reads but 1 MB a second."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from kg.model import Span
from kg.script import is_han

_SENTENCE_END = re.compile("[。！？；!?;\n，,：:、（）()《》“”]")
_CHECKED_UP_TO = 3  # code points; a longer Chinese term does not come about by two words meeting


def cuts_a_word(text: str, span: Span) -> bool:
    """Tell whether the span begins or ends inside a Chinese word (流 in 主流, 分词 in 部分词语)."""
    if len(span) > _CHECKED_UP_TO:
        return False
    left = span.start > 0 and is_han(text[span.start]) and is_han(text[span.start - 1])
    right = span.end < len(text) and is_han(text[span.end - 1]) and is_han(text[span.end])
    if not left and not right:
        return False
    start, clause = clause_around(text, span)
    edges = word_edges(clause)
    return (left and span.start - start not in edges) or (right and span.end - start not in edges)


def clause_around(text: str, span: Span) -> tuple[int, str]:
    """Return where the clause around the span begins, and its characters."""
    start = max(
        (match.end() for match in _SENTENCE_END.finditer(text, max(0, span.start - 200), span.start)),
        default=0,
    )
    start = max(start, span.start - 200, 0)
    ending = _SENTENCE_END.search(text, span.end, min(len(text), span.end + 200))
    return start, text[start : ending.start() if ending else min(len(text), span.end + 200)]


@lru_cache(maxsize=4096)
def word_edges(clause: str) -> frozenset[int]:
    """Return the offsets in the clause at which a word begins or ends, by jieba's dictionary and its HMM."""
    return frozenset(accumulate((len(word) for word in tokenizer().cut(clause)), initial=0))


@cache
def tokenizer() -> Any:
    """Return a jieba tokenizer of our own, without added words: its cuts depend on nothing but the text."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    # What `initialize` does, without its cache: a marshal file in the shared temporary folder that anybody could write.
    own.FREQ, own.total = own.gen_pfdict(own.get_dict_file())
    own.initialized = True
    return own
