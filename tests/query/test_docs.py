"""What docs/asking.md says is so: its examples run, and its table has every question."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from kg.query.questions import read_named_queries

PAGE = (Path(__file__).parents[2] / "docs" / "asking.md").read_text(encoding="utf-8")


def test_the_examples_of_python_run(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built.parent)
    blocks = "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(blocks, {}, "asking.md", None, 0)
    said: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(examples, out=said.append)
    assert outcome.attempted >= 12
    assert outcome.failed == 0, "".join(said)


def test_every_question_is_in_the_table_with_its_parameters_and_its_title() -> None:
    rows = [
        f"| `{query.name}` | {' '.join(f'`{each.name}`' for each in query.parameters)} | {query.title} |"
        for query in read_named_queries().values()
    ]
    assert [line for line in PAGE.splitlines() if re.match(r"\| `[a-z-]+` \|", line)] == rows
