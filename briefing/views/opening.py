"""What opens an edition: the sentences of its lead, each under the topic of its story and with the way there."""

from __future__ import annotations

from briefing.types import LeadSentence, Story
from briefing.views.edition import Edition, safe_id
from briefing.views.safe import Element, clipped, element, isolated
from briefing.views.stories import LONGEST_TOPIC, body

HEADING = "In short"


def opening(edition: Edition) -> list[Element]:
    """The lead of the edition; nothing where it has none, as editions of one story and old ones have not."""
    stories = {story.id: story for story in edition.briefing.stories}
    items = [_item(one, stories[one.story], edition) for one in edition.briefing.lead if one.story in stories]
    if not items:
        return []
    heading = element("h2", HEADING, id="opening", class_="unseen")
    return [element("section", heading, element("ul", *items), aria_labelledby="opening", class_="opening")]


def _item(one: LeadSentence, story: Story, edition: Edition) -> Element:
    topic = isolated(clipped(story.topic, LONGEST_TOPIC))
    way = element("button", topic, type="button", class_="door", data_to=f"story-{safe_id(story.id)}")
    return element(
        "li",
        element("p", way, class_="kicker"),
        element("p", *body([one.sentence], story, edition), class_="body", dir="auto"),
    )
