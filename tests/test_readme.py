"""The README is true: each command in it gives the output that stands below it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Run

README = Path(__file__).parent.parent / "README.md"


def read_examples(block: str) -> Iterator[tuple[str, str]]:
    """Yield each `$ kg …` command of a console block, over as many lines as its quotes need, and what stands below it."""
    command, output = "", ""
    for line in block.splitlines(keepends=True):
        if command and not is_whole(command):
            command += line
        elif line.startswith("$ "):
            if command:
                yield command, output
            command, output = line.removeprefix("$ "), ""
        else:
            output += line
    if command:
        yield command, output


def is_whole(command: str) -> bool:
    try:
        return bool(shlex.split(command))
    except ValueError:
        return False


EXAMPLES = [
    (command.removeprefix("kg "), output)
    for block in re.findall(r"```console\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    for command, output in read_examples(block)
    if command.startswith(("kg query", "kg explain"))
]


def test_the_readme_has_three_queries_and_an_explanation() -> None:
    assert sum(command.startswith("query") for command, _ in EXAMPLES) >= 3
    assert sum(command.startswith("explain") for command, _ in EXAMPLES) >= 1


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command[:40].strip() for command, _ in EXAMPLES])
def test_an_example_gives_the_output_below_it(
    command: str, output: str, run: Callable[..., Run], built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(built.parent)
    said = run(*shlex.split(command))
    assert said.status == 0
    assert said.stdout.strip() == output.strip()


def test_every_picture_is_there() -> None:
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README.read_text(encoding="utf-8")):
        assert (README.parent / path).is_file(), path
