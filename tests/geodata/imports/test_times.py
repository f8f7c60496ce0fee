"""Times of exports with their zone, and hours that came twice."""

from __future__ import annotations

import pytest

from geodata.imports.times import TimeHappenedTwice, read_time


def test_times_get_their_zone() -> None:
    assert read_time("2016-03-20T18:00:00.000+06:00", "UTC").isoformat() == (
        "2016-03-20T18:00:00+06:00"
    )
    assert read_time("2015-11-20 06:30:00 -0600", "UTC").utcoffset() is not None
    assert read_time("2016-03-20 12:00:00", "Asia/Almaty").isoformat().endswith("+06:00")
    assert read_time("2024-03-20 12:00:00", "Asia/Almaty").isoformat().endswith("+05:00")


def test_an_hour_that_came_twice_is_not_guessed() -> None:
    with pytest.raises(TimeHappenedTwice):
        read_time("2024-02-29 23:30:00", "Asia/Almaty")


@pytest.mark.parametrize("text", ["2015-11-20 06:30 CST", "yesterday", "2023-13-01 10:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_time(text, "UTC")
