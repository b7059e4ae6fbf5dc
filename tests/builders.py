"""Small articles, feeds and digests for tests; every field that a test does not care about has a plain value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from briefing.analysis.actors import find_actors
from briefing.analysis.reading import Read
from briefing.analysis.statements import find_statements
from briefing.models.spacy_model import load_spacy
from briefing.pipeline.digest import text_hash
from briefing.summarizers.extractive import Extractive
from briefing.text.annotate import annotate
from briefing.types import Article, Attribution, Digest, Entry, Feed, FeedKind, Range, Topic

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def make_feed(
    publisher: str = "The Courier", *, kind: FeedKind = "private", country: str = "Kessaly", language: str = "en"
) -> Feed:
    """A feed of its own address for each publisher."""
    slug = publisher.lower().replace(" ", "-")
    return Feed(url=f"https://{slug}.example/feed", publisher=publisher, country=country, language=language, kind=kind)


def make_entry(title: str = "Lane shut", **changes: object) -> Entry:
    """An entry of The Courier."""
    values: dict[str, object] = {
        "feed_url": "https://the-courier.example/feed",
        "id": "1",
        "link": "https://the-courier.example/lane-shut",
        "title": title,
        "summary": "The lane is shut.",
        "published": NOON,
    }
    return Entry(**(values | changes))  # type: ignore[arg-type]


def make_article(
    text: str,
    *,
    id: str = "a1",
    headline: str = "Lane shut",
    publisher: str = "The Courier",
    hour: int = 12,
    **changes: object,
) -> Article:
    """The first version of an article of 20 November."""
    values: dict[str, object] = {
        "id": id,
        "version": 1,
        "url": f"https://example.org/{id}",
        "headline": headline,
        "publisher": publisher,
        "feed_url": make_feed(publisher).url,
        "published": NOON.replace(hour=hour),
        "language": "en",
        "text": text,
        "hash": text_hash(headline, text),
        "source": "page",
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


def make_read(
    text: str,
    *,
    id: str = "a1",
    headline: str = "Lane shut",
    publisher: str = "The Courier",
    kind: FeedKind = "private",
    country: str = "Kessaly",
    hour: int = 12,
    topics: Sequence[str] = ("Shipping",),
    vector: tuple[float, ...] = (),
) -> Read:
    """An article as the models read it, without its vector unless one is given."""
    article = make_article(text, id=id, headline=headline, publisher=publisher, hour=hour)
    document = annotate([text], load_spacy())[0]
    actors = find_actors(document, headline=headline)
    digest = Digest(
        text_hash=article.hash,
        model="test",
        body=document.body,
        summary=Extractive().summarize(document, headline=headline),
        actors=actors,
        attributions=find_statements(document, actors),
        vector=vector,
    )
    return Read(
        article=article,
        digest=digest,
        feed=make_feed(publisher, kind=kind, country=country),
        topics=tuple(topics),
    )


def make_attribution(
    text: str, cue: str, content: str, *, speaker: str = "Dorin Vaskel", **changes: object
) -> Attribution:
    """Somebody's reported words, each part where it first stands in the text; a speaker elsewhere has no range."""

    def ranges(words: str) -> tuple[Range, ...]:
        at = text.find(words)
        return ((at, at + len(words)),) if at >= 0 else ()

    values: dict[str, object] = {
        "speaker": speaker,
        "speaker_ranges": ranges(speaker),
        "role": None,
        "cue": cue,
        "cue_ranges": ranges(cue),
        "content": content,
        "content_ranges": ranges(content),
        "kind": "indirect",
    }
    return Attribution(**(values | changes))  # type: ignore[arg-type]


def read_saying(text: str, *attributions: Attribution) -> Read:
    """A report in which these are all that somebody says."""
    read = make_read(text)
    return replace(read, digest=replace(read.digest, attributions=attributions))


TOPICS = (
    Topic(name="Shipping", keywords=("lane", "tanker*")),
    Topic(name="Diplomacy", keywords=("talks",), weight=2.0),
)
