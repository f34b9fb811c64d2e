"""Base58 and its checksums: Bitcoin's, XRP's own alphabet, and Monero's blocks."""

from __future__ import annotations

import hashlib

from sayso.text.wallets.keccak import keccak_256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_DIGITS = {alphabet: {char: digit for digit, char in enumerate(alphabet)} for alphabet in (BITCOIN, RIPPLE)}
_CHECKSUM = 4
_BLOCK = 11
"""Characters in which Monero writes eight bytes."""
_BYTES_OF_BLOCK = {0: 0, 2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}


def decoded(address: str, alphabet: str = BITCOIN) -> bytes | None:
    """Return the bytes that an address stands for; None if a character is not of the alphabet.

    Time grows with the square of the length: callers pass no more than an address can hold.
    """
    number = _number(address, alphabet)
    if number is None:
        return None
    zeros = len(address) - len(address.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def checked(address: str, alphabet: str = BITCOIN) -> bytes | None:
    """Return the version and payload of an address in Base58Check; None if its checksum is wrong."""
    data = decoded(address, alphabet)
    if data is None or len(data) <= _CHECKSUM:
        return None
    payload, checksum = data[:-_CHECKSUM], data[-_CHECKSUM:]
    twice = hashlib.sha256(hashlib.sha256(payload).digest()).digest()
    return payload if twice[:_CHECKSUM] == checksum else None


def checked_blocks(address: str) -> bytes | None:
    """Return the version and keys of a Monero address; None if its checksum is wrong.

    Monero writes each eight bytes in eleven characters of their own, and checks by Keccak-256 (the
    project's ``base58.cpp``).
    """
    data = b""
    for start in range(0, len(address), _BLOCK):
        block = address[start : start + _BLOCK]
        number, size = _number(block, BITCOIN), _BYTES_OF_BLOCK.get(len(block))
        if number is None or size is None or number >= 1 << (8 * size):
            return None
        data += number.to_bytes(size, "big")
    payload, checksum = data[:-_CHECKSUM], data[-_CHECKSUM:]
    return payload if keccak_256(payload)[:_CHECKSUM] == checksum else None


def _number(word: str, alphabet: str) -> int | None:
    digits, number = _DIGITS[alphabet], 0
    for char in word:
        digit = digits.get(char)
        if digit is None:
            return None
        number = number * 58 + digit
    return number
