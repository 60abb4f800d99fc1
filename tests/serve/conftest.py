"""One small build and one endpoint on it, which most tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.query.text.index import write_index
from kg.rdf.write import write_rdf
from kg.view.page import write_page
from tests.rdf.blog import to_graph
from tests.serve.live import Endpoint, serving


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small blog once, its page too."""
    folder = tmp_path_factory.mktemp("served")
    write_rdf(to_graph(), folder)
    write_page(to_graph(), folder / "graph.html")
    write_index(to_graph(), folder)
    return folder


@pytest.fixture(scope="session")
def endpoint(build: Path) -> Iterator[Endpoint]:
    """Serve it as it is served without options, but with little patience."""
    with serving(build, "--timeout", "2", "--workers", "2") as started:
        yield started
