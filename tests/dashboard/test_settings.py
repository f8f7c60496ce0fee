"""What whoever runs Baqylau may set, and how a wrong setting is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.settings import COUNTRIES, ROOT, WrongSettings, read_settings, time_zone_faults


def test_without_any_setting_the_map_is_for_this_machine_alone() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8050)
    assert settings.address == settings.site_address == "http://127.0.0.1:8050"
    assert settings.var == ROOT / "var"
    assert (settings.country / "country.toml").is_file()
    assert settings.workers >= 1


def test_an_empty_setting_is_as_good_as_none() -> None:
    assert read_settings({"BAQYLAU_PORT": "", "BAQYLAU_VAR": ""}) == read_settings({})


def test_a_country_is_named_by_its_id_or_by_any_folder(tmp_path: Path) -> None:
    (tmp_path / "country.toml").write_text('id = "land"')
    name = next(COUNTRIES.glob("*/country.toml")).parent.name
    assert read_settings({"BAQYLAU_COUNTRY": name}).country == COUNTRIES / name
    assert read_settings({"BAQYLAU_COUNTRY": str(tmp_path)}).country == tmp_path


def test_the_address_for_readers_may_be_another_than_the_machines() -> None:
    settings = read_settings(
        {"BAQYLAU_HOST": "0.0.0.0", "BAQYLAU_SITE_ADDRESS": "https://map.example.org/"}
    )
    assert settings.site_address == "https://map.example.org"
    assert settings.address == "http://127.0.0.1:8050"
    assert read_settings({"BAQYLAU_HOST": "::1"}).address == "http://[::1]:8050"


def test_all_wrong_settings_are_named_at_once() -> None:
    wrong = {
        "BAQYLAU_HOST": "no host",
        "BAQYLAU_PORT": "eighty",
        "BAQYLAU_WORKERS": "0",
        "BAQYLAU_COUNTRY": "atlantis",
        "BAQYLAU_SITE_ADDRESS": "example.org",
        "BAQYLAU_LOG_LEVEL": "loud",
    }
    with pytest.raises(WrongSettings) as refused:
        read_settings(wrong)
    lines = str(refused.value).splitlines()
    assert {line.split("=")[0] for line in lines} == set(wrong)
    assert all(": expected " in line for line in lines)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8050.5", "８０５０"])
def test_a_port_is_a_port(port: str) -> None:
    with pytest.raises(WrongSettings, match="BAQYLAU_PORT"):
        read_settings({"BAQYLAU_PORT": port})


def test_a_table_of_time_zones_from_before_the_one_zone_is_refused() -> None:
    assert not time_zone_faults("2024a")
    assert not time_zone_faults("2026f")
    assert "2023d" in time_zone_faults("2023d")[0]


def test_a_live_store_and_a_rehearsal_are_two_files_unless_a_database_is_named() -> None:
    settings = read_settings({"BAQYLAU_VAR": "/srv/baqylau"})
    assert settings.store_address(is_test=False) == "sqlite:////srv/baqylau/store.sqlite"
    assert settings.store_address(is_test=True) == "sqlite:////srv/baqylau/rehearsal.sqlite"
    url = "postgresql://desk:secret@db.example.org/day"
    settings = read_settings({"DATABASE_URL": url})
    assert settings.store_address(is_test=False) == settings.desk_database == url
    assert settings.store_address(is_test=True).endswith("rehearsal.sqlite")
    assert "secret" not in repr(settings)
    of_its_own = read_settings({"DATABASE_URL": url, "REHEARSAL_DATABASE_URL": f"{url}-2"})
    assert of_its_own.store_address(is_test=True) == f"{url}-2"
    assert "secret" not in repr(of_its_own)


@pytest.mark.parametrize("url", ["mysql://desk:secret@host/day", "sqlite://", "secret"])
def test_a_database_that_is_none_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(WrongSettings, match="DATABASE_URL: expected postgresql://") as refused:
        read_settings({"DATABASE_URL": url})
    assert "secret" not in str(refused.value)
