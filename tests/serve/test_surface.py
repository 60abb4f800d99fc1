"""Whatever is sent, what comes back is an answer or an honest refusal: any method, address, headers and body."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.live import TITLES, Endpoint

FEW = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TYPES = {
    "application/json",
    "application/sparql-query",
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "application/xml",
    "text/xml",
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "text/html",
    "text/css",
    "text/javascript",
}
STATUSES = {200, 204, 304, 308, 400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 421, 429, 431, 501, 503}

methods = st.sampled_from("GET GET GET HEAD POST POST PUT DELETE OPTIONS PATCH TRACE".split()) | st.from_regex(
    r"[A-Z!#$%&'*+.^_`|~-]{1,20}", fullmatch=True
)
escaped = st.binary(max_size=24).map(lambda word: "".join(f"%{byte:02X}" for byte in word))
pieces = st.one_of(
    escaped,
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=24),
    st.sampled_from(["%", "%zz", "..", "%2e%2e%2f", "//", "%00", "?", "#", "&", "=", ";", "*"]),
)
rooms = st.sampled_from(
    "/ /sparql /questions /questions/posts-naming /questions/search /resource /posts/x /health /assets/editor.js "
    "/assets/../pages.py /graph.html /graph.ev-00.js /post/lost /concept/attention /search /store/CURRENT * "
    "http://localhost/sparql //evil.example/".split()
)
names = st.sampled_from("query update default-graph-uri named-graph-uri iri q limit format concept text".split())
values = st.one_of(escaped, pieces, st.sampled_from(["ASK%20%7B%7D", "5", "json", "attention", "post/lost"]))
targets = st.builds(
    lambda room, tail, query: (
        f"{room}{tail}{'?' if query else ''}" + "&".join(f"{name}={value}" for name, value in query)
    ),
    rooms,
    st.just("") | pieces,
    st.lists(st.tuples(names, values), max_size=4),
).map(lambda target: re.sub(r"[\x00-\x20\x7f-\xff]", "", target) or "/")
printable = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)
headers = st.dictionaries(
    st.sampled_from(
        "Accept Content-Type Content-Encoding Origin Referer Cookie Range If-None-Match If-Modified-Since Expect "
        "Sec-Fetch-Site Sec-Fetch-Mode Upgrade X-Forwarded-For X-HTTP-Method-Override Transfer-Encoding Host".split()
    ),
    st.one_of(
        printable,
        st.sampled_from(
            "text/html */* application/sparql-query application/x-www-form-urlencoded text/turtle chunked gzip bytes=0-1 "
            "cross-site localhost".split()
        ),
    ),
    max_size=5,
)
bodies = st.binary(max_size=200) | st.sampled_from(
    [b"query=ASK+%7B%7D", b"ASK {}", TITLES.encode(), b"\xff\xfe", b"query=%"]
)


def to_request(method: str, target: str, fields: Mapping[str, str], body: bytes) -> bytes:
    sent = {"Host": "localhost", **fields, "Connection": "close", "Content-Length": str(len(body))}
    if "Transfer-Encoding" in sent:
        del sent["Content-Length"]
    head = "".join(f"{name}: {text.strip()}\r\n" for name, text in sent.items())
    return f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body


def check_answer(answer: bytes, *, is_head: bool) -> None:
    """Check that an answer is whole, typed and honest."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if " 100 " in lines[0]:  # the endpoint asks for the body first
        return check_answer(body, is_head=is_head)
    status = int(lines[0].split()[1])
    fields = dict(line.lower().split(": ", 1) for line in lines[1:])
    assert status in STATUSES
    assert b"Traceback" not in answer
    if status in (204, 304):
        assert body == b""
        return None
    assert int(fields["content-length"]) == len(body) or is_head
    assert fields["x-content-type-options"] == "nosniff"
    if status == 308:
        assert fields["location"].startswith("/post/")
        return None
    media_type = fields["content-type"].partition(";")[0]
    assert media_type in (TYPES if status == 200 else {"application/json"})
    if is_head:
        return None
    if "json" in media_type:
        parsed = json.loads(body)
        assert status == 200 or (parsed["error"] and parsed["remedy"])
    elif "xml" in media_type:
        ET.fromstring(body)  # noqa: S314 - the endpoint's own answer
    return None


@FEW
@given(methods, targets, headers, bodies)
def test_any_request_gets_a_whole_answer(
    endpoint: Endpoint, method: str, target: str, fields: dict[str, str], body: bytes
) -> None:
    check_answer(endpoint.say(to_request(method, target, fields, body)), is_head=method == "HEAD")


@FEW
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_get_an_answer_or_none_and_do_no_harm(endpoint: Endpoint, sent: bytes) -> None:
    with endpoint.connect() as plug:
        plug.settimeout(0.05)
        plug.sendall(sent)
        try:
            answer = plug.recv(65536)
        except (TimeoutError, ConnectionResetError):
            return  # it waits for the rest
    if answer:
        check_answer(answer, is_head=False)


QUERIES = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            "SELECT ASK CONSTRUCT DESCRIBE * WHERE { } ( ) ?s ?p ?o a . ; , <a:b> schema:headline 'x' \"y\"@en 1 -2.5 true "
            "FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND AS COUNT GROUP BY ORDER LIMIT OFFSET UNDEF | / ^ + SERVICE FROM "
            "EXISTS NOT IN REGEX STRLEN IRI _:b [] # \\ \\u0041 \n PREFIX BASE x: <http://a.example/>".split(" ")
        ),
        max_size=25,
    ).map(" ".join),
)


@FEW
@given(
    QUERIES,
    st.sampled_from(["", "*/*", "text/csv", "application/sparql-results+xml", "text/turtle", "application/ld+json"]),
)
def test_any_query_gets_rows_triples_or_a_refusal(endpoint: Endpoint, query: str, accept: str) -> None:
    body = query.encode("utf-8", "surrogatepass")
    fields = {"Content-Type": "application/sparql-query"} | ({"Accept": accept} if accept else {})
    check_answer(endpoint.say(to_request("POST", "/sparql", fields, body)), is_head=False)


def test_after_all_that_nothing_was_said_of_a_fault(endpoint: Endpoint) -> None:
    assert not [line for line in endpoint.said if "Traceback" in line or " 500 " in line]
    assert endpoint.get("/health").json()["status"] == "ok"
