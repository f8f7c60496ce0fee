"""A rehearsed day goes through either database."""

from tests.geodata.store.conftest import fresh_url, postgresql

__all__ = ["fresh_url", "postgresql"]
