"""Full text: what is written is found, in both languages, and nothing that is searched for is obeyed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NothingBuiltError
from kg.graph.schema import Graph, add_noun, empty_graph
from kg.model import Post, PostId, Source
from kg.query.screen import width_of
from kg.query.text.file import NAME
from kg.query.text.index import has_full_text, write_index
from kg.query.text.search import Found, search, to_marked
from kg.query.text.snippet import to_snippet
from kg.query.text.words import MOST_WORDS, find_words, parse_phrases, to_forms
from tests.rdf.blog import BASE, RUN, to_graph

A, T, GARDEN = f"{BASE}post/注意力", "https://blog.example/transformer", f"{BASE}post/garden"
MIXED = st.text(st.sampled_from("aAsS zé注意力机制熵這個Ａ1-+#*\"'()_.，。\ud800\x00\n") | st.characters(), max_size=60)


def graph_of(*bodies: str) -> Graph:
    graph = empty_graph(RUN)
    for number, body in enumerate(bodies):
        add_noun(graph, Post(id=PostId(f"post/{number}"), title="", body=body, sources=(Source("a.txt"),)))
    return graph


Ask: TypeAlias = Callable[..., Found]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Return a function that puts posts with these bodies into an index and searches it."""

    def found(text: str, *bodies: str) -> Found:
        write_index(graph_of(*bodies), tmp_path)
        return search(tmp_path, text)

    return found


@pytest.mark.parametrize(
    ("text", "iris"),
    [
        ("attention", [A, T]),
        ("ATTENTION", [A, T]),
        ("注意力", [A]),
        ("机制", [A]),
        ("意", [A]),
        ("attent*", [A, T]),
        ("Transformer 入门", [T, A]),
        ("“Transformer 入门”", [T, A]),
        ("tomatoes", [GARDEN]),
        ("in", []),
        ("lost", []),
    ],
)
def test_posts_of_the_input_are_found_by_their_words_titles_first(build: Path, text: str, iris: list[str]) -> None:
    found = search(build, text)
    assert sorted(hit.iri for hit in found.posts) == sorted(iris)
    assert found.is_exact
    assert [hit.score for hit in found.posts] == sorted((hit.score for hit in found.posts), reverse=True)


def test_the_title_counts_more_than_the_tags_and_these_more_than_the_text(tmp_path: Path) -> None:
    graph = empty_graph(RUN)
    for name, title, tags, body in (
        ("title", "alpha", (), "beta beta"),
        ("tags", "beta", ("alpha",), "beta"),
        ("text", "beta", (), "beta alpha"),
        ("none", "beta", (), "beta beta"),
        ("other", "beta", (), "beta beta"),
        ("another", "beta", (), "beta beta"),
    ):
        post = Post(id=PostId(f"post/{name}"), title=title, body=body, keywords=tags, sources=(Source("a.txt"),))
        add_noun(graph, post)
    write_index(graph, tmp_path)
    assert [hit.iri.rsplit("/", 1)[-1] for hit in search(tmp_path, "alpha").posts] == ["title", "tags", "text"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("attn", ["attention"]),
        ("注意力", ["attention"]),
        ("neural networks", ["neural network"]),
        ("bert", ["BERT"]),
        ("BERT attention", ["BERT", "attention"]),
    ],
)
def test_concepts_are_found_by_any_of_their_labels(build: Path, text: str, names: list[str]) -> None:
    assert sorted(hit.title for hit in search(build, text).concepts) == sorted(names)


def test_what_is_called_just_that_comes_first(build: Path) -> None:
    assert search(build, "Transformer").concepts[0].title == "Transformer"


@pytest.mark.parametrize(
    ("text", "body", "posts"),
    [
        ("network", "two networks", 1),
        ("GPUs", "one GPU", 1),
        ("corpus", "a corpu", 0),
        ("studies", "a study", 1),
        ("GPT-2", "the GPT-2 model", 1),
        ("GPT-2", "GPT wrote 2 poems", 0),
        ('"wrote poems"', "GPT wrote 2 poems", 0),
        ("café", "cafe", 1),
        ("ＢＥＲＴ", "bert", 1),
        ("機器學習", "机器学习", 1),
        ("C++", "written in C++ today", 1),
        ("C++", "vitamin C today", 0),
        ("C#", "a C# program", 1),
        ("力学", "学力", 0),
        ("熵", "交叉熵损失", 1),
        ("熵", "信息熵", 1),
        ("大模型BERT", "大模型 BERT", 1),
        ("模型 BERT", "BERT 是模型", 1),
    ],
)
def test_a_word_is_found_in_its_other_shapes(ask: Ask, text: str, body: str, posts: int) -> None:
    found = ask(text, body)
    assert (len(found.posts) if found.is_exact else 0) == posts


def test_where_no_post_says_it_all_those_that_say_some_of_it_are_found(ask: Ask) -> None:
    found = ask("如何训练循环网络", "训练一个网络", "花园", "循环")
    assert not found.is_exact
    assert {hit.iri.rsplit("/", 1)[-1] for hit in found.posts} == {"0", "2"}


HOSTILE = ('"', '""', '" OR 1', "NEAR(a b)", "a AND", "NOT", "title:attention", "^a", "a*b*", "(", "{a b}:c", "-", "*")


@pytest.mark.parametrize(
    "text", [*HOSTILE, "", " ", "'; DROP TABLE post; --", "\x00", "\ud800", "a" * 10_000, "a " * 999]
)
def test_the_language_of_the_index_is_not_obeyed(build: Path, text: str) -> None:
    assert search(build, text).posts is not None


@given(MIXED)
@settings(max_examples=200, deadline=None)
def test_any_text_is_searched_for_without_an_error(build: Path, text: str) -> None:
    for hit in search(build, text).posts:
        assert all(mark.end <= len(hit.snippet) for mark in hit.marks)


@given(st.lists(MIXED, min_size=1, max_size=3), st.data())
@settings(max_examples=100, deadline=None)
def test_every_stretch_of_signs_and_every_word_of_a_post_finds_it(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("stretch")
    write_index(graph_of(*bodies), folder)
    words = [(number, word) for number, body in enumerate(bodies) for word in find_words(body)]
    if words:
        number, word = data.draw(st.sampled_from(words))
        hits = search(folder, f'"{bodies[number][word.start : word.end]}"').posts
        assert f"{BASE}post/{number}" in [hit.iri for hit in hits]


@given(MIXED)
def test_both_ways_to_find_words_agree_and_offsets_lie_in_the_text(text: str) -> None:
    words = list(find_words(text))
    assert " ".join(word.form for word in words) == to_forms(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(form == form.lower() or not form.isascii() for form in to_forms(text).split())


@given(MIXED)
def test_no_more_words_are_searched_for_than_the_limit(text: str) -> None:
    assert sum(len(phrase.forms) for phrase in parse_phrases(text * 9)) <= MOST_WORDS


@given(MIXED, MIXED, st.integers(20, 100))
def test_a_snippet_is_a_line_of_about_the_width_with_marks_apart(text: str, query: str, width: int) -> None:
    snippet = to_snippet(text, parse_phrases(query), width)
    assert len(snippet.text.splitlines()) <= 1 or "\n" not in snippet.text
    assert width_of(snippet.text) <= width + 5
    ends = [0] + [offset for mark in snippet.marks for offset in (mark.start, mark.end)]
    assert ends == sorted(ends)
    assert ends[-1] <= len(snippet.text)


def test_a_snippet_shows_the_words_in_a_long_text() -> None:
    text = f"{'开头 ' * 3000}这里说的是扩散模型的训练。{' 结尾' * 3000}"
    snippet = to_snippet(text, parse_phrases("扩散模型 训练"), 60)
    assert [mark.of(snippet.text) for mark in snippet.marks] == ["扩散模型", "训练"]
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")


def test_one_sign_is_marked_by_itself(ask: Ask) -> None:
    assert to_marked(ask("熵", "交叉熵损失").posts[0]) == "交叉**熵**损失"


def test_the_same_graph_gives_the_same_bytes_over_an_old_index_too(tmp_path: Path) -> None:
    write_index(to_graph(), tmp_path)
    first = (tmp_path / NAME).read_bytes()
    write_index(graph_of("other"), tmp_path)
    write_index(to_graph(), tmp_path)
    assert (tmp_path / NAME).read_bytes() == first
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_this_python_has_what_the_index_needs() -> None:
    assert has_full_text()


def test_the_index_is_sound_and_only_read(build: Path) -> None:
    before = sorted((path.name, path.stat().st_mtime_ns) for path in build.iterdir())
    with closing(sqlite3.connect(build / NAME)) as index:
        assert index.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    search(build, "attention")
    assert sorted((path.name, path.stat().st_mtime_ns) for path in build.iterdir()) == before


@pytest.mark.parametrize("name", ["a b#c?d%20", "注意力"])
def test_a_folder_of_any_name_is_opened(build: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    shutil.copy(build / NAME, tmp_path / name)
    assert search(tmp_path / name, "注意力").posts


@pytest.mark.parametrize("content", [None, b"", b"no database at all" * 100])
def test_a_build_without_an_index_of_this_version_says_build_again(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / NAME).write_bytes(content)
    with pytest.raises(NothingBuiltError) as caught:
        search(tmp_path, "attention")
    assert "build again" in caught.value.remedy
