"""Files in pieces: what stands for a piece, what it says, and what is known of the file once it is written."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from kg.piecewise import Anew, Piece, Stretch, Written, key_of, to_bytes, to_made_pieces

PARTS = st.lists(st.binary(max_size=3), max_size=3)


@given(st.lists(st.binary(max_size=9) | st.just(b"one\ntwo\n"), max_size=8))
def test_a_file_that_is_made_anew_has_every_block_and_none_is_taken_over(contents: list[bytes]) -> None:
    stream = BytesIO()
    written = Anew().write(stream, (Piece(b"", partial(bytes, content)) for content in contents))
    assert stream.getvalue() == b"".join(contents)
    assert list(written.lengths) == [len(content) for content in contents]
    assert list(written.lines) == [content.count(b"\n") for content in contents]
    assert written.taken == []


def test_blocks_that_were_neighbours_and_are_again_are_one_stretch() -> None:
    written = Written()
    for length, before, after in ((3, 10, 0), (4, 13, 3), (2, None, 7), (5, 17, 9), (1, 0, 14)):
        written.add(length, 0, before, after)
    assert written.taken == [Stretch(10, 0, 7), Stretch(17, 9, 5), Stretch(0, 14, 1)]


@given(PARTS, PARTS)
def test_a_key_tells_parts_from_others_and_where_each_ends(one: list[bytes], other: list[bytes]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)
    assert len(key_of(*one)) == 16


@given(st.lists(st.text(max_size=3), max_size=600))
def test_texts_are_all_there_however_many_make_a_piece(texts: list[str]) -> None:
    pieces = list(to_made_pieces(texts))
    assert b"".join(piece.make() for piece in pieces) == to_bytes("".join(texts))
    assert all(piece.key == key_of(piece.make()) for piece in pieces)


def test_what_utf8_has_not_becomes_a_question_mark() -> None:
    assert to_bytes("\ud800语") == "?语".encode()
