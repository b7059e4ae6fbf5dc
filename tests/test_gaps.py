"""The sides of a topic: an edition says which of them it did not hear, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.gaps import find_gaps
from briefing.analysis.reading import Read
from briefing.types import Article, FeedResult, FeedStatus, Side, Topic
from tests.builders import make_article, make_feed, make_read

TARVONIA = Side(name="Tarvonia", countries=("Tarvonia",))
KESSALY = Side(name="Kessaly", countries=("Kessaly",), publishers=("Exile Radio",))
SHIPPING = Topic(name="Shipping", keywords=("lane",), sides=(TARVONIA, KESSALY))


def feed_result(publisher: str, country: str, status: FeedStatus = "ok", detail: str = "") -> FeedResult:
    feed = make_feed(publisher, country=country)
    return FeedResult(
        url=feed.url,
        publisher=publisher,
        country=country,
        language="en",
        kind="private",
        status=status,
        detail=detail,
    )


def sides(*feeds: FeedResult, reads: tuple[Read, ...] = (), unread: tuple[Article, ...] = ()) -> list[str]:
    return [gap.text for gap in find_gaps(feeds, unread, reads, (), (SHIPPING,)) if gap.kind == "side"]


def report_of(publisher: str, country: str, topic: str = "Shipping") -> Read:
    return make_read("The lane was shut on Friday.", publisher=publisher, country=country, topics=(topic,))


def test_a_side_that_is_heard_is_no_gap() -> None:
    heard = (report_of("Tarvon Wire", "Tarvonia"), report_of("Exile Radio", "Lindhal"))
    assert sides(feed_result("Tarvon Wire", "Tarvonia"), reads=heard) == []


@pytest.mark.parametrize(
    ("feeds", "unread", "why"),
    [
        (
            (feed_result("Tarvon Wire", "Tarvonia", "failed", "timed out after 30 s"),),
            (),
            "None of its feeds could be read (Tarvon Wire: timed out after 30 s).",
        ),
        ((feed_result("Tarvon Wire", "Tarvonia"),), (), "Its feed was read, without a report on the topic."),
        (
            (
                feed_result("Tarvon Wire", "Tarvonia", "stale"),
                feed_result("Tarvon Post", "Tarvonia", "blocked", "robots.txt forbids it"),
            ),
            (),
            "1 of its 2 feeds was read, without a report on the topic; not read: Tarvon Post: robots.txt forbids it.",
        ),
        (
            (feed_result("Tarvon Wire", "Tarvonia"),),
            (replace(make_article("x", publisher="Tarvon Wire"), language="ar"),),
            "Its feed was read, with reports in a language that no installed model reads.",
        ),
    ],
    ids=["all failed", "off topic", "one failed", "language"],
)
def test_a_side_that_is_not_heard_is_named_with_the_reason(
    feeds: tuple[FeedResult, ...], unread: tuple[Article, ...], why: str
) -> None:
    kessaly = (report_of("Ansel Courier", "Kessaly"),)
    assert sides(*feeds, reads=kessaly, unread=unread) == [f"Shipping: Tarvonia was not heard. {why}"]


def test_sides_without_a_feed_are_named_together() -> None:
    kessaly = (report_of("Ansel Courier", "Kessaly"),)
    assert sides(reads=kessaly) == ["Shipping: Tarvonia was not heard: no feed of it is among the sources."]
    topic = replace(SHIPPING, sides=(TARVONIA, KESSALY, Side(name="Ostrel", countries=("Ostrel",))))
    heard = feed_result("Ostrel Wire", "Ostrel")
    assert [gap.text for gap in find_gaps((heard,), (), (), (), (topic,))] == [
        "Shipping: Tarvonia and Kessaly were not heard: no feed of them is among the sources.",
        "Shipping: Ostrel was not heard. Its feed was read, without a report on the topic.",
    ]


def test_a_report_on_another_topic_does_not_count() -> None:
    reads = (report_of("Tarvon Wire", "Tarvonia", "Diplomacy"), report_of("Ansel Courier", "Kessaly"))
    said = sides(feed_result("Tarvon Wire", "Tarvonia"), reads=reads)
    assert said == ["Shipping: Tarvonia was not heard. Its feed was read, without a report on the topic."]
