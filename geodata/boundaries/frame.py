"""The frame: what an interactive map must be told to lie exactly over the sheet.

A ``geo`` map of plotly fits the box of its longitude and latitude ranges into its place, moves its
centre to the middle, and then multiplies by its scale. The ranges are chosen so that their box has
the sheet's own proportions; it is then the whole sheet, and nothing is cut off.
"""

from __future__ import annotations

from geodata.boundaries.sheet import Box, Frame
from geodata.projection import Albers

# Half the width of the box in degrees; its corners are then its outermost points.
HALF_LON = 20.0
SOUTH_OF_CENTRE = 8.0
# plotly keeps the box this far inside the ranges it is given.
CLIP_PAD = 1e-3


def frame(albers: Albers, box: Box, left_km: float, top_km: float, units_per_km: float) -> Frame:
    """The frame over a box of the sheet (x0, y0, x1, y1)."""
    width_km, height_km = ((box[2] - box[0]) / units_per_km, (box[3] - box[1]) / units_per_km)
    south = albers.centre_lat - SOUTH_OF_CENTRE
    north = _north(albers, south, height_km / width_km)
    middle_x = left_km + (box[0] + box[2]) / 2 / units_per_km
    middle_y = top_km - (box[1] + box[3]) / 2 / units_per_km
    lon, lat = albers.inverse(middle_x, middle_y)
    return Frame(
        box=box,
        lon_range=(albers.centre_lon - HALF_LON, albers.centre_lon + HALF_LON),
        lat_range=(south, round(north, 6)),
        centre_lon=round(float(lon), 6),
        centre_lat=round(float(lat), 6),
        scale=round(_size(albers, south, north)[0] / width_km, 6),
    )


def _size(albers: Albers, south: float, north: float) -> tuple[float, float]:
    """Width and height in kilometres of the box of the ranges."""
    lon = albers.centre_lon + HALF_LON - CLIP_PAD
    low, high = south + CLIP_PAD, north - CLIP_PAD
    east = float(albers.forward(lon, low)[0])
    top = float(albers.forward(lon, high)[1])
    return 2 * east, top - float(albers.forward(albers.centre_lon, low)[1])


def _north(albers: Albers, south: float, proportion: float) -> float:
    """The northern edge that gives the box this height as a share of its width."""
    low, high = south, 89.0
    for _ in range(60):
        middle = (low + high) / 2
        width, height = _size(albers, south, middle)
        low, high = (middle, high) if height < proportion * width else (low, middle)
    return low
