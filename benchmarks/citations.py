"""How many of the citations between posts are found, and how many that are found are true, rule by rule.

    python benchmarks/citations.py FOLDER=EDGES [FOLDER=EDGES …] [--without-links] [--works]

EDGES holds the links that authors made from post to post: JSON lines with `src` and `dst`, or two columns with a tab
between; both ends are the posts' files without their suffix. An edge counts once, however often it is made. Every
missed edge and every one beyond EDGES is printed with its words; “links alone” is what links and addresses give.
`--without-links` takes the links away first, so that only the rules that read text are measured; `--works` also prints
what else is cited.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from kg.citations.dangling import finder_among
from kg.citations.find import find_citations
from kg.citations.resolve import Cited, gather, shelve
from kg.evaluation import Edge, evaluate_links, read_edges
from kg.model import Citation, Post
from kg.posts.read import read_posts


def cite(posts: Sequence[Post], hosts: Iterable[str] = ()) -> Cited:
    """Find every citation of these posts."""
    shelf = shelve(posts, hosts=hosts)
    found = [found for post in posts for found in find_citations(post, shelf)]
    pointing = (post for post in posts if post.id in shelf.pointing_home)
    return gather(posts, found, chain.from_iterable(map(finder_among(posts, shelf.places), pointing)))


def report(name: str, posts: Sequence[Post], true: frozenset[Edge], hosts: Iterable[str] = ()) -> Iterator[str]:
    """Yield the figures, then each rule's, then every edge that is missed or is not among the true ones."""
    cited = cite(posts, hosts)
    judged = evaluate_links(cited.posts, cited.citations, true)
    yield f"{name}: {judged.posts} posts, {judged.edges} true edges between them"
    for rules, score in (("all rules", judged.citations), ("links alone", judged.by_link)):
        yield (
            f"  {rules}: P {score.precision:.3f}  R {score.recall:.3f}  ({score.found} found, {score.wanted} wanted)"
        )
    yield from (f"  {rule.rule}: {rule.right} right of {rule.found}" for rule in judged.rules)
    dangling = Counter(each.missing.value for each in cited.dangling)
    yield f"  dangling links: {dict(sorted(dangling.items()))}"
    yield from (f"  not in the input: {edge.source} -> {edge.target}" for edge in judged.not_in_input)
    yield from (f"  missed: {edge.source} -> {edge.target}" for edge in judged.missed)
    for each in judged.beyond:
        yield f"  beyond: {each.edge.source} -> {each.edge.target}: {each.rule}: {each.words}"


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
        true = read_edges(Path(edges)) if edges else None
        for line in report(Path(folder).name, posts, true or frozenset(), hosts):
            sys.stdout.write(line + "\n")
        if "--works" in arguments:
            sys.stdout.writelines(line + "\n" for line in report_works(posts))


if __name__ == "__main__":
    main(sys.argv[1:])
