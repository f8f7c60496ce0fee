"""Lay the data of a release out as a folder, and read it as one reads a country's own folder."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from geodata.checks.accepted import FILE_NAME, read_accepted
from geodata.checks.release import Accepted
from geodata.country import Country
from geodata.read_country import read_country
from geodata.releases.folder import ReleaseFolder
from geodata.releases.listing import DATA
from geodata.releases.manifest import Manifest

PLACE = f"/{DATA}/"


def read_data(files: Mapping[str, bytes]) -> tuple[Country, dict[str, Accepted]]:
    """The country that these files are, and what was accepted of each vote. Raises FaultyData."""
    with tempfile.TemporaryDirectory(prefix="baqylau-data-") as name:
        folder = Path(name)
        for place, content in files.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        country = read_country(folder)
        accepted = {
            path.parent.name: read_accepted(path.parent, country.languages)
            for path in folder.glob(f"elections/*/{FILE_NAME}")
        }
    return country, accepted


def released_files(folder: ReleaseFolder, manifest: Manifest) -> dict[str, bytes]:
    """The data of a release by its place in the folder. Raises OSError and ValueError."""
    ref = manifest.lists.get(DATA)
    files = folder.files(ref) if ref else {}
    return {path.removeprefix(PLACE): folder.objects.read(one) for path, one in files.items()}


def released_country(folder: ReleaseFolder, manifest: Manifest) -> Country | None:
    """The country as a release shows it; None for a release without data.

    Raises OSError, ValueError and FaultyData.
    """
    files = released_files(folder, manifest)
    return read_data(files)[0] if files else None
