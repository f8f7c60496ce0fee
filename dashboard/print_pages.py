"""Views on paper: a page of A4 as PDF, with the map, every figure, and how to cite them."""

from __future__ import annotations

from pathlib import Path

from dashboard.fonts import picture_fonts
from dashboard.pdf import pdf
from layouts.edition import UNRELEASED, Edition
from layouts.picture import map_alone
from layouts.picture_print import TEMPLATE, Letters, print_data
from layouts.pinning import pinned_view
from layouts.site import SitePages
from layouts.views import View

_MAP = "map.svg"


def print_page(pages: SitePages, view: View, var: Path, edition: Edition = UNRELEASED) -> bytes:
    """The PDF of a view."""
    words, fonts = pages.words[view.address.language], picture_fonts(var)
    said = pinned_view(view, edition) if edition.is_pinned else view
    data = print_data(said, words, Letters(fonts.sans, fonts.serif), edition, pages.site)
    drawn = pages.maps.get(view.boundary_set)
    files = {_MAP: map_alone(view, drawn.sheet, words).encode()} if drawn else {}
    return pdf(TEMPLATE, data, fonts.folder, files)
