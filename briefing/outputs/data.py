"""The edition for other programs: whole, as JSON with a published schema, and the few lines that say what is new."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from briefing.serialize import dumps
from briefing.types import Briefing, Story
from briefing.views.safe import is_outside, plain


class Json:
    """The edition itself, as the archive keeps it; its shape is told by docs/edition.schema.json."""

    name = "json"
    media_type = "application/json"
    suffix = ".json"

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`."""
        return dumps(briefing).encode()


class Latest:
    """`latest.json`: which edition is the newest, what it is about, and the hash of its JSON.

    A program that polls compares `sha256`, and reads the edition only if that has changed.
    """

    name = "latest"
    media_type = "application/json"
    suffix = ".latest.json"

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`."""
        edition = dumps(briefing).encode()
        data: dict[str, Any] = {
            "schema": briefing.schema,
            "day": briefing.day.isoformat(),
            "number": briefing.number,
            "revision": briefing.revision,
            "title": plain(briefing.title),
            "start": briefing.start.isoformat(),
            "end": briefing.end.isoformat(),
            "sample": briefing.sample,
            "path": f"editions/{briefing.day.year:04}/{briefing.day.isoformat()}.json",
            "sha256": hashlib.sha256(edition).hexdigest(),
            "feeds_asked": briefing.coverage.feeds_asked,
            "feeds_read": briefing.coverage.feeds_read,
            "statements": len(briefing.statements),
            "stories": [_story(story, briefing) for story in briefing.stories],
        }
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _story(story: Story, briefing: Briefing) -> dict[str, Any]:
    url = next((report.url for report in briefing.reports if report.id == story.headline_report), None)
    return {
        "id": story.id,
        "topic": plain(story.topic),
        "headline": plain(story.headline),
        "state": story.state,
        "reports": len(story.reports),
        "origins": story.origins,
        "url": url if url and is_outside(url) else None,
    }
