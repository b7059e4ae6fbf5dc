"""The charts: one ink, one grey, direct labels; no legend, no toolbar, no zoom.

Plotly reads markup in its texts, so whatever comes out of a feed is escaped. It is imported where it draws: it takes
longer to load than all pages without a chart.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from math import ceil, cos, pi, sin
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from streamlit import config

from briefing.dashboard.outlines import Outline, Point, outlines
from briefing.register import CountryNamed, Pair
from briefing.views.actor import ActorFile
from briefing.views.actor_charts import Mentions
from briefing.views.countries import CountrySpan, class_floors, class_names
from briefing.views.figures_moved import Moved, MovedFigure
from briefing.views.safe import clipped
from briefing.views.topics import TopicSpan, topic_name
from briefing.views.words import MONTHS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_CONFIG = {"displayModeBar": False, "responsive": True}
#: Bars; the one colour that is no colour of the theme.
_BARS = {"light": "#8E8878", "dark": "#7B7972"}
_LONGEST_NAME = 34
_SEATS = 6
_ROW_HEIGHT = 92
_FIGURE_HEIGHT = 210
_STEPS = [factor * 10**power for power in range(9) for factor in (1, 2, 5)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of the theme that the reader sees."""

    ink: str
    ink2: str
    paper: str
    rule: str
    bar: str


def _palette() -> Palette:
    kind: Literal["light", "dark"] = "dark" if st.context.theme.type == "dark" else "light"
    ink, ink2, paper, rule = (
        str(config.get_option(f"theme.{kind}.{name}"))
        for name in ("textColor", "grayTextColor", "backgroundColor", "borderColor")
    )
    return Palette(ink=ink, ink2=ink2, paper=paper, rule=rule, bar=_BARS[kind])


def _figure(palette: Palette, *, height: int | None, **layout: Any) -> Figure:
    """An empty chart in the looks of the dashboard; without a height it takes that of its place."""
    from plotly.graph_objects import Figure

    axis = {
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": palette.rule,
        "linecolor": palette.ink2,
        "tickfont": {"size": 13, "color": palette.ink2},
        "fixedrange": True,
    }
    shared = {
        "template": None,
        "height": height,
        "font": {"family": "Source Sans, sans-serif", "size": 13, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 28, "t": 12, "b": 28},
        "xaxis": axis,
        "yaxis": axis | {"showgrid": True, "gridcolor": palette.rule, "showline": False, "ticks": "", "side": "right"},
        "showlegend": False,
        "dragmode": False,
        "bargap": 0.28,
        "hoverlabel": {"bgcolor": palette.paper, "bordercolor": palette.ink, "font": {"color": palette.ink}},
    }
    return Figure(layout=shared | layout)


def _text(name: str) -> str:
    return html.escape(clipped(name, _LONGEST_NAME), quote=False)


def _day_ticks(days: Sequence[date]) -> dict[str, Any]:
    """About five days of a row, the last among them, named by hand."""
    step = max(1, round(len(days) / 5))
    shown = list(days[::-1][::step])[::-1]
    return {
        "tickvals": [day.isoformat() for day in shown],
        "ticktext": [_day(day) for day in shown],
        "type": "category",
    }


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _whole_numbers(most: int, lines: int = 3) -> dict[str, Any]:
    """A few round numbers from 0 up."""
    step = next(step for step in _STEPS if step * lines >= most)
    top = max(most, 1)
    return {"range": [0, top * 1.08], "tickvals": list(range(0, top + 1, step))}


def show_mentions(found: Mentions) -> None:
    """Bars of the reports a day, the newest day in ink."""
    palette = _palette()
    days = [day for day, _ in found.days]
    numbers = [number or 0 for _, number in found.days]
    figure = _figure(palette, height=238)
    figure.add_bar(
        x=[day.isoformat() for day in days],
        y=numbers,
        marker={"color": [palette.bar] * (len(days) - 1) + [palette.ink], "line": {"width": 0}},
        customdata=[_day(day) for day in days],
        hovertemplate="%{customdata}: %{y}<extra></extra>",
    )
    figure.update_xaxes(**_day_ticks(days))
    figure.update_yaxes(**_whole_numbers(max(numbers, default=0)))
    st.plotly_chart(figure, theme=None, key="mentions-chart", config=_CONFIG, alt="Reports that name the actor, by day")


def show_topics(span: TopicSpan) -> None:
    """A row of bars for each topic, all on one scale."""
    palette = _palette()
    most = max((number or 0 for row in span.rows for number in row.reports), default=0)
    rows = len(span.rows)
    figure = _figure(palette, height=_ROW_HEIGHT * rows + 40, bargap=0.2)
    days = [day.isoformat() for day in span.days]
    for place, row in enumerate(span.rows):
        top = 1 - place / rows
        axis = "yaxis" if place == 0 else f"yaxis{place + 1}"
        figure.update_layout({axis: figure.layout.yaxis})
        figure.layout[axis].update(
            domain=[top - 0.68 / rows, top - 0.04 / rows], anchor="x", **_whole_numbers(most, lines=2)
        )
        figure.add_bar(
            x=days,
            y=[number or 0 for number in row.reports],
            yaxis="y" if place == 0 else f"y{place + 1}",
            marker={"color": [palette.bar] * (len(days) - 1) + [palette.ink], "line": {"width": 0}},
            hovertemplate="%{x}: %{y}<extra></extra>",
        )
        figure.add_annotation(
            text=f"<b>{_text(topic_name(row))}</b>",
            x=0, xref="paper", xanchor="left", y=top - 0.02 / rows, yref="paper",
            yanchor="bottom", showarrow=False, font={"size": 13, "color": palette.ink},
        )  # fmt: skip
    figure.update_xaxes(**_day_ticks(span.days), anchor=f"y{rows}" if rows > 1 else "y")
    figure.update_layout(margin={"l": 0, "r": 28, "t": 24, "b": 28})
    st.plotly_chart(figure, theme=None, key="topics-chart", config=_CONFIG, alt="Reports by topic and day")


_DASHES = ("solid", "dash", "dot")
_SYMBOLS = ("circle", "square", "diamond")


def show_figures(moved: Moved) -> None:
    """A row for each quantity, from 0 on its own scale; a side's name stands at its last figure."""
    palette = _palette()
    rows = len(moved.figures)
    figure = _figure(palette, height=_FIGURE_HEIGHT * rows + 40, margin={"l": 8, "r": 36, "t": 24, "b": 28})
    for place, one in enumerate(moved.figures):
        top = 1 - place / rows
        axis = "yaxis" if place == 0 else f"yaxis{place + 1}"
        figure.update_layout({axis: figure.layout.yaxis})
        most = max(value for side in one.sides for _, value in side.points)
        figure.layout[axis].update(
            domain=[top - 0.78 / rows, top - 0.08 / rows], anchor="x", **_whole_numbers(ceil(most * 1.2), lines=3)
        )
        figure.add_annotation(
            text=f"<b>{_text(one.name)}</b>",
            x=0, xref="paper", xanchor="left", y=top - 0.02 / rows, yref="paper",
            yanchor="bottom", showarrow=False, font={"size": 13, "color": palette.ink},
        )  # fmt: skip
        _sides(figure, one, "y" if place == 0 else f"y{place + 1}", palette)
    figure.update_xaxes(**_day_ticks(moved.days), anchor=f"y{rows}" if rows > 1 else "y", showgrid=False)
    figure.update_xaxes(categoryorder="array", categoryarray=[day.isoformat() for day in moved.days])
    alt = "How the figures of the story moved, by side and day"
    st.plotly_chart(figure, theme=None, key="figures-chart", config=_CONFIG, alt=alt)


def _sides(figure: Figure, moved: MovedFigure, axis: str, palette: Palette) -> None:
    """The lines of one row; the highest is named above its end, the others below theirs."""
    ranked = sorted(moved.sides, key=lambda side: -side.points[-1][1])
    for place, side in enumerate(ranked):
        days = [day.isoformat() for day, _ in side.points]
        values = [value for _, value in side.points]
        color = palette.ink if place == 0 else palette.bar
        figure.add_scatter(
            x=days, y=values, yaxis=axis, mode="lines+markers",
            line={"color": color, "width": 2, "dash": _DASHES[place]},
            marker={"size": 7, "color": color, "symbol": _SYMBOLS[place]},
            customdata=[f"{_text(side.claimant)}: {value:,g}" for value in values],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        figure.add_annotation(
            text=f"{_text(side.claimant)}: {values[-1]:,g}", x=days[-1], y=values[-1], yref=axis, showarrow=False,
            xanchor="right", yanchor="bottom" if place == 0 else "top", yshift=5 if place == 0 else -9,
            bgcolor=palette.paper, borderpad=1, font={"size": 13, "color": palette.ink if place == 0 else palette.ink2},
        )  # fmt: skip


# ---------------------------------------------------------------- who is named together


def show_network(file: ActorFile) -> None:
    """The actor in the middle, the others around it, lines as wide as the reports that name both."""
    palette = _palette()
    others = [pair.second for pair in file.company.pairs if pair.first == file.id]
    places = {file.id: (0.0, 0.0)} | _seats(others)
    figure = _figure(palette, height=340, margin={"l": 0, "r": 0, "t": 8, "b": 8})
    most = max(pair.reports for pair in file.company.pairs)
    for pair in reversed(file.company.pairs):
        _line(figure, pair, places, most, palette, is_own=pair.first == file.id)
    for key, (x, y) in places.items():
        is_self = key == file.id
        name = _text(file.company.names.get(key, key))
        figure.add_scatter(
            x=[x], y=[y], mode="markers", hoverinfo="skip",
            marker={"size": 12, "color": palette.ink if is_self else palette.paper,
                    "line": {"width": 2, "color": palette.ink}},
        )  # fmt: skip
        figure.add_annotation(
            x=x, y=y, text=f"<b>{name}</b>" if is_self else name, showarrow=False, yshift=-18 if y <= 0 else 18,
            bgcolor=palette.paper, borderpad=1, font={"size": 13, "color": palette.ink},
        )  # fmt: skip
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(xaxis=hidden | {"range": [-1.5, 1.5]}, yaxis=hidden | {"range": [-1.3, 1.3]})
    st.plotly_chart(figure, theme=None, key="network-chart", config=_CONFIG, alt="Who is named together with the actor")


def _seats(actors: Sequence[str]) -> dict[str, tuple[float, float]]:
    """A place around the middle for each; the same actor sits in the same place on most days."""
    taken: dict[int, str] = {}
    for actor in actors[:_SEATS]:
        seat = int(sha256(actor.encode(errors="replace")).hexdigest(), 16) % _SEATS
        while seat in taken:
            seat = (seat + 1) % _SEATS
        taken[seat] = actor
    angles = {actor: pi / 6 + seat * 2 * pi / _SEATS for seat, actor in taken.items()}
    return {actor: (round(1.05 * cos(angle), 3), round(0.95 * sin(angle), 3)) for actor, angle in angles.items()}


def _line(
    figure: Figure, pair: Pair, places: dict[str, tuple[float, float]], most: int, palette: Palette, *, is_own: bool
) -> None:
    (x1, y1), (x2, y2) = places[pair.first], places[pair.second]
    width = 1 + 6 * pair.reports / most
    figure.add_scatter(
        x=[x1, x2], y=[y1, y2], mode="lines", hoverinfo="skip",
        line={"width": width, "color": palette.bar if is_own else palette.rule},
    )  # fmt: skip
    if is_own:
        figure.add_annotation(
            x=(x1 + x2) / 2, y=(y1 + y2) / 2, text=str(pair.reports), showarrow=False, bgcolor=palette.paper,
            borderpad=2, font={"size": 13, "color": palette.ink2},
        )  # fmt: skip


# ---------------------------------------------------------------- the map

#: The part of the map that is shown, in its units: the world without the ice of the south.
_ACROSS, _DOWN = (60, 2730), (90, 1220)
#: A phone shows the map on so many pixels, and so many of them a letter takes: names are chosen that fit there.
_NARROW = 350
_LETTER = (7.2, 15)
_NAMED = 8
#: How much of the ink each number of shades takes, the lightest first; land alone takes less.
_INKS = {1: (0.6,), 2: (0.36, 0.85), 3: (0.3, 0.58, 0.9), 4: (0.26, 0.46, 0.68, 0.92)}
_LAND = 0.09


def show_map(span: CountrySpan, codes: Mapping[str, str]) -> None:
    """The world, the countries named in shades of ink, the most named with their names.

    `codes` has those that the map has, by name, in the order of the names. Plotly's own maps ask the web for their
    shapes; these are lines on plain axes.
    """
    figure = _world_map(span.rows, tuple(codes.items()), _palette())
    alt = "A map of the world with the countries that reports name"
    st.plotly_chart(figure, theme=None, key="map-chart", config=_CONFIG, alt=alt, height="stretch")


@lru_cache(maxsize=8)  # a tenth of a second for twenty countries, half a second for all
def _world_map(rows: tuple[CountryNamed, ...], codes: tuple[tuple[str, str], ...], palette: Palette) -> Figure:
    found = {name: outlines()[code] for name, code in codes}
    reports = {row.country: row.reports for row in rows}
    floors = class_floors(max(reports[name] for name in found))
    shades = [_mixed(palette, share) for share in _INKS[len(floors)]]
    figure = _figure(palette, height=None, margin={"l": 0, "r": 0, "t": 4, "b": 28})
    named = {id(outline) for outline in found.values()}
    land = [outline for outline in outlines().values() if id(outline) not in named and not outline.is_dot]
    _country(figure, land, _mixed(palette, _LAND), palette)
    for name, outline in sorted(found.items(), key=lambda item: -item[1].area):
        shade = shades[sum(floor <= reports[name] for floor in floors) - 1]
        _country(figure, [outline], shade, palette, said=f"{_text(name)}: {reports[name]:,}")
    halo = ",".join(f"{x}px {y}px 2px {palette.paper}" for x in (-1, 0, 1) for y in (-1, 0, 1))
    for name, (x, y) in _named_places(found).items():
        figure.add_annotation(
            x=x, y=y, text=_text(name), showarrow=False, font={"size": 12, "color": palette.ink, "shadow": halo}
        )  # fmt: skip
    key = "\u2003".join(
        f'<span style="color:{shade}">■</span> {words}'
        for shade, words in zip(shades, class_names(floors), strict=True)
    )
    figure.add_annotation(
        text=f"Reports:\u2002{key}", x=0, xref="paper", xanchor="left", y=0, yref="paper", yanchor="top", yshift=-6,
        showarrow=False, font={"size": 13, "color": palette.ink2},
    )  # fmt: skip
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        xaxis=hidden | {"range": _ACROSS, "constrain": "domain"},
        yaxis=hidden | {"range": _DOWN[::-1], "scaleanchor": "x", "constrain": "domain"},
    )
    return figure


def _country(
    figure: Figure, shown: Sequence[Outline], color: str, palette: Palette, *, said: str | None = None
) -> None:
    """Filled outlines in one colour; what is said of them stands under the pointer."""
    across: list[float | None] = []
    down: list[float | None] = []
    for ring in (ring for outline in shown for ring in outline.rings):
        across += [x for x, _ in ring] + [ring[0][0], None]
        down += [y for _, y in ring] + [ring[0][1], None]
    hover: dict[str, Any] = {"hoveron": "fills", "hoverinfo": "text", "text": said} if said else {"hoverinfo": "skip"}
    figure.add_scatter(
        x=across[:-1], y=down[:-1], mode="lines", fill="toself", fillcolor=color,
        line={"color": palette.paper, "width": 0.6}, **hover,
    )  # fmt: skip


def _mixed(palette: Palette, share: float) -> str:
    """A colour between paper and ink."""
    pairs = zip(_parts(palette.paper), _parts(palette.ink), strict=True)
    return "#" + "".join(f"{round(paper + (ink - paper) * share):02x}" for paper, ink in pairs)


def _parts(color: str) -> list[int]:
    return [int(color[at : at + 2], 16) for at in (1, 3, 5)]


def _named_places(found: Mapping[str, Outline]) -> dict[str, Point]:
    """Where names stand: those of the most named that do not meet on a phone. `found` is in the order of the names."""
    unit = (_ACROSS[1] - _ACROSS[0]) / _NARROW
    height = _LETTER[1] * unit
    placed: dict[str, tuple[Point, float]] = {}
    for name, outline in list(found.items())[:_NAMED]:
        x, y = outline.middle
        half = len(clipped(name, _LONGEST_NAME)) * _LETTER[0] * unit / 2
        x = min(max(x, _ACROSS[0] + half), _ACROSS[1] - half)
        meets = any(abs(x - at) < half + other and abs(y - down) < height for (at, down), other in placed.values())
        if not meets:
            placed[name] = ((x, y), half)
    return {name: place for name, (place, _) in placed.items()}
