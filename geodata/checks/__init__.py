"""Release checks: what must be looked at before a published or reported figure goes out."""

from geodata.checks.accepted import read_accepted
from geodata.checks.finding import CODES, Acceptance, Finding, Printed
from geodata.checks.release import release_checks, turnout_checks
from geodata.checks.wording import sentence

__all__ = [
    "CODES",
    "Acceptance",
    "Finding",
    "Printed",
    "read_accepted",
    "release_checks",
    "sentence",
    "turnout_checks",
]
