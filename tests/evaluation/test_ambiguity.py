"""Which of the counted names are ambiguous."""

from pathlib import Path

from kg.evaluation.ambiguity import choose_ambiguous
from kg.evaluation.spans import NameCount
from kg.extraction import Extraction
from kg.pipeline import extract
from kg.settings import Settings

VOCABULARY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://blog.example/flow> a skos:Concept ; skos:prefLabel "flow"@en ; skos:altLabel "normalizing flow"@en .
"""


def extraction(folder: Path) -> Extraction:
    (folder / "own.ttl").write_text(VOCABULARY, encoding="utf-8")
    (folder / "a.md").write_text("# On flows\n\nA normalizing flow is a flow.\n", encoding="utf-8")
    return extract([folder / "a.md"], Settings(vocabulary=(str(folder / "own.ttl"),), shipped=False))


def test_an_everyday_word_is_ambiguous_and_a_long_name_is_not(tmp_path: Path) -> None:
    counts = [NameCount(name, 1, 0, 0) for name in ("normalizing flow", "flow", "Flow", "unheard of")]
    chosen = choose_ambiguous(counts, extraction(tmp_path))
    assert [each.name for each in chosen] == ["flow", "Flow"]
