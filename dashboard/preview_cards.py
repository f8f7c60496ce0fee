"""Preview cards: the picture that a link shows of itself, made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dashboard.fonts import font_folder
from dashboard.kept_files import KeptFiles
from dashboard.png import png
from layouts.address import Address, CardAddress
from layouts.edition import UNRELEASED, Edition
from layouts.picture_preview import WIDTH, card_preview, view_preview
from layouts.site import SitePages

PICTURES = "pictures"


@dataclass(frozen=True)
class PreviewCards:
    """Makes the previews of a site's addresses; what was made lies under ``var``."""

    pages: SitePages
    var: Path

    def drawing(self, address: Address, edition: Edition = UNRELEASED) -> str:
        """The preview of an address that the catalogue has, as SVG."""
        words, site = self.pages.words[address.language], self.pages.site
        if isinstance(address, CardAddress):
            return card_preview(self.pages.card(address), words, edition, site)
        view = self.pages.view(address)
        drawn = self.pages.maps.get(view.boundary_set)
        return view_preview(view, drawn.sheet if drawn else None, words, edition, site)

    def make(self, address: Address, edition: Edition = UNRELEASED) -> bytes | None:
        """The preview as PNG, 1200 by 630; None where this machine has no letters to set it in."""
        fonts = font_folder(self.var)
        if fonts is None:
            return None
        drawing = self.drawing(address, edition)
        kept = KeptFiles(self.var / PICTURES)
        return kept.get(drawing.encode(), ".png", lambda: png(drawing, fonts, WIDTH))
