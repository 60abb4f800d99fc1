"""Nouns as plain JSON values and back, by the types of their fields: reading one runs no code that the file holds."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from kg.compact import compact_fields

T = TypeVar("T")
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How a noun becomes plain values, and they the noun again."""

    to_plain: Callable[[T], Any]
    to_noun: Callable[[Any], T]

    def write(self, noun: T) -> bytes:
        """Return the noun as bytes of compact JSON; lone surrogates, which JSON input can bring, are kept."""
        return _COMPACT.encode(self.to_plain(noun)).encode("utf-8", "surrogatepass")

    def parse(self, content: bytes) -> T | None:
        """Return the noun that the bytes tell; None where they tell none, as those of a damaged file."""
        try:
            return self.to_noun(json.loads(content.decode("utf-8", "surrogatepass")))
        except (ValueError, TypeError, LookupError, RecursionError):
            return None


@cache
def form_of(hint: Any) -> Form[Any]:
    """Return the form of a type: scalars, dates, enumerations, frozen dataclasses, and tuples and unions of these."""
    hint = _bare(hint)
    if hint in (str, int, float, bool, NoneType):
        return Form(_as_it_is, _checked(hint))
    if hint is date:
        return Form(date.isoformat, lambda plain: date.fromisoformat(plain))
    if get_origin(hint) is tuple:
        return _form_of_tuple(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return _form_of_union(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Form(lambda choice: choice.value, hint)
    if is_dataclass(hint):
        return _form_of_noun(hint)
    raise TypeError(f"no plain form for {hint!r}")


def _as_it_is(noun: Any) -> Any:
    return noun


def _checked(scalar: type) -> Callable[[Any], Any]:
    def to_noun(plain: Any) -> Any:
        if type(plain) is not scalar:
            raise TypeError(f"{plain!r} is no {scalar.__name__}")
        return plain

    return to_noun


def _form_of_tuple(parts: tuple[Any, ...]) -> Form[Any]:
    if len(parts) != 2 or parts[1] is not Ellipsis:
        raise TypeError("only tuples of one type have a plain form")
    part = form_of(parts[0])
    to_plain, to_noun = part.to_plain, part.to_noun
    return Form(lambda nouns: [*map(to_plain, nouns)], lambda plain: tuple(map(to_noun, plain)))


def _form_of_union(choices: tuple[Any, ...]) -> Form[Any]:
    """Return the form of an optional value, which is itself or null, or of several nouns, which says which it is."""
    kinds = {_bare(choice) for choice in choices} - {NoneType}
    if len(kinds) > 1:
        forms = {kind.__name__: form_of(kind) for kind in kinds}
        some = Form(
            lambda noun: [type(noun).__name__, forms[type(noun).__name__].to_plain(noun)],
            lambda plain: forms[plain[0]].to_noun(plain[1]),
        )
    else:
        some = form_of(kinds.pop())
    if NoneType not in choices:
        return some
    return Form(
        lambda noun: None if noun is None else some.to_plain(noun),
        lambda plain: None if plain is None else some.to_noun(plain),
    )


def _bare(hint: Any) -> Any:
    """Return the type that a NewType gives another name."""
    return hint.__supertype__ if isinstance(hint, NewType) else hint


def _form_of_noun(noun_type: Any) -> Form[Any]:
    hints = get_type_hints(noun_type)
    packed = compact_fields(noun_type)
    names = [each.name for each in fields(noun_type) if each.init and each.name not in packed]
    forms = [form_of(hints[name]) for name in names]
    writers = [(name, form.to_plain) for name, form in zip(names, forms, strict=True)]
    readers = [(name, form.to_noun) for name, form in zip(names, forms, strict=True)]

    def to_plain(noun: Any) -> list[Any]:
        return [*(write(getattr(noun, name)) for name, write in writers), *(_written(noun, name) for name in packed)]

    def to_noun(plain: Any) -> Any:
        if len(plain) != len(readers) + len(packed):
            raise ValueError(f"{len(plain)} fields for {noun_type.__name__}")
        noun = noun_type(**{name: read(value) for (name, read), value in zip(readers, plain, strict=False)})
        for name, content in zip(packed, plain[len(readers) :], strict=True):
            noun.__dict__[name] = b64decode(content, validate=True)
        return noun

    return Form(to_plain, to_noun)


def _written(noun: Any, name: str) -> str:
    """Return a field that is kept packed as it is: what stands in memory stands in the file."""
    return b64encode(noun.__dict__[name]).decode("ascii")
