"""What is known of a file that was written block by block is what the file says."""

from __future__ import annotations

from functools import partial
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st

from kg.written import Anew, Stretch, Written


@given(st.lists(st.binary(max_size=9) | st.just(b"one\ntwo\n"), max_size=8))
def test_a_file_that_is_made_anew_has_every_block_and_none_is_taken_over(contents: list[bytes]) -> None:
    stream = BytesIO()
    written = Anew().write(stream, ((b"", partial(bytes, content)) for content in contents))
    assert stream.getvalue() == b"".join(contents)
    assert list(written.lengths) == [len(content) for content in contents]
    assert list(written.lines) == [content.count(b"\n") for content in contents]
    assert written.taken == []


def test_blocks_that_were_neighbours_and_are_again_are_one_stretch() -> None:
    written = Written()
    for length, before, after in ((3, 10, 0), (4, 13, 3), (2, None, 7), (5, 17, 9), (1, 0, 14)):
        written.add(length, 0, before, after)
    assert written.taken == [Stretch(10, 0, 7), Stretch(17, 9, 5), Stretch(0, 14, 1)]
