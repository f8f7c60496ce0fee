"""The address and the map are wired in the browser; the server is asked nothing."""

from __future__ import annotations

import json

from dashboard.dash_bundles import start_answers
from dashboard.public import dash_app
from layouts.entry import CHART, LOCATION


def test_the_one_callback_runs_in_the_browser() -> None:
    [callback] = json.loads(start_answers(dash_app())["/_dash-dependencies"])
    assert callback["clientside_function"] == {"namespace": "address", "function_name": "follow"}
    assert callback["output"] == f"{CHART}.figure"
    assert [one["id"] for one in callback["inputs"]] == [LOCATION]


def test_no_callback_has_a_function_on_the_server() -> None:
    assert [one for one in dash_app().callback_map.values() if "callback" in one] == []


def test_the_layout_is_the_same_for_every_address_and_sends_nothing_to_anyone() -> None:
    answers = start_answers(dash_app())
    assert answers == start_answers(dash_app())
    layout = json.loads(answers["/_dash-layout"])
    [chart] = [one for one in layout if one["props"]["id"] == CHART]
    assert chart["props"]["config"]["showSendToCloud"] is False
    assert chart["props"]["config"]["staticPlot"] is True
