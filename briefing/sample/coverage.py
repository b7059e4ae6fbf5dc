"""The files of `briefing/data/sample` -> feeds and entries, and what each of them says at a given moment.

One YAML file a publisher. The keys are the fields of `SampleFeed`, `Furniture`, `SampleEntry` and `Revision`; a key
that is none of them is refused when the file is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from briefing.types import FeedKind

FOLDER = Path(__file__).parents[1] / "data" / "sample"
#: The configuration lies beside the publishers and is none of them.
CONFIG = FOLDER / "feeds.yaml"

FeedFormat = Literal["rss", "rdf", "atom", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A later text of an entry, at the same address and under the same id."""

    at: datetime
    title: str
    text: str
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What an entry says at one moment."""

    headline: str
    summary: str
    paragraphs: tuple[str, ...]
    #: When this text replaced an earlier one; None for the first text.
    updated: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleEntry:
    """One invented item of a feed, together with its page."""

    slug: str
    title: str
    #: Paragraphs are parted by blank lines; one that begins with "## " is a heading.
    text: str
    #: The date that feed and page give; None where they give none.
    published: datetime | None = None
    #: When it appears; only needed where `published` does not say so.
    appears: datetime | None = None
    #: The first paragraph stands in where there is none.
    summary: str | None = None
    authors: tuple[str, ...] = ()
    #: Caption of the picture on the page.
    caption: str = ""
    #: What the feed carries of it; None for what its publisher always gives.
    in_feed: Literal["summary", "full"] | None = None
    #: What stands between the paragraphs; None for what the publisher always puts there.
    body_furniture: tuple[str, ...] | None = None
    revisions: tuple[Revision, ...] = ()
    #: Names of the cases that it is there for (README.md beside the files).
    case: tuple[str, ...] = ()
    #: Where it differs from the language of its feed.
    language: str | None = None
    #: The page holds the first paragraph only and says that it is not free.
    paywalled: bool = False
    #: The page answers 404.
    missing_page: bool = False
    #: The page lies where robots.txt forbids programs to go.
    subscribers: bool = False
    no_guid: bool = False
    #: A query that the feed puts at the end of the link.
    tracking: str = ""

    @property
    def appeared(self) -> datetime:
        """When the entry stands in its feed for the first time."""
        moment = self.appears or self.published
        if moment is None:
            raise ValueError(f"{self.slug}: an entry without `published` needs `appears`")
        return moment

    def at(self, now: datetime) -> Version:
        """The text as it stands at `now`."""
        last = max((r for r in self.revisions if r.at <= now), key=lambda r: r.at, default=None)
        title, text, summary = (last.title, last.text, last.summary) if last else (self.title, self.text, self.summary)
        paragraphs = tuple(" ".join(block.split()) for block in text.strip().split("\n\n"))
        return Version(
            headline=title,
            summary=summary or self.summary or paragraphs[0],
            paragraphs=paragraphs,
            updated=last.at if last else None,
        )

    def changed(self, now: datetime) -> datetime:
        """When feed and page of this entry changed for the last time before `now`."""
        return self.at(now).updated or self.appeared


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What a publisher puts around and between its texts."""

    sections: tuple[str, ...] = ()
    cookie: str = ""
    advertisement: str = ""
    #: The words before the headline of another story.
    read_more: str = ""
    newsletter: str = ""
    credit: str = ""
    share: tuple[str, ...] = ()
    weather: str = ""
    videos: tuple[str, ...] = ()
    more: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFeed:
    """An invented publisher with its feed."""

    publisher: str
    description: str
    country: str
    language: str
    kind: FeedKind
    format: FeedFormat
    #: Where the feed is, from the root of the server.
    path: str
    entries: tuple[SampleEntry, ...]
    #: Where the pages are; `{date}` and `{slug}` are those of the entry.
    pages: str = "/{slug}"
    #: The name of a file in `templates`.
    template: str = "office"
    in_feed: Literal["summary", "full"] = "summary"
    body_furniture: tuple[str, ...] = ()
    furniture: Furniture = Furniture()
    #: What comes under `path`: the feed, an error 404, or a web page.
    answers: Literal["feed", "not-found", "web-page"] = "feed"
    #: Names of the cases that the whole feed is there for.
    case: tuple[str, ...] = ()

    def shown(self, now: datetime) -> tuple[SampleEntry, ...]:
        """The entries that have appeared by `now`, newest first."""
        entries = (entry for entry in self.entries if entry.appeared <= now)
        return tuple(sorted(entries, key=lambda entry: (entry.appeared, entry.slug), reverse=True))

    def before(self, entry: SampleEntry, count: int) -> tuple[SampleEntry, ...]:
        """The latest readable entries that had appeared when `entry` did, newest first, without it."""
        earlier = [other for other in self.shown(entry.appeared) if other is not entry and not other.missing_page]
        return tuple(earlier[:count])

    def page_path(self, entry: SampleEntry) -> str:
        """Where the page of `entry` is, from the root of the server."""
        path = self.pages.format(date=entry.appeared.strftime("%Y/%m/%d"), slug=entry.slug)
        return f"/subscribers{path}" if entry.subscribers else path


@cache
def load_coverage() -> tuple[SampleFeed, ...]:
    """All publishers, in the order of their file names.

    Raises:
        ValueError: a file holds a key that is not known, or lacks one; the message names the file.
    """
    paths = sorted(path for path in FOLDER.glob("*.yaml") if path != CONFIG)
    return tuple(_load_feed(path) for path in paths)


def _load_feed(path: Path) -> SampleFeed:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        entries = tuple(_entry(item) for item in raw.pop("entries"))
        furniture = Furniture(**_tuples(raw.pop("furniture", {})))
        return SampleFeed(entries=entries, furniture=furniture, **_tuples(raw))
    except (TypeError, KeyError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _entry(raw: dict[str, Any]) -> SampleEntry:
    revisions = tuple(Revision(**item) for item in raw.pop("revisions", ()))
    return SampleEntry(revisions=revisions, **_tuples(raw))


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
