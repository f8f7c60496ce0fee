"""The desk as one application: its rooms, one line each, behind one guard."""

from __future__ import annotations

from collections.abc import Callable

from dash import Dash
from flask import Flask
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from dashboard.desk.account import offer_account
from dashboard.desk.actions import offer_actions
from dashboard.desk.database import open_desk_database
from dashboard.desk.desk import Desk
from dashboard.desk.files import lay_files
from dashboard.desk.gate import offer_gate
from dashboard.desk.guard import guard_doors
from dashboard.desk.home import offer_home
from dashboard.desk.people_room import offer_people
from dashboard.desk.record_room import offer_record
from dashboard.desk.screens import offer_screens
from dashboard.desk.setup import offer_setup
from dashboard.desk.shelf import Shelf, offer_shelf
from dashboard.desk.sign_in import offer_sign_in
from dashboard.desk.work import offer_work
from dashboard.error_pages import DESK_HOME, show_error_pages
from dashboard.headers import Headers, send_with
from dashboard.intake.door import offer_intake
from dashboard.processes import end_with_parent
from dashboard.public import dash_app
from dashboard.settings import Settings, read_settings
from geodata.read_country import read_country

# Each offers its routes; doors.py says who may come in.
ROOMS: tuple[Callable[[Flask, Desk], None], ...] = (
    offer_home,
    offer_sign_in,
    offer_account,
    offer_people,
    offer_record,
    offer_gate,
    offer_work,
    offer_setup,
    offer_intake,
    offer_screens,
    offer_actions,
)


def create_desk(settings: Settings) -> Dash:
    """The whole desk as a Dash app; ``app.server`` is what a WSGI server runs.

    Raises DataError where the database or the country cannot be opened.
    """
    app = dash_app()
    server: Flask = app.server
    shelf = Shelf()
    desk = Desk(
        settings=settings,
        engine=open_desk_database(settings),
        country=read_country(settings.country),
        shelf=shelf,
        files=lay_files(settings, shelf),
    )
    server.extensions["desk"] = desk
    offer_shelf(server, shelf)
    for offer in ROOMS:
        offer(server, desk)
    send_with(server, Headers(secure=settings.desk_is_secure, private=True))
    show_error_pages(server, DESK_HOME)
    guard_doors(server, desk)
    proxies = list(settings.trusted_proxies)
    app.server.wsgi_app = wrap_wsgi_with_proxy_headers(server.wsgi_app, proxies)
    return app


def open_desk() -> Flask:
    """What each worker of our own server calls."""
    end_with_parent()
    server: Flask = create_desk(read_settings()).server
    return server
