"""Where people of the desk begin: the bare address, and the first page of each."""

from __future__ import annotations

from flask import Flask, Response, abort, g, redirect, request

from dashboard.desk.desk import Desk, person
from dashboard.desk.people import Role
from dashboard.desk.screens import first_screen
from dashboard.desk.wall import wall_of


def offer_home(server: Flask, desk: Desk) -> None:
    """Lead a stranger to the way in, and everyone else to their first page."""

    def bare() -> Response:
        language = desk.language_of(request.path)
        return _to(f"/{language}/" if g.session else f"/{language}/sign-in/")

    def first(language: str) -> Response:
        if desk.words(language) is None:
            abort(404)
        missions = desk.missions.ids()
        if missions:
            mission = desk.missions.first(missions)
            is_wall = person().role is Role.WALL
            return _to(wall_of(language, mission) if is_wall else first_screen(language, mission))
        place = "people" if person().role is Role.ADMINISTRATOR else "account"
        return _to(f"/{language}/{place}/")

    # Dash has a page of its own at the bare address.
    server.view_functions["/"] = bare
    server.add_url_rule("/<language>/", "first-page", first)


def _to(path: str) -> Response:
    return redirect(path)  # type: ignore[return-value]
