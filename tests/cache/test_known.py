"""The vocabulary, kept compiled."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.cache.context import digest_of_vocabulary
from kg.cache.kept import Memory
from kg.cache.known import Known, recall_vocabulary
from kg.errors import InputError
from kg.pipeline import compile_names
from kg.vocabulary.read import read_vocabulary

OWN = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/one> a skos:Concept ; skos:prefLabel "流模型"@zh, "Flow"@en ; skos:altLabel "flow"@en, "GAN"@en .
<https://example.org/two> a skos:Concept ; skos:prefLabel "gan"@en ; skos:broader <https://example.org/one> .
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(OWN, encoding="utf-8")
    return path


def recalled(memory: Path, own: Path, worked_out: int, *, shipped: bool = False) -> Known:
    """Recall the vocabulary as the next build would, and make sure how often it had to be read."""
    with Memory(memory) as kept:
        known = recall_vocabulary(kept, [own], shipped=shipped)
        assert kept.worked_out == worked_out
        return known


def assert_as_read(known: Known, own: Path, *, shipped: bool = False) -> None:
    vocabulary = read_vocabulary([own], shipped=shipped)
    lexicon = compile_names(vocabulary)
    assert known.vocabulary == vocabulary
    assert list(known.vocabulary.concepts) == list(vocabulary.concepts)
    assert known.digest == digest_of_vocabulary(vocabulary)
    assert known.lexicon.index.names_by_form == lexicon.index.names_by_form
    assert known.lexicon.words == lexicon.words


def test_what_is_kept_is_what_is_read(tmp_path: Path, own: Path) -> None:
    for worked_out in (1, 0):
        assert_as_read(recalled(tmp_path / "m", own, worked_out), own)


def test_the_shipped_vocabulary_is_kept_too(tmp_path: Path, own: Path) -> None:
    recalled(tmp_path / "m", own, 1, shipped=True)
    assert_as_read(recalled(tmp_path / "m", own, 0, shipped=True), own, shipped=True)


def test_without_a_memory_it_is_read(own: Path) -> None:
    assert_as_read(recall_vocabulary(Memory(), [own], shipped=False), own)


def test_a_file_that_says_something_else_is_read_anew(tmp_path: Path, own: Path) -> None:
    recalled(tmp_path / "m", own, 1)
    own.write_text(OWN.replace("流模型", "新名字"), encoding="utf-8")
    assert_as_read(recalled(tmp_path / "m", own, 1), own)


def test_a_file_of_another_format_is_read_anew(tmp_path: Path, own: Path) -> None:
    recalled(tmp_path / "m", own, 1)
    with Memory(tmp_path / "m") as kept, pytest.raises(InputError):
        recall_vocabulary(kept, [own.rename(own.with_suffix(".nt"))], shipped=False)


def test_a_file_that_is_gone_is_missed(tmp_path: Path, own: Path) -> None:
    recalled(tmp_path / "m", own, 1)
    own.unlink()
    with Memory(tmp_path / "m") as kept, pytest.raises(InputError):
        recall_vocabulary(kept, [own], shipped=False)


@pytest.mark.parametrize("plain", [b"[]", b"{", b'[[],[],[],[],[[5],[true],[0],["a"],[0],[]],[],[],""]'])
def test_what_is_no_vocabulary_is_read_anew(tmp_path: Path, own: Path, plain: bytes) -> None:
    recalled(tmp_path / "m", own, 1)
    file = sqlite3.connect(tmp_path / "m")
    (key,) = file.execute("SELECT key FROM kept").fetchone()
    file.close()
    with Memory(tmp_path / "m") as kept:
        kept.find(key)
        kept.keep(key, plain)
    assert_as_read(recalled(tmp_path / "m", own, 1), own)
