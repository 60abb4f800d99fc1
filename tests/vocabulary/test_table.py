"""Vocabularies in tables."""

import pytest

from kg.errors import InputError
from kg.model import Text
from kg.vocabulary.table import parse_table

BASE = "https://blog.example/kg/"


def test_a_line_is_a_concept_with_its_names() -> None:
    content = "\ufeff# my terms\nO-GAN\t正交GAN\tOrthogonal GAN\tO-GAN\n\n胶囊网络\r\n".encode()
    first, second = parse_table(content, "t.tsv", BASE)
    assert first.id == f"{BASE}concept/o-gan"
    assert first.preferred == (Text("O-GAN", "en"), Text("正交GAN", "zh"))
    assert first.alternative == (Text("Orthogonal GAN", "en"),)
    assert second.labels == (Text("胶囊网络", "zh"),)


@pytest.mark.parametrize(("content", "where"), [(b"a\n\tb\n", "t.tsv:2"), (b"a\nb\n\xff\n", "t.tsv:3")])
def test_a_line_without_a_name_and_bytes_that_are_no_text_are_named(content: bytes, where: str) -> None:
    with pytest.raises(InputError, match=where):
        list(parse_table(content, "t.tsv", BASE))
