"""Figures are held to the oracle on both databases."""

from tests.geodata.store.conftest import fresh_url, postgresql

__all__ = ["fresh_url", "postgresql"]
