"""What a build discovered, read back for a person to look at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError, NothingBuiltError, UsageError
from kg.model import ConceptKind
from kg.review import choose, read_discoveries, read_place

TEXT = "一个标题\n第一句。这里称为BioWord的方案很好！另一句。"


def entry(name: str, strength: float, **others: object) -> dict[str, object]:
    start = TEXT.index("BioWord")
    return {
        "concept": f"concept/{name.lower()}",
        "name": name,
        "other_names": [],
        "kind": "technique",
        "strength": strength,
        "accepted": strength >= 1,
        "rules": ["named so"],
        "post": "post/a",
        "start": start,
        "end": start + 7,
        **others,
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    found = [entry("BioWord", 0.5, other_names=["生物词"]), entry("Aaa", 1.2), entry("Abc", 1.2)]
    (tmp_path / "report.json").write_text(json.dumps({"discovered_concepts": found}), encoding="utf-8")
    records = [{"post": "post/a", "title": None, "text": TEXT}, {"post": "post/b", "title": "b", "text": ""}]
    (tmp_path / "evidence.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (tmp_path / "graph.nt").write_text(
        "<https://b.example/concept/o-gan> <http://www.w3.org/2004/02/skos/core#broader> <https://b.example/concept/gan> .\n"
        '<https://b.example/dataset> <http://rdfs.org/ns/void#uriSpace> "https://b.example/" .\n',
        encoding="utf-8",
    )
    return tmp_path


def test_the_strongest_come_first_and_equals_by_name(output: Path) -> None:
    assert [each.name for each in read_discoveries(output)] == ["Aaa", "Abc", "BioWord"]


def test_each_has_its_sentence_with_the_name_in_it(output: Path) -> None:
    found = read_discoveries(output)[-1]
    assert found.words == "这里称为BioWord的方案很好！"
    assert found.span.of(found.words) == "BioWord"
    assert (found.kind, found.accepted, found.title) == (ConceptKind.TECHNIQUE, False, "post/a")


def test_a_discovery_is_chosen_by_any_of_its_names_in_any_case_or_by_its_id(output: Path) -> None:
    found = read_discoveries(output)
    for wanted in ("bioword", " 生物词", "concept/bioword"):
        assert choose(found, wanted).name == "BioWord"


def test_a_mistyped_name_names_its_nearest_neighbour(output: Path) -> None:
    with pytest.raises(UsageError) as failure:
        choose(read_discoveries(output), "BioWords")
    assert "'BioWord'" in failure.value.remedy


def test_the_base_and_what_is_broader_are_read_from_the_graph(output: Path) -> None:
    place = read_place(output)
    assert place.base == "https://b.example/"
    assert place.broader == {"https://b.example/concept/o-gan": ("https://b.example/concept/gan",)}


def test_without_a_build_it_says_how_to_make_one(tmp_path: Path) -> None:
    for read in (read_discoveries, read_place):
        with pytest.raises(NothingBuiltError) as failure:
            read(tmp_path)
        assert "kg build" in failure.value.remedy


@pytest.mark.parametrize("report", ["{", "{}", '{"discovered_concepts": [{"post": "post/a"}]}', "[]"])
def test_files_that_no_build_writes_are_an_input_error(output: Path, report: str) -> None:
    (output / "report.json").write_text(report, encoding="utf-8")
    with pytest.raises(InputError, match="build"):
        read_discoveries(output)
