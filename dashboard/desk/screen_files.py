"""What every screen of the desk is made of: style, scripts, and the start of Dash and plotly."""

from __future__ import annotations

from pathlib import Path

from dashboard.browser_files import plotly_script
from dashboard.dash_bundles import page_config, page_script
from dashboard.desk.desk import Desk
from dashboard.page_scripts import own_script, page_style
from dashboard.public import dash_app
from dashboard.settings import ROOT
from layouts.markup import Assets
from layouts.style_colours import colours_css

_ASSETS = Path(__file__).parents[1] / "assets"


def screen_assets(desk: Desk) -> Assets:
    """Lay the files on the shelf, and say how a page names them."""
    place = desk.shelf.place
    own = ((_ASSETS / name).read_bytes() for name in ("desk.js", "lost.js", "live.js"))
    parts = (own_script(), *own)
    page = place("assets", "desk", ".js", b"\n".join(parts))
    later = " ".join(
        (
            place("assets", "plotly", ".js", plotly_script(ROOT)),
            place("assets", "dash", ".js", page_script(ROOT)),
        )
    )
    head = (
        f'<script src="{desk.files.theme}"></script>',
        f'<script src="{page}" defer data-after-paint="{later}"></script>',
    )
    desk_style = (_ASSETS / "desk.css").read_text("utf-8")
    config = page_config(dash_app())
    return Assets(
        style=desk.files.fonts + colours_css() + page_style() + desk_style,
        icon=desk.files.icon,
        head="\n".join(head),
        entry='<div id="react-entry-point" style="height:100%"></div>',
        foot=f'<script id="_dash-config" type="application/json">{config}</script>',
    )
