"""What a client sends after the headers, no more of it than may be, for no longer than may be."""

from __future__ import annotations

from email.message import Message

from starlette.requests import Request

from kg.serve.limits import MOST_BODY
from kg.serve.refusals import Refusal


async def read_body(request: Request) -> bytes:
    """Return the body; refuse a long one before it is read, where it says how long it is."""
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > MOST_BODY:
        raise _too_long()
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refusal(415, "the body is compressed", "send it as it is")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BODY:
            raise _too_long()
    return bytes(body)


def parse_content_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset in lower case, UTF-8 where none is named."""
    message = Message()
    message["content-type"] = header or "application/octet-stream"
    return message.get_content_type(), str(message.get_param("charset", "utf-8")).lower()


def _too_long() -> Refusal:
    return Refusal(413, "the body is too long", f"send at most {MOST_BODY} bytes")
