"""The desk as one application: its rooms, one line each, behind one guard."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask import Flask

from dashboard.desk.database import open_desk_database
from dashboard.desk.desk import Desk
from dashboard.desk.guard import guard_doors
from dashboard.error_pages import show_error_pages
from dashboard.public import dash_app
from dashboard.settings import Settings, read_settings

# Each offers its routes; doors.py says who may come in.
ROOMS: tuple[Callable[[Flask, Desk], None], ...] = ()


def create_desk(settings: Settings) -> Dash:
    """The whole desk as a Dash app; ``app.server`` is what a WSGI server runs.

    Raises DataError where the database or the country cannot be opened.
    """
    app = dash_app()
    desk = Desk(settings, open_desk_database(settings))
    for offer in ROOMS:
        offer(app.server, desk)
    show_error_pages(app.server)
    guard_doors(app.server, desk)
    return app


def open_desk() -> Flask:
    """What a WSGI server calls in each of its workers."""
    server: Flask = create_desk(read_settings()).server
    return server
