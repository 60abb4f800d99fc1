"""Nouns as plain JSON values and back, by the types of their fields: reading one runs no code that the file holds.

What a noun keeps packed in memory follows the JSON as it is, and the JSON holds the number of the piece in its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from itertools import accumulate, pairwise
from operator import attrgetter
from sys import intern
from types import NoneType, UnionType
from typing import Any, Final, Generic, NewType, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from kg.compact import compact_fields

T = TypeVar("T")
Packed: TypeAlias = list[bytes]
ToPlain: TypeAlias = Callable[[Any, Packed], Any]  # adds what is packed to the list
ToNoun: TypeAlias = Callable[[Any, Packed], Any]
ToValues: TypeAlias = Callable[[Any], Any]  # of the fields, in their order
FromValues: TypeAlias = Callable[[Any], Any]
_SCALARS: Final = frozenset((str, int, float, bool, NoneType))
_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_END: Final = b"\n"  # of the JSON, which has no line feed in it


@dataclass(frozen=True, slots=True)
class Written:
    """A noun written down: what JSON can say of it, and the pieces that it keeps packed."""

    head: bytes
    packed: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How a noun becomes plain values, and they the noun again; a scalar is plain as it is."""

    to_plain: ToPlain
    to_noun: ToNoun
    scalars: frozenset[type] = frozenset()

    def split(self, noun: T) -> Written:
        """Return what the noun is, in its pieces; lone surrogates, which JSON input can bring, are kept."""
        packed: Packed = []
        head = _COMPACT.encode(self.to_plain(noun, packed)).encode("utf-8", "surrogatepass")
        return Written(head, tuple(packed))

    def write(self, noun: T) -> bytes:
        """Return the noun as bytes: compact JSON, and where it keeps anything packed, its pieces and their lengths."""
        written = self.split(noun)
        if not written.packed:
            return written.head
        lengths = ",".join(str(len(piece)) for piece in written.packed).encode()
        return b"".join((written.head, _END, lengths, _END, *written.packed))

    def parse(self, content: bytes) -> T | None:
        """Return the noun that the bytes tell; None where they tell none, as those of a damaged file."""
        head, _, rest = content.partition(_END)
        try:
            packed = _parse_pieces(rest) if rest else []
            noun: T = self.to_noun(json.loads(head.decode("utf-8", "surrogatepass")), packed)
        except (ValueError, TypeError, LookupError, RecursionError):
            return None
        return noun


def _parse_pieces(content: bytes) -> Packed:
    lengths, _, pieces = content.partition(_END)
    ends = [*accumulate(map(int, lengths.split(b",")), initial=0)]
    if ends[-1] != len(pieces):
        raise ValueError("pieces are missing")
    return [pieces[start:end] for start, end in pairwise(ends)]


@cache
def form_of(hint: Any) -> Form[Any]:
    """Return the form of a type: scalars, dates, enumerations, frozen dataclasses, and tuples and unions of these."""
    hint = _bare(hint)
    if hint in _SCALARS:
        return _form_of_scalars(frozenset((hint,)))
    if hint is date:
        return Form(lambda noun, _: noun.isoformat(), lambda plain, _: date.fromisoformat(plain))
    if get_origin(hint) is tuple:
        return _form_of_tuple(get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return _form_of_union(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        choices = {choice.value: choice for choice in hint}
        return Form(lambda choice, _: choice.value, lambda plain, _: choices[plain])
    if is_dataclass(hint):
        return _form_of_noun(hint)
    raise TypeError(f"no plain form for {hint!r}")


def _form_of_scalars(kinds: frozenset[type]) -> Form[Any]:
    def to_noun(plain: Any, _: Packed) -> Any:
        if type(plain) not in kinds:
            raise TypeError(f"{plain!r} is none of {kinds}")
        return plain

    return Form(lambda noun, _: noun, to_noun, kinds)


def _form_of_tuple(parts: tuple[Any, ...]) -> Form[Any]:
    if len(parts) != 2 or parts[1] is not Ellipsis:
        raise TypeError("only tuples of one type have a plain form")
    part = form_of(parts[0])
    if part.scalars:
        return Form(lambda nouns, _: [*nouns], lambda plain, _: _all_of(plain, part.scalars))
    to_plain, to_noun = part.to_plain, part.to_noun
    return Form(
        lambda nouns, packed: [to_plain(noun, packed) for noun in nouns],
        lambda plain, packed: tuple([to_noun(each, packed) for each in _list(plain)]),
    )


def _all_of(plain: Any, kinds: frozenset[type]) -> tuple[Any, ...]:
    if not kinds.issuperset(map(type, _list(plain))):
        raise TypeError(f"not all are of {kinds}")
    return tuple(plain)


def _list(plain: Any) -> list[Any]:
    if type(plain) is not list:
        raise TypeError(f"{plain!r} is no list")
    return plain


def _form_of_union(choices: tuple[Any, ...]) -> Form[Any]:
    """Return the form of an optional value, which is itself or null, or of several nouns, which says which it is."""
    kinds = {_bare(choice) for choice in choices} - {NoneType}
    forms = {kind.__name__: form_of(kind) for kind in kinds}
    some = _form_of_kinds(forms) if len(forms) > 1 else next(iter(forms.values()))
    if NoneType not in choices:
        return some
    if some.scalars:
        return _form_of_scalars(some.scalars | {NoneType})
    return Form(
        lambda noun, packed: None if noun is None else some.to_plain(noun, packed),
        lambda plain, packed: None if plain is None else some.to_noun(plain, packed),
    )


def _form_of_kinds(forms: dict[str, Form[Any]]) -> Form[Any]:
    def to_plain(noun: Any, packed: Packed) -> Any:
        kind = type(noun).__name__
        return [kind, forms[kind].to_plain(noun, packed)]

    return Form(to_plain, lambda plain, packed: forms[plain[0]].to_noun(plain[1], packed))


def _bare(hint: Any) -> Any:
    """Return the type that a NewType gives another name."""
    return hint.__supertype__ if isinstance(hint, NewType) else hint


def _form_of_noun(noun_type: Any) -> Form[Any]:
    """Return the form of a frozen dataclass: a list of its fields, behind them those that it keeps packed."""
    packed_names = compact_fields(noun_type)
    hints = {**get_type_hints(noun_type), **_worked_out(noun_type)}
    names = [each.name for each in fields(noun_type) if each.init and each.name not in packed_names]
    names += _worked_out(noun_type)
    forms = [form_of(hints[name]) for name in names] + [_PIECE] * len(packed_names)
    way = _through_memory if packed_names else _through_constructor
    to_values, from_values = way(noun_type, [*names, *packed_names])
    nested = [(at, form.to_plain, form.to_noun) for at, form in enumerate(forms) if not form.scalars]
    shared = [at for at, name in enumerate(names) if _is_shared(name, hints[name])]
    check = _to_check(noun_type.__name__, [form.scalars for form in forms])

    def to_plain(noun: Any, packed: Packed) -> list[Any]:
        plain = [*to_values(noun)]
        for at, write, _ in nested:
            plain[at] = write(plain[at], packed)
        return plain

    def to_noun(plain: Any, packed: Packed) -> Any:
        check(plain)
        for at in shared:
            plain[at] = intern(plain[at])
        for at, _, read in nested:
            plain[at] = read(plain[at], packed)
        return from_values(plain)

    return Form(to_plain, to_noun)


def _is_shared(name: str, hint: Any) -> bool:
    """Tell whether a field's texts come again and again in thousands of nouns: ids, and rules."""
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return name == "rule" or all(isinstance(kind, NewType) and form_of(kind).scalars == {str} for kind in kinds)


def _worked_out(noun_type: type) -> dict[str, Any]:
    """Return the types of what a noun works out once and then holds: what has been kept need not be again."""
    held = {name: each for name, each in vars(noun_type).items() if isinstance(each, cached_property)}
    return {name: get_type_hints(each.func)["return"] for name, each in held.items()}


def _store(piece: bytes, packed: Packed) -> int:
    packed.append(piece)
    return len(packed) - 1


_PIECE: Final[Form[bytes]] = Form(_store, lambda number, packed: packed[number])


def _to_check(name: str, scalars: Sequence[frozenset[type]]) -> Callable[[Any], None]:
    """Return what raises an error unless a list has scalars where a noun has them; of lists alike it looks at one."""
    known: set[tuple[type, ...]] = set()

    def check(plain: Any) -> None:
        types = tuple(map(type, _list(plain)))
        if types in known:
            return
        if len(types) != len(scalars):
            raise ValueError(f"{len(types)} fields for {name}")
        if any(kinds and kind not in kinds for kinds, kind in zip(scalars, types, strict=True)):
            raise TypeError(f"a field of {name} has another type")
        known.add(types)

    return check


def _through_constructor(noun_type: Any, names: Sequence[str]) -> tuple[ToValues, FromValues]:
    to_values = _picker(names)
    if any(each.kw_only for each in fields(noun_type)):
        return to_values, lambda values: noun_type(**dict(zip(names, values, strict=True)))
    return to_values, lambda values: noun_type(*values)


def _through_memory(noun_type: Any, names: Sequence[str]) -> tuple[ToValues, FromValues]:
    """Take a noun with compact fields as it lies in memory."""
    packed_names = compact_fields(noun_type)
    pick = _picker([name for name in names if name not in packed_names])

    def to_values(noun: Any) -> list[Any]:
        held = noun.__dict__
        return [*pick(noun), *(held[name] for name in packed_names)]

    def from_values(values: Sequence[Any]) -> Any:
        noun = object.__new__(noun_type)
        noun.__dict__.update(zip(names, values, strict=True))
        return noun

    return to_values, from_values


def _picker(names: Sequence[str]) -> ToValues:
    """Return what picks the values of several fields at once: of a single one the library's own gives no list."""
    return attrgetter(*names) if len(names) > 1 else lambda noun: [getattr(noun, name) for name in names]
