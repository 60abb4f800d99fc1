"""One record from the facts and the prose that a reader found."""

from __future__ import annotations

from kg.model import Source
from kg.posts.facts import Facts
from kg.posts.prose import Prose
from kg.posts.record import Record


def to_record(facts: Facts, prose: Prose, source: Source) -> Record:
    """Return the record of a post that one place tells."""
    body = prose.text if prose.text.strip() else ""
    start = (facts.abstract or "").rstrip("….[] ")[:200]
    repeats = bool(start) and " ".join(body[:2_000].split()).startswith(start)
    return Record(
        sources=(source,),
        title=facts.title,
        body=body,
        published=facts.published,
        author=facts.author,
        language=facts.language,
        readers=facts.readers,
        address=facts.address,
        aliases=facts.aliases,
        paths=facts.paths,
        abstract=None if repeats else facts.abstract,
        keywords=facts.keywords,
        zones=tuple(prose.zones) if body else (),
        links=tuple(prose.links) if body else (),
        bibliography=facts.bibliography,
        fields=facts.fields,
    )
