"""Keccak-256 as Ethereum and Monero use it: padded as in the submission of 2011, not as SHA-3 (FIPS 202)."""

from __future__ import annotations

_RATE = 136
"""Bytes taken in per permutation."""
_DIGEST = 32
_MASK = (1 << 64) - 1
_LANES = 25


def _round_constants() -> tuple[int, ...]:
    """Return the constants of the 24 rounds, from the shift register that the reference gives."""
    constants, state = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            if state & 1:
                constant |= 1 << ((1 << power) - 1)
            state = (state << 1) ^ (0x171 if state & 0x80 else 0)
        constants.append(constant)
    return tuple(constants)


def _moves() -> tuple[tuple[int, int, int], ...]:
    """Return for the steps rho and pi: from which lane, to which lane, rotated left by how many bits."""
    moves, column, row = [(0, 0, 0)], 1, 0
    for step in range(24):
        target_column, target_row = row, (2 * column + 3 * row) % 5
        moves.append((column + 5 * row, target_column + 5 * target_row, (step + 1) * (step + 2) // 2 % 64))
        column, row = target_column, target_row
    return tuple(moves)


_ROUNDS = _round_constants()
_MOVES = _moves()


def keccak_256(data: bytes) -> bytes:
    """Return the 32-byte digest.

    Method: Bertoni, Daemen, Peeters and Van Assche, "The Keccak reference", version 3.0 (2011).
    """
    padded = bytearray(data)
    padded += bytes(_RATE - len(padded) % _RATE)
    padded[len(data)] |= 0x01
    padded[-1] |= 0x80
    lanes = [0] * _LANES
    for start in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = start + 8 * lane
            lanes[lane] ^= int.from_bytes(padded[at : at + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[: _DIGEST // 8])


def _permuted(lanes: list[int]) -> list[int]:
    moved = [0] * _LANES
    for constant in _ROUNDS:
        parity = [lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)]
        mixed = [
            parity[x - 1] ^ ((parity[x - 4] << 1 | parity[x - 4] >> 63) & _MASK) for x in range(5)
        ]  # x - 4 is x + 1, five columns around
        for source, target, by in _MOVES:
            lane = lanes[source] ^ mixed[source % 5]
            moved[target] = (lane << by | lane >> (64 - by)) & _MASK
        lanes = [
            moved[at] ^ (~moved[at - at % 5 + (at + 1) % 5] & moved[at - at % 5 + (at + 2) % 5])
            for at in range(_LANES)
        ]
        lanes[0] ^= constant
    return lanes
