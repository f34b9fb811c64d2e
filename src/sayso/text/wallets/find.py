"""Where in a text addresses of digital currencies stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.model.amount import Wallet
from sayso.model.span import Span
from sayso.text.wallets.kinds import SHORTEST, Kind, is_public_key, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(rf"[0-9A-Za-z]{{{SHORTEST},}}")
"""Runs of ASCII letters and digits: an address beside other scripts or any punctuation is found whole."""
_MONERO_KEY = re.compile(r"[0-9a-f]{64}")
_BEFORE, _AFTER = 80, 40
"""Characters around an address in which its chain may be named."""
_NAMED = re.compile(
    r"""(?<![A-Za-z])(?:
    (?P<BTC>bitcoins?(?!\s+(?:cash|gold|sv)) | btc | xbt) | (?P<BCH>bitcoin\s+cash | bch)
  | (?P<BSV>bitcoin\s+sv | bsv) | (?P<BTG>bitcoin\s+gold | btg)
  | (?P<ETC>(?:ethereum|ether)\s+classic | (?-i:ETC))
  | (?P<ETH>(?:ethereum|ether)(?!\s+classic) | eth | erc-?20)
  | (?P<USDT>usdt | tether) | (?P<USDC>usdc | usd\s+coin)
  | (?P<BSC>bsc | bnb | binance\s+(?:smart\s+)?chain | bep-?20) | (?P<ARB>arb | arbitrum)
  | (?P<TRX>tron | trx | trc-?20) | (?P<LTC>litecoin | ltc) | (?P<DOGE>doge(?:coin)?)
  | (?P<XVG>(?-i:Verge) | xvg)
  | (?P<XMR>monero | xmr) | (?P<SOL>(?-i:SOL) | solana)
    )(?![A-Za-z])""",
    re.IGNORECASE | re.VERBOSE,
)


def find_wallets(text: str) -> list[Wallet]:
    """Find addresses of digital currencies, in order; they do not overlap.

    An address is a whole run of letters and digits whose checksum is right: Base58Check, bech32 and
    bech32m, cashaddr, Monero's blocks, and EIP-55 where an Ethereum address is in both cases. Taken
    unchecked are Ethereum addresses in one case and, only where the chain is named close by, Solana's and
    Monero's bare keys, which nothing else tells from a hash. A scheme before it ("bitcoin:") is not part
    of an address. Of the chains that share its format, the one named closest before it comes first.
    """
    return list(_wallets(text))


def _wallets(text: str) -> Iterator[Wallet]:
    for word in _WORD.finditer(text):
        kind = kind_of(word.group()) or _by_name(text, word)
        if kind is not None:
            span = Span(word.start(), word.end())
            yield Wallet(span, kind.address, _ordered(text, span, kind).chains, kind.checked)


def _ordered(text: str, span: Span, kind: Kind) -> Kind:
    """Return the kind with the chain first that is named closest before it, else closest after it."""
    if len(kind.chains) == 1:
        return kind
    before, after = _names(text, span)
    named = [name for name in [*reversed(before), *after] if name in kind.chains]
    if not named:
        return kind
    others = tuple(chain for chain in kind.chains if chain != named[0])
    return replace(kind, chains=(named[0], *others))


def _by_name(text: str, word: re.Match[str]) -> Kind | None:
    """Return what a word is if the chain that it may belong to is named beside it."""
    chain = None
    if is_public_key(word.group()):
        chain = "SOL"
    elif _MONERO_KEY.fullmatch(word.group()):
        chain = "XMR"
    if chain is None:
        return None
    before, after = _names(text, Span(word.start(), word.end()))
    # The last chain named before it speaks for it, and only if there is none the first one after it.
    named = before[-1] if before else (after[0] if after else None)
    return Kind(word.group(), (chain,), checked=False) if named == chain else None


def _names(text: str, span: Span) -> tuple[list[str], list[str]]:
    """Return which chains are named before and after a span, in the text's order, on its own line."""
    before = text[max(span.start - _BEFORE, 0) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AFTER].partition("\n")[0]
    return _chains_in(before), _chains_in(after)


def _chains_in(words: str) -> list[str]:
    return [match.lastgroup for match in _NAMED.finditer(words) if match.lastgroup]
