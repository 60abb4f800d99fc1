"""How many of the citations between posts are found, and how many that are found are true, rule by rule.

    python benchmarks/citations.py FOLDER=EDGES [FOLDER=EDGES …] [--without-links] [--works]

EDGES holds the links that authors made from post to post: JSON lines with `src` and `dst`, or two columns with a tab
between; both ends are the posts' files without their suffix. An edge counts once, however often it is made. Every
missed edge and every one beyond EDGES is printed with its words; “links alone” is what links and addresses give.
`--without-links` takes the links away first, so that only the rules that read text are measured; `--works` also prints
what else is cited.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.citations.find import find_citations
from kg.citations.resolve import Cited, gather, shelve
from kg.citations.shelf import Rule
from kg.model import Citation, Post
from kg.posts.read import read_posts

BY_LINK = (Rule.LINK.value, Rule.ADDRESS.value)
SUFFIXES = (".md", ".markdown", ".html", ".htm", ".txt")


@dataclass(frozen=True, order=True)
class Edge:
    """A post that cites another, both by their files."""

    source: str
    target: str


def read_edges(path: Path) -> frozenset[Edge]:
    """Read the true edges."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if path.suffix == ".jsonl":
        return frozenset(Edge(each["src"], each["dst"]) for each in map(json.loads, lines))
    return frozenset(Edge(*line.split("\t")) for line in lines)


def file_of(post: Post) -> str:
    """Return the post's file without its suffix."""
    path = post.sources[0].path
    return next((path.removesuffix(suffix) for suffix in SUFFIXES if path.endswith(suffix)), path)


def cite(posts: Sequence[Post], hosts: Iterable[str] = ()) -> Cited:
    """Find every citation of these posts."""
    shelf = shelve(posts, hosts=hosts)
    return gather(posts, [found for post in posts for found in find_citations(post, shelf)], shelf)


def edges_of(cited: Cited) -> Mapping[Edge, list[Citation]]:
    """Return the citations between posts of the input, by their ends."""
    file_by_id: dict[str, str] = {post.id: file_of(post) for post in cited.posts if post.sources}
    edges: dict[Edge, list[Citation]] = defaultdict(list)
    for citation in cited.citations:
        if citation.target in file_by_id:
            edges[Edge(file_by_id[citation.post], file_by_id[citation.target])].append(citation)
    return edges


def report(name: str, posts: Sequence[Post], true: frozenset[Edge], hosts: Iterable[str] = ()) -> Iterator[str]:
    """Yield the figures, then each rule's, then every edge that is missed or is not among the true ones."""
    cited = cite(posts, hosts)
    found = edges_of(cited)
    text_by_post: dict[str, str] = {post.id: post.text for post in posts}
    files = {file_of(post) for post in posts}
    dangling = Counter(each.missing.value for each in cited.dangling)
    beyond_input = {edge for edge in true if not {edge.source, edge.target} <= files}
    true -= beyond_input
    right = true & found.keys()
    precision = len(right) / len(found) if found else 1.0
    yield f"{name}: {len(posts)} posts, {len(true)} true edges between them"
    recall = len(right) / len(true) if true else 1.0
    yield f"  all rules: P {precision:.3f} ({len(right)} of {len(found)})  R {recall:.3f} ({len(right)} of {len(true)})"
    linked = {edge for edge, citations in found.items() if any(each.rule in BY_LINK for each in citations)}
    by_link = len(linked & true)
    yield f"  links alone: P {by_link / max(1, len(linked)):.3f}  R {by_link / max(1, len(true)):.3f}"
    edges_of_rule: dict[str, set[Edge]] = defaultdict(set)
    for edge, citations in found.items():
        for citation in citations:
            edges_of_rule[citation.rule].add(edge)
    for rule, edges in sorted(edges_of_rule.items()):
        yield f"  {rule}: {len(edges & true)} right of {len(edges)}"
    yield f"  dangling links: {dict(sorted(dangling.items()))}"
    yield from (f"  not in the input: {edge.source} -> {edge.target}" for edge in sorted(beyond_input))
    yield from (f"  missed: {edge.source} -> {edge.target}" for edge in sorted(true - found.keys()))
    for edge in sorted(found.keys() - true):
        for citation in found[edge]:
            yield f"  beyond: {edge.source} -> {edge.target}: {citation.rule}: {_context(citation, text_by_post)}"


def report_works(posts: Sequence[Post]) -> Iterator[str]:
    """Yield what is cited beyond the input: works and posts that are not there."""
    cited = cite(posts)
    text_by_post: dict[str, str] = {post.id: post.text for post in posts}
    inside = {post.id for post in posts}
    beyond = [citation for citation in cited.citations if citation.target not in inside]
    yield f"  beyond the input: {dict(sorted(Counter(citation.rule for citation in beyond).items()))}"
    for citation in beyond:
        yield f"    {citation.rule}: {citation.target}: {_context(citation, text_by_post)}"
    for work in cited.works:
        yield f"    work {work.id}: {work.kind}, {work.title!r}, {work.address}, {', '.join(work.identifiers)}"


def _context(citation: Citation, text_by_post: Mapping[str, str]) -> str:
    text, span = text_by_post[citation.post], citation.span
    around = text[max(0, span.start - 40) : span.start], span.of(text), text[span.end : span.end + 20]
    return "{}【{}】{}".format(*around).replace("\n", "/")


def main(arguments: Sequence[str]) -> None:
    """Measure each pair of folder and edges."""
    for pair in (each for each in arguments if not each.startswith("--")):
        folder, _, edges = pair.partition("=")
        reading = read_posts([Path(folder)])
        posts, hosts = reading.posts, reading.hosts
        if "--without-links" in arguments:
            posts, hosts = tuple(post.revised(links=()) for post in posts), frozenset()
        for line in report(Path(folder).name, posts, read_edges(Path(edges)) if edges else frozenset(), hosts):
            sys.stdout.write(line + "\n")
        if "--works" in arguments:
            sys.stdout.writelines(line + "\n" for line in report_works(posts))


if __name__ == "__main__":
    main(sys.argv[1:])
