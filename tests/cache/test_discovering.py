"""The search for new concepts, build after build."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cache.counts import Last, parse_last, write_last
from kg.cache.digest import digest_of, digest_of_kg
from kg.cache.discovering import discover_again
from kg.cache.kept import Memory
from kg.cache.recall import Recall
from kg.concepts import cuts, dictionary
from kg.concepts.discover import Discovered
from kg.concepts.terms import LEAST
from kg.model import Post
from tests.concepts.builders import TALK, concept, lexicon, post, said

NETS = ("卷积网络", "残差网络", "循环网络", "对抗网络", "语言模型", "主题模型", "稀疏编码", "位置编码")
KNOWN = lexicon(*(concept(f"net-{number}", name) for number, name in enumerate(NETS)))
POSTS = (post(said("胶囊网络"), name="one"), post(said("记忆编码"), name="two"), TALK)
KEY = digest_of("strings", digest_of_kg(), str(LEAST))


def discovered(posts: tuple[Post, ...], memory: Path) -> tuple[Discovered, ...]:
    with Memory(memory) as kept:
        return discover_again(posts, KNOWN, Recall(kept), b"names")


def names(found: tuple[Discovered, ...]) -> set[str]:
    return {each.concept.name for each in found}


def test_every_build_finds_what_a_first_one_finds(tmp_path: Path) -> None:
    one, two, talk = POSTS
    blogs = [POSTS, POSTS, (one, post(f"前言。{two.body}", name="two"), talk), (talk, one), (two, one, talk), (talk,)]
    for posts in blogs:
        assert discovered(posts, tmp_path / "m") == discover_again(posts, KNOWN)
    assert {"胶囊网络", "记忆编码"} <= names(discovered(POSTS, tmp_path / "m"))
    assert "记忆编码" not in names(discovered((one, talk), tmp_path / "m"))


def test_the_dictionary_is_not_read_where_nothing_new_recurs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = discovered(POSTS, tmp_path / "m")
    KNOWN.words  # noqa: B018  # cut once; a build has them from its memory too

    def refuse() -> None:
        raise AssertionError

    for module, name in ((cuts, "tokenizer"), (dictionary, "read_frequencies")):
        monkeypatch.setattr(module, name, refuse)
    monkeypatch.setattr("kg.concepts.words.read_frequencies", refuse)
    assert discovered((*POSTS, post("无关的话。", name="four")), tmp_path / "m") == expected


def wrong_places(last: Last) -> bytes:
    for free in last.counted.free:
        free.figures["place"][:] = 10**15
    return write_last(last)


def wrong_numbers(last: Last) -> bytes:
    for free in last.counted.free:
        free.strings[:] = 10**9
    return write_last(last)


@pytest.mark.parametrize("write", [wrong_places, wrong_numbers, lambda _: b"[]"])
def test_what_is_none_of_ours_is_forgotten(tmp_path: Path, write: Callable[[Last], bytes]) -> None:
    expected = discovered(POSTS, tmp_path / "m")
    with Memory(tmp_path / "m") as kept:
        kept.keep(KEY, write(parse_last(kept.find(KEY) or b"")))
    for _ in range(2):
        assert discovered(POSTS, tmp_path / "m") == expected
    with Memory(tmp_path / "m") as kept:
        assert parse_last(kept.find(KEY) or b"").counted.tally.size(2)
