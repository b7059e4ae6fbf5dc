"""The sample coverage holds the cases that it is there for, and its server serves them as the world would."""

from __future__ import annotations

import gzip
import http.client
import io
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from xml.etree import ElementTree as ET

import feedparser
import pytest
import trafilatura
import yaml

from briefing.config import Config
from briefing.sample.coverage import FOLDER, SampleEntry, SampleFeed, load_coverage
from briefing.sample.feeds import guid_of, link_of
from briefing.sample.server import Request, SampleServer
from briefing.sample.site import resource_at
from briefing.types import Topic

DAY_1, DAY_2, DAY_3 = (datetime(2026, 11, day, 4, 59, tzinfo=UTC) for day in (19, 20, 21))
ORIGIN = "http://127.0.0.1:8080"

FEEDS = load_coverage()
ENTRIES = [(feed, entry) for feed in FEEDS for entry in feed.entries]
GOOD = [feed for feed in FEEDS if feed.answers == "feed"]
PAGES = [(feed, entry) for feed, entry in ENTRIES if not entry.missing_page]

#: A few names that must not turn up in an invented world.
REAL = re.compile(
    r"\b(Russian?|Ukrain\w+|China|Chinese|Israeli?|Iran|Iraq|Syria|Turkey|Europe\w*|Americ\w+|Brit\w+|France|French|"
    r"German\w*|Spain|Spanish|Arabic?|Africa|Asia|Moscow|Kyiv|London|Paris|Berlin|Washington|Brussels|Geneva|Hormuz|Suez|"
    r"Bosphorus|Reuters|BBC|CNN|Facebook|Twitter|Google|WhatsApp|Instagram|Bloomberg|Guardian|dollars?|euros?|NATO|"
    r"Lloyd's|Maersk|Christian|Muslim|Islamic|Jewish|Ramadan|Christmas|United Nations|European Union|Red Cross)\b"
)


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with SampleServer(DAY_3) as running:
        yield running


def get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as reply:
            return reply.status, {name.lower(): value for name, value in reply.headers.items()}, reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def having(case: str) -> list[tuple[SampleFeed, SampleEntry]]:
    return [(feed, entry) for feed, entry in ENTRIES if case in entry.case]


def only(case: str) -> tuple[SampleFeed, SampleEntry]:
    [found] = having(case)
    return found


def feed_with(case: str) -> SampleFeed:
    [found] = [feed for feed in FEEDS if case in feed.case]
    return found


def text_of(entry: SampleEntry, now: datetime = DAY_3) -> str:
    version = entry.at(now)
    return "\n".join((version.headline, version.summary, *version.paragraphs))


def day_of(entry: SampleEntry) -> int:
    return 1 + (entry.appeared - datetime(2026, 11, 18, 5, tzinfo=UTC)) // timedelta(days=1)


def items(server: SampleServer, feed: SampleFeed) -> list[dict[str, str]]:
    """The items of a served feed, whatever its format: id, title, link, date, full."""
    _, _, body = get(server.origin + feed.path)
    if feed.format == "json":
        return [
            {
                "id": item["id"],
                "title": item["title"],
                "link": item["url"],
                "date": item.get("date_published", ""),
                "full": item.get("content_html", ""),
            }
            for item in json.loads(body)["items"]
        ]
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return [
        {
            "id": item.get("id", ""),
            "title": item.title,
            "link": item.link,
            "date": item.get("published") or dict.get(item, "updated", ""),
            "full": item.content[0].value if "content" in item else "",
        }
        for item in parsed.entries
    ]


def item_of(server: SampleServer, feed: SampleFeed, entry: SampleEntry) -> dict[str, str]:
    link = link_of(feed, entry, server.origin)
    [found] = [item for item in items(server, feed) if item["link"] == link]
    return found


def matches(topic: Topic, text: str) -> bool:
    def found(keyword: str) -> bool:
        pattern = re.escape(keyword).replace(r"\*", r"\w*")
        return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None

    return any(map(found, topic.keywords)) and not any(map(found, topic.without))


def on_topic(config: Config, entry: SampleEntry) -> bool:
    version = entry.at(DAY_3)
    return any(matches(topic, f"{version.headline}\n{version.summary}") for topic in config.topics)


# ---------------------------------------------------------------- the world


def test_config_names_every_publisher_as_its_file_does(server: SampleServer) -> None:
    config = server.config()
    told = {(f.url, f.publisher, f.country, f.language, f.kind) for f in config.feeds}
    assert told == {(server.origin + f.path, f.publisher, f.country, f.language, f.kind) for f in FEEDS}
    assert config.sample
    assert config.title == "Marrow Strait"
    assert config.network.ports == (server.port,)
    assert config.network.allow_private == ("127.0.0.1",)
    assert "sample.invalid" not in re.sub(r"(?m)^#.*$", "", server.config_text())


def test_enough_entries_on_every_day_and_most_of_them_on_topic(server: SampleServer) -> None:
    config = server.config()
    of_days = [(feed, entry) for feed, entry in ENTRIES if 1 <= day_of(entry) <= 3]
    assert len(of_days) >= 66
    for day in (1, 2, 3):
        assert sum(day_of(entry) == day for _, entry in of_days) >= 20, day
    matching = [(feed, entry) for feed, entry in of_days if on_topic(config, entry)]
    assert len(matching) > 60
    assert len({feed.publisher for feed, _ in matching}) >= 10
    assert {feed.format for feed in GOOD} == {"rss", "rdf", "atom", "json"}
    assert {feed.kind for feed in GOOD} == {"wire", "public", "private", "state", "official", "ngo"}


def test_topics_tell_the_crisis_from_the_rest(server: SampleServer) -> None:
    config = server.config()
    wrong = [entry.slug for _, entry in ENTRIES if on_topic(config, entry) == ("off-topic" in entry.case)]
    assert not wrong


def test_times_are_spread_over_the_three_days() -> None:
    moments = sorted(entry.published for _, entry in ENTRIES if entry.published and "next-year" not in entry.case)
    assert moments[-1] < datetime(2026, 11, 21, 5, tzinfo=UTC)
    within = [moment for moment in moments if moment >= datetime(2026, 11, 18, 5, tzinfo=UTC)]
    assert max(b - a for a, b in pairwise(within)) < timedelta(hours=5)


def test_nothing_of_the_real_world_is_named() -> None:
    texts = [re.sub(r"(?m)^#.*$", "", path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.yaml")]
    assert [match[0] for text in texts for match in REAL.finditer(text)] == []


@pytest.mark.parametrize(("feed", "entry"), ENTRIES, ids=lambda x: x.slug if isinstance(x, SampleEntry) else "")
def test_texts_are_articles(feed: SampleFeed, entry: SampleEntry) -> None:
    version = entry.at(DAY_3)
    assert 8 <= len(version.headline) <= 110
    assert version.summary[-1] in ".!?…”"
    assert len(" ".join(version.paragraphs).split()) <= 450
    for paragraph in version.paragraphs:
        # A quotation may stay open at the end of a paragraph if the next one opens it again; nothing else may.
        assert 0 <= paragraph.count("“") - paragraph.count("”") <= ("long-quote" in entry.case)
        if '"' in paragraph:
            assert paragraph.count('"') % 2 == 0 or "long-quote" in entry.case


def test_readme_lists_every_case_with_file_and_slug() -> None:
    listed = set()
    for row in re.findall(r"(?m)^\| ([a-z0-9-]+) \| [^|]+ \| (`.+`) \|$", (FOLDER / "README.md").read_text()):
        for place in row[1].split("; "):
            name, *slugs = re.findall(r"`([^`]+)`", place)
            listed |= {(row[0], name, slug) for slug in slugs or [""]}
    told = set()
    for path in FOLDER.glob("*.yaml"):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        told |= {(case, path.name, "") for case in raw.get("case", ())}
        told |= {(case, path.name, e["slug"]) for e in raw.get("entries", ()) for case in e.get("case", ())}
    assert listed == told


# ---------------------------------------------------------------- the feeds as served


@pytest.mark.parametrize("feed", GOOD, ids=lambda feed: feed.publisher)
def test_feed_is_well_formed_and_complete(server: SampleServer, feed: SampleFeed) -> None:
    status, headers, body = get(server.origin + feed.path)
    assert status == 200
    kind, parameters = headers["content-type"].split("; ")
    assert (kind, parameters) == (
        {"json": "application/feed+json"}.get(feed.format, f"application/{feed.format}+xml"),
        "charset=utf-8",
    )
    if feed.format == "json":
        assert json.loads(body)["version"] == "https://jsonfeed.org/version/1.1"
    else:
        ET.fromstring(body)
        version = feedparser.parse(io.BytesIO(body)).version
        assert version == {"rss": "rss20", "rdf": "rss10", "atom": "atom10"}[feed.format]
    served = items(server, feed)
    assert [item["title"] for item in served] == [entry.at(DAY_3).headline for entry in feed.shown(DAY_3)]
    assert [item["link"] for item in served] == [link_of(feed, entry, server.origin) for entry in feed.shown(DAY_3)]


@pytest.mark.parametrize(("moment", "day"), [(DAY_1, 1), (DAY_2, 2), (DAY_3, 3)])
def test_feeds_hold_what_had_appeared(server: SampleServer, moment: datetime, day: int) -> None:
    server.now = moment
    served = sum(len(items(server, feed)) for feed in GOOD)
    assert served == sum(day_of(entry) <= day for _, entry in ENTRIES)


def test_bytes_depend_on_the_moment_and_the_address_alone() -> None:
    paths = [feed.path for feed in FEEDS] + [feed.page_path(entry) for feed, entry in ENTRIES] + ["/robots.txt"]
    with SampleServer(DAY_2) as one, SampleServer(DAY_2) as two:
        for path in paths:
            first, second = get(one.origin + path), get(two.origin + path)
            assert first[0] == second[0]
            assert first[2].replace(one.origin.encode(), two.origin.encode()) == second[2]
    assert resource_at("/lpb/feeds/news.json", DAY_2, ORIGIN) == resource_at("/lpb/feeds/news.json", DAY_2, ORIGIN)


# ---------------------------------------------------------------- manners of the server


def test_conditional_requests(server: SampleServer) -> None:
    for feed in GOOD:
        _, first, body = get(server.origin + feed.path)
        assert re.fullmatch(r'"[0-9a-f]{32}"', first["etag"])
        assert parsedate_to_datetime(first["last-modified"]) <= DAY_3
        by_tag = get(server.origin + feed.path, If_None_Match=first["etag"])
        by_date = get(server.origin + feed.path, If_Modified_Since=first["last-modified"])
        for status, headers, nothing in (by_tag, by_date):
            assert (status, nothing) == (304, b"")
            assert (headers["etag"], headers["last-modified"]) == (first["etag"], first["last-modified"])
        # An ETag that does not match counts for more than a date that does.
        again = get(server.origin + feed.path, If_None_Match='"other"', If_Modified_Since=first["last-modified"])
        assert (again[0], again[2]) == (200, body)
        assert get(server.origin + feed.path, If_Modified_Since="yesterday-ish")[0] == 200


def test_a_feed_without_news_answers_304_on_the_third_day(server: SampleServer) -> None:
    quiet = feed_with("unchanged-feed")
    for feed in GOOD:
        server.now = DAY_2
        _, headers, _ = get(server.origin + feed.path)
        server.now = DAY_3
        status, _, _ = get(server.origin + feed.path, If_None_Match=headers["etag"])
        unchanged = feed is quiet or "stale-feed" in feed.case
        assert status == (304 if unchanged else 200), feed.publisher


def test_gzip_when_accepted(server: SampleServer) -> None:
    url = server.origin + GOOD[0].path
    _, plain, body = get(url)
    _, packed, data = get(url, Accept_Encoding="gzip, deflate")
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(data) == body
    assert packed["etag"] != plain["etag"]
    assert get(url, Accept_Encoding="gzip", If_None_Match=packed["etag"])[0] == 304
    assert "content-encoding" not in get(url, Accept_Encoding="gzip;q=0")[1]


def test_connections_are_kept_and_ended() -> None:
    with SampleServer(DAY_3) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        for path, status in (("/robots.txt", 200), ("/nothing", 404), (GOOD[0].path, 200)):
            connection.request("GET", path)
            reply = connection.getresponse()
            assert (reply.version, reply.status) == (11, status)
            assert len(reply.read()) == int(reply.headers["Content-Length"])
            assert not reply.will_close
        connection.request("HEAD", GOOD[0].path)
        assert connection.getresponse().read() == b""
        assert server.requests == (
            Request("GET", "/robots.txt", 200),
            Request("GET", "/nothing", 404),
            Request("GET", GOOD[0].path, 200),
            Request("HEAD", GOOD[0].path, 200),
        )
    # Here the server has ended although the client kept its connection.
    connection.close()


def test_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with SampleServer(DAY_3) as server:
        get(server.origin + "/robots.txt")
        get(server.origin + "/nothing")
    assert capfd.readouterr() == ("", "")


# ---------------------------------------------------------------- the cases, feed by feed


def test_feeds_that_cannot_be_read(server: SampleServer) -> None:
    assert get(server.origin + feed_with("dead-feed").path)[0] == 404
    status, headers, body = get(server.origin + feed_with("not-a-feed").path)
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert body.startswith(b"<!DOCTYPE html>")
    assert not feedparser.parse(io.BytesIO(body)).entries


def test_stale_feed(server: SampleServer) -> None:
    dates = [item["date"] for item in items(server, feed_with("stale-feed"))]
    assert dates
    assert max(dates) < "2026-09"


def test_title_of_characters_that_look_like_markup(server: SampleServer) -> None:
    feed, entry = only("markup-title")
    title = item_of(server, feed, entry)["title"]
    assert title == 'Port pages defaced with "<script>alert(1)</script>", threats &amp; a limerick'
    page = get(server.origin + feed.page_path(entry))[2].decode()
    assert "<script>alert(1)" not in page


def test_items_that_lack_something(server: SampleServer) -> None:
    feed, entry = only("undated")
    assert item_of(server, feed, entry)["date"] == ""
    assert b"datePublished" not in get(server.origin + feed.page_path(entry))[2]
    feed, entry = only("no-guid")
    _, _, body = get(server.origin + feed.path)
    links = [item.findtext("link") for item in ET.fromstring(body).iter("item") if item.find("guid") is None]
    assert links == [link_of(feed, entry, server.origin)]
    feed, entry = only("next-year")
    assert item_of(server, feed, entry)["date"].startswith("2027-")
    assert day_of(entry) == 1


def test_links_with_tracking_lead_to_the_page(server: SampleServer) -> None:
    for feed, entry in having("tracking-link"):
        link = item_of(server, feed, entry)["link"]
        assert "?utm_source=" in link
        status, _, body = get(link)
        assert status == 200
        assert f'<link rel="canonical" href="{link.partition("?")[0]}">' in body.decode()


def test_edited_article_keeps_address_and_id(server: SampleServer) -> None:
    feed, entry = having("publisher-edit")[0]
    [revision] = entry.revisions
    seen = []
    for moment in (revision.at - timedelta(seconds=1), revision.at):
        server.now = moment
        item = item_of(server, feed, entry)
        status, headers, page = get(server.origin + feed.page_path(entry))
        assert (status, item["id"]) == (200, guid_of(feed, entry))
        assert item["title"] in page.decode()
        seen.append((item["title"], headers["etag"], page.decode()))
    (before, tag_before, page_before), (after, tag_after, page_after) = seen
    assert before != after
    assert tag_before != tag_after
    assert "brought sixteen dead" in page_before
    assert "brought fourteen dead" in page_after
    assert "Correction, 19 November" in page_after
    assert day_of(entry) == 1
    assert revision.at > DAY_1


def test_foreign_languages() -> None:
    languages = {(feed.language, entry.language) for feed, entry in having("other-language")}
    assert languages == {("ar", None), ("en", "es")}
    arabic = [entry for feed, entry in having("other-language") if feed.language == "ar"]
    assert len(arabic) >= 3
    assert {day_of(entry) for entry in arabic} == {1, 2, 3}
    assert all(re.search("[\u0600-\u06ff]{3}", entry.title) for entry in arabic)


def test_furniture_stands_in_full_text_feeds(server: SampleServer) -> None:
    found = " ".join(item["full"] for feed in GOOD if feed.format in {"rss", "json"} for item in items(server, feed))
    for words in (
        "Read more:",
        "READ MORE:",
        "Advertisement",
        "(Image:",
        "Sign up for",
        "View More",
        "Recommended video",
    ):
        assert words in found, words


# ---------------------------------------------------------------- the cases, text by text


@pytest.mark.parametrize(("case", "papers"), [("reprint", 3), ("reprint-2", 1), ("reprint-3", 1)])
def test_reprints_differ_from_the_wire_text_by_a_little(case: str, papers: int) -> None:
    [wire] = [entry for feed, entry in having(case) if feed.kind == "wire"]
    prints = [entry for feed, entry in having(case) if feed.kind != "wire"]
    assert len({entry.title for entry in prints} | {wire.title}) == papers + 1
    # Without the dateline, and with the quotation marks of any house.
    originals = [re.sub(r"^[A-Z ,a-z0-9]+\(Meridian Wire\) — ", "", p) for p in wire.at(DAY_3).paragraphs]
    for entry in prints:
        text = entry.at(DAY_3).paragraphs
        assert "Meridian Wire" in text[0] or "Meridian Wire" in text[-1]
        body = " ".join(text).replace('"', "“").replace("”", "“")
        kept = [p for p in originals if p.replace('"', "“").replace("”", "“") in body]
        assert 1 <= len(originals) - len(kept) <= 2
        assert entry.published is not None
        assert wire.published is not None
        assert entry.published > wire.published


@pytest.mark.parametrize(
    ("case", "short", "long"),
    [
        (
            "quote-two-lengths",
            "The lane is shut to trade. It is not shut to aid,",
            " and no aid ship has been stopped,",
        ),
        (
            "quote-two-lengths-2",
            "There is a narrow path, and on Monday we will walk it",
            ". It is not wide enough for preconditions,",
        ),
    ],
)
def test_one_quotation_in_two_lengths(case: str, short: str, long: str) -> None:
    texts = {feed.publisher: text_of(entry) for feed, entry in having(case)}
    assert len(texts) == 4
    assert all(short in text for text in texts.values())
    assert sum(short + long in text for text in texts.values()) == 2


def test_casualty_figures_differ_and_rise() -> None:
    told = [text_of(entry) for _, entry in sorted(having("casualties-differ"), key=lambda pair: pair[1].appeared)]
    words = dict.fromkeys(("Tarvonian", "Kessaly"), 0)
    patterns = {
        "Tarvonian": r"^(At least three|Five|Eight|Eleven) dead",
        "Kessaly": r"^(At least nine|Fourteen|Twenty-one|Twenty-seven) dead",
    }
    for side, pattern in patterns.items():
        words[side] = len({match[1] for text in told if (match := re.match(pattern, text))})
    assert words == {"Tarvonian": 4, "Kessaly": 4}
    assert any("at least 12" in text_of(entry) for _, entry in having("at-least"))


def test_foreign_minister_is_replaced() -> None:
    english = [(day_of(entry), text_of(entry)) for feed, entry in ENTRIES if feed.language == "en"]
    first = [text for day, text in english if day == 1]
    assert not any("Solvane" in text for text in first)
    assert any("Foreign Minister Dorin Vaskel" in text for text in first)
    assert sum("Solvane" in text and "Vaskel" in text for day, text in english if day == 2) >= 3
    third = [text for day, text in english if day == 3]
    assert any("former foreign minister, Dorin Vaskel" in text for text in third)
    assert any("Foreign Minister Marit Solvane" in text for text in third)
    assert not any(re.search(r"(?<!former )[Ff]oreign [Mm]inister,? Dorin Vaskel", text) for text in third)


def test_power_cut_goes_quiet() -> None:
    words = re.compile("power cut|without electricity|Kessaly Grid|انقطاع الكهرباء", re.IGNORECASE)
    days = [day_of(entry) for _, entry in ENTRIES if words.search(text_of(entry))]
    assert days == [1] * len(days)
    assert len(days) >= 3


def test_figures_move_from_day_to_day() -> None:
    for values in (("16,900", "18,400", "23,100"), ("118", "94", "70"), ("17 ", "39 ", "61 "), ("0.35", "0.6", "0.9")):
        days = [
            min(day_of(entry) for _, entry in having("figure-moves") if value in text_of(entry)) for value in values
        ]
        assert days == [1, 2, 3], values


#: What every text of a case has, as a pattern.
SAID = {
    "split-quote": r"[”\"] ?[^“”\"\n]*\b(said|told|answers)\b[^“”\"\n]*[“\"]",
    "pronoun-speaker": r"\b(he|she) (said|told|added)\b",
    "title-speaker": r"[Tt]he (envoy|diplomat|director|convoy leader) (said|told)|said the envoy",
    "anonymous-official": r"not (be|to be|was not|see his)? ?named|not want to see his name",
    "metonym": r"\b(Tarvon|Kess) (said|says|had|expects)\b|(demand of|from|In) (Kess|Tarvon)\b|in Kess had",
    "institution-speaker": r"\b(Council|operator|guard|service|ministry|cooperative)[^.]* (said|announced|called)",
    "relayed": r"told (Meridian Wire|Radio Sallow|the Tarvon Morning Post)",
    "group-speaker": r"(delegations|teachers|teams in Port Ansel|committee members|residents) (said|told)",
    "mixed-speech": r"[a-z]+,? “[^“”]+”",
    "indirect-speech": r"\b(said|says|told|argues|recalled|accepted|repeated)\b|reason was given",
}


@pytest.mark.parametrize(
    ("case", "entry"),
    [(case, entry) for case in SAID for _, entry in having(case)],
    ids=lambda value: value.slug if isinstance(value, SampleEntry) else value,
)
def test_ways_of_saying(case: str, entry: SampleEntry) -> None:
    assert re.search(SAID[case], "\n".join(entry.at(DAY_3).paragraphs))


def test_quotations_of_several_paragraphs() -> None:
    for _, entry in having("long-quote"):
        opened = [p for p in entry.at(DAY_3).paragraphs if re.match(r'["“]', p) and not re.search(r'["”]', p[1:])]
        assert len(opened) >= 2
    assert any("“not shut to aid”" in text_of(entry) for _, entry in having("mixed-speech"))


def test_kinds_of_texts() -> None:
    assert only("opinion")[1].title.startswith("Opinion:")
    assert sum(p.startswith("Adsel: ") for p in only("interview")[1].at(DAY_3).paragraphs) >= 4
    assert sum(p.startswith("## ") for p in only("live-blog")[1].at(DAY_3).paragraphs) >= 5
    assert {feed.publisher for feed, _ in having("call-readouts")} == {
        "Tarvon Wire",
        "Kessaly State Radio",
        "Meridian Wire",
    }
    assert {day_of(entry) for _, entry in having("background")} == {1, 2, 3}


# ---------------------------------------------------------------- the pages


def test_pages_that_cannot_be_read(server: SampleServer) -> None:
    feed, entry = only("missing-page")
    item_of(server, feed, entry)
    assert get(server.origin + feed.page_path(entry))[0] == 404
    feed, entry = only("robots")
    assert feed.page_path(entry).startswith("/subscribers/")
    assert "Disallow: /subscribers/" in get(f"{server.origin}/robots.txt")[2].decode().splitlines()
    feed, entry = only("paywalled")
    page = get(server.origin + feed.page_path(entry))[2].decode()
    assert '"isAccessibleForFree": false' in page
    assert entry.at(DAY_3).paragraphs[1] not in page


@pytest.mark.parametrize(("feed", "entry"), PAGES, ids=lambda x: x.slug if isinstance(x, SampleEntry) else "")
def test_page_says_what_it_is(feed: SampleFeed, entry: SampleEntry) -> None:
    page = resource_at(feed.page_path(entry), DAY_3, ORIGIN).body.decode()
    language = entry.language or feed.language
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">')
    for words in ("<title>", 'property="og:title"', 'property="og:site_name"', '<link rel="canonical" href="'):
        assert words in page
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    described = json.loads(data)
    assert described["@type"] == "NewsArticle"
    assert described["headline"] == entry.at(DAY_3).headline
    assert ("datePublished" in described) == ("article:published_time" in page) == (entry.published is not None)


def test_templates_are_of_four_kinds() -> None:
    assert {feed.template for feed in GOOD} == {"agency", "broadcaster", "broadsheet", "office"}
    page = resource_at(PAGES[0][0].page_path(PAGES[0][1]), DAY_3, ORIGIN).body.decode()
    for part in ("cookie-banner", "<nav", "<figcaption>", "Related", "newsletter", "comments", "weather", "<footer"):
        assert part in page, part


@pytest.mark.parametrize(("feed", "entry"), PAGES, ids=lambda x: x.slug if isinstance(x, SampleEntry) else "")
def test_an_extractor_finds_the_whole_text(feed: SampleFeed, entry: SampleEntry) -> None:
    page = resource_at(feed.page_path(entry), DAY_3, ORIGIN).body.decode()
    found = " ".join((trafilatura.extract(page, include_comments=False) or "").split())
    paragraphs = entry.at(DAY_3).paragraphs[: 1 if entry.paywalled else None]
    wanted = [re.sub(r"^(## |Courier: |Adsel: )", "", paragraph) for paragraph in paragraphs]
    assert [paragraph for paragraph in wanted if paragraph not in found] == []
    for words in (feed.furniture.cookie, feed.furniture.footer, feed.furniture.weather):
        assert not words or words not in found
