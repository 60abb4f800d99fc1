"""Addresses as they are compared: hosts, paths, and one key for the many forms of one address."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

LONGEST_HOST = 253  # characters (RFC 1035, 2.3.4)
_PAGE_SUFFIX = re.compile(r"(?:/index|/readme)?\.(?:html?|md|markdown|mdx|ipynb|php|aspx)$|/index$", re.IGNORECASE)
_QUERY_THAT_NAMES = re.compile(r"(?<=[?&])(?:p|page_id|id)=[0-9]+")
_COMMENT_PAGE = re.compile(r"/comment-page-[0-9]+/?$")
MOST_FIELDS = 20  # of a query that are looked at
# Hosts and paths that send their readers on, and the fields that say where to.
_SENDS_ON = re.compile(r"(?:links?|l|out|away|go|jump|redirect|slink)\.", re.IGNORECASE)
_SENDS_ON_PATH = re.compile(
    r"/(?:redirect|linkfilter|link|links|url|l\.php|goto|go|go-wild|jump|outlink|out|away)/?$", re.IGNORECASE
)
_TARGETS = frozenset(("target", "url", "u", "q", "to", "z", "link", "gourl", "dest", "goto"))
LONGEST_QUERY = 2_000  # characters
# Fields of a query that say where a reader comes from, or which comment to show.
_TRACKS = re.compile(
    r"(?:utm_\w*|share\w*|from|ref|referrer|source|spm|fbclid|gclid|replytocom|replyto|scene|amp|chksm|lang|hl)(?:=|$)",
    re.IGNORECASE,
)
_LOCAL_NAMES = ("localhost", "local")
# Most addresses are as plain as this, and taking them apart with it gives what the library's parser gives, far sooner.
_PLAIN = re.compile(
    r"https?://([A-Za-z0-9.-]+)(?::[0-9]*)?(/[^?#\s\x00-\x1f]*)?(?:\?([^#\s\x00-\x1f]*))?(?:#[^\s\x00-\x1f]*)?"
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """An address taken apart; all empty where it is none."""

    host: str = ""
    path: str = ""  # without percent signs
    query: str = ""


@lru_cache(maxsize=1024)
def _parts_of(address: str) -> _Parts:
    plain = _PLAIN.fullmatch(address)
    if plain:
        return _Parts(to_host(plain[1]), unquote(plain[2] or ""), plain[3] or "")
    try:
        parts = urlsplit(address)
        return _Parts(to_host(parts.hostname or ""), unquote(parts.path), parts.query)
    except ValueError:
        return _Parts()


def host_of(address: str) -> str:
    """Return the host of an address as people read it: small letters, no `www.`; empty where there is none.

    >>> host_of("http://www.xn--fsqu00a.example:8080/") == host_of("https://例子.example/a")
    True
    """
    if "//" not in address and address.isprintable():
        return ""
    return _parts_of(address).host


@lru_cache(maxsize=4096)
def to_host(name: str) -> str:
    """Return a host's name in small letters without `www.` and the root's stop, its punycode decoded (RFC 3492)."""
    host = name.lower().rstrip(".").removeprefix("www.")
    if "xn--" not in host or len(host) > LONGEST_HOST:
        return host
    return ".".join(map(_decoded, host.split(".")))


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode").lower()
    except (UnicodeError, OverflowError):
        return label


@lru_cache(maxsize=4096)
def is_local(host: str) -> bool:
    """Tell whether a host is somebody's own machine or network, which no reader of the web can reach.

    >>> [is_local(host) for host in ("127.0.0.1", "localhost", "192.168.1.2:4000", "example.org")]
    [True, True, True, False]
    """
    plain = host.strip("[]") if host.count(":") > 1 else host.partition(":")[0]
    if plain.rpartition(".")[2] in _LOCAL_NAMES:
        return True
    try:
        number = ipaddress.ip_address(plain)
    except ValueError:
        return False
    return number.is_private or number.is_loopback or number.is_unspecified or number.is_link_local


def unwrapped(address: str) -> str:
    """Return where an address leads that only sends its readers on, as those of forums and mailers do.

    >>> unwrapped("https://link.example/?target=https%3A//a.example/b")
    'https://a.example/b'
    """
    if "%3a" not in address.lower() and "=http" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not (_SENDS_ON.match(parts.netloc) or _SENDS_ON_PATH.search(parts.path)):
        return address
    told = parse_qsl(parts.query, max_num_fields=MOST_FIELDS) if parts.query.count("&") < MOST_FIELDS else []
    return next(
        (to for name, to in told if name.lower() in _TARGETS and to.startswith(("http://", "https://"))), address
    )


def path_of(address: str) -> str:
    """Return the path of an address without percent signs, empty where it is none."""
    return _parts_of(address).path


def address_key(address: str) -> str:
    """Return what the forms of one address share; a query counts only where it names the post.

    >>> address_key("http://www.a.example/b/index.html#c") == address_key("https://a.example/b")
    True
    """
    named = _QUERY_THAT_NAMES.search(address)
    return f"{host_of(address)}/{path_key(path_of(address))}{named[0] if named else ''}"


def query_of(address: str) -> str:
    """Return what a query says of the page, in the order of its names; empty where it only says who comes from where.

    >>> query_of("https://a.example/s?sn=x&mid=1&utm_source=y")
    'mid=1&sn=x'
    """
    query = _parts_of(address).query
    if not query:
        return ""
    told = sorted(field for field in query[:LONGEST_QUERY].split("&") if field)
    return "&".join(field for field in told if not _TRACKS.match(field))


def names_page(address: str) -> bool:
    """Tell whether host and path, or a number such as `?p=7`, name the page whatever else its query says."""
    return not query_of(address) or _QUERY_THAT_NAMES.search(address) is not None


def exact_key(address: str) -> str:
    """Return the key of an address with all that its query says: two pages of one path may be two posts."""
    return f"{address_key(address)}?{query_of(address)}"


def path_key(path: str) -> str:
    """Return what the forms of one path share: no page of comments, suffix, slash at its ends or capitals."""
    path = path.split("#")[0]
    if "/comment-page-" in path:
        path = _COMMENT_PAGE.sub("", path)
    return _PAGE_SUFFIX.sub("", path).strip("/").lower()


def has_page_suffix(path: str) -> bool:
    """Tell whether a path ends as a page's does."""
    return _PAGE_SUFFIX.search(path) is not None
