"""An edition -> a post in a chat, as JSON for a webhook: the headlines with their sources, no sentence of the texts.

`text` is what Slack, Mattermost and Rocket.Chat take, with links as Slack writes them; `card` is the Adaptive Card that
a workflow of Teams takes. Headlines come from feeds: nothing in one may address people or load a picture.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from briefing.config import Chat
from briefing.types import Briefing, Story
from briefing.views.safe import clipped, is_outside, plain
from briefing.views.words import count, day_name, warning

MEDIA_TYPE = "application/json; charset=utf-8"

_LONGEST_HEADLINE = 200
#: Stories in a post; a chat is for the first glance.
_STORIES = 6
_ZERO_WIDTH = "\u200b"
#: What Markdown would take for a picture or a link, and what addresses everybody in a channel.
_MARKS = re.compile(r"(?<=!)(?=\[)|(?<=\])(?=\()|(?<=@)(?=\w)")


def chat_post(briefing: Briefing, chat: Chat) -> bytes:
    """The body that is posted."""
    payload = _card(briefing) if chat.format == "card" else {"text": "\n".join(_text(briefing))}
    return json.dumps(payload, ensure_ascii=False, sort_keys=True).encode()


def _text(briefing: Briefing) -> Iterator[str]:
    yield f"*{_slack(_title(briefing))}*"
    yield _slack(_read(briefing))
    for story in briefing.stories[:_STORIES]:
        headline = _slack(clipped(story.headline, _LONGEST_HEADLINE))
        url = _address(briefing, story)
        yield f"• {f'<{_slack_address(url)}|{headline}>' if url else headline} ({_slack(_sources(briefing, story))})"
    yield from (_slack(line) for line in _rest(briefing))


def _slack(text: str) -> str:
    """Text as Slack wants it: three characters escaped, and nothing in it a command."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦")
    return _harmless(escaped)


def _harmless(text: str) -> str:
    return _MARKS.sub(_ZERO_WIDTH, text)


def _slack_address(url: str) -> str:
    return url.replace("&", "&amp;").replace("|", "%7C")


def _card(briefing: Briefing) -> dict[str, object]:
    blocks: list[dict[str, object]] = [
        {"type": "TextBlock", "text": _markdown(_title(briefing)), "weight": "bolder", "size": "medium", "wrap": True},
        {"type": "TextBlock", "text": _markdown(_read(briefing)), "isSubtle": True, "wrap": True},
    ]
    for story in briefing.stories[:_STORIES]:
        headline = _markdown(clipped(story.headline, _LONGEST_HEADLINE))
        url = _address(briefing, story)
        link = f"[{headline}]({url.replace('(', '%28').replace(')', '%29')})" if url else headline
        text = f"{link} ({_markdown(_sources(briefing, story))})"
        blocks.append({"type": "TextBlock", "text": text, "wrap": True})
    blocks += (
        {"type": "TextBlock", "text": _markdown(line), "isSubtle": True, "wrap": True} for line in _rest(briefing)
    )
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": blocks,
    }
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


def _markdown(text: str) -> str:
    """Text for the Markdown of a card, which has no escape for all of it: its marks are taken apart or replaced."""
    return _harmless(re.sub(r"([\\*_\[\]`])", r"\\\1", text))


def _title(briefing: Briefing) -> str:
    sample = " (sample, invented)" if briefing.sample else ""
    return f"{clipped(briefing.title, 80) or 'Crisis briefing'}, {day_name(briefing.day)}{sample}"


def _read(briefing: Briefing) -> str:
    coverage = briefing.coverage
    return (
        f"{coverage.feeds_read:,} of {count(coverage.feeds_asked, 'feed')} read, "
        f"{count(coverage.distinct, 'distinct report')}, {count(len(briefing.stories), 'story', 'stories')}."
    )


def _sources(briefing: Briefing, story: Story) -> str:
    """Whose headline it is, and how many tell it."""
    report = next((report for report in briefing.reports if report.id == story.headline_report), None)
    teller = plain(f"{clipped(report.publisher, 80)}, ") if report else ""
    mark = warning(report) if report else None
    state = f" {mark}," if mark else ""
    return plain(f"{teller}{state} {count(len(story.reports), 'report')}, {count(story.origins, 'origin')}")


def _address(briefing: Briefing, story: Story) -> str | None:
    report = next((report for report in briefing.reports if report.id == story.headline_report), None)
    return report.url if report and report.url and is_outside(report.url) else None


def _rest(briefing: Briefing) -> Iterator[str]:
    more = len(briefing.stories) - _STORIES
    if more > 0:
        yield f"and {count(more, 'more story', 'more stories')}"
