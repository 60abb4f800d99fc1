"""The whole program on one screen: posts in, a graph, and the files that others rely on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from kg import __version__
from kg.cache.context import digest_of_shelf
from kg.cache.discovering import discover_again
from kg.cache.kept import Memory
from kg.cache.known import recall_vocabulary
from kg.cache.naming import Naming
from kg.cache.recall import FORGETFUL, Recall
from kg.citations.clues import Clues, find_clues
from kg.citations.dangling import Dangling, finder_among
from kg.citations.find import find_citations
from kg.citations.resolve import Cited, gather, shelve
from kg.citations.shelf import Found
from kg.concepts.discover import Discovered
from kg.concepts.introduce import find_presented, introduce
from kg.concepts.lexicon import Lexicon
from kg.concepts.linking import Mentions
from kg.concepts.relations import is_sensible
from kg.extraction import Extraction
from kg.graph.assemble import Findings, assemble
from kg.graph.schema import Graph
from kg.memory import release
from kg.model import Post, Run
from kg.output import write_build
from kg.posts.read import Input, Reading, read_posts
from kg.settings import Settings
from kg.vocabulary.index import LabelIndex
from kg.vocabulary.read import Vocabulary


def extract(inputs: Sequence[Input], settings: Settings, memory: Memory | None = None) -> Extraction:
    """Read the posts and find what they name and cite; what the memory has of a post is not worked out again."""
    recall = Recall(memory, settings.processes)
    reading = read_posts(inputs, read=recall.read_files, look=recall.look_through)
    release()
    vocabulary = [Path(name) for name in settings.vocabulary]
    known = recall_vocabulary(recall.memory, vocabulary, shipped=settings.shipped)
    release()
    discovered = discover_again(reading.posts, known.lexicon, recall, known.digest)
    lexicon = extend(known.lexicon, discovered)
    naming = Naming(recall, lexicon, discovered, known.digest)
    linkings = tuple(naming.find_mentions(reading.posts))
    said = chain.from_iterable(naming.find_relations(reading.posts, linkings))
    presented = chain.from_iterable(map(find_presented, reading.posts, linkings))
    cited = cite_in(reading, settings, recall)
    findings = Findings(
        posts=cited.posts,
        concepts=lexicon.concepts,
        works=cited.works,
        series=cited.series,
        mentions=Mentions(linkings),
        citations=cited.citations,
        definitions=introduce(presented, discovered),
        relations=tuple(relation for relation in said if is_sensible(relation, lexicon.concepts)),
    )
    return Extraction(
        reading=reading,
        vocabulary=known.vocabulary,
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
    return assemble(extraction.findings, run)


def build(inputs: Sequence[Input], output: Path, settings: Settings, memory: Memory | None = None) -> Extraction:
    """Build everything into `output`: aside first, then renamed, so that a killed build leaves the last one intact.

    With a memory of the last build the files are the same, and sooner there.
    """
    extraction = extract(inputs, settings, memory)
    release()
    graph = to_graph(extraction, settings)
    release()
    write_build(output, graph, extraction, memory)
    return extraction


def to_lexicon(posts: Sequence[Post], vocabulary: Vocabulary) -> Lexicon:
    """Return the names known from the vocabulary and from the posts themselves."""
    known = compile_names(vocabulary)
    return extend(known, discover_again(posts, known))


def compile_names(vocabulary: Vocabulary) -> Lexicon:
    """Return the names that the vocabulary knows."""
    index = LabelIndex(vocabulary.concepts.values(), vocabulary.ambiguous, generic=vocabulary.generic)
    return Lexicon(vocabulary.concepts, index)


def extend(known: Lexicon, discovered: Sequence[Discovered]) -> Lexicon:
    """Return the known names with the accepted new ones."""
    accepted = [each for each in discovered if each.is_accepted]
    homes = {each.concept.id: frozenset(each.posts) for each in accepted}
    concepts = {**known.concepts, **{each.concept.id: each.concept for each in accepted}}
    return Lexicon(concepts, known.index.extended(each.concept for each in accepted), homes)


def cite_in(reading: Reading, settings: Settings, recall: Recall = FORGETFUL) -> Cited:
    """Find what the posts cite, of one another and beyond."""
    posts = reading.posts
    clues = chain.from_iterable(recall.each(posts, Clues, lambda post: [find_clues(post)]))
    shelf = shelve(posts, settings.site, hosts=reading.hosts, clues=clues)
    context = digest_of_shelf(posts, shelf)
    found = recall.each(posts, Found, lambda post: find_citations(post, shelf), context)
    pointing = (post for post in posts if post.id in shelf.pointing_home)
    dangling = recall.each(pointing, Dangling, finder_among(posts, shelf.places), context)
    return gather(posts, chain.from_iterable(found), dangling=chain.from_iterable(dangling))
