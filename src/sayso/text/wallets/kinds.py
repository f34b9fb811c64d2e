"""Which chains an address can belong to, by its form and its checksum alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.text.wallets import base58, bech32
from sayso.text.wallets.keccak import keccak_256

_HASH = 20
"""Bytes of a hashed key or script."""
_LEGACY = ("BTC", "USDT", "BCH", "BSV")
_BASE58CHECK: dict[bytes, tuple[str, ...]] = {
    b"\x00": _LEGACY,
    b"\x05": (*_LEGACY, "LTC"),
    b"\x30": ("LTC",),
    b"\x32": ("LTC",),
    b"\x1e": ("DOGE", "XVG"),
    b"\x16": ("DOGE",),
    b"\x21": ("XVG",),
    b"\x4c": ("DASH",),
    b"\x10": ("DASH",),
    b"\x26": ("BTG",),
    b"\x17": ("BTG",),
    b"\x1c\xb8": ("ZEC",),
    b"\x1c\xbd": ("ZEC",),
    b"\x41": ("TRX", "USDT", "USDC"),
}
"""Version bytes before a 20-byte hash, from each project's chain parameters; one format, several chains."""
_SPROUT, _SPROUT_KEYS = b"\x16\x9a", 64
_MONERO = {18: 64, 19: 72, 42: 64}
"""Network byte, and how many bytes of keys (and payment id) follow it."""
_SAPLING = 43
_ETHEREUM = ("ETH", "USDT", "USDC", "BSC", "ARB", "ETC")
_ETHEREUM_FORM = re.compile(r"0[xX][0-9a-fA-F]{40}")
_BASE32_FORM = re.compile(r"(?:[a-z0-9]+|[A-Z0-9]+)")
_BASE58_LENGTHS = range(26, 36)
_CASH_LENGTH = 42
_MONERO_LENGTHS = frozenset({95, 106})
_SPROUT_LENGTH = 95
_SOLANA_LENGTHS = range(32, 45)
_SOLANA_KEY = 32
_X_ADDRESS, _X_LENGTH, _X_PAYLOAD = b"\x05\x44", 47, 31
SHORTEST = 25
LONGEST = 300
"""Characters of an address, Zcash's unified ones included."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word is, taken as an address."""

    address: str
    """As a wallet program would show it."""
    chains: tuple[str, ...]
    checked: bool = True


def kind_of(word: str) -> Kind | None:
    """Return what address a word of letters and digits is; None if it is none, or its checksum is wrong."""
    if not SHORTEST <= len(word) <= LONGEST:
        return None
    if _ETHEREUM_FORM.fullmatch(word):
        return _ethereum(word)
    return _base32(word) or _base58(word)


def is_public_key(word: str) -> bool:
    """Tell whether a word has the form of a Solana address: 32 bytes in base 58, without any checksum.

    Words in one case alone, and words without a digit, are no keys but by rare chance.
    """
    if len(word) not in _SOLANA_LENGTHS or word.lower() == word or word.upper() == word or word.isalpha():
        return False
    data = base58.decoded(word)
    return data is not None and len(data) == _SOLANA_KEY


def _ethereum(word: str) -> Kind | None:
    """Read 40 hexadecimal digits; letters of both cases are a checksum (EIP-55)."""
    digits = word[2:]
    shown = "0x" + _mixed_case(digits.lower())
    one_case = digits in {digits.lower(), digits.upper()}
    if not one_case and digits != shown[2:]:
        return None
    return Kind(shown, _ETHEREUM, checked=not one_case)


def _mixed_case(digits: str) -> str:
    """Return lower-case digits with letters made capital where EIP-55 wants it."""
    cases = keccak_256(digits.encode()).hex()
    return "".join(
        digit.upper() if case >= "8" else digit for digit, case in zip(digits, cases, strict=False)
    )


def _base32(word: str) -> Kind | None:
    if not _BASE32_FORM.fullmatch(word):
        return None
    address = word.lower()
    for prefix, chain in (("bc", "BTC"), ("ltc", "LTC"), ("btg", "BTG")):
        if bech32.segwit_program(address, prefix):
            return Kind(address, (chain,))
    if address[0] in "qpzr" and len(address) == _CASH_LENGTH and bech32.cash_address(address):
        return Kind(address, ("BCH",))
    return Kind(address, ("ZEC",)) if _shielded(address) else None


def _shielded(address: str) -> bool:
    """Tell whether it is a Sapling address (ZIP 173) or a unified one (ZIP 316), by prefix and checksum."""
    sapling = bech32.checked(address, "zs")
    if sapling is not None:
        return sapling[1] == bech32.BECH32 and bech32.payload_length(sapling[0]) == _SAPLING
    unified = bech32.checked(address, "u")
    return unified is not None and unified[1] == bech32.BECH32M


def _base58(word: str) -> Kind | None:
    if len(word) in _BASE58_LENGTHS:
        return _hashed(word)
    if len(word) in _MONERO_LENGTHS and word[0] in "48":
        keys = base58.checked_blocks(word)
        right = keys is not None and _MONERO.get(keys[0]) == len(keys) - 1
        return Kind(word, ("XMR",)) if right else None
    if len(word) == _SPROUT_LENGTH and word.startswith("zc"):
        payload = base58.checked(word)
        right = payload is not None and payload[:2] == _SPROUT and len(payload) == 2 + _SPROUT_KEYS
        return Kind(word, ("ZEC",)) if right else None
    if len(word) == _X_LENGTH and word[0] == "X":
        payload = base58.checked(word, base58.RIPPLE)
        right = payload is not None and payload[:2] == _X_ADDRESS and len(payload) == _X_PAYLOAD
        return Kind(word, ("XRP",)) if right else None
    return None


def _hashed(word: str) -> Kind | None:
    payload = base58.checked(word)
    if payload is not None and len(payload) > _HASH:
        chains = _BASE58CHECK.get(payload[:-_HASH])
        if chains:
            return Kind(word, chains)
    if word[0] == "r":
        payload = base58.checked(word, base58.RIPPLE)
        if payload is not None and payload[:-_HASH] == b"\x00":
            return Kind(word, ("XRP",))
    return None
