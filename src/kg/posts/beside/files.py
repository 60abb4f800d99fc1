"""Files that tell of posts beside them: authors by keys, Nikola's `.meta`, Substack's `posts.csv`, Eleventy's data."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

import yaml

from kg.model import Problem, Source
from kg.posts.beside.told import Beside, Scope
from kg.posts.facts import words_of
from kg.posts.permalink_names import Field
from kg.posts.record import Findings

# Docusaurus's and Jekyll's; MkDocs hides it.
PEOPLE_NAMES = frozenset("authors.yml authors.yaml authors.json .authors.yml .authors.yaml".split())
PEOPLE_FOLDERS = frozenset(("authors", "_authors"))  # one file for each
TABLE = "posts.csv"  # Substack's
DATA_FOLDERS = frozenset(("_data", "data"))  # of a site, whose posts lie beside them
LONGEST = 1_000_000  # characters
MOST_FIELDS = 2_000
MOST_ROWS = 50_000
OF_FOLDERS = ("author", "authors", "lang", "language", "draft")
WORDS_OF_FOLDERS = ("tags", "categories", "keywords")
_NIKOLA_LINE = re.compile(r"^\.\.[ \t]+([a-z_]+):[ \t]*(\S[^\n]*)$", re.MULTILINE)
_NOT_OF_POST = frozenset(("link", "type", "previewimage"))  # `link` is where the post found what it speaks of
_NIKOLA_NAMES = ("title", "slug", "date", "tags", "source", "description")  # line by line, as it once had them
_DAY = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}")
_KEYS = ("key", "id", "slug", "username", "login")
_NO_CSV = "the export of Substack breaks off"


def parser_of(path: str) -> Callable[[str, str], Findings] | None:
    """Return what parses a file that tells of others, if its name and its folder are those of one."""
    pure = PurePosixPath(path)
    name, folder = pure.name.lower(), pure.parent.name.lower()
    if name in PEOPLE_NAMES or (folder in PEOPLE_FOLDERS and name.endswith(".json")):
        return parse_people
    if name == TABLE:
        return parse_table
    return parse_meta if name.endswith(".meta") else None


def parse_people(text: str, path: str) -> Findings:
    """Yield the names that keys of authors stand for, below the folder of the file or of the site's data."""
    pure = PurePosixPath(path)
    try:
        told = _load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line, text.count("\n")) + 1 if mark else getattr(error, "lineno", 1)
        yield Problem(path, line, "the names of the authors cannot be read", "write each as `key:` and `name: …` below")
        return
    is_one = pure.parent.name.lower() in PEOPLE_FOLDERS and pure.name.lower() not in PEOPLE_NAMES
    people = {pure.stem: told} if is_one else told
    inner = people.get("authors") if isinstance(people, Mapping) else None
    fields = tuple(islice(_people(inner if isinstance(inner, Mapping | list) else people), MOST_FIELDS))
    above = pure.parent.parent if pure.parent.name.lower() in DATA_FOLDERS | PEOPLE_FOLDERS else pure.parent
    if fields:
        yield Beside(Source(path), Scope.PEOPLE, _folder(above), fields)


def parse_meta(text: str, path: str) -> Findings:
    """Yield what Nikola keeps of a post in the file `post.meta` beside it; nothing where it is no such file."""
    lines = _NIKOLA_LINE.findall(text[:LONGEST])
    fields = [Field(name, said.strip()) for name, said in lines if name not in _NOT_OF_POST]
    if not fields:
        old = text[:LONGEST].strip("\n").split("\n")
        is_old = 2 < len(old) <= len(_NIKOLA_NAMES) and _DAY.match(old[2]) is not None
        pairs = zip(_NIKOLA_NAMES, old, strict=False) if is_old else ()
        fields = [Field(name, said.strip()) for name, said in pairs if said.strip()]
    if any(each.name == "title" for each in fields):
        yield Beside(Source(path), Scope.POST, _without_suffix(path), tuple(fields[:MOST_FIELDS]))


def parse_table(text: str, path: str) -> Findings:
    """Yield what Substack's table tells of each post in the folder `posts` beside it; nothing of another table."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in islice(rows, MOST_ROWS):
            key, title = row.get("post_id") or "", row.get("title") or ""
            if "post_date" in row and key and ("/" not in key):
                yield Beside(
                    Source(path), Scope.POST, _folder(PurePosixPath(path).parent / "posts" / key), _row(row, key, title)
                )
    except csv.Error as error:
        yield Problem(path, max(1, rows.line_num), f"{_NO_CSV}: {error}", "export the blog again")


def is_of_folder(path: str) -> bool:
    """Tell whether a file is called as Eleventy calls the data of a folder, `posts/posts.json`."""
    name, folder = PurePosixPath(path).name.lower(), PurePosixPath(path).parent.name.lower()
    return bool(folder) and name in (f"{folder}.json", f"{folder}.11tydata.json")


def parse_folder(text: str, path: str) -> Findings:
    """Yield what Eleventy's file of a folder's data says of the posts there: who wrote them and in which language.

    The text is JSON that was found to be such.
    """
    told = json.loads(text)
    if isinstance(told, Mapping):
        yield from to_folder(told, path)


def find_cascade(fields: Mapping[str, Any], path: str) -> Iterator[Beside]:
    """Yield what the front matter of Hugo's `_index.md` says of all pages in its folder and below."""
    if PurePosixPath(path).stem.partition(".")[0] != "_index":
        return
    cascade = next((value for name, value in fields.items() if str(name).lower() == "cascade"), None)
    for each in cascade if isinstance(cascade, list) else [cascade]:
        # One with a target is of some of the pages alone.
        if isinstance(each, Mapping) and not {"_target", "target"} & each.keys():
            yield from to_folder(each, path, (*OF_FOLDERS, *WORDS_OF_FOLDERS))


def to_folder(told: Mapping[str, Any], path: str, names: tuple[str, ...] = OF_FOLDERS) -> Iterator[Beside]:
    """Yield what fields say of all posts in the folder of a file; only fields of these names."""
    known = {str(name).lower(): value for name, value in told.items()}
    fields = tuple(Field(name, words) for name in names for words in _said(known.get(name)))
    if fields:
        yield Beside(Source(path), Scope.FOLDER, _folder(PurePosixPath(path).parent), fields[:MOST_FIELDS])


def _said(value: Any) -> Iterator[str]:
    yield from words_of(str(value).lower() if isinstance(value, bool) else value)


def _people(told: Any) -> Iterator[Field]:
    """Yield the keys with their names, from a mapping of them or from a list of people that say their keys."""
    if isinstance(told, Mapping):
        for key, person in told.items():
            yield from (Field(str(key), name) for name in islice(words_of(person), 1))
    for person in told if isinstance(told, list) else ():
        name = person.get("name") if isinstance(person, Mapping) else None
        if isinstance(name, str) and name.strip():
            yield from (Field(str(person[key]), name.strip()) for key in _KEYS if person.get(key))


def _row(row: Mapping[str, Any], key: str, title: str) -> tuple[Field, ...]:
    slug = key.partition(".")[2]
    fields = {
        "title": title,
        "date": row.get("post_date"),
        "description": row.get("subtitle"),
        "published": "" if row.get("is_published") == "true" else "false",
        "path": f"p/{slug}" if slug else "",
    }
    return tuple(Field(name, words) for name, words in fields.items() if isinstance(words, str) and words.strip())


def _load(text: str) -> Any:
    """Return what YAML or JSON says; raises what their parsers raise."""
    if text.lstrip().startswith(("{", "[")):
        return json.loads(text)
    return yaml.load(text[:LONGEST], Loader=yaml.BaseLoader)  # noqa: S506  # builds nothing but text, lists, mappings


def _folder(path: PurePosixPath) -> str:
    return "" if str(path) == "." else str(path)


def _without_suffix(path: str) -> str:
    return _folder(PurePosixPath(path).with_suffix(""))
