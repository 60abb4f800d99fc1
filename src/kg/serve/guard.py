"""What a request must pass before any route sees it, and the headers that every answer bears."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.limits import MOST_HEAD, MOST_TARGET
from kg.serve.refusals import Refusal, to_response

_HOST: Final = re.compile(r"(?P<name>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?", re.ASCII)
_POLICY: Final = b"default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Guard:
    """Refuse what is too long, a name that is not the endpoint's, and what another site's page sends from a browser.

    Without the check of `hosts`, a page whose name is made to lead to this machine could read all (DNS rebinding).
    No `hosts` lets every name pass; `origins` are the sites that may ask all the same. Nobody is answered while
    `is_full`: pages are long too, and slow clients may ask for many.
    """

    def __init__(
        self, app: ASGIApp, hosts: Collection[str], origins: Collection[str], is_full: Callable[[], bool]
    ) -> None:
        self._app = app
        self._is_full = is_full
        self._hosts = frozenset(host.lower() for host in hosts)
        self._origins = frozenset(origins)
        self._always = (
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),  # for browsers that know no frame-ancestors
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-resource-policy", b"cross-origin" if self._origins else b"same-origin"),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *self._always]
                if not any(name == b"content-security-policy" for name, _ in headers):
                    headers.append((b"content-security-policy", _POLICY))
                message["headers"] = headers
            await send(message)

        refusal = self._find_refusal(scope)
        app = to_response(refusal) if refusal else self._app
        await app(scope, receive, send_guarded)

    def _find_refusal(self, scope: Scope) -> Refusal | None:
        if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_TARGET:
            return Refusal(414, "the address is too long", f"POST the query, or send at most {MOST_TARGET} bytes")
        if sum(len(name) + len(text) + 4 for name, text in scope["headers"]) > MOST_HEAD:
            return Refusal(431, "the headers are too long", f"send at most {MOST_HEAD} bytes")
        headers = Headers(scope=scope)
        host = _HOST.fullmatch(headers.get("host", ""))
        if host is None:
            return Refusal(400, "the header Host is no name", "send the name that the address has")
        if self._hosts and host["name"].lower() not in self._hosts:
            return Refusal(421, "this is not an endpoint of that name", "kg serve --host NAME lets it answer to one")
        if self._is_full():
            return Refusal(
                503, "answers wait for clients that do not take them", "ask again in a moment", {"Retry-After": "1"}
            )
        return self._find_stranger(headers)

    def _find_stranger(self, headers: Headers) -> Refusal | None:
        """Refuse what a page of another site makes a browser send, but for a link that a person follows."""
        is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        is_known = headers.get("origin") in self._origins or "*" in self._origins
        if headers.get("sec-fetch-site") == "cross-site" and not is_link and not is_known:
            return Refusal(403, "other sites may not ask here", "kg serve --cors ORIGIN lets one")
        return None
