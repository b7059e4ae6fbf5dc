"""The charts: one ink, one grey, direct labels; no legend, no toolbar, no zoom.

Plotly reads markup in its texts, so whatever comes out of a feed is escaped. It is imported where it draws: it takes
longer to load than all pages without a chart.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from math import ceil, cos, pi, sin
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from streamlit import config

from briefing.register import Pair
from briefing.views.actor import ActorFile
from briefing.views.actor_charts import Mentions
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


def _figure(palette: Palette, *, height: int, **layout: Any) -> Figure:
    """An empty chart in the looks of the dashboard."""
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
