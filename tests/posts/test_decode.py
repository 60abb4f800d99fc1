import codecs
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.posts.decode import clean, decode

CHINESE = "神经网络的训练需要数据，也需要耐心。\n第二行讲卷积。"


@pytest.mark.parametrize(
    "content",
    [
        CHINESE.encode(),
        codecs.BOM_UTF8 + CHINESE.encode(),
        codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("gb18030"),
        CHINESE.replace("\n", "\r\n").encode(),
        CHINESE.replace("\n", "\r").encode(),
    ],
    ids=["UTF-8", "with mark", "UTF-16 LE", "UTF-16 BE", "GB18030", "CRLF", "CR"],
)
def test_every_usual_encoding_gives_the_same_text(content: Any) -> None:
    decoded = decode(content)
    assert (decoded.text, decoded.flaw) == (CHINESE, None)


def test_a_damaged_byte_is_replaced_and_told_with_its_line() -> None:
    good = ("好的文字。\n" * 60).encode()
    decoded = decode(good + b"\xff" + good)
    assert decoded.text is not None
    assert decoded.text.count("\ufffd") == 1
    assert decoded.line == 61
    assert "U+FFFD" in (decoded.flaw or "")


def test_a_binary_file_has_no_text() -> None:
    decoded = decode(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert decoded.text is None
    assert "binary" in (decoded.flaw or "")
    assert decoded.line == 3


def test_bytes_of_an_unknown_encoding_have_no_text() -> None:
    assert decode("繁體中文的文章內容在這裡".encode("big5")).text is None


def test_lone_surrogates_and_nul_become_replacement_characters() -> None:
    assert clean("a\ud800b\0c") == "a\ufffdb\ufffdc"


@given(st.text())
def test_utf_8_is_read_as_it_is_but_for_line_ends(text: Any) -> None:
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.binary())
def test_any_bytes_are_read_or_told(content: Any) -> None:
    decoded = decode(content)
    assert decoded.text is not None or decoded.flaw
    assert decoded.line >= 1
    (decoded.text or "").encode()


def test_a_text_with_a_stray_nul_is_read_and_told() -> None:
    decoded = decode("# 标题\n\n".encode() + b"bo\0dy" + "正文".encode() * 50)
    assert decoded.text is not None
    assert decoded.text.startswith("# 标题\n\nbo\ufffddy正文")
    assert (decoded.flaw, decoded.line) == ("1 NUL bytes; each was read as U+FFFD", 3)
