# ruff: noqa: E501  sample texts stand on one line, as they do in files
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FetchError
from sayso.read.addresses import literal, public

if TYPE_CHECKING:
    import ipaddress


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "0.0.0.0",
        "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8%lo", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:7f00:1::", "fe80::1",
        "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "nonsense", "",
    ],
)  # fmt: skip
def test_what_is_not_public(address: str) -> None:
    with pytest.raises(FetchError):
        public(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.216.34",
        "2606:2800:220:1::1",
        "172.15.0.1",
        "172.32.0.1",
        "100.63.0.1",
        "100.128.0.1",
    ],
)
def test_what_is_public(address: str) -> None:
    assert str(public(address)) == address


@given(st.ip_addresses(v=4))
def test_an_address_is_public_in_every_wrapping_or_in_none(address: ipaddress.IPv4Address) -> None:
    def allowed(text: str) -> bool:
        try:
            public(text)
        except FetchError:
            return False
        return True

    if not allowed(str(address)):
        number = int(address)
        assert not allowed(f"::ffff:{address}")
        assert not allowed(f"64:ff9b::{address}")
        assert not allowed(f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1")


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "127.1",
        "127.0.0.1.",
        "1.2.3.04",
        "017700000001",
    ],
)
def test_addresses_in_disguise(host: str) -> None:
    with pytest.raises(FetchError):
        public(str(literal(host)))


@pytest.mark.parametrize("host", ["varopost.example", "4u.example", "x.1a", "a-1.b-2"])
def test_names(host: str) -> None:
    assert literal(host) is None
