"""A country folder of a test's own, where its releases lie, and what they say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from dashboard.releases.status import Status, read_status
from dashboard.settings import Settings, read_settings
from dashboard.site_files import publisher_notes, releases_in, whole_release
from geodata.releases.folder import ReleaseFolder
from geodata.releases.listing import ReleaseFile

TESTLAND = Path(__file__).parents[1] / "testland"
VOTE = "2024-06-02-assembly"
TURNOUT = f"elections/{VOTE}/turnout.csv"
PAGE = f"/en/{VOTE}/turnout/region/12-00/index.html"


class Place:
    """A country folder that may be spoilt, and where its site is published."""

    def __init__(self, folder: Path, source: Path = TESTLAND, **settings: str) -> None:
        self.country = Path(shutil.copytree(source, folder / source.name, dirs_exist_ok=True))
        self.var = folder / "var"
        self.settings: Settings = read_settings(
            {
                "BAQYLAU_VAR": str(self.var),
                "BAQYLAU_COUNTRY": str(self.country),
                "BAQYLAU_SITE_ADDRESS": "https://example.org",
                **settings,
            }
        )

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one place of a file; it must be there."""
        text = (self.country / name).read_text("utf-8")
        assert old in text
        (self.country / name).write_text(text.replace(old, new, 1), "utf-8")

    @property
    def releases(self) -> ReleaseFolder:
        """Its live releases."""
        return releases_in(self.var)

    def told(self) -> Status | None:
        """What the publisher told the desk last."""
        return read_status(publisher_notes(self.var))

    def sequence(self) -> int:
        """The number of the release in force, 0 where there is none that is whole."""
        manifest = whole_release(self.releases)
        return manifest.sequence if manifest else 0

    def file(self, path: str = PAGE) -> ReleaseFile | None:
        """A file of the release in force."""
        manifest = self.releases.in_force()
        assert manifest is not None
        return self.releases.find(manifest, path)

    def page(self, path: str = PAGE) -> str:
        """What a file of the release in force says."""
        file = self.file(path)
        assert file is not None, path
        return self.releases.objects.read(file).decode()

    def json(self, path: str) -> Any:  # noqa: ANN401
        """A file of the release in force as JSON."""
        return json.loads(self.page(path))

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file of every release, with its size and its moment."""
        found = {}
        for path in sorted(self.releases.root.rglob("*")):
            if path.is_file():
                state = path.stat()
                found[str(path)] = (state.st_size, state.st_mtime_ns)
        return found
