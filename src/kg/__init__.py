"""kg turns a folder of blog posts into a knowledge graph in which every edge shows its evidence.

build = kg.load("output")
build.graph, build.posts, build.concepts, build.rdf
build.query("SELECT ?title { ?post schema:headline ?title }")
build.answer("posts-naming", concept="GAN")
build.search("扩散模型")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from kg.query.build import Build

__version__ = "0.1.0"


def load(folder: str | PathLike[str]) -> Build:
    """Open the build in a folder, such as `output`; raise `NothingBuiltError` where there is none."""
    from pathlib import Path

    from kg.query.build import Build

    return Build(Path(folder))
