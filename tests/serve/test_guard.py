"""What a stranger may not do: ask other servers, come under another name, ask through somebody's browser."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kg.serve.run import Door
from tests.serve.live import TITLES, Endpoint, serving

ASK = "/sparql?query=ASK%20%7B%7D"
CALL = "SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}"
ESCAPE = chr(92) + "u0045"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {CALL} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'SERVIC' + ESCAPE)} }}",
        f"SELECT * {{ {CALL.replace('SERVICE', 'service silent')} }}",
        f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {CALL} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} {{ OPTIONAL {{ {CALL} }} }}",
        f"DESCRIBE ?s {{ {CALL} }}",
    ],
)
def test_no_other_server_is_asked(endpoint: Endpoint, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        asked = query.replace("{port}", str(listener.getsockname()[1])).replace("{{", "{").replace("}}", "}")
        response = endpoint.ask(asked, "*/*")
        assert (response.status_code, "SERVICE" in response.json()["error"]) == (400, True)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]"])
def test_a_name_that_is_not_the_endpoints_is_refused(endpoint: Endpoint, host: str) -> None:
    for path in ("/", ASK, "/health"):
        assert endpoint.get(path, host=host).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:80"])
def test_the_endpoints_own_names_pass(endpoint: Endpoint, host: str) -> None:
    assert endpoint.get(ASK, host=host).status_code == 200


@pytest.mark.parametrize("host", ["a b", "a/b", "a@b", '"><script>', "a:b"])
def test_a_host_that_is_no_name_is_refused(endpoint: Endpoint, host: str) -> None:
    assert endpoint.get("/sparql", host=host).status_code == 400


@pytest.mark.parametrize("mode", ["no-cors", "cors", "navigate"])
def test_a_page_of_another_site_may_not_ask_from_a_browser(endpoint: Endpoint, mode: str) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode, "sec-fetch-dest": "iframe"}
    assert endpoint.get(ASK, **headers).status_code == 403


def test_a_link_on_another_site_may_be_followed(endpoint: Endpoint) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert endpoint.get("/concept/attention", **headers).status_code == 200


def test_without_cors_no_origin_is_let_in(endpoint: Endpoint) -> None:
    response = endpoint.get(ASK, origin="https://other.example")
    assert not [name for name in response.headers if name.startswith("access-control")]


def test_with_cors_one_origin_is_let_in_and_no_other(build: Path) -> None:
    with serving(build, "--cors", "https://friend.example", "--host", "kg.example", "--workers", "1") as endpoint:
        cross = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"}
        response = endpoint.get(ASK, origin="https://friend.example", **cross)
        assert response.headers["access-control-allow-origin"] == "https://friend.example"
        assert "access-control-allow-credentials" not in response.headers
        assert "Kg-Cut" in response.headers["access-control-expose-headers"]
        assert endpoint.get(ASK, origin="https://foe.example", **cross).status_code == 403
        assert "access-control-allow-origin" not in endpoint.get(ASK, origin="https://foe.example").headers
        with endpoint.client() as client:
            asked = {"origin": "https://friend.example", "access-control-request-method": "POST"}
            preflight = client.options("/sparql", headers={**asked, "access-control-request-headers": "content-type"})
        assert preflight.status_code == 200
        assert endpoint.get(ASK, host="kg.example").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/sparql", ASK, "/concept/attention", "/nothing", "/assets/editor.js", "/questions", "/search"]
)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_every_answer_bears_a_policy(endpoint: Endpoint, path: str, accept: str) -> None:
    headers = endpoint.get(path, accept).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "server" not in headers


def test_only_this_machine_can_come_in_unless_told_otherwise() -> None:
    assert Door().is_local
    assert Door().to_doors().hosts
    assert not Door(address="0.0.0.0").to_doors().hosts  # noqa: S104 - it is what is tested
    assert "kg.example" in Door(address="0.0.0.0", hosts=("kg.example",)).to_doors().hosts  # noqa: S104


def test_what_a_client_sends_reaches_the_log_as_one_visible_line(endpoint: Endpoint) -> None:
    endpoint.get("/x%0A%1B%5B31m?a=%0D%0Ab")
    endpoint.ask(TITLES)
    lines = [line for line in endpoint.said if "/x%0A" in line]
    assert len(lines) == 1
    assert lines[0].startswith("127.0.0.1 GET /x%0A%1B%5B31m?a=%0D%0Ab 404 ")
