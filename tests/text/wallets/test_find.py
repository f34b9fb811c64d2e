from __future__ import annotations

import string
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wallet_coins as coins
from sayso.text.wallets import find_wallets

if TYPE_CHECKING:
    from collections.abc import Callable


KEY = bytes(range(1, 21))
LONG = bytes(range(7, 39))
KINDS: dict[str, tuple[Callable[[bytes], str], str]] = {
    "BTC key": (lambda key: coins.base58check(b"\x00" + key), "BTC"),
    "BTC script": (lambda key: coins.base58check(b"\x05" + key), "BTC"),
    "BTC witness": (lambda key: coins.segwit("bc", 0, key), "BTC"),
    "BTC taproot": (lambda key: coins.segwit("bc", 1, key + key[:12]), "BTC"),
    "LTC key": (lambda key: coins.base58check(b"\x30" + key), "LTC"),
    "LTC script": (lambda key: coins.base58check(b"\x32" + key), "LTC"),
    "LTC witness": (lambda key: coins.segwit("ltc", 0, key), "LTC"),
    "BCH": (coins.cash, "BCH"),
    "BCH script": (lambda key: coins.cash(key, 1), "BCH"),
    "DOGE": (lambda key: coins.base58check(b"\x1e" + key), "DOGE"),
    "XVG script": (lambda key: coins.base58check(b"\x21" + key), "XVG"),
    "DASH": (lambda key: coins.base58check(b"\x4c" + key), "DASH"),
    "BTG": (lambda key: coins.base58check(b"\x26" + key), "BTG"),
    "ZEC t1": (lambda key: coins.base58check(b"\x1c\xb8" + key), "ZEC"),
    "ZEC t3": (lambda key: coins.base58check(b"\x1c\xbd" + key), "ZEC"),
    "ZEC sprout": (lambda key: coins.base58check(b"\x16\x9a" + key + key + key + key[:4]), "ZEC"),
    "ZEC sapling": (lambda key: coins.bech32("zs", coins.digits_of(key + key + key[:3]), 1), "ZEC"),
    "ZEC unified": (lambda key: coins.bech32("u", coins.digits_of(key * 4), 0x2BC830A3), "ZEC"),
    "TRX": (lambda key: coins.base58check(b"\x41" + key), "TRX"),
    "XRP": (coins.ripple, "XRP"),
    "XMR": (lambda key: coins.monero(18, key + key + key + key[:4]), "XMR"),
    "XMR subaddress": (lambda key: coins.monero(42, key + key + key + key[:4]), "XMR"),
    "XMR integrated": (lambda key: coins.monero(19, key * 3 + key[:12]), "XMR"),
}
ALPHABET = "".join(char for char in string.ascii_letters + string.digits if char not in "0OIl")
keys = st.binary(min_size=20, max_size=20)


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_found_and_typed(name: str) -> None:
    make, chain = KINDS[name]
    address = make(KEY)
    text = f"The Vold fund sent it to “{address}”, then on."
    (wallet,) = find_wallets(text)
    assert wallet.address == address == wallet.span.of(text)
    assert wallet.chains[0] == chain
    assert wallet.checked


def test_published_vectors_of_the_standards() -> None:
    right = [
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "bc1sw50qgdz25j",  # right, but shorter than what is looked at
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
    ]
    wrong = [
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",  # bech32 where bech32m is due
        "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",  # bech32m where bech32 is due
        "bc1gmk9yu",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed",
    ]
    assert [bool(find_wallets(one)) for one in right] == [True, True, False, True, True, True]
    assert not any(find_wallets(one) for one in wrong)


@given(st.sampled_from(sorted(KINDS)), keys, st.data())
def test_one_changed_character_makes_it_wrong(name: str, key: bytes, data: st.DataObject) -> None:
    address = KINDS[name][0](key)
    at = data.draw(st.integers(4, len(address) - 1))
    alphabet = ALPHABET if address != address.lower() else "023456789acdefghjklmnpqrstuvwxyz"
    char = data.draw(st.sampled_from(alphabet).filter(lambda one: one != address[at]))
    assert not find_wallets(address[:at] + char + address[at + 1 :])


@given(keys, st.text(max_size=40), st.text(max_size=40))
def test_found_whatever_stands_around_and_moves_with_it(key: bytes, before: str, after: str) -> None:
    address = KINDS["TRX"][0](key)
    text = f"{before} {address} {after}"
    (wallet,) = find_wallets(text)
    assert wallet.span.of(text) == address
    (moved,) = find_wallets("Paid: " + text)
    assert moved.span == wallet.span.shifted(6)


def test_ethereum_is_shown_in_both_cases_and_checked_only_if_written_so() -> None:
    address = coins.ethereum(KEY)
    for spelling, checked in ((address, True), (address.lower(), False), ("0x" + address[2:].upper(), False)):
        (wallet,) = find_wallets(f"to {spelling}.")
        assert (wallet.address, wallet.checked) == (address, checked)
        assert {"ETH", "USDT", "USDC", "BSC", "ARB", "ETC"} == set(wallet.chains)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("{}", "BTC"),
        ("Bitcoin Cash wallet {}", "BCH"),
        ("in bitcoin and later in USDT: {}", "USDT"),
        ("{} (BSV)", "BSV"),
        ("sold BCH\n{}", "BTC"),
        ("paid in Solana to {}", "BTC"),
    ],
)
def test_the_chain_named_closest_comes_first_of_those_that_fit(text: str, first: str) -> None:
    (wallet,) = find_wallets(text.format(coins.base58check(b"\x00" + KEY)))
    assert wallet.chains[0] == first
    assert set(wallet.chains) == {"BTC", "USDT", "BCH", "BSV"}


def test_without_a_checksum_the_chain_must_be_named_beside_it() -> None:
    solana, monero = coins.base58(LONG), LONG.hex()
    for word, chain, name in ((solana, "SOL", "Solana"), (monero, "XMR", "Monero")):
        assert not find_wallets(f"the file is {word}.")
        assert not find_wallets(f"{name} was named here.\nthe file is {word}.")
        assert not find_wallets(f"{name} or bitcoin, {word}")
        (wallet,) = find_wallets(f"a {name} wallet, {word}.")
        assert (wallet.chains, wallet.checked) == ((chain,), False)


@pytest.mark.parametrize(
    "text",
    [
        "sha1 356a192b7913b04c54574d18c28d46e6395428ab and md5 098f6bcd4621d373cade4e832627b4f6",
        "tx 0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
        "https://tarnitz.example/watch?v=1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN9",
        "Donaudampfschifffahrtsgesellschaftskapitaen",
        "a" * 34,
        "1" * 34,
        "q" * 42,
        "bc1" + "q" * 39,
        "",
        "\x00\u200f\ufeff",
    ],
)
def test_hashes_ids_and_words_are_no_addresses(text: str) -> None:
    assert not find_wallets(text)


def test_a_scheme_and_brackets_are_not_part_of_it() -> None:
    key = coins.cash(KEY)
    text = f"[bitcoincash:{key}](bitcoin:{coins.base58check(bytes([0]) + KEY)}?amount=1)地址{key.upper()}。"
    assert [wallet.chains[0] for wallet in find_wallets(text)] == ["BCH", "BTC", "BCH"]
    assert {wallet.address for wallet in find_wallets(text)} >= {key}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for wallet in find_wallets(text):
        assert wallet.span.of(text)


def test_long_hostile_texts_take_no_longer_than_others() -> None:
    began = time.process_time()
    for text in ("1" * 1_000_000, "bitcoin " * 100_000, "0x" * 500_000, ("z" * 95 + " ") * 10_000):
        assert not find_wallets(text)
    assert time.process_time() - began < 5
