"""The W3C's cases of the SPARQL 1.1 Protocol, rebuilt in `protocol.yaml`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from tests.serve.live import EXPECTED, Endpoint

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("protocol.yaml").read_text("utf-8"))
FORM = "application/x-www-form-urlencoded"


def encode(parameters: list[list[str]]) -> str:
    return urlencode([(name, value) for name, value in parameters])


def to_body(case: dict[str, Any]) -> bytes | None:
    if "form" in case:
        return encode(case["form"]).encode()
    return case["body"].encode(case.get("charset", "utf-8")) if "body" in case else None


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_case_of_the_protocol_has_its_status_and_its_answer(endpoint: Endpoint, case: dict[str, Any]) -> None:
    media_type = FORM if "form" in case else case.get("type_sent")
    headers = {"content-type": media_type} if media_type else {}
    headers |= {"accept": case["accept"]} if "accept" in case else {}
    address = f"/sparql?{encode(case['address'])}" if "address" in case else "/sparql"
    with endpoint.client() as client:
        response = client.request(case["method"], address, content=to_body(case), headers=headers)
    assert response.status_code == case["here"]
    assert case["answer"] in response.text
    assert response.headers["content-type"] == case.get("type", "application/json")


def test_every_case_is_there_and_each_that_differs_says_why() -> None:
    assert len({case["case"] for case in CASES}) == len(CASES) == 34
    differing = [case for case in CASES if case["here"] // 100 != case["w3c"]]
    assert Counter(case.get("why") for case in differing) == {"unknown graphs": 6, "read-only": 7}
    assert not [case for case in CASES if "why" in case and case not in differing]


def test_after_all_updates_the_build_is_as_it_was(endpoint: Endpoint) -> None:
    assert endpoint.titles() == EXPECTED
