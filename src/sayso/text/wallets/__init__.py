"""Addresses of digital currencies in running text, told from look-alikes by their checksums."""

from sayso.text.wallets.find import find_wallets

__all__ = ["find_wallets"]
