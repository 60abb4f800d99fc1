"""The works that an address or an identifier in the text names outright."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from kg.model import Span, WorkKind


@dataclass(frozen=True, slots=True, order=True)
class Identified:
    """A work that is named by an identifier, such as `arXiv:1811.07296`."""

    identifier: str
    kind: WorkKind


_ARXIV = r"(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_DOI = r"(10\.\d{4,9}/[^\s?#<>\"'，。；、）》]{1,200})"
_DOI_IN_ADDRESS = r"(10\.\d{4,9}/[^\s?#\"'，。；、）》]{1,200})"  # such as …(199009)41:6<391::AID-ASI1>3.0.CO;2-9
_VIEW_OF_DOI = re.compile(r"(?:/(?:full|abstract|epdf|pdf|html?|meta|summary)|\.pdf)+/?$")
_ACL = r"([A-Z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)"
_NEURIPS = r"(?:papers|proceedings)\.(?:nips|neurips)\.cc/(?:paper|paper_files/paper)/"
_NO_OWNERS = frozenset(
    "about apps collections contact customer-stories enterprise events explore features issues login marketplace new "
    "notifications orgs organizations pricing pulls search settings signup site sponsors stars topics trending users "
    "user-attachments".split()
)


def _arxiv(number: str) -> Identified:
    """Return the paper of a number; an old one is the same with its class of subject or without: math.GT/0309136."""
    return Identified(f"arXiv:{re.sub(r'[.][A-Z]{2}(?=/)', '', number, flags=re.IGNORECASE).lower()}", WorkKind.PAPER)


def _doi(doi: str) -> Identified:
    """Return the work of a DOI; those that arXiv and the ACL Anthology register are known by their own numbers."""
    doi = (
        re.sub(r"(?:/(?:full|abstract|epdf|pdf|html?|meta|summary)|\.pdf)+/?$", "", unquote(doi))
        .lower()
        .rstrip(".,;:*_/")
    )
    if doi.count(")") > doi.count("("):
        doi = doi.rstrip(")")
    registered = re.match(r"10\.48550/arxiv\.(.+)", doi)
    if registered and re.fullmatch(_ARXIV, registered[1]):
        return _arxiv(re.sub(r"v\d+$", "", registered[1]))
    registered = re.match(r"10\.(?:18653/v1|3115)/(.+)", doi)
    if registered:
        return _acl(registered[1])
    return Identified(f"doi:{doi}", WorkKind.PAPER)


def _preprint(doi: str) -> Identified:
    """Return the work of bioRxiv's address of it: …/10.1101/2020.07.12.199554v1.full.pdf."""
    return _doi(re.sub(r"v\d+(?:\.full|\.abstract)?(?:[.-]text)?(?:\.pdf)?$", "", doi))


def _nature(article: str) -> Identified:
    return _doi(f"10.1038/{article}")


def _acl(number: str) -> Identified:
    return Identified(f"acl:{number.upper() if re.match('[a-z][0-9]', number.lower()) else number}", WorkKind.PAPER)


def _github(name: str) -> Identified | None:
    owner, repository = name.lower().rstrip(".").removesuffix(".git").split("/", 1)
    if owner in _NO_OWNERS or repository in ("", ".", ".."):
        return None
    return Identified(f"github:{owner}/{repository}", WorkKind.PAGE)


def _paper(scheme: str) -> Callable[[str], Identified]:
    return lambda number: Identified(f"{scheme}:{number}", WorkKind.PAPER)


def _douban(number: str) -> Identified:
    return Identified(f"douban:{number}", WorkKind.BOOK)


def _isbn(written: str) -> Identified | None:
    """Return the book of an ISBN in its form of 13 digits (ISO 2108); None where the check digit is wrong."""
    number = re.sub(r"[\s-]", "", written).upper()
    if len(number) == 10:
        digits = [10 if each == "X" else int(each) for each in number]
        if sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11:
            return None
        number = f"978{number[:9]}{_check_digit('978' + number[:9])}"
    elif not number.isdecimal() or number[12] != _check_digit(number[:12]):
        return None
    return Identified(f"isbn:{number}", WorkKind.BOOK)


def _check_digit(number: str) -> str:
    return str(-sum(int(each) * (1, 3)[at % 2] for at, each in enumerate(number)) % 10)


_ADDRESSES: tuple[tuple[str, Callable[[str], Identified | None]], ...] = (
    (r"(?:arxiv|ar5iv)(?:\.labs\.arxiv)?\.org/(?:abs|pdf|html|format|e-print|ps)/" + _ARXIV, _arxiv),
    (r"(?:papers\.cool|scirate\.com)/arxiv/" + _ARXIV, _arxiv),
    (
        r"(?:alphaxiv\.org/(?:abs|pdf|overview)|(?:huggingface|hf)\.co/papers|arxiv-vanity\.com/papers)/" + _ARXIV,
        _arxiv,
    ),
    (r"(?:aclanthology\.(?:org|info)|aclweb\.org/anthology)(?:/papers)?/(?:[A-Z]/[A-Z]\d\d/)?" + _ACL, _acl),
    (r"doi\.org/" + _DOI_IN_ADDRESS, _doi),
    (r"[\w.-]+/(?:[^?#]*/)?doi/(?:abs/|full/|pdf/|epdf/)?" + _DOI_IN_ADDRESS, _doi),
    (r"(?:link\.springer\.com|iopscience\.iop\.org)/(?:article|chapter|book|content/pdf)/" + _DOI_IN_ADDRESS, _doi),
    (r"frontiersin\.org/(?:journals/[\w-]+/)?articles?/" + _DOI_IN_ADDRESS, _doi),
    (r"journals\.plos\.org/[a-z]+/article(?:/file)?\?(?:[^#\s]*&)?id=" + _DOI_IN_ADDRESS.replace("?#", "?#&"), _doi),
    (r"(?:bio|med)rxiv\.org/content/(?:biorxiv/early/\d+/\d+/\d+/)?" + _DOI_IN_ADDRESS, _preprint),
    (r"nature\.com/articles/((?:nature\d{4,}|s4\d{4}-\d{3}-\d{5}-[0-9a-z]))(?=[/?#.]|$)", _nature),
    (r"openreview\.net/(?:forum|pdf|attachment|references/pdf)\?(?:[^#\s]*&)?id=([\w-]+)", _paper("openreview")),
    (r"proceedings\.mlr\.press/(v\d+/[\w-]+?)(?:/[\w-]+\.pdf|\.html|/|$)", _paper("pmlr")),
    (_NEURIPS + r"(?:\d{4}/(?:hash|file)/)?([0-9a-f]{32})", _paper("neurips")),
    (_NEURIPS + r"(\d{3,5})-", _paper("neurips")),
    (r"jmlr\.(?:org|csail\.mit\.edu)/papers/(?:volume\d+/)?(v?\d+/[\w-]+|[\w-]+/[\w-]+)", _paper("jmlr")),
    (r"semanticscholar\.org/paper/(?:[^/?#]+/)?([0-9a-f]{40})", _paper("s2")),
    (r"book\.douban\.com/subject/(\d{5,9})", _douban),
    (r"amazon\.[a-z.]{2,6}/(?:[^/?#]+/)?(?:dp|gp/product|exec/obidos/ASIN)/(\d{9}[\dX])(?:[/?#]|$)", _isbn),
    # What is talked about a repository, and what changed in it, is not the repository.
    (
        r"github\.com/([\w.-]+/[\w.-]+)(?!/(?:issues|pulls?|discussions|commits?|compare|actions|projects)\b)(?=[/?#]|$)",
        _github,
    ),
)
_SCHEME = re.compile(r"\s*(?:https?:)?(?://)?(?:[^@/]{1,80}@)?", re.IGNORECASE)
_SUBDOMAINS = r"(?!gist\.)(?:[\w-]{1,40}\.){0,3}"
_READERS = tuple((re.compile(_SUBDOMAINS + pattern, re.IGNORECASE), work_of) for pattern, work_of in _ADDRESSES)

_ARXIV_IN_TEXT = re.compile(
    r"(?<![\w/.])arxiv(?:\s?[:：]\s?|(?:\s+preprint)?\s+(?=\d{4}\.\d))" + _ARXIV + r"(?![\w.]*\d)", re.IGNORECASE
)
_DOI_IN_TEXT = re.compile(r"(?<![\w/.])doi(?:\s?[:：]\s?|\s)(?:https?://(?:dx\.)?doi\.org/)?" + _DOI, re.IGNORECASE)
_ISBN_IN_TEXT = re.compile(r"(?<!\w)ISBN(?:-1[03])?\s?[:：]?\s?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])(?![\w-])")


def identify(address: str) -> Identified | None:
    """Return the work that the address names: a paper's page, a book's, a repository's.

    >>> identify("https://papers.cool/arxiv/1811.07296v2").identifier
    'arXiv:1811.07296'
    """
    start = _SCHEME.match(address)
    for pattern, work_of in _READERS:
        match = pattern.match(address, start.end() if start else 0)
        if match:
            return work_of(match[1])
    return None


def find_identifiers(text: str) -> Iterator[tuple[Span, Identified]]:
    """Yield `arXiv:…`, `doi:…` and `ISBN …` that stand in the text, with the characters they stand on."""
    small = text.lower()  # searched for the names of the registers first, which is fast
    if "arxiv" in small:
        for match in _ARXIV_IN_TEXT.finditer(text):
            yield Span(*match.span()), _arxiv(match[1])
    if "doi" in small:
        yield from _find_dois(text)
    if "isbn" in small:
        for match in _ISBN_IN_TEXT.finditer(text):
            book = _isbn(match[1])
            if book:
                yield Span(*match.span()), book


def _find_dois(text: str) -> Iterator[tuple[Span, Identified]]:
    for match in _DOI_IN_TEXT.finditer(text):
        written = match[1].rstrip(".,;:*_")
        if written.count(")") > written.count("("):
            written = written.rstrip(")")
        yield Span(match.start(), match.start(1) + len(written)), _doi(written)
