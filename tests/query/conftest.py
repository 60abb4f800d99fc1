"""One small build, written once, that every question of these tests is put to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.export import write_exports
from kg.query.text.index import write_index
from kg.rdf.write import write_rdf
from tests.rdf.blog import to_graph


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the build."""
    folder = tmp_path_factory.mktemp("answers")
    write_rdf(to_graph(), folder)
    write_index(to_graph(), folder)
    write_exports(to_graph(), folder)
    return folder
