"""Files in pieces: what stands for a piece, and what it says."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.pieces import Piece, key_of, to_bytes, to_made_pieces, write_pieces

PARTS = st.lists(st.binary(max_size=3), max_size=3)


@given(PARTS, PARTS)
def test_a_key_tells_parts_from_others_and_where_each_ends(one: list[bytes], other: list[bytes]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)
    assert len(key_of(*one)) == 16


@given(st.lists(st.text(max_size=3), max_size=600))
def test_texts_are_all_there_however_many_make_a_piece(texts: list[str]) -> None:
    pieces = list(to_made_pieces(texts))
    assert b"".join(piece.make() for piece in pieces) == to_bytes("".join(texts))
    assert all(piece.key == key_of(piece.make()) for piece in pieces)


def test_without_a_last_build_every_piece_is_made() -> None:
    stream = io.BytesIO()
    write_pieces("a", stream, [Piece(b"1", lambda: b"one "), Piece(b"1", lambda: b"other")])
    assert stream.getvalue() == b"one other"


def test_what_utf8_has_not_becomes_a_question_mark() -> None:
    assert to_bytes("\ud800语") == "?语".encode()
