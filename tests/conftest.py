"""Fixtures that several folders use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True)
class Run:
    """What a command said and how it ended."""

    status: int
    stdout: str
    stderr: str


@pytest.fixture(autouse=True, scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test write into the user's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run kg as a person does: words in; status, stdout and stderr out."""

    def go(*words: object) -> Run:
        with pytest.raises(SystemExit) as ending:
            main([str(word) for word in words])
        said = capfd.readouterr()
        code = ending.value.code
        return Run(code if isinstance(code, int) else 0, said.out, said.err)

    return go


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the seeds once."""
    from kg.pipeline import build
    from kg.settings import Settings

    folder = tmp_path_factory.mktemp("seeds") / "output"
    build([SEEDS], folder, Settings())
    return folder
