"""What the posts say, before it becomes a graph: the noun that passes from reading to writing."""

from __future__ import annotations

from dataclasses import dataclass

from kg.citations.resolve import Cited
from kg.concepts.discover import Discovered
from kg.concepts.linking import Linking
from kg.graph.assemble import Findings
from kg.posts.read import Reading
from kg.vocabulary.read import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Posts, what they name and cite, and what was considered and turned down."""

    reading: Reading
    vocabulary: Vocabulary
    discovered: tuple[Discovered, ...]
    linkings: tuple[Linking, ...]
    cited: Cited
    findings: Findings
