"""What the settings of a site tell: the address it lives at."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from kg.model import Source
from kg.posts.addresses import host_of, is_local
from kg.posts.files import SITE_NAMES
from kg.posts.ids import is_address
from kg.posts.record import Findings, Site

ADDRESS = ("url", "baseurl", "base_url", "site_url", "siteurl", "site")
LONGEST = 200_000  # characters
_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}", re.IGNORECASE)


def is_site_file(name: str) -> bool:
    """Tell whether a file of this name holds the settings of a site."""
    return name.rpartition("/")[2].lower() in SITE_NAMES


def parse_site(text: str, path: str) -> Findings:
    """Yield where the site lives; nothing where the settings do not tell, or are those of something else."""
    name = PurePosixPath(path).name.lower()
    address = _address_in_cname(text) if name == "cname" else _address_in(_load(text[:LONGEST], name))
    if address and host_of(address) and not is_local(host_of(address)):
        yield Site(Source(path), address.rstrip("/"))


def _address_in_cname(text: str) -> str | None:
    host = text.strip().lower()
    return f"https://{host}" if len(host) < 254 and _HOST.fullmatch(host) else None


def _load(text: str, name: str) -> Mapping[str, Any]:
    try:
        if name.endswith(".toml"):
            return tomllib.loads(text)
        settings = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # builds nothing but text, lists and mappings
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _address_in(settings: Mapping[str, Any]) -> str | None:
    """Return the first setting that is an address, whatever its capitals: Hugo's is baseURL."""
    known = {str(key).lower(): value for key, value in settings.items()}
    return next((known[key] for key in ADDRESS if isinstance(known.get(key), str) and is_address(known[key])), None)
