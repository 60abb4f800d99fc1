"""Posts with what files beside them tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from kg.posts.beside.told import Beside, Scope
from kg.posts.facts import Facts, parse_facts
from kg.posts.permalink_names import Field
from kg.posts.record import Finding, LeftOut, Record

BETWEEN_AUTHORS = ", "


def complete(findings: Iterable[Finding], besides: Sequence[Beside]) -> Iterator[Finding]:
    """Yield the findings, the posts among them with what stands beside them; what makes one a draft leaves it out.

    What is said of one post counts before what it says itself, what is said of a folder behind it; of several folders
    the nearest counts.
    """
    told = {scope: _by_place(besides, scope) for scope in Scope}
    for finding in findings:
        if isinstance(finding, Record):
            yield _with_names(_with_facts(finding, told), told[Scope.PEOPLE])
        else:
            yield finding


def _by_place(besides: Iterable[Beside], scope: Scope) -> dict[str, list[Field]]:
    fields: dict[str, list[Field]] = defaultdict(list)
    for beside in sorted(besides):
        if beside.scope is scope:
            fields[beside.of] += beside.fields
    return fields


def _with_facts(record: Record, told: dict[Scope, dict[str, list[Field]]]) -> Record | LeftOut:
    path = PurePosixPath(record.sources[0].path)
    own = told[Scope.POST].get(str(path.with_suffix("") if path.suffix else path))
    if own:
        facts = _facts(own)
        if facts.left_out:
            return LeftOut(record.sources[0], facts.left_out)
        record = _told_of_it(record, facts)
    for folder in _folders(path) if told[Scope.FOLDER] else ():
        facts = _facts(told[Scope.FOLDER].get(folder, ()))
        if facts.left_out:
            return LeftOut(record.sources[0], facts.left_out)
        record = record.revised(
            author=record.author or facts.author,
            language=record.language or facts.language,
            keywords=record.keywords or facts.keywords,
        )
    return record


def _told_of_it(record: Record, facts: Facts) -> Record:
    return record.revised(
        title=facts.title or record.title,
        published=facts.published or record.published,
        author=facts.author or record.author,
        language=facts.language or record.language,
        keywords=facts.keywords or record.keywords,
        abstract=facts.abstract or record.abstract,
        address=facts.address or record.address,
        paths=tuple(sorted({*record.paths, *facts.paths})),
        fields=record.fields or facts.fields,
    )


def _with_names(record: Record | LeftOut, people: dict[str, list[Field]]) -> Record | LeftOut:
    """Return the post with the names of its authors in the place of keys that stand for them."""
    if not people or not isinstance(record, Record) or not record.author:
        return record
    names: dict[str, str] = {}
    for folder in _folders(PurePosixPath(record.sources[0].path)):
        names = {each.name: each.words for each in people.get(folder, ())} | names
    authors = (names.get(key, key) for key in record.author.split(BETWEEN_AUTHORS))
    return record.revised(author=BETWEEN_AUTHORS.join(dict.fromkeys(authors)))


def _folders(path: PurePosixPath) -> Iterator[str]:
    """Yield the folders that a file lies in, the nearest first; the last is the input itself."""
    yield from ("" if str(folder) == "." else str(folder) for folder in path.parents)


def _facts(fields: Iterable[Field]) -> Facts:
    told: dict[str, list[str]] = defaultdict(list)
    for field in fields:
        told[field.name].append(field.words)
    return parse_facts({name: words[0] if len(words) == 1 else words for name, words in told.items()})
