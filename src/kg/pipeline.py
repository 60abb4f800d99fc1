"""The whole program on one screen: posts in, a graph, and the files that others rely on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg import __version__
from kg.citations.find import find_citations
from kg.citations.resolve import gather, shelve
from kg.concepts.discover import Discovered, discover, find_sightings
from kg.concepts.find import find_mentions
from kg.concepts.introduce import find_introductions
from kg.concepts.lexicon import Lexicon
from kg.concepts.rank import rank_concepts
from kg.concepts.terms import find_terms, to_sightings
from kg.extraction import Extraction
from kg.graph.assemble import Findings, assemble
from kg.graph.schema import Graph
from kg.model import Post, Run
from kg.output import write_build
from kg.posts.read import Input, read_posts
from kg.settings import Settings
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.read import Vocabulary, read_vocabulary


def extract(inputs: Sequence[Input], settings: Settings) -> Extraction:
    """Read the posts and find what they name and cite."""
    reading = read_posts(inputs)
    vocabulary = read_vocabulary([Path(name) for name in settings.vocabulary], shipped=settings.shipped)
    discovered = discover_in(reading.posts, vocabulary)
    lexicon = _lexicon(vocabulary, discovered)
    linkings = tuple(find_mentions(post, lexicon) for post in reading.posts)
    shelf = shelve(reading.posts, settings.site)
    cited = gather(reading.posts, [found for post in reading.posts for found in find_citations(post, shelf)])
    mentions = tuple(mention for linking in linkings for mention in linking.mentions)
    findings = Findings(
        posts=cited.posts,
        concepts=lexicon.concepts,
        works=cited.works,
        series=cited.series,
        mentions=mentions,
        citations=cited.citations,
        definitions=find_introductions(reading.posts, mentions, discovered),
    )
    return Extraction(
        reading=reading,
        vocabulary=vocabulary,
        discovered=discovered,
        linkings=linkings,
        cited=cited,
        findings=findings,
    )


def to_graph(extraction: Extraction, settings: Settings) -> Graph:
    """Assemble the graph of what was found."""
    run = Run(
        version=__version__,
        base=settings.base,
        title=settings.title,
        vocabularies=extraction.vocabulary.sources,
    )
    findings = extraction.findings
    return assemble(findings, rank_concepts(findings.posts, findings.mentions), run)


def build(inputs: Sequence[Input], output: Path, settings: Settings) -> Extraction:
    """Build everything into `output`: aside first, then renamed, so that a killed build leaves the last one intact."""
    extraction = extract(inputs, settings)
    graph = to_graph(extraction, settings)
    write_build(output, graph, extraction)
    return extraction


def to_lexicon(posts: Sequence[Post], vocabulary: Vocabulary) -> Lexicon:
    """Return the names known from the vocabulary and from the posts themselves."""
    return _lexicon(vocabulary, discover_in(posts, vocabulary))


def discover_in(posts: Sequence[Post], vocabulary: Vocabulary) -> tuple[Discovered, ...]:
    """Weigh the names that no vocabulary knows, over all posts."""
    index = LabelIndex(vocabulary.concepts.values(), vocabulary.ambiguous, generic=vocabulary.generic)
    known = Lexicon(vocabulary.concepts, index)
    clues = [sighting for post in posts for sighting in find_sightings(post, index)]
    return discover([*clues, *to_sightings(find_terms(posts, known), posts)], known)


def _lexicon(vocabulary: Vocabulary, discovered: Sequence[Discovered]) -> Lexicon:
    accepted = [each for each in discovered if each.is_accepted]
    homes = {each.concept.id: frozenset(sighting.post for sighting in each.sightings) for each in accepted}
    concepts = {**vocabulary.concepts, **{each.concept.id: each.concept for each in accepted}}
    index = LabelIndex(concepts.values(), vocabulary.ambiguous, generic=vocabulary.generic, as_written=frozenset(homes))
    return Lexicon(concepts, index, homes)
