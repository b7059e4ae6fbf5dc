"""Lists of feeds from feed readers, well-formed or not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.opml import MAX_FEEDS, Listed, parse_opml, write_opml
from briefing.types import Feed
from tests.builders import make_feed

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Straits"><outline text="News &amp; more">
  <outline type="rss" text="The Courier" xmlUrl="https://courier.example/feed?a=1&amp;b=2" language="en-GB"/>
</outline><outline type="rss" title="Wire" xmlUrl="http://wire.example/rss"></outline></outline>
<outline text="Loose" xmlUrl="https://loose.example/atom"/>
</body></opml>"""


def parsed(text: str) -> tuple[Listed, ...]:
    return parse_opml(text.encode())


def addresses(text: str) -> list[str]:
    return [feed.url for feed in parsed(text)]


def test_a_good_list() -> None:
    assert parsed(GOOD) == (
        Listed(
            url="https://courier.example/feed?a=1&b=2",
            title="The Courier",
            groups=("Straits", "News & more"),
            language="en",
        ),
        Listed(url="http://wire.example/rss", title="Wire", groups=("Straits",)),
        Listed(url="https://loose.example/atom", title="Loose"),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("News &amp; more", "News & more"),
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("</body></opml>", ""),
        ("</outline></outline>\n", ""),
        ('<outline text="Loose"', '<OUTLINE TEXT="Loose"'),
        ('type="rss" text="The Courier"', "type='rss' text='The Courier'"),
        ('type="rss" title="Wire"', "type=rss title=Wire"),
        ('<?xml version="1.0" encoding="UTF-8"?>', "\n\n<b>Warning</b>: something in line 3"),
        ("<head><title>Mine</title></head>", "<head><title>Mine <i></head>"),
        ("<body>", "<body>\x00\x0b"),
        ("<body>", '<body><!-- <outline xmlUrl="https://comment.example/"/> -->'),
        ("<body>", '<body><![CDATA[<outline xmlUrl="https://cdata.example/"/>]]>'),
        ("<body>", '<body><outline text="no feed" htmlUrl="https://page.example/"/>'),
        ("<body>", '<body><outline text="script" xmlUrl="javascript:alert(1)"/>'),
        ("<body>", '<body><outline text="file" xmlUrl="file:///etc/passwd"/>'),
    ],
)
def test_a_list_that_is_not_as_it_should_be_is_read_as_far_as_possible(before: str, after: str) -> None:
    assert before in GOOD
    expected = ["https://courier.example/feed?a=1&b=2", "http://wire.example/rss", "https://loose.example/atom"]
    assert addresses(GOOD.replace(before, after, 1)) == expected


def test_a_tag_that_never_ends_costs_itself_only() -> None:
    text = GOOD.replace('language="en-GB"/>', 'language="en-GB')
    assert addresses(text)[1:] == ["http://wire.example/rss", "https://loose.example/atom"]


def test_other_encodings() -> None:
    text = GOOD.replace("UTF-8", "windows-1251").replace("The Courier", "Курьер пролива")
    assert parse_opml(text.encode("cp1251"))[0].title == "Курьер пролива"
    assert parse_opml(GOOD.encode("utf-16"))[0].title == "The Courier"


def test_feed_addresses_of_readers_and_twice_the_same() -> None:
    text = (
        '<outline xmlUrl="feed://a.example/x"/><outline xmlUrl="feed:https://b.example/x"/>'
        '<outline xmlUrl=" https://c.example/x "/><outline xmlUrl="https://c.example/x"/>'
    )
    assert addresses(text) == ["https://b.example/x", "https://c.example/x"]


def test_names_stay_on_a_line() -> None:
    text = '<outline text="A&#10;kind: state&#x1b;[31m" xmlUrl="https://a.example/"/>'
    assert parsed(text)[0].title == "A kind: state[31m"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    assert parsed(f'{bomb}<outline text="&b;&c;" xmlUrl="https://a.example/"/>')[0].title == "&b;&c;"


def test_what_is_no_list() -> None:
    for data in (b"", b"\x00\xff" * 50, b"<rss><channel/></rss>", b"not markup at all"):
        assert parse_opml(data) == ()


def test_a_list_without_end_is_cut() -> None:
    text = "".join(f'<outline xmlUrl="https://x.example/{n}"/>' for n in range(MAX_FEEDS + 10))
    assert len(parsed(text)) == MAX_FEEDS


@pytest.mark.parametrize(
    "piece", ["<outline ", "<!--", '<outline a="', "<outline a='\"", "<", 'x="', "<outline>", "&#"]
)
def test_reading_takes_time_as_the_length_does(piece: str) -> None:
    def seconds(size: int) -> float:
        data = (piece * (size // len(piece))).encode()
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            parse_opml(data)
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(400_000) <= 2.5 * seconds(200_000) + 0.05


@given(st.text(max_size=200))
def test_nothing_is_too_odd(text: str) -> None:
    found = parse_opml(text.encode(errors="replace"))
    assert len(found) <= text.casefold().count("xmlurl")


def test_what_is_written_is_read_again() -> None:
    feeds = [
        make_feed('A <b> & "c"', kind="state", country="Kessaly, north"),
        Feed(url="https://x.example/?a=1&b=2", publisher="Ü", country="K", language="uk", kind="wire", topics=("T",)),
    ]
    text = write_opml("Mine & yours", feeds)
    first, second = parsed(text)
    told = (first.url, first.title, first.kind, first.country)
    assert told == (feeds[0].url, 'A <b> & "c"', "state", "Kessaly north")
    assert (second.url, second.language, second.kind) == (feeds[1].url, "uk", "wire")
