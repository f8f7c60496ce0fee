"""Small readable pages for what cannot be answered, in every language, without a traceback."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from html import escape

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

_log = logging.getLogger(__name__)

# Language → what went wrong → sentence. Shown together, the language of the address first: whoever
# comes with a broken address need not have a language yet.
SENTENCES: dict[str, dict[int, str]] = {
    "kk": {
        400: "Бұл сұрауды түсіне алмадық.",
        403: "Бұл бет сізге ашық емес.",
        404: "Мұндай бет те, файл да жоқ.",
        405: "Бұл мекенжайдағы бетті тек оқуға болады.",
        413: "Жіберілген деректер тым көп.",
        500: "Қате біздің тараптан кетті. Сәл кейінірек қайталап көріңіз.",
        503: "Бет әлі дайын емес. Сәл кейінірек қайталап көріңіз.",
    },
    "ru": {
        400: "Мы не смогли понять этот запрос.",
        403: "Эта страница для вас закрыта.",
        404: "Такой страницы или файла нет.",
        405: "Страницу по этому адресу можно только читать.",
        413: "Прислано слишком много данных.",
        500: "Ошибка на нашей стороне. Попробуйте чуть позже.",
        503: "Страница ещё не готова. Попробуйте чуть позже.",
    },
    "en": {
        400: "We could not make sense of this request.",
        403: "This is not open to you.",
        404: "There is no such page or file.",
        405: "This address can only be read.",
        413: "Too much was sent.",
        500: "Something went wrong on our side. Please try again in a moment.",
        503: "The page is not ready yet. Please try again in a moment.",
    },
}
HOME = {"kk": "Картаға өту", "ru": "Перейти к карте", "en": "Go to the map"}
DESK_HOME = {"kk": "Штабқа өту", "ru": "Перейти в штаб", "en": "Go to the desk"}
_HOME = "where error pages lead"
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{margin:0;padding:12vh 6vw;background:#fbfaf7;color:#1d2429;"
    "font:1.1875rem/1.5 'Source Serif 4',Georgia,serif}"
    "p{max-width:34em;margin:0 0 1em}a{color:inherit}"
    "small{font-family:Inter,system-ui,sans-serif;color:#56606a}"
    "@media(prefers-color-scheme:dark){body{background:#14181b;color:#e9e6de}"
    "small{color:#a7b0b6}}"
)


def error_page(code: int, path: str = "/", home: Mapping[str, str] = HOME) -> str:
    """The page for a status code; unknown codes read like their class (400 or 500).

    ``home`` says in each language where its link leads.
    """
    told = code if code in SENTENCES["en"] else (400 if code < 500 else 500)
    first = path.strip("/").split("/")[0]
    languages = sorted(SENTENCES, key=lambda language: language != first)
    words = "\n".join(
        f'<p lang="{language}">{escape(SENTENCES[language][told])} '
        f'<a href="/{language}/">{escape(home[language])}</a></p>'
        for language in languages
    )
    return (
        f'<!doctype html>\n<html lang="{languages[0]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{code} · Baqylau</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{words}\n"
        f"<small>{code}</small>\n</main>\n</body>\n</html>\n"
    )


def show_error_pages(server: Flask, home: Mapping[str, str] = HOME) -> None:
    """Answer every error of a Flask server with a page of ours; what failed goes to the log."""

    server.extensions[_HOME] = home

    def http_error(error: HTTPException) -> Response:
        if error.response is not None:
            answer = error.get_response()
            return Response(answer.response, answer.status_code, dict(answer.headers))
        return error_answer(error.code or 500, error)

    def any_error(error: Exception) -> Response:
        _log.error("%s %r failed", request.method, request.path, exc_info=error)
        return error_answer(500)

    def too_deep(_: RecursionError) -> Response:
        # Brackets in brackets without end, that no page of ours sends.
        return error_answer(400)

    server.register_error_handler(RecursionError, too_deep)
    server.register_error_handler(HTTPException, http_error)
    server.register_error_handler(Exception, any_error)


def error_answer(code: int, error: HTTPException | None = None) -> Response:
    """The answer to the present request with the page for a status code."""
    page = error_page(code, request.path, current_app.extensions.get(_HOME, HOME))
    response = Response(page, code, content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response
