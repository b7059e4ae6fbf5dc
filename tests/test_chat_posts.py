"""The post in a chat: JSON for Slack, Mattermost and Teams; no headline in it addresses people or loads things."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.config import Chat
from briefing.outputs.chat import chat_post
from briefing.types import Briefing
from tests.editions import empty_edition, full_edition, make_report, make_story
from tests.hostile import hostile_edition

TEXT, CARD = Chat(), Chat(format="card")


def posted(briefing: Briefing, chat: Chat = TEXT) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(chat_post(briefing, chat))
    return found


def blocks(briefing: Briefing) -> list[str]:
    (attachment,) = posted(briefing, CARD)["attachments"]
    assert attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert all(block["type"] == "TextBlock" for block in attachment["content"]["body"])
    return [block["text"] for block in attachment["content"]["body"]]


def test_a_text_with_the_headlines_and_their_sources() -> None:
    payload = posted(full_edition())
    assert list(payload) == ["text"]
    lines = payload["text"].replace("\u00a0", " ").splitlines()
    assert lines[0] == "*Marrow Strait, Saturday 21 November 2026*"
    assert lines[1] == "41 of 44 feeds read, 38 distinct reports, 9 stories."
    assert lines[2] == (
        "• <https://example.org/r1|Tarvonia shuts the northern lane of the Marrow Strait> "
        "(Meridian Wire, 5 reports, 4 origins)"
    )
    assert len(lines) == 2 + 6 + 1
    assert lines[-1] == "and 3 more stories"


def test_a_card_says_the_same() -> None:
    text = [line.replace("\u00a0", " ") for line in blocks(full_edition())]
    assert text[0] == "Marrow Strait, Saturday 21 November 2026"
    assert text[2].startswith(
        "[Tarvonia shuts the northern lane of the Marrow Strait](https://example.org/r1) (Meridian"
    )
    assert len(text) == 2 + 6 + 1


@pytest.mark.parametrize("chat", [TEXT, CARD])
@pytest.mark.parametrize("briefing", [empty_edition(), hostile_edition(), full_edition(sample=True)])
def test_every_edition_can_be_posted(briefing: Briefing, chat: Chat) -> None:
    body = chat_post(briefing, chat)
    assert len(body) < 28_000, "Teams takes no more"


@pytest.mark.parametrize(
    "headline",
    [
        "<!channel> shut",
        "<https://evil.example|here>",
        "@channel @here @all",
        "![x](https://track.example/p.png)",
        "a|b",
    ],
)
def test_no_headline_addresses_people_or_brings_a_link(headline: str) -> None:
    briefing = full_edition(stories=(make_story(1, headline=headline),), reports=(make_report("r1", url=None),))
    text, card = posted(briefing)["text"], "".join(blocks(briefing))
    for forbidden in ("<!", "<http", "@channel", "@here", "](https://track", "![", "|here>"):
        assert forbidden not in text
    for forbidden in ("@channel", "@here", "](https://track", "!["):
        assert forbidden not in card


def test_state_media_is_marked() -> None:
    reports = (make_report("r1", publisher="Tarvon Wire", kind="state"),)
    text = posted(full_edition(stories=(make_story(1),), reports=reports))["text"]
    assert "(Tarvon Wire, state-controlled, 1" in text


def test_an_address_cannot_end_its_link() -> None:
    reports = (make_report("r1", url="https://example.org/a|b)c?x=1&y=2"),)
    briefing = full_edition(stories=(make_story(1),), reports=reports)
    assert "<https://example.org/a%7Cb)c?x=1&amp;y=2|Story" in posted(briefing)["text"]
    assert "](https://example.org/a|b%29c?x=1&y=2) (" in "".join(blocks(briefing))
