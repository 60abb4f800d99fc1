"""JSON and numbers that are small in a page: compressed, then written in letters that no parser of HTML minds."""

from __future__ import annotations

import base64
import json
import zlib
from typing import Any, Final

import numpy as np

from kg.view.edges import Integers

LEVEL: Final = 5  # of zlib: a hundredth larger than at 6, in two thirds of the time
WIDEST: Final = 4  # bytes of a number


def to_packed(columns: dict[str, Any]) -> bytes:
    """Return columns compressed, the same for the same columns: JSON on one line, a line feed, then the numbers.

    A column of whole numbers, an array, is an object in the JSON: how many there are, how many bytes each takes, and
    the least, which was taken from all of them. Behind the line feed come the lowest bytes of the first column, then
    the next bytes, then those of the next column: bytes of one weight are alike and pack well. A lone surrogate, which
    UTF-8 has no bytes for, becomes a question mark.
    """
    planes = [b"\n"]

    def told(numbers: Integers) -> dict[str, int]:
        least = int(numbers.min()) if len(numbers) else 0
        above = np.subtract(numbers, least, dtype=np.int64).astype("<u4")
        width = next(width for width in range(1, WIDEST + 1) if int(above.max(initial=0)) < 256**width)
        planes.extend(above.view(np.uint8).reshape(-1, WIDEST)[:, :width].T.copy())
        return {"count": len(numbers), "width": width, "least": least}

    text = json.dumps(columns, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=told)
    deflate = zlib.compressobj(LEVEL)
    packed = deflate.compress(text.encode("utf-8", "replace"))
    return packed + b"".join(map(deflate.compress, planes)) + deflate.flush()


def to_letters(packed: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(packed).decode("ascii")


def count_letters(packed: bytes) -> int:
    """Return how many letters `to_letters` makes of the bytes."""
    return 4 * ((len(packed) + 2) // 3)
