"""Writes addresses, so that tests need none that anybody owns."""

from __future__ import annotations

import hashlib

from sayso.text.wallets.base58 import BITCOIN, RIPPLE
from sayso.text.wallets.keccak import keccak_256

_BASE32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BLOCKS = (0, 2, 3, 5, 6, 7, 9, 10, 11)


def base58(data: bytes, alphabet: str = BITCOIN) -> str:
    number, word = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        word = alphabet[digit] + word
    return alphabet[0] * (len(data) - len(data.lstrip(b"\0"))) + word


def base58check(payload: bytes, alphabet: str = BITCOIN) -> str:
    checksum = hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    return base58(payload + checksum, alphabet)


def ripple(key: bytes) -> str:
    return base58check(b"\0" + key, RIPPLE)


def monero(network: int, keys: bytes) -> str:
    payload = bytes([network]) + keys
    data, word = payload + keccak_256(payload)[:4], ""
    for start in range(0, len(data), 8):
        block = data[start : start + 8]
        word += base58(block).lstrip("1").rjust(_BLOCKS[len(block)], "1")
    return word


def ethereum(key: bytes) -> str:
    digits = key.hex()
    cases = keccak_256(digits.encode()).hex()
    return "0x" + "".join(
        one.upper() if case >= "8" else one for one, case in zip(digits, cases, strict=False)
    )


def digits_of(data: bytes) -> list[int]:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def segwit(prefix: str, version: int, program: bytes) -> str:
    digits = [version, *digits_of(program)]
    return bech32(prefix, digits, 1 if version == 0 else 0x2BC830A3)


def bech32(prefix: str, digits: list[int], final: int) -> str:
    generators = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    expanded = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    rest = 1
    for digit in [*expanded, *digits, *[0] * 6]:
        top, rest = rest >> 25, (rest & 0x1FFFFFF) << 5 ^ digit
        for bit, generator in enumerate(generators):
            rest ^= generator * (top >> bit & 1)
    rest ^= final
    checksum = [rest >> 5 * (5 - at) & 31 for at in range(6)]
    return prefix + "1" + "".join(_BASE32[digit] for digit in digits + checksum)


def cash(key: bytes, kind: int = 0) -> str:
    generators = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
    digits = digits_of(bytes([kind << 3]) + key)
    rest = 1
    for digit in [*(ord(char) & 31 for char in "bitcoincash"), 0, *digits, *[0] * 8]:
        top, rest = rest >> 35, (rest & 0x7FFFFFFFF) << 5 ^ digit
        for bit, generator in enumerate(generators):
            rest ^= generator * (top >> bit & 1)
    rest ^= 1
    checksum = [rest >> 5 * (7 - at) & 31 for at in range(8)]
    return "".join(_BASE32[digit] for digit in digits + checksum)
