"""Addresses in base 32: Bitcoin's bech32 and bech32m, and Bitcoin Cash's cashaddr."""

from __future__ import annotations

_CHARS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_DIGITS = {char: digit for digit, char in enumerate(_CHARS)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CASH_GENERATORS = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
_CHECKSUM = 6
_CASH_CHECKSUM = 8
_LAST_WITNESS = 16
_CASH_HASH = 20
_CASH_TYPES = frozenset({0, 1, 2, 3})
"""Pay to a key or a script, each also in the form that may hold tokens."""

BECH32 = 1
BECH32M = 0x2BC830A3


def segwit_program(address: str, prefix: str) -> bool:
    """Tell whether ``prefix1…`` is a right witness address, in lower case: BIP 173 and BIP 350."""
    found = checked(address, prefix)
    if found is None:
        return False
    digits, kind = found
    program = _bytes(digits[1:]) if digits and digits[0] <= _LAST_WITNESS else None
    if program is None or not 2 <= len(program) <= 40:  # noqa: PLR2004 - BIP 141's bounds
        return False
    if digits[0] == 0:
        return kind == BECH32 and len(program) in {20, 32}
    return kind == BECH32M


def checked(address: str, prefix: str) -> tuple[list[int], int] | None:
    """Return the digits after ``prefix1``, the checksum left out, and its kind; None if it is wrong."""
    if not address.startswith(f"{prefix}1"):
        return None
    digits = _read(address[len(prefix) + 1 :])
    if digits is None or len(digits) < _CHECKSUM:
        return None
    expanded = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    kind = _remainder(expanded + digits, _GENERATORS, 25)
    return (digits[:-_CHECKSUM], kind) if kind in {BECH32, BECH32M} else None


def payload_length(digits: list[int]) -> int | None:
    """Return how many whole bytes the digits stand for; None if bits are left over that are not zero."""
    data = _bytes(digits)
    return None if data is None else len(data)


def cash_address(address: str, prefix: str = "bitcoincash") -> bool:
    """Tell whether an address, its prefix left out and in lower case, is a right one of Bitcoin Cash.

    After the specification ``spec/cashaddr.md`` of Bitcoin Cash Node; 160-bit hashes only.
    """
    digits = _read(address)
    if digits is None or len(digits) < _CASH_CHECKSUM:
        return False
    expanded = [ord(char) & 31 for char in prefix] + [0]
    if _remainder(expanded + digits, _CASH_GENERATORS, 35) != 1:
        return False
    data = _bytes(digits[:-_CASH_CHECKSUM])
    return (
        data is not None and len(data) == 1 + _CASH_HASH and data[0] >> 3 in _CASH_TYPES and not data[0] & 7
    )


def _read(word: str) -> list[int] | None:
    digits = [_DIGITS.get(char, -1) for char in word]
    return None if -1 in digits else digits


def _remainder(digits: list[int], generators: tuple[int, ...], shift: int) -> int:
    """Return the remainder by the code's generator polynomial; ``shift`` is its degree less one, times 5."""
    remainder, mask = 1, (1 << shift) - 1
    for digit in digits:
        top = remainder >> shift
        remainder = (remainder & mask) << 5 ^ digit
        for bit, generator in enumerate(generators):
            if top >> bit & 1:
                remainder ^= generator
    return remainder


def _bytes(digits: list[int]) -> bytes | None:
    """Return the bytes that base-32 digits stand for; at most four zero bits may be left over."""
    number = 0
    for digit in digits:
        number = number << 5 | digit
    spare = 5 * len(digits) % 8
    if spare > 4 or number & ((1 << spare) - 1):  # noqa: PLR2004 - less than one digit
        return None
    return (number >> spare).to_bytes(5 * len(digits) // 8, "big")
