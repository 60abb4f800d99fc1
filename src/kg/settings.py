"""What a user may set: flags > `KG_*` variables > `kg.toml` or `[tool.kg]` > defaults."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError, UsageError

SWITCHES = frozenset(("cache", "shipped"))
COUNTS = frozenset(("processes",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a build."""

    base: str = "https://example.org/kg/"  # under which IRIs are minted; ends with / or #
    title: str = "Knowledge graph"  # of the data set and the page
    site: str | None = None  # the blog's own addresses, blanks between them; guessed where it is not set
    vocabulary: tuple[str, ...] = ()  # SKOS files that add to the shipped vocabulary
    shipped: bool = True  # whether the shipped vocabulary is used
    cache: bool = True  # whether what did not change since the last build is taken from there
    processes: int = 1  # that read the posts and find what they say; 0: one for each processor


def read_settings(folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """Gather the settings; a flag that is None was not given.

    Raises UsageError for an unknown key, naming the nearest known one, and for a value that cannot be.
    """
    settings = Settings()
    for where, values in (
        *_files(folder),
        ("the environment", _from_environment(environment)),
        ("the flags", flags),
    ):
        settings = _with(settings, {key: value for key, value in values.items() if value is not None}, where)
    if settings.processes < 0:
        raise UsageError(f"{settings.processes} processes cannot work", remedy="give 1 or more, or 0: all processors")
    if not settings.base.startswith(("http://", "https://")) or settings.base[-1] not in "/#":
        raise UsageError(
            f"base {settings.base!r} is no address that IRIs can grow from",
            remedy="give one that begins with http:// or https:// and ends with / or #",
        )
    return settings


def _files(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for name in ("pyproject.toml", "kg.toml"):
        path = folder / name
        if path.is_file():
            table = _read_toml(path)
            own = table.get("tool", {}).get("kg", {}) if name == "pyproject.toml" else table
            found.append((str(path), _with_site(own, str(path))))
    return found


def _with_site(values: dict[str, Any], where: str) -> dict[str, Any]:
    """Return the values with a table `[site]` of `address` and `aliases` as one line."""
    site = values.get("site")
    if not isinstance(site, dict):
        return values
    unknown = sorted(set(site) - {"address", "aliases"})
    if unknown:
        raise UsageError(f"{where}: [site] has no {unknown[0]!r}", remedy="it holds address and aliases")
    aliases = site.get("aliases", [])
    words = [site.get("address", ""), *(aliases if isinstance(aliases, list) else [aliases])]
    if not all(isinstance(each, str) for each in words):
        raise UsageError(f"{where}: [site] holds {words!r}", remedy="give address a text and aliases a list of texts")
    return {**values, "site": " ".join(filter(None, words)) or None}


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            path, f"is not legal TOML: {error}", remedy="correct it; https://toml.io shows the form"
        ) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in sorted(environment.items()):
        if name.startswith("KG_"):
            key = name.removeprefix("KG_").lower()
            values[key] = _typed(key, value)
    return values


def _typed(key: str, value: str) -> object:
    if key == "vocabulary":
        return tuple(part for part in value.split(":") if part)
    if key in SWITCHES:
        return value.lower() not in ("0", "false", "no", "off", "")
    if key in COUNTS and value.isdecimal():
        return int(value)
    return value


def _with(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    known = {each.name: each.type for each in fields(Settings)}
    changed: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(known)}"
            raise UsageError(f"{where}: no setting is called {key!r}", remedy=hint)
        changed[key] = _checked(key, value, where)
    return replace(settings, **changed)


def _checked(key: str, value: Any, where: str) -> Any:
    if key == "vocabulary" and isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return tuple(value)
    wanted = bool if key in SWITCHES else int if key in COUNTS else tuple if key == "vocabulary" else str
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise UsageError(f"{where}: {key} is {value!r}", remedy=f"give a {wanted.__name__}")
    return value
