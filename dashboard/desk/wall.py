"""The wall's own page: it hangs unattended, shows one thing after another, and can do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, abort, request

from dashboard.desk.made import Answer
from dashboard.page_scripts import page_style
from layouts.desk.address import DeskAddress, parse_desk
from layouts.desk.subject import DeskSubject
from layouts.desk.wall import wall
from layouts.desk.wall_page import WallPages
from layouts.style_colours import colours_css

if TYPE_CHECKING:
    from dashboard.desk.screens import Screens

_ASSETS = Path(__file__).parents[1] / "assets"


def wall_of(language: str, mission: str) -> str:
    """The wall of a mission as it is now."""
    return DeskAddress(language, mission, "work").to("wall").path


def offer_wall(server: Flask, screens: Screens) -> None:
    """The page, and what of it is exchanged."""
    desk = screens.desk
    scripts = ((_ASSETS / name).read_bytes() for name in ("lost.js", "wall.js"))
    script = desk.shelf.place("assets", "wall", ".js", b"\n".join(scripts))
    sheets = ((_ASSETS / name).read_text("utf-8") for name in ("desk.css", "wall.css"))
    style = desk.files.fonts + colours_css() + page_style() + "".join(sheets)

    def made(language: str, mission: str, moment: str, kind: str) -> Answer:
        address = parse_desk(f"/{language}/{mission}/wall/{moment}/") or abort(404)

        def make(subject: DeskSubject, tag: str) -> Answer:
            pages = WallPages(subject.words, subject.sheets, style, script, desk.files.icon)
            shown = wall(subject)
            if kind == "wall":
                return Answer(tag, pages.page(shown, tag), "text/html; charset=utf-8")
            return Answer(tag, pages.again(shown, tag), "application/json")

        return screens.made_once(address, kind, make)

    def page(language: str, mission: str, moment: str) -> Response:
        answer = made(language, mission, moment, "wall")
        return Response(answer.body, content_type=answer.kind)

    def again(language: str, mission: str, moment: str) -> Response:
        answer = made(language, mission, moment, "wall-again")
        if request.headers.get("If-None-Match") == answer.tag:
            return Response(status=304)
        return Response(answer.body, content_type=answer.kind)

    rule = "/<language>/<mission>/wall/<moment>/"
    server.add_url_rule(rule, "wall", page)
    server.add_url_rule(f"{rule}again.json", "wall-again", again)
