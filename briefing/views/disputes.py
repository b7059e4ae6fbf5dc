"""What is disputed: the claims side by side, first claim first, each with its claimant; never an average."""

from __future__ import annotations

from briefing.types import Claim, Dispute
from briefing.views.edition import Edition, safe_id, tied
from briefing.views.safe import Element, clipped, element, isolated, plain

_LONGEST_CLAIM = 240
_LONGEST_NAME = 100
_QUESTIONS = {
    "killed": "How many were killed",
    "wounded": "How many were wounded",
    "missing": "How many are missing",
    "displaced": "How many had to leave",
    "detained": "How many were detained",
}


def disputed(edition: Edition) -> list[Element]:
    """The section "Disputed"; none where nothing is."""
    found = edition.briefing.disputes
    if not found:
        return []
    items = (_dispute(dispute, edition) for dispute in found)
    heading = element("h2", "Disputed", id="disputed", tabindex="-1")
    return [element("section", heading, *items, aria_labelledby="disputed", class_="disputed")]


def dispute_id(dispute: Dispute) -> str:
    """The part of the page that a dispute is."""
    return f"dispute-{safe_id(dispute.id)}"


def _dispute(dispute: Dispute, edition: Edition) -> Element:
    sides = "sides worded" if dispute.counted is None else "sides"
    return element(
        "article",
        element("h3", _question(dispute, edition), dir="auto"),
        element("ul", *(_side(claim, edition) for claim in dispute.claims), class_=sides),
        id=dispute_id(dispute),
        tabindex="-1",
    )


def _question(dispute: Dispute, edition: Edition) -> str:
    if dispute.counted is None:
        story = next((s for s in edition.briefing.stories if s.id == dispute.story), None)
        return clipped(story.headline, _LONGEST_CLAIM) if story else "Denied"
    asked = _QUESTIONS.get(dispute.counted, f"How many {plain(dispute.counted)}")
    return f"{asked} ({isolated(dispute.where)})?" if dispute.where else f"{asked}?"


def _side(claim: Claim, edition: Edition) -> Element:
    numbers = edition.numbers([claim.evidence])
    return element(
        "li",
        element("p", *tied(clipped(claim.text, _LONGEST_CLAIM), numbers), class_="claim", dir="auto"),
        element("p", element("b", clipped(claim.claimant or "the reports", _LONGEST_NAME), dir="auto"), class_="meta"),
        element("p", edition.times.brief(claim.reported), class_="meta"),
    )
