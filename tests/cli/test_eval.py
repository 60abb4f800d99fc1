"""`kg eval`, run as a person runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

VOCABULARY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://blog.example/gan> a skos:Concept ; skos:prefLabel "GAN"@en .
<https://blog.example/flow> a skos:Concept ; skos:prefLabel "flow"@en ; skos:altLabel "normalizing flow"@en .
<https://blog.example/vae> a skos:Concept ; skos:prefLabel "VAE"@en .
"""
POST = "---\ntitle: On GAN\ndate: 2020-01-02\n---\n\nA GAN is no normalizing flow, and no VAE.\n"


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a blog of one post, its gold and a vocabulary of three concepts, and go there."""
    (tmp_path / "blog").mkdir()
    (tmp_path / "blog" / "a.md").write_text(POST, encoding="utf-8")
    (tmp_path / "own.ttl").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "kg.toml").write_text('shipped = false\nvocabulary = ["own.ttl"]\n', encoding="utf-8")
    line = {"title": "On GAN", "date": "2020-01-02", "required": ["GAN", "flow"], "optional": [], "cites": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("blog")
def test_the_scores_come_first_then_the_errors_then_the_table(run: Callable[..., Run]) -> None:
    said = run("eval", "blog", "--gold", "gold.jsonl")
    assert (said.status, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == "posts      1 of 1 found (1 read); exact: 1 titles, 1 dates, 1 reader counts"
    assert lines[1].startswith("concepts   precision 0.333  recall 0.500  F1 0.400 [0.400, 0.400]  (3 found, 2 wanted)")
    assert lines[2].startswith("citations  precision 1.000")
    assert lines[3:5] == ["missed: flow", "false: VAE, normalizing flow"]
    assert lines[5] == "ambiguous names, right/wrong/missed: flow 1/0/0"
    assert [line[:18].split() for line in lines[6:]] == [
        [name, *fit, mean]
        for name, *fit in (["C2KB"], ["A2KB", "strong"], ["A2KB", "weak"])
        for mean in ("micro", "macro")
    ]
    assert "precision 0.500  recall 0.667" in lines[8]


@pytest.mark.usefixtures("blog")
def test_top_shortens_the_lists(run: Callable[..., Run]) -> None:
    one = run("eval", "blog", "--gold", "gold.jsonl", "--top", "1").stdout.splitlines()
    none = run("eval", "blog", "--gold", "gold.jsonl", "--top", "0").stdout.splitlines()
    assert "false: VAE" in one
    assert not any(line.startswith(("missed", "false", "ambiguous")) for line in none)


@pytest.mark.usefixtures("blog")
def test_json_holds_the_same_figures(run: Callable[..., Run]) -> None:
    value = json.loads(run("eval", "blog", "--gold", "gold.jsonl", "-f", "json").stdout)
    assert (value["posts"], value["matched"], value["read"]) == (1, 1, 1)
    assert value["concepts"]["recall"] == value["concepts"]["macro"]["recall"] == 0.5
    assert (value["strong"]["found"], value["strong"]["wanted"]) == (4, 3)
    assert value["missed"] == [{"words": "flow", "count": 1}]
    assert value["ambiguous"] == [{"name": "flow", "right": 1, "wrong": 0, "missed": 0}]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_surface_cannot_move_the_cursor(blog: Path, run: Callable[..., Run], form: str) -> None:
    line = {"title": "On GAN", "required": ["\x1b[31m\u202eevil\x9b"], "optional": []}
    (blog / "gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    said = run("eval", "blog", "--gold", "gold.jsonl", "-f", form)
    assert not {"\x1b", "\u202e", "\x9b"} & set(said.stdout)
    if form == "json":
        assert json.loads(said.stdout)["missed"][0]["words"] == "\x1b[31m\u202eevil\x9b"


def test_gold_that_the_text_does_not_hold_is_said_on_stderr(blog: Path, run: Callable[..., Run]) -> None:
    line = {"title": "On GAN", "required": ["GAN", "BERT"], "optional": []}
    (blog / "gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    said = run("eval", "blog", "--gold", "gold.jsonl")
    assert said.status == 0
    assert said.stderr == "not in the labelled text, so not to be found there: BERT\n"


def test_gold_that_is_none_is_status_3_and_says_what_to_do(blog: Path, run: Callable[..., Run]) -> None:
    (blog / "gold.jsonl").write_text("{}\n", encoding="utf-8")
    said = run("eval", "blog", "--gold", "gold.jsonl")
    assert (said.status, said.stdout) == (3, "")
    assert "gold.jsonl:1" in said.stderr
    assert "required and optional" in said.stderr


def test_gold_of_links_scores_the_citations_between_posts(blog: Path, run: Callable[..., Run]) -> None:
    (blog / "blog" / "b.md").write_text("---\ntitle: Flows\n---\n\nSee [On GAN](a.md).\n", encoding="utf-8")
    (blog / "links.tsv").write_text("b\ta\na\tb\n", encoding="utf-8")
    said = run("eval", "blog", "--gold", "links.tsv")
    assert (said.status, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[0] == "posts      2 read; 2 links between them"
    assert lines[1].startswith("citations  precision 1.000  recall 0.500")
    assert lines[2].startswith("by links   precision 1.000  recall 0.500")
    assert lines[3:] == ["  link: 1 of 1 among the links", "missed: a -> b"]
    as_json = json.loads(run("eval", "blog", "--gold", "links.tsv", "-f", "json").stdout)
    assert as_json["missed"] == [{"source": "a", "target": "b"}]
