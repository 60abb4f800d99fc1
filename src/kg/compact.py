"""Large values of a noun, kept in few bytes and taken out at each access: thousands of posts are in memory at once."""

from __future__ import annotations

import zlib
from array import array
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, ClassVar, Final, Generic, Self, TypeVar

T = TypeVar("T")

REMEMBERED: Final = 8  # values of each field that stay unpacked: a stage looks at one post several times, then goes on
_LEVEL: Final = 4  # of zlib: half a text's size, in a tenth of a millisecond; more gives hardly less
_WIDEST: Final = 4  # bytes of a code point in UTF-8
_LENGTH: Final = 8  # bytes before a packed text that say how many code points it has


class Compact(Generic[T]):
    """A field of a frozen dataclass whose value is kept packed; the dataclass must not have slots.

    A data descriptor, as `dataclasses` allows for a field's default: the constructor packs, an access unpacks.
    """

    def __init__(self, default: T, pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> None:
        """Take the value of the field where none is given, and the two ways of turning one into the other."""
        self._default, self._pack = default, pack
        self._unpack = lru_cache(maxsize=REMEMBERED)(unpack)
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, noun: object | None, owner: type | None = None) -> T:
        return self._default if noun is None else self._unpack(noun.__dict__[self._name])

    def __set__(self, noun: object, value: T) -> None:
        noun.__dict__[self._name] = self._pack(value)


class Packing:
    """A frozen dataclass with compact fields that gives them packed, too: much sooner, and enough to tell two apart."""

    def packed(self, name: str) -> bytes:
        """Return the compact field of a name as it is kept: the same bytes for the same value."""
        packed: bytes = self.__dict__[name]
        return packed


class Revisable(Packing):
    """A frozen dataclass with compact fields that can be made and copied without packing or unpacking them."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @classmethod
    def holding(cls, **values: Any) -> Self:
        """Return the noun with just these values in its fields, all of them; those of compact fields come packed."""
        if values.keys() != cls.__dataclass_fields__.keys():
            raise TypeError(f"not the fields of a {cls.__name__}")
        noun = object.__new__(cls)
        held = noun.__dict__
        for name, value in values.items():  # one by one: so all nouns of a type share the table of their names
            held[name] = value
        return noun

    def revised(self, **changes: Any) -> Self:
        """Return a copy in which the fields that are named have other values, as `dataclasses.replace` does."""
        copy = object.__new__(type(self))
        copy.__dict__.update(self.__dict__)
        for name in self.__dict__.keys() - self.__dataclass_fields__.keys():  # worked out of the values before
            del copy.__dict__[name]
        for name, value in changes.items():
            if name not in self.__dict__:
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
            object.__setattr__(copy, name, value)
        return copy


def compact_fields(noun_type: type) -> tuple[str, ...]:
    """Return the names of the fields that a dataclass keeps packed, in their order."""
    return tuple(name for name, value in vars(noun_type).items() if isinstance(value, Compact))


def squeeze(content: bytes) -> bytes:
    """Return bytes compressed, the same for the same content."""
    return zlib.compress(content, _LEVEL)


def expand(squeezed: bytes) -> bytes:
    """Return the bytes that `squeeze` compressed."""
    return zlib.decompress(squeezed)


def pack_text(text: str) -> bytes:
    """Return the text compressed, after its length; lone surrogates are kept."""
    return len(text).to_bytes(_LENGTH, "little") + squeeze(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """Return the text that `pack_text` packed."""
    return expand(packed[_LENGTH:]).decode("utf-8", "surrogatepass")


def opening_of(packed: bytes, length: int) -> str:
    """Return the first code points of a packed text, unpacking no more than they take."""
    opened = zlib.decompressobj().decompress(packed[_LENGTH:], _WIDEST * length)
    return getincrementaldecoder("utf-8")("surrogatepass").decode(opened)[:length]  # which waits for a cut character


def length_of(packed: bytes) -> int:
    """Return how many code points a packed text has."""
    return int.from_bytes(packed[:_LENGTH], "little")


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Return whole numbers from 0 to 2**64 - 1, compressed: the columns of a table, one after the other, pack best."""
    return squeeze(array("Q", numbers).tobytes())


def unpack_numbers(packed: bytes) -> array[int]:
    """Return the numbers that `pack_numbers` packed."""
    numbers = array("Q")
    numbers.frombytes(expand(packed))
    return numbers


def columns_of(numbers: array[int], count: int) -> Iterator[array[int]]:
    """Yield the columns of a table that was written one after the other; all have the same length."""
    length = len(numbers) // count
    return (numbers[at * length : (at + 1) * length] for at in range(count))
