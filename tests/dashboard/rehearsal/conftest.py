"""A rehearsal is played to a real desk, over either database."""

from tests.geodata.store.conftest import fresh_url, postgresql

__all__ = ["fresh_url", "postgresql"]
