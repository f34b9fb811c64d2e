from __future__ import annotations

import pytest

from sayso.text.wallets.keccak import keccak_256


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
        (b"testing", "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"),
    ],
)
def test_known_digests(data: bytes, digest: str) -> None:
    assert keccak_256(data).hex() == digest


def test_is_not_sha3_and_takes_any_length() -> None:
    import hashlib

    digests = set()
    for length in (0, 1, 134, 135, 136, 137, 271, 272, 1000):
        data = bytes(length)
        digests.add(keccak_256(data))
        assert keccak_256(data) != hashlib.sha3_256(data).digest()
        assert len(keccak_256(data)) == 32
    assert len(digests) == 9
