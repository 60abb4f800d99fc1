"""Web addresses: one key for the many forms of one page, and which of them look like a blog's post."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, unquote, urlsplit

from kg.posts.addresses import is_local, to_host

REMEMBERED = 1024  # addresses: each is asked about several times in a row, and again in the next posts
_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx)$", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:html?|php|aspx|md|markdown|mdx)$", re.IGNORECASE)
_COMMENT_PAGE = re.compile(r"/comment-page-\d+/?$")
_NAMES_POST = re.compile(r"(?:^|&)((?:p|page_id|post|id)=\d+)(?:&|$)")

_FILED = (
    r"/(?:archives?|posts?|p|blog|articles?|entry|notes?)[/-][^/?#]+/?$"
    r"|/(?:19|20)\d\d/\d\d?/(?:\d\d?/)?[^/?#]+/?$"
)
_FILED_PATH = re.compile(_FILED, re.IGNORECASE)
_POST_PATH = re.compile(_FILED + r"|/[^/?#-]+(?:-[^/?#-]+){2,}/?$", re.IGNORECASE)  # a name of three words or more
_OTHER_FILE = re.compile(r"\.(?!html?$|php$|aspx$|md$|markdown$|mdx$)[A-Za-z][A-Za-z0-9]{1,6}$", re.IGNORECASE)
# Folders under which no post lives, and pages of a site that are no posts.
_HOUSE_FOLDERS = frozenset(
    "tag tags category categories topic topics images image img assets static files uploads author authors series page "
    "feed search wp-content wp-admin wp-json comments".split()
)
_HOUSE_PAGES = frozenset(
    "about about-me archive archives links contact index home feed rss atom search tags categories projects guestbook "
    "feed.xml rss.xml atom.xml sitemap.xml robots.txt".split()
)
# Hosts of many authors: an address there is never the blog's own.
_SHARED_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.com|arxiv\.org|papers\.cool|wikipedia\.org|zhihu\.com|medium\.com|weixin\.qq\.com|csdn\.net"
    r"|cnblogs\.com|jianshu\.com|youtube\.com|twitter\.com|x\.com|openreview\.net|aclanthology\.org|doi\.org"
    r"|huggingface\.co|bilibili\.com|juejin\.cn|douban\.com|reddit\.com|stackoverflow\.com|segmentfault\.com"
    r"|infoq\.cn|infoq\.com|substack\.com|dev\.to|kaggle\.com|nature\.com|sciencedirect\.com)$"
)
# Where an address tells of a thing, whatever the words of the link: they are no title of a post that lives there.
_ENCYCLOPEDIAS = re.compile(
    r"(?:^|\.)(?:wikipedia\.org|wikiwand\.com|baike\.baidu\.com|baidu\.com|douban\.com|imdb\.com|amazon\.[a-z.]+|google\.com)$"
)


@lru_cache(maxsize=REMEMBERED)
def split_address(address: str) -> SplitResult:
    """Return the parts of an address; all of them empty where it is none that can be read."""
    try:
        return urlsplit(address.strip())
    except ValueError:
        return SplitResult("", "", "", "", "")


@lru_cache(maxsize=REMEMBERED)
def host_of(address: str) -> str:
    """Return the host as people read it, without user, www and default port; empty where there is none."""
    host = split_address(address).netloc.rsplit("@", 1)[-1].lower().removesuffix(":80").removesuffix(":443")
    return to_host(host)


def path_of(address: str) -> str:
    """Return the path of an address, percent signs resolved."""
    return unquote(split_address(address).path)


def path_key(address: str) -> str:
    """Return what is the same for all forms of a path: no index page, suffix, comment page, fragment or percent signs.

    A query counts only where it names the post.

    >>> path_key("/2019/06/%E4%B8%80.html#comments") == path_key("/2019/06/一/")
    True
    """
    parts = split_address(address)
    path = _COMMENT_PAGE.sub("/", unquote(parts.path))
    path = _SUFFIX.sub("", _INDEX_PAGE.sub("/", path)).rstrip("/")
    named = _NAMES_POST.search(parts.query)
    return path + (f"?{named[1]}" if named else "")


def address_key(address: str) -> str:
    """Return what is the same for all forms of one page's address: host and `path_key`, without scheme and www.

    >>> address_key("http://www.example.org/a/index.html#top") == address_key("https://example.org/a")
    True
    """
    return host_of(address) + path_key(address)


def is_web(address: str) -> bool:
    """Tell whether the address has a host, so that it leads somewhere without knowing where it stands."""
    return bool(host_of(address))


def is_private(address: str) -> bool:
    """Tell whether the address leads to somebody's own machine, such as http://127.0.0.1:4000/: to no reader's post."""
    return is_web(address) and is_local(host_of(address))


def is_shared(host: str) -> bool:
    """Tell whether many authors write under this host."""
    return _SHARED_HOSTS.search(host) is not None


def is_encyclopedia(host: str) -> bool:
    """Tell whether pages under this host tell of things: encyclopedias, shops."""
    return _ENCYCLOPEDIAS.search(host) is not None


def is_page(path: str) -> bool:
    """Tell whether the path may be a post's: no picture, no feed, no tag's or other page of the house."""
    folders = [part.lower() for part in path.strip("/").split("/")]
    if _HOUSE_FOLDERS.intersection(folders[:-1]) or folders[-1] in _HOUSE_PAGES or not folders[-1]:
        return False
    return _OTHER_FILE.search(folders[-1]) is None


@lru_cache(maxsize=REMEMBERED)
def is_post_shaped(address: str) -> bool:
    """Tell whether the address looks like a blog's post, /archives/6906, on a host that is not of many authors."""
    return is_web(address) and is_post_path(path_of(address)) and not is_shared(host_of(address))


def is_filed(address: str) -> bool:
    """Tell whether the address files a page by its date or under a folder of posts, as blogs do."""
    return _FILED_PATH.search(path_of(address)) is not None


def is_post_path(path: str) -> bool:
    """Tell whether the path looks like a post's: a dated one, one under a folder of posts, a name of several words."""
    return is_page(path) and _POST_PATH.search(path) is not None
