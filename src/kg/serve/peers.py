"""Who a client is: its address, as far as it tells one from another."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

_ONE_HOME = 64  # bits: whoever has one address of version 6 has the other 2^64 of the network too
UNKNOWN = "unknown"


def peer_of(request: Request, *, is_proxied: bool = False) -> str:
    """Return who asks; behind a proxy on this machine, whom the proxy names last in X-Forwarded-For."""
    peer = to_peer(request.client.host) if request.client else UNKNOWN
    forwarded = request.headers.getlist("x-forwarded-for")
    if is_proxied and is_here(peer) and forwarded:
        # What stands before the last comma is what the client itself has sent: it may say anything.
        return to_peer(forwarded[-1].rpartition(",")[2].strip())
    return peer


@lru_cache(maxsize=1024)
def to_peer(host: str) -> str:
    """Return the address, or the network in which one client can have any address.

    >>> to_peer("::ffff:192.0.2.1"), to_peer("2001:db8::1"), to_peer("127.0.0.1")
    ('192.0.2.1', '2001:db8::/64', '127.0.0.1')
    """
    try:
        address = ip_address(host)
    except ValueError:
        return UNKNOWN
    if not isinstance(address, IPv6Address) or address.is_loopback:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ip_network((int(address), _ONE_HOME), strict=False))


@lru_cache(maxsize=1024)
def is_here(peer: str) -> bool:
    """Tell whether the client is on this machine: its own programs, or a proxy that speaks for many."""
    return peer != UNKNOWN and "/" not in peer and ip_address(peer).is_loopback
