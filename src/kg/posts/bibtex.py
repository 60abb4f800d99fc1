"""BibTeX: the entries of a bibliography, read in linear time whatever the file holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.model import Problem, Source, WorkKind
from kg.posts.record import Findings
from kg.posts.references import Described, Reference
from kg.posts.tex import to_plain

LONGEST_VALUE = 20_000  # characters of a field: an abstract is one
MOST_FIELDS = 100  # of an entry
MOST_PROBLEMS = 20  # told one by one
LONGEST_ADDRESS = 1_000
_ENTRY = re.compile(r"@\s{0,9}([A-Za-z]{1,40})\s{0,9}[{(]\s{0,99}")
_KEY = re.compile(r"([^\s,{}=\"#%~\\]{1,200})\s{0,99}(?:,|(?=[})]))")
_NAME = re.compile(r"[\s,]{0,999}([A-Za-z][\w:+.-]{0,60})\s{0,99}=\s{0,99}")
_WORD = re.compile(r"[^\s,#{}()\"=]{1,200}")
_JOINT = re.compile(r"\s{0,99}#\s{0,99}")
_SIGN = re.compile(r"\\.|[{}\"]", re.DOTALL)
_NO_ENTRY = frozenset(("comment", "preamble"))
_PAPERS = frozenset(
    "article conference incollection inproceedings mastersthesis phdthesis techreport thesis unpublished report".split()
)
_BOOKS = frozenset("book booklet inbook collection mvbook proceedings".split())
_PAGES = frozenset("dataset electronic online software www".split())
_ARXIV = re.compile(
    r"\barxiv(?:\.org/(?:abs|pdf)/|\s{0,3}[:/]\s{0,3})(\d{4}\.\d{4,5}|[a-z-]{2,12}/\d{7})", re.IGNORECASE
)
_ARXIV_NUMBER = re.compile(r"(?:arxiv:)?(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?$", re.IGNORECASE)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s{}\"<>]{1,200})")
_WEB = re.compile(r"https?://[^\s{}\"<>\\^`|]{4,1000}", re.IGNORECASE)


@dataclass(slots=True)
class _Scan:
    """Where in the text the scan stands, and the strings that were declared so far."""

    text: str
    at: int
    strings: dict[str, str]


def parse_bibtex(text: str, path: str) -> Findings:
    """Yield the references of a bibliography, and a problem for each entry that is broken."""
    scan = _Scan(text, 0, {})
    wrong = 0
    counted = line = 0
    while start := _ENTRY.search(text, scan.at):
        scan.at = start.end()
        if start[1].lower() in _NO_ENTRY:
            continue
        line += text.count("\n", counted, start.start())
        counted = start.start()
        found = _parse_entry(scan, start[1].lower(), Source(path, line + 1))
        if isinstance(found, Reference):
            yield found
            continue
        wrong += found is not None
        if wrong > MOST_PROBLEMS:
            yield Problem(
                path, line + 1, f"more than {MOST_PROBLEMS} broken entries; the rest was not read", "mend them"
            )
            return
        if found:
            yield found


def _parse_entry(scan: _Scan, kind: str, source: Source) -> Reference | Problem | None:
    if kind == "string":
        scan.strings |= {name.lower(): value for name, value in _parse_fields(scan)}
        return None
    key = _KEY.match(scan.text, scan.at)
    if not key:
        return Problem(source.path, source.line, f"an entry @{kind} without a key", "give it a key")
    scan.at = key.end()
    fields = {name.lower(): value for name, value in reversed([*_parse_fields(scan)])}
    title = to_plain(fields.get("title", ""))
    if not title:
        return Problem(source.path, source.line, f"the entry {key[1][:40]} has no title", "give it one")
    return Reference(key[1], source, Described(title, _kind_of(kind), tuple(_addresses_of(fields))))


def _parse_fields(scan: _Scan) -> Iterator[tuple[str, str]]:
    for _ in range(MOST_FIELDS):
        name = _NAME.match(scan.text, scan.at)
        if not name:
            return
        scan.at = name.end()
        value = _parse_value(scan)
        if value is None:
            return
        yield name[1], value


def _parse_value(scan: _Scan) -> str | None:
    """Return the value that starts here, its parts joined; None where it is never closed."""
    parts: list[str] = []
    while True:
        part = _parse_part(scan)
        if part is None:
            return None
        parts.append(part)
        joint = _JOINT.match(scan.text, scan.at)
        if not joint or len(parts) >= MOST_FIELDS:
            return "".join(parts)
        scan.at = joint.end()


def _parse_part(scan: _Scan) -> str | None:
    opener = scan.text[scan.at : scan.at + 1]
    if opener in ("{", '"'):
        end = _end_of(scan.text, scan.at, opener)
        if end is None:
            return None
        start, scan.at = scan.at + 1, end + 1
        return scan.text[start:end]
    word = _WORD.match(scan.text, scan.at)
    if not word:
        return None
    scan.at = word.end()
    return scan.strings.get(word[0].lower(), word[0])


def _end_of(text: str, start: int, opener: str) -> int | None:
    """Return where the value ends that starts with a brace or a quotation mark; None if it is longer than any."""
    depth = 0
    for sign in _SIGN.finditer(text, start + 1, start + LONGEST_VALUE):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            if not depth:
                return sign.start() if opener == "{" else None
            depth -= 1
        elif sign[0] == '"' and opener == '"' and not depth:
            return sign.start()
    return None


def _kind_of(kind: str) -> WorkKind:
    if kind in _PAPERS:
        return WorkKind.PAPER
    if kind in _BOOKS:
        return WorkKind.BOOK
    return WorkKind.PAGE if kind in _PAGES else WorkKind.ARTICLE


def _addresses_of(fields: Mapping[str, str]) -> Iterator[str]:
    """Yield where the work stands: at arXiv, by its DOI, and the page that the entry gives; each once."""
    arxiv = _arxiv_of(fields)
    doi = _DOI.search(fields.get("doi", ""))
    web = _WEB.search(fields.get("url", "") or fields.get("howpublished", "") or fields.get("link", ""))
    found = (
        f"https://arxiv.org/abs/{arxiv}" if arxiv else "",
        f"https://doi.org/{doi[1].rstrip('.,;')}" if doi else "",
        web[0].rstrip(".,;") if web and len(web[0]) < LONGEST_ADDRESS else "",
    )
    yield from dict.fromkeys(each for each in found if each)


def _arxiv_of(fields: Mapping[str, str]) -> str | None:
    number = _ARXIV_NUMBER.match(fields.get("eprint", "").strip())
    if number and fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower() == "arxiv":
        return number[1]
    for name in ("journal", "url", "note", "howpublished", "volume", "booktitle", "doi"):
        said = _ARXIV.search(fields.get(name, "")[:500])
        if said:
            return said[1]
    return None
