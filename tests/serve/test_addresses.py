"""Every IRI of a build has an address at the endpoint, and the address leads back to the IRI."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.rdf.iris import Iris
from kg.serve.addresses import ROOMS, is_iri, to_address, to_iri
from tests.rdf.blog import BASE

ROOM = st.sampled_from(sorted(ROOMS))


@given(
    ROOM, st.text(), st.sampled_from([BASE, "https://example.org/kg/", "https://x.example/a#", "https://x.example/"])
)
def test_an_address_leads_back_to_its_iri(room: str, name: str, base: str) -> None:
    iri = Iris(base).of(f"{room}/{name}")
    address = to_address(iri, base)
    assert address.isascii()
    parts = urlsplit(address)
    if parts.path == "/resource":
        assert parse_qs(parts.query, keep_blank_values=True)["iri"] == [iri]
    else:
        assert to_iri(parts.path.encode(), base) == iri


@given(st.text())
def test_what_is_let_into_angle_brackets_ends_nothing(text: str) -> None:
    if is_iri(text):
        assert not set(text) & set('<>"{}|^`\\ \n\r\t\x00')


@pytest.mark.parametrize("iri", ["https://blog.example/transformer", f"{BASE}post/注意力#char=0,5", f"{BASE}post/a?b"])
def test_foreign_iris_and_fragments_are_shown_as_resources(iri: str) -> None:
    NamedNode(iri)
    assert to_address(iri, BASE).startswith("/resource?iri=")


@pytest.mark.parametrize("path", [b"/", b"/etc/passwd", b"/post%2Fx/../..", b"/\xff", b"/post/%FF", b"/favicon.ico"])
def test_other_paths_stand_for_nothing(path: bytes) -> None:
    assert to_iri(path, BASE) is None
