from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rows
import wallets

import wallet_coins as coins

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(1, 21))


def test_a_row_is_measured_in_its_list_and_alone() -> None:
    made = wallets.measure({"asset": "XBT", "address": coins.base58check(b"\x00" + KEY)})
    assert made == dict.fromkeys(made, True)
    key = wallets.measure({"asset": "XMR", "address": (KEY + KEY[:12]).hex()})
    assert (key["recall"], key["recall_alone"], key["checked"]) == (True, False, False)


def test_an_asset_of_another_chain_is_not_typed() -> None:
    made = wallets.measure({"asset": "XBT", "address": coins.base58check(b"\x41" + KEY)})
    assert (made["recall"], made["typed"]) == (True, False)


def test_look_alikes_are_none() -> None:
    made = wallets.look_alikes(
        [coins.base58check(b"\x00" + KEY), coins.ethereum(KEY), coins.segwit("bc", 0, KEY)]
    )
    assert len(made) > 3
    assert not any(wallets.find_wallets(one) for one in made[:3])


@pytest.mark.corpora
def test_the_whole_list_is_found(corpora: Path) -> None:
    made = [wallets.measure(row) for row in rows.read(corpora / "ofac_crypto", ("asset", "address"))]
    assert all(row["recall"] for row in made)
    assert sum(not row["typed"] for row in made) <= 1  # the list has one Tron address under Bitcoin
