"""The whole as sorted N-Quads: what RDFC-1.0 makes of it, and the hash that the dataset says it has."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, Store, parse, serialize

from kg.errors import InputError
from kg.rdf import terms
from kg.rdf.canonical import PARTS, read_canonical, to_digest
from kg.rdf.dataset import FILES
from kg.rdf.terms import PREFIXES
from kg.rdf.write import write_rdf
from tests.rdf.blog import BASE, ask, to_graph
from tests.rdf.test_write import ANY_TEXT, NASTY, titled

CHECKSUMS = """SELECT ?title ?hash ?size {
    ?file dcterms:title ?title ; dcat:byteSize ?size ; spdx:checksum ?checksum .
    ?checksum spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?hash }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("canonical")
    write_rdf(to_graph(), folder)
    return folder


def canonical_by_pyoxigraph(folder: Path) -> bytes:
    """Return what RDFC-1.0 makes of both files: canonical N-Quads, sorted by code points."""
    dataset = Dataset(quad for name in PARTS for quad in parse(path=folder / name, format=RdfFormat.N_TRIPLES))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = serialize(dataset, format=RdfFormat.N_QUADS)
    assert isinstance(lines, bytes)
    return b"".join(sorted(lines.splitlines(keepends=True)))


def described(folder: Path) -> dict[str, tuple[str, int]]:
    """Return the hash and the size that the description has of each file."""
    store = Store()
    store.load(path=folder / "dataset.ttl", format=RdfFormat.TURTLE)
    rows = ask(store, CHECKSUMS)
    return {row["title"].value: (row["hash"].value, int(row["size"].value)) for row in rows}


def test_the_canonical_form_is_that_of_rdfc_1_0(folder: Path) -> None:
    assert b"".join(read_canonical(folder)) == canonical_by_pyoxigraph(folder)


@given(ANY_TEXT | NASTY)
@settings(deadline=None, max_examples=10)
def test_the_canonical_form_of_any_text_is_that_of_rdfc_1_0(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_rdf(titled(text), folder)
    assert b"".join(read_canonical(folder)) == canonical_by_pyoxigraph(folder)


def test_the_hash_of_the_dataset_is_the_one_of_rdfc_1_0(folder: Path) -> None:
    expected = canonical_by_pyoxigraph(folder)
    assert described(folder)["dataset.nq"] == (hashlib.sha256(expected).hexdigest(), len(expected))


@pytest.mark.parametrize("name", FILES)
def test_the_description_has_the_hash_and_the_size_of_each_file(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    assert described(folder)[name] == (hashlib.sha256(content).hexdigest(), len(content))


def test_the_hash_does_not_depend_on_the_order_of_the_graph(folder: Path, tmp_path: Path) -> None:
    write_rdf(to_graph(seed=5), tmp_path)
    assert described(tmp_path) == described(folder)


def test_the_store_holds_just_what_is_hashed(folder: Path) -> None:
    store = Store.read_only(str(folder / "store"))
    # Oxigraph keeps a number by its value: `"0.900"` comes back as 0.9, a non-negative integer as an integer.
    numbers = (terms.XSD_OFFSET, terms.XSD_DECIMAL)
    hashed = list(read_canonical(folder))
    kept = {f"{quad.triple} .\n".encode() for quad in store}
    assert len(kept) == len(hashed)
    assert {line for line in hashed if not line.decode().endswith(tuple(f"^^{each} .\n" for each in numbers))} <= kept


def test_the_description_says_what_the_graph_says_of_the_dataset(folder: Path) -> None:
    title = (BASE + "dataset", PREFIXES["dcterms"] + "title", '"A blog"')
    for name, form in (("graph.nt", RdfFormat.N_TRIPLES), ("dataset.ttl", RdfFormat.TURTLE)):
        quads = parse(path=folder / name, format=form)
        assert title in {(quad.subject.value, quad.predicate.value, str(quad.object)) for quad in quads}


def test_a_file_out_of_order_is_refused_with_a_remedy(folder: Path, tmp_path: Path) -> None:
    for name in PARTS:
        (tmp_path / name).write_bytes(b"".join(reversed((folder / name).read_bytes().splitlines(keepends=True))))
    with pytest.raises(InputError, match="out of order") as caught:
        list(read_canonical(tmp_path))
    assert "build it again" in caught.value.remedy


@given(st.lists(st.binary(max_size=20)))
@settings(deadline=None)
def test_a_digest_is_that_of_the_lines_end_to_end(lines: list[bytes]) -> None:
    whole = b"".join(lines)
    digest = to_digest(iter(lines))
    assert (digest.sha256, digest.size, digest.lines) == (hashlib.sha256(whole).hexdigest(), len(whole), len(lines))
