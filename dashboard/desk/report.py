"""The situation report as it is asked for: a PDF of any moment, kept in the record as an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, abort

from dashboard.desk.desk import person
from dashboard.desk.made import Answer
from dashboard.desk.record import What
from dashboard.fonts import picture_fonts
from dashboard.pdf import pdf
from layouts.desk.address import parse_desk
from layouts.desk.report import TEMPLATE, situation_report
from layouts.desk.subject import DeskSubject
from layouts.picture_print import Letters

if TYPE_CHECKING:
    from dashboard.desk.screens import Screens

_PDF = "application/pdf"


def offer_report(server: Flask, screens: Screens) -> None:
    """The report of a moment."""
    desk = screens.desk

    def report(language: str, mission: str, moment: str) -> Response:
        address = parse_desk(f"/{language}/{mission}/report/{moment}/") or abort(404)

        def make(subject: DeskSubject, tag: str) -> Answer:
            fonts = picture_fonts(desk.settings.var)
            made = situation_report(subject, Letters(fonts.sans, fonts.serif))
            content = pdf(TEMPLATE, made.data, fonts.folder, made.maps)
            return Answer(tag, content, f'{_PDF}; name="{made.file_name}"')

        answer = screens.made_once(address, "report", make)
        kept_as = answer.kind.partition('name="')[2].rstrip('"')
        desk.record.note(What.EXPORTED, person().name, {"report": kept_as})
        sent = Response(answer.body, content_type=_PDF)
        sent.headers["Content-Disposition"] = f'inline; filename="{kept_as}"'
        return sent

    server.add_url_rule("/<language>/<mission>/report/<moment>/", "report", report)
