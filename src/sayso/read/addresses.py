"""Which network addresses may be fetched: public ones, and nothing else."""

from __future__ import annotations

import ipaddress
import re

from sayso.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_EMBEDDED = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("64:ff9b:1::/48"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
"""Ranges that carry an IPv4 address (NAT64, IPv4-compatible, 6to4), and how far it is shifted."""
_REFUSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "::/128", "::1/128", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10",
    )
)  # fmt: skip
_CREDENTIALS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)[^/?#\s]*@")
_NUMERIC = re.compile(r"^(?:0x[0-9a-f]*|[0-9]+)$", re.IGNORECASE)


def literal(host: str) -> Address | None:
    """Return the address that a host is written as, or None if it is a name.

    Raises:
        FetchError: the host is a number in disguise (``2130706433``, ``0177.0.0.1``, ``0x7f.1``).
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    if _NUMERIC.match(bare.rstrip(".").rpartition(".")[2]):
        message = f"the host {host!r} is an address in an unusual spelling; write it as a name or as 1.2.3.4"
        raise FetchError(message)
    return None


def without_credentials(text: str) -> str:
    """Return a text in which no address carries a user name or password: ``…`` stands in their place."""
    return _CREDENTIALS.sub(r"\1…@", text)


def public(text: str) -> Address:
    """Return the address if it is a public one.

    Raises:
        FetchError: it is not an address, or one of a private, loopback, link-local, shared, multicast,
            reserved or documentation range, in whatever wrapping.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError as problem:
        message = f"{text!r} is not a network address"
        raise FetchError(message) from problem
    for inner in (address, *_inside(address)):
        if (
            not inner.is_global
            or inner.is_private
            or inner.is_loopback
            or inner.is_link_local
            or inner.is_multicast
            or inner.is_reserved
            or inner.is_unspecified
            or any(inner in network for network in _REFUSED if network.version == inner.version)
        ):
            message = (
                f"the address {text} is not a public one, and sayso fetches from public addresses only; "
                "save the page to a file and add the file"
            )
            raise FetchError(message)
    return address


def _inside(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    inner: list[Address] = []
    if address.ipv4_mapped is not None:
        inner.append(address.ipv4_mapped)
    if address.teredo is not None:
        inner.extend(address.teredo)
    inner.extend(
        ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
        for network, shift in _EMBEDDED
        if address in network
    )
    return inner
