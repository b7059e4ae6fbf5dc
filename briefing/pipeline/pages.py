"""From entries to texts: the feed's own full content where it is long enough, else the article's page.

robots.txt is asked first; a page that is for subscribers, forbidden, gone or unreadable leaves the words of the feed,
with a note that says why. Extraction runs in processes of its own that are killed when a page keeps them too long. Of a
page, no more is kept than of a feed's text: a table of a few megabytes is no article, and would be read for minutes.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import TimeoutError as ExtractionTimeout
from dataclasses import dataclass
from datetime import datetime

from pebble import ProcessExpired, ProcessPool

from briefing.config import Config
from briefing.errors import ExtractionError, FetchError, SourceError
from briefing.guard import without_secrets
from briefing.pipeline.digest import can_read, text_hash
from briefing.pipeline.progress import Progress
from briefing.pipeline.tasks import run_all
from briefing.sources.entries import MAX_TEXT
from briefing.sources.http import PAGES, Client
from briefing.sources.robots import Robots
from briefing.store.coverage import Coverage
from briefing.store.records import StoredEntry
from briefing.text.clean import headline_of
from briefing.text.extract import extract_page
from briefing.text.language import detect_language
from briefing.text.sentences import split_sentences
from briefing.types import Article, Feed, Page, TextSource

_log = logging.getLogger(__name__)

#: A feed that gives at least so many words gives the article: teasers and abstracts stay below.
FULL_TEXT_WORDS = 150
#: Seconds for the extraction of one page; a page of 8 MB takes five.
_EXTRACT_TIMEOUT = 20.0
#: Failures that may pass by the next run.
_PASSING = frozenset({"timeout", "dns", "refused", "reset", "truncated", "rate-limited", "http-error", "proxy"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A text for an article, where it is from, and what a reader should know of it."""

    text: str
    source: TextSource
    notes: tuple[str, ...] = ()
    again: bool = False


async def read_articles(
    entries: Sequence[StoredEntry],
    config: Config,
    *,
    client: Client | None,
    coverage: Coverage,
    now: datetime,
    progress: Progress,
) -> None:
    """Store a text for every entry; without a client, or with `pages: false`, from the feed alone."""
    feeds = {feed.url: feed for feed in config.feeds}
    todo = [entry for entry in entries if entry.entry.feed_url in feeds]
    done = 0
    progress("articles", 0, len(todo))
    with Extractor() as extractor:
        reader = _PageReader(client if config.network.pages else None, extractor)

        async def read(stored: StoredEntry) -> None:
            nonlocal done
            feed = feeds[stored.entry.feed_url]
            found = await reader.text_of(stored, feed)
            coverage.save_article(_article(stored, feed, found), entry=stored, now=now, again=found.again)
            done += 1
            progress("articles", done, len(todo))

        await run_all(read(stored) for stored in todo)


def _article(stored: StoredEntry, feed: Feed, found: _Text) -> Article:
    entry = stored.entry
    headline = headline_of(entry.title)
    return Article(
        id=stored.article,
        version=1,
        url=entry.link,
        headline=headline,
        publisher=feed.publisher,
        feed_url=feed.url,
        published=stored.at,
        language=detect_language(f"{headline}\n{found.text}", expected=feed.language),
        text=found.text,
        hash=text_hash(headline, found.text),
        source=found.source,
        notes=(*found.notes, *(flag for flag in entry.flags if flag in ("undated", "future-date"))),
    )


def shortened(text: str, limit: int) -> str:
    """At most so many characters: the paragraphs that find room, of a long last one its sentences, else its words."""
    if len(text) <= limit:
        return text
    if text[limit] == "\n":
        return text[:limit].rstrip()
    line = text.rfind("\n", 0, limit) + 1
    # the last sentence may go on behind the limit
    sentences = split_sentences(text, line, limit)[:-1]
    if sentences:
        return text[: sentences[-1][1]]
    if line > limit // 2:
        return text[:line].rstrip()
    return text[: max(text.rfind(" ", line, limit + 1), 0) or limit].rstrip()


class _PageReader:
    """Gets the text of an entry."""

    def __init__(self, client: Client | None, extractor: Extractor) -> None:
        self._client = client
        self._robots = Robots(client) if client else None
        self._extractor = extractor

    async def text_of(self, stored: StoredEntry, feed: Feed) -> _Text:
        entry = stored.entry
        own = max((entry.content, entry.summary), key=len)
        if len(entry.content.split()) >= FULL_TEXT_WORDS or not entry.link:
            return _Text(text=own, source="feed")
        if not can_read(detect_language(f"{entry.title}\n{own}", expected=feed.language)):
            return _Text(text=own, source="feed")
        if self._client is None or self._robots is None:
            return _Text(text=own, source="feed", notes=("page not asked for",), again=True)
        try:
            page = await self._page(self._client, self._robots, entry.link)
        except SourceError as error:
            passing = error.reason in _PASSING and not (isinstance(error, FetchError) and error.status == 404)
            return _Text(text=own, source="feed", notes=(f"page: {error}",), again=passing)
        if page.paywalled:
            return _Text(text=own, source="feed", notes=("page is for subscribers",))
        if not page.text or len(page.text) < len(own):
            return _Text(text=own, source="feed", notes=("page gives no text",))
        text = shortened(page.text, MAX_TEXT)
        return _Text(text=text, source="page", notes=() if text == page.text else ("capped",))

    async def _page(self, client: Client, robots: Robots, url: str) -> Page:
        if not await robots.allows(url):
            raise ExtractionError("may not be read by programs (robots.txt)", url=url, reason="robots")
        response = await client.get(url, accept=PAGES)
        return await self._extractor.extract(response.body, response.url)


class Extractor:
    """A process that reads pages, started at the first one and killed when a page keeps it too long."""

    def __init__(self) -> None:
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Extractor:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._pool is not None:
            self._pool.close()  # type: ignore[no-untyped-call]
            self._pool.join()

    async def extract(self, html: bytes, url: str) -> Page:
        """The article of a page.

        Raises:
            ExtractionError: it took too long, or cannot be read.
        """
        if self._pool is None:
            self._pool = ProcessPool(max_workers=1, context=multiprocessing.get_context("spawn"))
        future = self._pool.schedule(extract_page, args=(html,), kwargs={"url": url}, timeout=_EXTRACT_TIMEOUT)
        try:
            page: Page = await asyncio.wrap_future(future)
        except (ExtractionTimeout, TimeoutError):
            raise ExtractionError("took too long to read", url=url, reason="extract-timeout") from None
        except Exception as error:  # ProcessExpired, and whatever a page brings to light: the others are read
            if not isinstance(error, ProcessExpired):
                _log.exception("the page %s could not be read", without_secrets(url))
            raise ExtractionError("could not be read", url=url, reason="extract-failed") from error
        return page
