"""Where Chinese words end: asked of jieba, only for the sentence at hand, because it reads but 1 MB a second."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from kg.concepts.dictionary import read_frequencies
from kg.model import Span
from kg.script import is_han

_BLOCK = re.compile(r"[\u4e00-\u9fd5A-Za-z0-9+#&._%-]+")  # jieba cuts each such block by itself
_CHECKED_UP_TO = 3  # code points; a longer Chinese term does not come about by two words meeting
# They stand before a whole name, whatever the dictionary joins them to (该词 of 该词向量模型).
_DETERMINERS = frozenset("该此某这那各每")
_REACH = 200  # code points on either side; no block of prose is longer


def cuts_a_word(text: str, span: Span) -> bool:
    """Tell whether the span begins or ends inside a Chinese word (流 in 主流, 分词 in 部分词语)."""
    if len(span) > _CHECKED_UP_TO:
        return False
    left = span.start > 0 and is_han(text[span.start]) and is_han(text[span.start - 1])
    left = left and text[span.start - 1] not in _DETERMINERS
    right = span.end < len(text) and is_han(text[span.end - 1]) and is_han(text[span.end])
    return (left and _is_inside_word(text, span.start, span)) or (right and _is_inside_word(text, span.end, span))


def _is_inside_word(text: str, at: int, span: Span) -> bool:
    before = _BLOCK.match(text[max(0, span.start - _REACH) : at][::-1])
    start = at - before.end() if before else at
    block = _BLOCK.match(text, start, span.end + _REACH)
    return block is not None and at - start not in word_edges(block[0])


@lru_cache(maxsize=4096)
def word_edges(clause: str) -> frozenset[int]:
    """Return the offsets in the clause at which a word of jieba's dictionary begins or ends.

    Without its HMM, which makes words that nobody wrote (从谱 of 从谱范数): on 3.6 million characters it hid 367
    mentions, each of three characters; of the first seventy none was false.
    """
    return frozenset(accumulate(map(len, cut(clause)), initial=0))


def cut(text: str) -> list[str]:
    """Return the words of a text, and what stands between them, by jieba's dictionary alone."""
    words: list[str] = tokenizer().lcut(text, HMM=False)
    return words


@cache
def tokenizer() -> Any:
    """Return a jieba tokenizer of our own, without added words: its cuts depend on nothing but the text.

    Of the dictionary it reads what a block needs before that is cut. It has no cache: jieba's is a marshal file in the
    shared temporary folder that anybody could write.
    """
    import jieba

    jieba.setLogLevel(logging.WARNING)
    own, frequencies = jieba.Tokenizer(), read_frequencies()
    own.FREQ, own.total, own.initialized = frequencies, frequencies.total, True
    told = own.get_DAG

    def tell(block: str) -> Any:
        frequencies.read_for(block)
        return told(block)

    own.get_DAG = tell  # which words may begin at each character: the first that is asked of a block
    return own
