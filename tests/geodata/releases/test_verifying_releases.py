"""From outside anyone can check a release, and is told the first thing that is wrong."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from geodata.releases.folder import ReleaseFolder
from geodata.releases.keys import UnusableKey, public_key, signing_key
from geodata.releases.objects import QUICK
from geodata.releases.sources import Kept, Unreachable, Untrue, source_of
from geodata.releases.verify import Verified, verify
from tests.geodata.releases.little_release import PAGE, key_of_the_tests, release

PATH = "/en/2016-03-20-mazhilis/turnout/index.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three releases, the first page of each pinned."""
    for number in (1, 2, 3):
        release(tmp_path, {PATH: PAGE + str(number), f"/r/{number}{PATH}": PAGE + str(number)})
    return tmp_path


def laid(root: Path, target: Path) -> Path:
    """The same releases with every path as a file, as a web server sends them."""
    folder = ReleaseFolder(root)
    manifest = folder.in_force()
    assert manifest is not None
    files = {path: file for some in folder.everything(manifest) for path, file in some.items()}
    refs = [*manifest.lists.values(), *folder.pinned_lists(manifest).values(), manifest.pinned]
    wanted = {path: folder.objects.read(file) for path, file in files.items()}
    wanted |= {f"/lists/{ref.digest}.json": folder.list_bytes(ref) for ref in refs if ref}
    wanted |= {f"/manifests/{n}.json": folder.manifest_at(n).content for n in (1, 2, 3)}
    wanted["/manifest.json"] = manifest.content
    for path, content in wanted.items():
        place = target / path.removeprefix("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return target


def checked(folder: Path, key: str = "") -> Verified:
    return verify(source_of(str(folder)), key)


def test_a_sound_release_is_verified_as_kept_and_as_laid_out(root: Path, tmp_path: Path) -> None:
    found = checked(root, public_key(key_of_the_tests()))
    assert (found.manifest.sequence, found.files) == (3, 4)
    assert found.size == 4 * len(PAGE) + 4
    assert checked(laid(root, tmp_path / "laid")) == found


def spoil_page(root: Path) -> None:
    file = ReleaseFolder(root).find(ReleaseFolder(root).manifest_at(3), PATH)
    assert file is not None
    # Another page of the very same size.
    other = gzip.compress(f"{PAGE}4".encode(), QUICK.gzip, mtime=0)
    assert len(other) == file.gzip
    ReleaseFolder(root).objects.place(file.digest, "gzip").write_bytes(other)


def lose_pinned_page(root: Path) -> None:
    manifest = ReleaseFolder(root).manifest_at(3)
    file = ReleaseFolder(root).find(manifest, f"/r/1{PATH}")
    assert file is not None
    ReleaseFolder(root).objects.place(file.digest, "br").unlink()


def spoil_list(root: Path) -> None:
    ref = ReleaseFolder(root).manifest_at(3).lists["en/2016-03-20-mazhilis"]
    for place in (root / "objects").rglob(f"{ref.digest}*"):
        place.write_bytes(gzip.compress(b"{}") if place.suffix == ".gz" else b"{}")


def take_back_a_release(root: Path) -> None:
    (root / "manifests" / "2.json").unlink()


def rewrite_history(root: Path) -> None:
    changed = replace(ReleaseFolder(root).manifest_at(2), status="partly-held")
    (root / "manifests" / "2.json").write_bytes(changed.signed(key_of_the_tests()).content)


def sign_with_another_key(root: Path) -> None:
    forged = ReleaseFolder(root).manifest_at(3).signed(Ed25519PrivateKey.generate())
    for name in ("manifest.json", "manifests/3.json"):
        (root / name).write_bytes(forged.content)


def change_the_manifest(root: Path) -> None:
    fields = json.loads((root / "manifest.json").read_bytes())
    text = json.dumps(fields | {"sequence": 4}, sort_keys=True, separators=(",", ":"))
    (root / "manifest.json").write_text(text + "\n")


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (spoil_page, f"{PATH}: its content"),
        (lose_pinned_page, f"/r/1{PATH}"),
        (spoil_list, "the list of en/2016-03-20-mazhilis"),
        (take_back_a_release, r"manifests/2\.json"),
        (rewrite_history, r"manifests/2\.json: it is not the one that release 3 follows"),
        (sign_with_another_key, r"manifests/2\.json: another key"),
        (change_the_manifest, r"manifest\.json: release 4: the signature"),
    ],
)
def test_the_first_thing_that_is_wrong_is_named(
    root: Path, spoil: Callable[[Path], None], named: str
) -> None:
    spoil(root)
    with pytest.raises(Untrue, match=named):
        checked(root)


def test_a_file_that_is_changed_or_missing_on_a_web_server_is_named(
    root: Path, tmp_path: Path
) -> None:
    web = laid(root, tmp_path / "laid")
    page = web / PATH.removeprefix("/")
    page.write_text(PAGE + "2")
    with pytest.raises(Untrue, match=PATH):
        checked(web)
    page.unlink()
    with pytest.raises(Untrue, match=PATH.removeprefix("/")):
        checked(web)


def test_a_release_that_comes_out_during_the_check_is_checked_instead(root: Path) -> None:
    class Busy(Kept):
        """Between the manifest and the files the next release comes out."""

        asked = 0

        def manifest(self) -> bytes:
            Busy.asked += 1
            found = super().manifest()
            if Busy.asked == 1:
                spoil_list(root)
                release(root, {PATH: PAGE + "4"})
            return found

    busy = Busy(ReleaseFolder(root))
    assert verify(busy).manifest.sequence == 4
    assert Busy.asked == 3


def test_a_release_by_another_key_than_expected_is_untrue(root: Path) -> None:
    with pytest.raises(Untrue, match="expected 00"):
        checked(root, "00" * 32)


def test_where_there_is_no_release_there_is_no_verdict(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        checked(tmp_path)
    with pytest.raises(Unreachable):
        verify(source_of("http://127.0.0.1:9"))


def test_keys_are_made_once_for_their_owner_alone(tmp_path: Path) -> None:
    live, rehearsal = (signing_key(tmp_path, is_test) for is_test in (False, True))
    assert public_key(live) != public_key(rehearsal)
    assert public_key(signing_key(tmp_path, is_test=False)) == public_key(live)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()}
    assert modes == {"release.pem": 0o600, "rehearsal.pem": 0o600}


def test_a_key_that_others_can_read_or_that_is_none_does_not_sign(tmp_path: Path) -> None:
    signing_key(tmp_path, is_test=False)
    key = tmp_path / "keys" / "release.pem"
    key.chmod(0o644)
    with pytest.raises(UnusableKey, match="chmod 600"):
        signing_key(tmp_path, is_test=False)
    key.chmod(0o600)
    key.write_text("not a key")
    with pytest.raises(UnusableKey, match="PEM"):
        signing_key(tmp_path, is_test=False)
