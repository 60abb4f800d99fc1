"""`kg vocab` as a person runs it: from what a build discovered to a vocabulary of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SEEDS, Run

Runs = Callable[..., Run]
ACCEPTED = ("TeaForN", "O-GAN", "GAN-QP", "BioWord", "FlatNCE", "Mitchell近似")


def discovered(output: Path) -> dict[str, bool]:
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    return {each["name"]: each["accepted"] for each in report["discovered_concepts"]}


def mentions(output: Path) -> set[tuple[str, int, int]]:
    lines = (output / "evidence.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return {(record["post"], each["start"], each["end"]) for record in records for each in record["mentions"]}


def test_review_shows_each_with_its_sentence_and_what_is_next(run: Runs, built: Path) -> None:
    said = run("vocab", "review", built, "--all", "--limit", 100)
    assert said.status == 0
    assert "【TeaForN】" in said.stdout
    assert "in the graph" in said.stdout
    assert "next: kg vocab accept" in said.stdout


def test_review_shows_what_waits_unless_all_is_asked_for(run: Runs, built: Path) -> None:
    waiting = [name for name, accepted in discovered(built).items() if not accepted]
    said = run("vocab", "review", built, "--limit", 1000)
    assert said.stdout.count(" waits, ") == len(waiting)
    assert ", in the graph, " not in said.stdout


def test_the_limit_holds_and_the_rest_is_counted(run: Runs, built: Path) -> None:
    said = run("vocab", "review", built, "--all", "--limit", 2)
    assert said.stdout.count("【") == 2
    assert "2 shown; " in said.stdout


def test_what_is_accepted_is_no_longer_discovered_but_named_as_before(run: Runs, built: Path, tmp_path: Path) -> None:
    mine, again = tmp_path / "mine.ttl", tmp_path / "again"
    assert set(ACCEPTED) <= set(discovered(built))
    said = run("vocab", "accept", built, *ACCEPTED, "--to", mine)
    assert said.status == 0
    assert f"--vocabulary {mine}" in said.stdout
    assert run("build", SEEDS, "-o", again, "--vocabulary", mine).status == 0
    assert not set(ACCEPTED) & set(discovered(again))
    assert mentions(built) <= mentions(again)


def test_an_accepted_concept_keeps_its_iri_and_what_is_above_it(run: Runs, built: Path, tmp_path: Path) -> None:
    run("vocab", "accept", built, "o-gan", "--to", tmp_path / "mine.ttl")
    text = (tmp_path / "mine.ttl").read_text(encoding="utf-8")
    assert "concept:o-gan a skos:Concept" in text
    assert "<https://example.org/kg/concept/o-gan>" in (built / "graph.nt").read_text(encoding="utf-8")
    assert "skos:broader concept:gan" in text


def test_kind_broader_and_further_labels_are_written(run: Runs, built: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    options = ("--kind", "technique", "--broader", "语言模型", "--label", "远见")
    assert run("vocab", "accept", built, "TeaForN", "--to", mine, *options).status == 0
    said = run("vocab", "show", "远见", "--vocabulary", mine)
    assert "TeaForN" in said.stdout
    assert "technique" in said.stdout
    assert "broader: https://example.org/kg/concept/language-model" in said.stdout


def test_a_base_of_ones_own_is_the_base_of_the_iri(run: Runs, built: Path, tmp_path: Path) -> None:
    run("vocab", "accept", built, "TeaForN", "--to", tmp_path / "mine.ttl", "--base", "https://me.example/")
    assert "<https://me.example/concept/>" in (tmp_path / "mine.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("TeaForNN",), 2, "did you mean 'TeaForN'"),
        (("TeaForN", "--broader", "没有这个"), 2, "no known concept is called"),
        (("TeaForN", "DGCNN", "--label", "x"), 2, "--label is for one concept"),
        (("TeaForN", "--base", "nowhere"), 2, "no absolute IRI"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_nothing_is_written(
    run: Runs, built: Path, tmp_path: Path, words: tuple[str, ...], status: int, says: str
) -> None:
    said = run("vocab", "accept", built, *words, "--to", tmp_path / "mine.ttl")
    assert said.status == status
    assert says in said.stderr
    assert not (tmp_path / "mine.ttl").exists()


def test_an_illegal_vocabulary_is_left_as_it_is(run: Runs, built: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ttl"
    mine.write_text("no turtle", encoding="utf-8")
    said = run("vocab", "accept", built, "TeaForN", "--to", mine)
    assert said.status == 3
    assert mine.read_text(encoding="utf-8") == "no turtle"


def test_review_without_a_build_says_how_to_make_one(run: Runs, tmp_path: Path) -> None:
    said = run("vocab", "review", tmp_path)
    assert said.status == 5
    assert "kg build" in said.stderr


def test_a_table_is_imported_and_a_build_can_use_it(run: Runs, tmp_path: Path) -> None:
    table, mine = tmp_path / "terms.tsv", tmp_path / "mine.ttl"
    table.write_text("小波网络\tWaveNetwork\n量子退火机\n", encoding="utf-8")
    said = run("vocab", "import", table, "-o", mine)
    assert said.status == 0
    assert "2 added" in said.stdout
    assert run("vocab", "show", "WaveNetwork", "--vocabulary", mine).stdout.startswith("WaveNetwork")
    assert run("vocab", "lint", "--vocabulary", mine, "--no-shipped-vocabulary").status == 0


def test_skos_in_another_format_is_imported_twice_without_change(run: Runs, tmp_path: Path) -> None:
    source, mine = tmp_path / "v.nt", tmp_path / "mine.ttl"
    skos = "http://www.w3.org/2004/02/skos/core#"
    source.write_text(
        f"<https://e.x/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{skos}Concept> .\n"
        f'<https://e.x/a> <{skos}prefLabel> "a thing"@en .\n<https://e.x/a> <{skos}definition> "What it is."@en .\n',
        encoding="utf-8",
    )
    run("vocab", "import", source, "-o", mine)
    first = mine.read_bytes()
    assert "0 added, 0 extended" in run("vocab", "import", source, "-o", mine).stdout
    assert mine.read_bytes() == first
    assert "What it is." in run("vocab", "show", "a thing", "--vocabulary", mine).stdout


def test_a_file_that_is_not_there_cannot_be_imported(run: Runs, tmp_path: Path) -> None:
    for name in ("none.tsv", "none.rdf"):
        assert run("vocab", "import", tmp_path / name, "-o", tmp_path / "mine.ttl").status == 3
