"""Entries: known again under changed addresses, dated when they can be believed, matched to topics by whole words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from briefing.analysis.entries import (
    article_id,
    entry_time,
    is_explainer,
    is_leisure,
    is_roundup,
    link_key,
    topic_matcher,
)
from briefing.types import Topic
from tests.builders import NOON, make_entry


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a/b",
        "http://www.example.org/a/b/",
        "https://EXAMPLE.org:443/a/b#comments",
        "https://example.org/a/b?utm_source=rss&utm_medium=feed",
        "https://example.org/a/b?fbclid=123&at_campaign=x",
        " https://example.org/a/b ",
    ],
)
def test_addresses_of_one_page_have_one_key(link: str) -> None:
    assert link_key(link) == "example.org/a/b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org:8443/a", "https://example.org/a"),
        ("https://uk.example.org/a", "https://example.org/a"),
    ],
)
def test_addresses_of_two_pages_have_two(one: str, other: str) -> None:
    assert link_key(one) != link_key(other)


@pytest.mark.parametrize("link", ["https://example.org:99999/a", "https://example.org:abc/a", "https://[bad/a"])
def test_an_address_that_cannot_be_understood_is_none(link: str) -> None:
    one, other = (make_entry(link=link, id=guid) for guid in ("g1", "g2"))
    assert link_key(link) is None
    assert article_id(one) != article_id(other)


def test_the_order_of_parameters_does_not_matter() -> None:
    assert link_key("https://example.org/a?b=2&a=1") == link_key("https://example.org/a?a=1&b=2")


def test_without_an_address_feed_and_guid_are_the_identity() -> None:
    one, other = make_entry(link=None, id="g1"), make_entry(link=None, id="g2")
    assert link_key(None) is None
    assert article_id(one) != article_id(other)
    assert article_id(one) == article_id(make_entry("another title", link=None, id="g1"))


def test_an_entry_counts_from_its_own_date() -> None:
    assert entry_time(make_entry(), NOON + timedelta(days=3)) == (NOON, ())


def test_the_date_of_updating_serves_where_there_is_no_other() -> None:
    assert entry_time(make_entry(published=None, updated=NOON), NOON)[0] == NOON


def test_an_undated_entry_counts_from_when_it_was_seen() -> None:
    assert entry_time(make_entry(published=None), NOON) == (NOON, ("undated",))


@pytest.mark.parametrize(
    ("ahead", "flags"),
    [(timedelta(minutes=59), ()), (timedelta(hours=2), ("future-date",)), (timedelta(days=365), ("future-date",))],
)
def test_a_date_from_the_future_is_not_believed(ahead: timedelta, flags: tuple[str, ...]) -> None:
    at, found = entry_time(make_entry(published=NOON + ahead), NOON)
    assert found == flags
    assert at == (NOON if flags else NOON + ahead)


TOPICS = (
    Topic(name="War", keywords=("ukrain*", "Kyiv", "black sea"), without=("football",)),
    Topic(name="Trade", keywords=("sanction*", "café")),
)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Ukraine says", ("War",)),
        ("UKRAINIAN forces", ("War",)),
        ("Grain on the Black  Sea", ("War",)),
        ("A blackseaside town", ()),
        ("Kyivstar", ()),
        ("Sanctions on Ukraine", ("War", "Trade")),
        ("Ukraine wins football match", ()),
        ("The cafe is shut", ("Trade",)),
        ("The CAFÉ is shut", ("Trade",)),
        ("", ()),
    ],
)
def test_topics_match_whole_words(text: str, topics: tuple[str, ...]) -> None:
    assert topic_matcher(TOPICS)(text, ()) == topics


def test_a_feed_can_give_its_topic_to_all_entries() -> None:
    match = topic_matcher(TOPICS)
    assert match("Parliament votes on the budget", ("War",)) == ("War",)
    assert match("Football: the cup final", ("War",)) == ()


@pytest.mark.parametrize(
    ("title", "link", "expected"),
    [
        ("Envoys meet before the handball final", "https://courier.example/world/envoys-meet", False),
        ("Tarvon win the final", "https://courier.example/sport/tarvon-win", True),
        ("Sport: Tarvon win the final", "https://courier.example/n/1", True),
        ("Ten soups for the winter", "https://courier.example/recipes/ten-soups", True),
        ("Transport: ships wait", "https://courier.example/transport/ships-wait", False),
        ("War games off Brennick", "https://courier.example/world/war-games-off-brennick", False),
    ],
)
def test_sport_and_pastimes_are_told_by_their_section(title: str, link: str, *, expected: bool) -> None:
    assert is_leisure(make_entry(title, link=link)) is expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Marrow Strait: Friday as it happened", True),
        ("Strait crisis live: envoy lands in Lindhal", True),
        ("LIVE | The strait on Friday", True),
        ("Marrow Strait live updates: ships wait", True),
        ("Marrow Strait crisis: list of key events, day 12", True),
        ("What we know on day 12 of the closure", True),
        ("Morning briefing: the lane stays shut", True),
        ("The week in review", True),
        ("Envoy lands in Lindhal. And, the lane stays shut", True),
        ("How those who live - and fish - by the strait see it", False),
        ("Minister gets a security briefing", False),
        ("What we know about the collision", False),
        ("Lane shut for a third day", False),
        ("Police publish a list of missing sailors", False),
    ],
)
def test_what_rounds_up_a_day_is_told_by_its_headline(headline: str, *, expected: bool) -> None:
    assert is_roundup(headline) is expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Analysis: A gesture with a price", True),
        ("Explainer - The law of the strait", True),
        ("Why Vaskel had to go", True),
        ("How the convoy came to turn back", True),
        ("Can a lane be closed?", True),
        ("Who is Marit Solvane, Tarvonia's new foreign minister?", True),
        ("Talks on Monday: what's next for the strait?", True),
        ("What we know about the collision", True),
        ("The detour in figures: a timeline", True),
        ("Tarvonia explains why it closed the lane", False),
        ("President names Solvane foreign minister", False),
        ("Envoy: 'Who will answer for this?'", False),
        ("Howard Brenn elected mayor", False),
        ("Will of the drowned captain found", False),
        ("Is it war? Coast guard fires on a tanker", False),
    ],
)
def test_what_explains_news_is_told_by_its_headline(headline: str, *, expected: bool) -> None:
    assert is_explainer(headline) is expected
