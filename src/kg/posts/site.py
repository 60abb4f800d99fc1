"""What the settings of a site tell: the address it lives at, and how the addresses of its posts are made."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import yaml

from kg.model import Source
from kg.posts.addresses import host_of, is_local
from kg.posts.files import SITE_NAMES
from kg.posts.ids import is_address
from kg.posts.permalink_names import Field, Permalink, Tool
from kg.posts.record import Findings, Site

ADDRESS = ("url", "baseurl", "base_url", "site_url", "siteurl", "site")
LONGEST = 200_000  # characters
MOST_PATTERNS = 100
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}", re.IGNORECASE)
# Settings that are programs are not run: only what they plainly assign is read.
_PROGRAMS = (".py", ".js", ".ts", ".mjs", ".cjs")
_ASSIGNED = re.compile(
    r"(?:^|(?<=[\s{,(]))[\"']?(?:site|url|siteurl|hostname|baseurl)[\"']?[ \t]*[:=][ \t]*[\"']([^\"'\n]{4,300})[\"']",
    re.MULTILINE | re.IGNORECASE,
)
_PELICAN = re.compile(r"^ARTICLE_URL[ \t]*=[ \t]*[\"']([^\"'\n]{1,300})[\"']", re.MULTILINE)
_PELICAN_PART = re.compile(r"\{(?:date:%([YymdBbHM])|(slug|category|lang))\}")
_PELICAN_DAYS = {
    "Y": "year", "y": "short_year", "m": "month", "d": "day",
    "B": "long_month", "b": "short_month", "H": "hour", "M": "minute",
}  # fmt: skip
_HEXO = frozenset("new_post_name source_dir permalink_defaults root public_dir default_layout per_page".split())

_HUGO_DEFAULT = "/:sections/:slugorfilename/"
_JEKYLL_DEFAULT = "date"
_HEXO_DEFAULT = ":year/:month/:day/:title/"
_COLLECTION_DEFAULT = "/:collection/:path:output_ext"


def is_site_file(name: str) -> bool:
    """Tell whether a file of this name holds the settings of a site."""
    return name.rpartition("/")[2].lower() in SITE_NAMES


def parse_site(text: str, path: str) -> Findings:
    """Yield where the site lives and how its addresses are made; nothing where the settings are of something else."""
    name = PurePosixPath(path).name.lower()
    is_plain = name == "cname" or name.endswith(_PROGRAMS)
    settings = {} if is_plain else _load(text[:LONGEST], name)
    told = _address_in(settings)
    if is_plain:
        told = _address_in_cname(text) if name == "cname" else _address_assigned(text[:LONGEST])
    address = told if told and host_of(told) and not is_local(host_of(told)) else ""
    permalinks = tuple(_permalinks(name, settings, text[:LONGEST]))[:MOST_PATTERNS]
    if address or permalinks:
        language = str(settings.get("defaultcontentlanguage") or settings.get("default_language") or "")
        yield Site(Source(path), address.rstrip("/"), _base(settings, address), language.lower(), permalinks)


def _address_in_cname(text: str) -> str | None:
    host = text.strip().lower()
    return f"https://{host}" if len(host) < 254 and _HOST.fullmatch(host) else None


def _address_assigned(program: str) -> str | None:
    assigned = (match[1] for match in _ASSIGNED.finditer(program))
    found = (each if "://" in each else f"https://{each}" for each in assigned if "://" in each or _HOST.match(each))
    return next(filter(is_address, found), None)


def _load(text: str, name: str) -> Mapping[str, Any]:
    """Return the settings by their names in small letters, whatever their capitals: Hugo's is baseURL."""
    try:
        if name.endswith(".toml"):
            settings = tomllib.loads(text)
        elif name.endswith(".json"):
            settings = json.loads(text)
        else:
            settings = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # builds nothing but text, lists and mappings
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(key).lower(): value for key, value in settings.items()} if isinstance(settings, dict) else {}


def _address_in(settings: Mapping[str, Any]) -> str | None:
    """Return the first setting that is an address."""
    told = (settings[key] for key in ADDRESS if isinstance(settings.get(key), str))
    return next(filter(is_address, told), None)


def _base(settings: Mapping[str, Any], address: str) -> str:
    """Return the path under which the whole site lives."""
    told = settings.get("root") or settings.get("baseurl")
    base = told if isinstance(told, str) and not is_address(told) and len(told) < LONGEST else ""
    return (base or (urlsplit(address).path if address else "")).strip("/")


def _permalinks(name: str, settings: Mapping[str, Any], text: str) -> Iterator[Permalink]:
    """Yield the patterns of addresses, the tool told by the file's name and by what the settings hold."""
    if name == "pelicanconf.py":
        assigned = _PELICAN.search(text)
        yield Permalink(Tool.PELICAN, _from_pelican(assigned[1] if assigned else "{slug}.html"))
    elif name.startswith("permalinks."):
        yield from _of_hugo(settings)
    elif name.startswith("_config."):
        yield from _of_hexo(settings) if _HEXO & settings.keys() else _of_jekyll(settings)
    elif settings.keys() & {"baseurl", "base_url", "permalinks", "languagecode", "defaultcontentlanguage"}:
        yield from _of_hugo(settings.get("permalinks"))
        yield Permalink(Tool.HUGO, _HUGO_DEFAULT)


def _of_hugo(told: Any) -> Iterator[Permalink]:
    """Yield the patterns of sections; newer settings have them below the kind of page."""
    patterns = told if isinstance(told, Mapping) else {}
    pages = patterns.get("page")
    for section, pattern in {**patterns, **(pages if isinstance(pages, Mapping) else {})}.items():
        if isinstance(pattern, str):
            yield Permalink(Tool.HUGO, pattern, folder=str(section).strip("/"))


def _of_hexo(settings: Mapping[str, Any]) -> Iterator[Permalink]:
    pattern = settings.get("permalink")
    defaults = [*_fields(settings.get("permalink_defaults"), ""), *_fields(settings.get("category_map"), ":category ")]
    if isinstance(settings.get("default_category"), str):
        defaults.append(Field(":category", settings["default_category"]))
    if str(settings.get("new_post_name", "")).startswith(":year"):
        defaults.append(Field(":dated", "yes"))
    yield Permalink(
        Tool.HEXO, pattern if isinstance(pattern, str) and pattern else _HEXO_DEFAULT, defaults=tuple(defaults)
    )


def _fields(told: Any, prefix: str) -> Iterator[Field]:
    for name, words in told.items() if isinstance(told, Mapping) else ():
        if isinstance(words, str):
            yield Field(f"{prefix}{name}", words)


def _of_jekyll(settings: Mapping[str, Any]) -> Iterator[Permalink]:
    pattern = settings.get("permalink")
    yield Permalink(Tool.JEKYLL, pattern if isinstance(pattern, str) and pattern else _JEKYLL_DEFAULT)
    collections = settings.get("collections")
    for name, told in collections.items() if isinstance(collections, Mapping) else ():
        own = told.get("permalink") if isinstance(told, Mapping) else None
        yield Permalink(Tool.JEKYLL, own if isinstance(own, str) else _COLLECTION_DEFAULT, folder=str(name))
    for scope, values in _defaults(settings.get("defaults")):
        if isinstance(values.get("permalink"), str):
            kind = str(scope.get("type") or "posts")
            yield Permalink(Tool.JEKYLL, values["permalink"], folder=kind)


def _defaults(told: Any) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for each in told if isinstance(told, list) else ():
        scope, values = (each.get("scope"), each.get("values")) if isinstance(each, Mapping) else (None, None)
        if isinstance(scope, Mapping) and isinstance(values, Mapping):
            yield scope, values


def _from_pelican(pattern: str) -> str:
    """Return Pelican's `{date:%Y}/{slug}/` as the patterns of the others are written."""
    return _PELICAN_PART.sub(lambda part: f":{_PELICAN_DAYS[part[1]] if part[1] else part[2]}", pattern)
