"""What later editions corrected: it stands on the page of an old edition, whose file stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.views.addresses import day_address, door
from briefing.views.changes import then_and_now
from briefing.views.edition import Edition
from briefing.views.safe import Element, clipped, element
from briefing.views.words import day_and_month

if TYPE_CHECKING:  # see `today.py`
    from briefing.register import Erratum

_LONGEST_SUBJECT = 160


def errata_section(errata: Sequence[Erratum], edition: Edition) -> list[Element]:
    """The section "Corrected since"; none where nothing was."""
    if not errata:
        return []
    heading = element("h2", "Corrected since", id="errata")
    items = element("ul", *(_erratum(one, edition) for one in errata))
    return [element("section", heading, items, aria_labelledby="errata", class_="since errata")]


def _erratum(erratum: Erratum, edition: Edition) -> Element:
    day = f"edition of {day_and_month(erratum.day)}"
    link = door(day_address(erratum.day, "since"), day) if edition.doors else day
    return element(
        "li",
        element("p", "Correction in the ", link, class_="kicker"),
        element("h3", clipped(erratum.correction.subject, _LONGEST_SUBJECT), dir="auto"),
        *then_and_now(erratum.correction, edition),
        class_="change-correction",
    )
