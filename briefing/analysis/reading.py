"""What the steps over many articles look at: an article together with what was read out of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.types import Article, Digest, Direction, Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article of the day with its digest, its feed and the topics that it is on."""

    article: Article
    digest: Digest
    feed: Feed
    topics: tuple[str, ...]
    #: Who directs the outlet by the table of outlets; feeds.yaml may say so as well.
    directed: Direction | None = None

    @property
    def is_directed(self) -> bool:
        """Whether a government or a party to a conflict directs the outlet."""
        return self.directed is not None or self.feed.kind == "state"


def by_time(reads: Iterable[Read]) -> list[Read]:
    """The articles from the earliest on, by which it is decided what is a copy of what.

    Of equal times by publisher and headline: an address, and so an id, says nothing about who was first.
    """
    return sorted(reads, key=lambda r: (r.article.published, r.article.publisher, r.article.headline, r.article.id))
