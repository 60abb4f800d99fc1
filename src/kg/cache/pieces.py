"""The sentences of the page, kept for as long as the same marks stand in the same texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from itertools import chain

from kg.cache.digest import Digest, digest_of, digest_of_kg
from kg.cache.kept import Memory
from kg.view.evidence import Name, Piece, to_piece
from kg.view.passages import Passage


def to_piece_again(passage: Passage, memory: Memory) -> Piece:
    """Return what `kg.view.evidence.to_piece` returns; a passage that is as it was is not even unpacked."""
    if not memory.is_on:
        return to_piece(passage)
    key = _key_of(passage)
    content = memory.find(key)
    if content is not None:
        return _parse(content)
    piece = to_piece(passage)
    memory.keep(key, _write(piece))
    return piece


def _key_of(passage: Passage) -> Digest:
    marks = passage.marks
    columns = [*(getattr(marks, name) for name in marks.__slots__), passage.best, passage.concept]
    texts: Iterator[bytes | str] = chain.from_iterable(
        (post.title or "", post.packed("body")) for post in passage.posts
    )
    told = (f"{len(passage.posts)} {len(marks)}", *(str(column.dtype) for column in columns))
    return digest_of("piece", digest_of_kg(), *told, *texts, *(column.tobytes() for column in columns))


def _write(piece: Piece) -> bytes:
    """Return the names as a line of JSON, then what is packed as it is."""
    return json.dumps([*map(astuple, piece.names)]).encode("ascii") + b"\n" + piece.packed


def _parse(content: bytes) -> Piece:
    names, _, packed = content.partition(b"\n")
    return Piece(packed, tuple(Name(*name) for name in json.loads(names)))
