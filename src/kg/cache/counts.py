"""What was counted of the strings of all posts as bytes, and back: arrays, each as narrow as its numbers allow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.cache.digest import SIZE, Digest
from kg.concepts.corpus import Codes, Numbers
from kg.concepts.ngrams import Counted, Free
from kg.concepts.strings import LONGEST
from kg.concepts.tally import Counts, Tally

Array: TypeAlias = NDArray[Any]
_END: Final = b"\n"  # of the JSON that tells the arrays
_LENGTHS: Final = range(2, LONGEST + 1)
_SHARES: Final = frozenset(("freedom", "beside", "company"))  # the figures that are no whole numbers


@dataclass(frozen=True, slots=True)
class Last:
    """What was counted, of which posts, how many signs each had, and the code points of the signs by their numbers."""

    names: Sequence[Digest]
    keys: Sequence[Digest]
    sizes: Numbers
    codes: Codes
    counted: Counted


def write_last(last: Last) -> bytes:
    """Return it as a line of JSON that tells the arrays, and behind it these."""
    tally = last.counted.tally
    arrays: dict[str, Array] = {
        "names": np.frombuffer(b"".join(last.names), dtype=np.uint8),
        "keys": np.frombuffer(b"".join(last.keys), dtype=np.uint8),
        "sizes": last.sizes,
        "codes": last.codes,
        "counts 1": tally.counts(1, np.arange(tally.size(1))),
    }
    for length in _LENGTHS:
        arrays |= _tallied(tally, length)
    for free in last.counted.free:
        figures = {"strings": free.strings, **free.figures}
        arrays |= {f"{free.length} {name}": values for name, values in figures.items()}
    narrow = {name: _narrow(values) for name, values in arrays.items()}
    told = [(name, values.dtype.str, len(values)) for name, values in narrow.items()]
    return b"".join((json.dumps(told).encode("ascii"), _END, *(values.tobytes() for values in narrow.values())))


def parse_last(content: bytes) -> Last:
    """Return what `write_last` wrote; raise an error of numpy or JSON where nothing of the kind was written."""
    told, _, _ = content.partition(_END)
    arrays, at = {}, len(told) + len(_END)
    for name, kind, size in json.loads(told):
        values = np.frombuffer(content, dtype=kind, count=size, offset=at)
        if values.dtype.kind != ("f" if name.partition(" ")[2] in _SHARES else "u") or not np.isfinite(values).all():
            raise ValueError(f"{name} are no such numbers")
        arrays[name] = values
        at += values.nbytes
    return Last(
        names=_split(arrays["names"]),
        keys=_split(arrays["keys"]),
        sizes=_widen(arrays["sizes"]),
        codes=arrays["codes"].astype(np.uint32),
        counted=Counted(
            _to_tally(arrays), tuple(_to_free(arrays, length) for length in _LENGTHS if f"{length} strings" in arrays)
        ),
    )


def _tallied(tally: Tally, length: int) -> Mapping[str, Array]:
    """Return the strings of one length: how many there are with each head, and the last character of each."""
    strings = tally.of_length(length)
    heads = np.bincount(strings.heads, minlength=tally.size(length - 1))
    return {f"heads {length}": heads, f"lasts {length}": strings.lasts, f"counts {length}": strings.counts}


def _to_tally(arrays: Mapping[str, Array]) -> Tally:
    tally = Tally(_widen(arrays["counts 1"]))
    for length in _LENGTHS:
        heads, lasts, counts = (_widen(arrays[f"{name} {length}"]) for name in ("heads", "lasts", "counts"))
        if not int(heads.sum()) == len(lasts) == len(counts):
            raise ValueError(f"{len(lasts)} strings of {length} characters are not told whole")
        tally.add(length, Counts(np.repeat(np.arange(len(heads)), heads), lasts, counts))
    return tally


def _to_free(arrays: Mapping[str, Array], length: int) -> Free:
    told = (name.partition(" ") for name in arrays)
    figures = {name: _widen(arrays[f"{first} {name}"]) for first, _, name in told if first == str(length)}
    return Free(length, figures.pop("strings"), figures)


def _narrow(values: Array) -> Array:
    """Return whole numbers from 0 on in as few bytes as the greatest needs; others as they are."""
    return values if values.dtype.kind == "f" else values.astype(np.min_scalar_type(values.max(initial=0)))


def _widen(values: Array) -> Array:
    """Return them as they are counted with: a logarithm of narrow numbers would be a rough one."""
    return values.astype(np.float64 if values.dtype.kind == "f" else np.int64)


def _split(digests: Array) -> list[Digest]:
    content = digests.tobytes()
    return [content[at : at + SIZE] for at in range(0, len(content), SIZE)]
