"""Feeds to entries (conformance cases P01-P20 as far as parsing goes, N10, R08-R12, X03)."""

from __future__ import annotations

import builtins
import json
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import ParseError
from briefing.sources.document import MAX_ENTRIES
from briefing.sources.entries import MAX_TEXT, MAX_TITLE
from briefing.sources.feed import parse_feed
from briefing.sources.links import absolute, is_absolute
from briefing.types import Entry, ParsedFeed

URL = "https://news.example/feeds/world.xml"
AT_TEN = datetime(2026, 2, 18, 10, tzinfo=UTC)


def parse(source: str | bytes, url: str | None = URL, content_type: str | None = None) -> ParsedFeed:
    body = source.encode() if isinstance(source, str) else source
    return parse_feed(body, url=url, content_type=content_type, feed_url="feed:test")


def rss(*items: str, channel: str = "<title>News</title><link>https://news.example/</link>") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'


def item(inner: str) -> str:
    return f"<item><title>Talks</title>{inner}</item>"


def atom(*entries: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>News</title>{"".join(entries)}</feed>'


def only(feed: ParsedFeed) -> Entry:
    assert len(feed.entries) == 1
    return feed.entries[0]


def titles(feed: ParsedFeed) -> list[str]:
    return [entry.title for entry in feed.entries]


# ---------------------------------------------------------------- P20: formats

ENTRY = Entry(
    feed_url="feed:test",
    id="https://news.example/1",
    link="https://news.example/1",
    title="Talks & “walks” resume",
    summary="Both sides met.\nThey agreed.",
    published=AT_TEN,
)
TITLE = "Talks &amp; “walks” resume"
SUMMARY = "&lt;p>Both sides met.&lt;/p>&lt;p>They agreed.&lt;/p>"
DUBLIN = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
RDF = f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" {DUBLIN} xmlns="{{}}">'
RDF_BODY = f"""<channel><title>News</title></channel><item rdf:about="https://news.example/1"><title>{TITLE}</title>
    <link>https://news.example/1</link><description>{SUMMARY}</description><dc:date>2026-02-18T10:00Z</dc:date></item></rdf:RDF>"""
ITEM = f"<item><title>{TITLE}</title><link>https://news.example/1</link><description>{SUMMARY}</description>"
DATED = f"{ITEM}<pubDate>Wed, 18 Feb 2026 10:00:00 GMT</pubDate></item></channel></rss>"
JSON_ITEM = {
    "id": "https://news.example/1",
    "url": "https://news.example/1",
    "title": ENTRY.title,
    "summary": "Both sides met.\n\nThey agreed.",
    "date_published": "2026-02-18T10:00:00Z",
}
FORMATS = {
    "RSS 0.91": f'<rss version="0.91"><channel><title>News</title>{DATED}',
    "RSS 0.92": f'<rss version="0.92"><channel><title>News</title>{DATED}',
    "RSS 2.0": f'<rss version="2.0"><channel><title>News</title>{DATED}',
    "RSS without a version": f"<rss><channel><title>News</title>{DATED}",
    "RSS with a namespace": f'<rss xmlns="http://backend.userland.com/rss2"><channel><title>News</title>{DATED}',
    "RSS with dates of Dublin Core": f"""<rss version="2.0" {DUBLIN}><channel><title>News</title>{ITEM}
        <dc:date>2026-02-18T11:00+01:00</dc:date></item></channel></rss>""",
    "podcast": f"""<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
        <title>News</title><itunes:author>x</itunes:author>{DATED}""".replace(
        "<pubDate>", '<enclosure url="https://news.example/a.mp3" type="audio/mpeg" length="1"/><pubDate>'
    ),
    "RSS 0.90": RDF.format("http://my.netscape.com/rdf/simple/0.9/") + RDF_BODY,
    "RSS 1.0": RDF.format("http://purl.org/rss/1.0/") + RDF_BODY,
    "Atom 0.3": f"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title><entry><title>{TITLE}</title>
        <link rel="alternate" type="text/html" href="https://news.example/1"/><id>https://news.example/1</id>
        <summary type="text/html" mode="escaped">{SUMMARY}</summary><issued>2026-02-18T10:00:00Z</issued></entry>
        </feed>""",
    "Atom 1.0": atom(f"""<entry><title>{TITLE}</title><link href="https://news.example/1"/><id>https://news.example/1</id>
        <summary type="html">{SUMMARY}</summary><published>2026-02-18T10:00:00Z</published></entry>"""),
    "Atom 1.0 with xhtml": atom(f"""<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TITLE}</div></title>
        <link href="https://news.example/1"/><id>https://news.example/1</id><summary type="xhtml">
        <div xmlns="http://www.w3.org/1999/xhtml"><p>Both sides met.</p><p>They agreed.</p></div></summary>
        <published>2026-02-18T10:00:00Z</published></entry>"""),
    "JSON Feed 1.0": json.dumps({"version": "https://jsonfeed.org/version/1", "title": "News", "items": [JSON_ITEM]}),
    "JSON Feed 1.1": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [JSON_ITEM]}),
    "JSON Feed without a version": json.dumps({"title": "News", "items": [JSON_ITEM]}),
}


@pytest.mark.parametrize("name", FORMATS)
def test_formats(name: str) -> None:
    feed = parse(FORMATS[name])
    assert (feed.title, feed.flags) == ("News", ())
    entry = only(feed)
    assert replace(entry, published=entry.published or entry.updated, updated=None) == ENTRY


@pytest.mark.parametrize("name", FORMATS)
def test_empty_feeds_are_feeds(name: str) -> None:
    if name.startswith("JSON"):
        source = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "News", "items": []})
    else:
        source = re.sub(r"<(item|entry).*</\1>", "", FORMATS[name], flags=re.DOTALL)
    assert parse(source) == ParsedFeed(title="News", entries=())


# ---------------------------------------------------------------- P09: what is no feed


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n\xef\xbb\xbf", "empty"),
        (b"<!DOCTYPE html><html><body>News</body></html>", "web page"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><rss/></html>", "web page"),
        (b"%PDF-1.7 \x00\x01", "not a feed"),
        (bytes(range(256)), "not a feed"),
        (b"<?xml version='1.0'?><opml><body/></opml>", "not a feed"),
        (b"{", "valid JSON"),
        (b"{" * 100_000, "valid JSON"),
        (b'{"a":' + b"[" * 100_000, "valid JSON"),
        (b'{"items": []}', "not a JSON Feed"),
        (b'{"items": [1, {"id": true}], "title": "x"}', "not a JSON Feed"),
        (b'{"items": {"a": 1}, "version": 3}', "not a JSON Feed"),
        (b"[1, 2]", "not a feed"),
    ],
)
def test_what_is_no_feed(body: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words) as caught:
        parse(body)
    assert (caught.value.reason, caught.value.url) == ("not-a-feed", "feed:test")


def test_a_document_that_the_parser_cannot_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any exception of the library means that there is no feed."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("feedparser.parse", fail)
    with pytest.raises(ParseError, match="cannot be read as a feed"):
        parse(rss())


# ---------------------------------------------------------------- P01-P06, P08: broken documents


def test_ampersands() -> None:
    feed = parse(rss("<item><title>A & B</title><link>https://news.example/?a=1&b=2</link></item>"))
    assert (only(feed).title, only(feed).link) == ("A & B", "https://news.example/?a=1&b=2")
    assert feed.flags == ("repaired",)


def test_escaped_ampersands_in_links() -> None:
    entry = only(parse(rss(item("<link>https://news.example/?a=1&amp;copy=2&amp;amp;c=3</link>"))))
    assert entry.link == "https://news.example/?a=1&copy=2&c=3"


def test_undeclared_entities_and_control_characters() -> None:
    assert only(parse(rss("<item><title>a&nbsp;b</title></item>"))).title == "a b"
    assert only(parse(rss("<item><title>a\x00b\x0b \x02c</title></item>"))).title == "ab c"


@pytest.mark.parametrize("junk", ["\n\n", "\ufeff", "\ufeff\ufeff\n", "<br />\n<b>Warning</b>: x in <b>y</b><br />\n"])
def test_leading_junk(junk: str) -> None:
    assert titles(parse(junk + rss(item("")))) == ["Talks"]


@pytest.mark.parametrize("junk", ["\n<!-- cached -->", "junk", "<script>x</script>", "\x00\x00", "</rss>", "<rss>"])
def test_trailing_junk(junk: str) -> None:
    assert titles(parse(rss(item("")) + junk)) == ["Talks"]


def test_a_feed_that_is_cut() -> None:
    items = [item(f"<guid>{number}</guid><description>{'word ' * 40}</description>") for number in range(20)]
    body = rss(*items).encode()
    whole = parse(body).entries
    for percent in range(5, 100, 5):
        cut = body[: len(body) * percent // 100]
        feed = parse(cut)
        assert feed.entries == whole[: cut.count(b"</item>")]
        assert feed.flags == ("truncated",)


def test_cyrillic_under_a_wrong_label() -> None:
    title = "Власти сообщили о трёх погибших в результате удара"
    body = rss(f"<item><title>{title}</title></item>").encode("windows-1251")
    feed = parse(body, content_type="text/xml; charset=utf-8")
    assert titles(feed) == [title]
    assert feed.flags == ("encoding-guessed",)


# ---------------------------------------------------------------- P11, P12: ids


def test_ids() -> None:
    assert only(parse(rss(item("<guid isPermaLink='false'> a b </guid>")))).id == "a b"
    assert only(parse(rss(item("<link>https://news.example/1</link>")))).id == "https://news.example/1"
    assert only(parse(rss(item("<guid>urn:1</guid><link>/1</link>")))).id == "urn:1"
    long = only(parse(rss(item(f"<guid>{'x' * 1001}</guid>")))).id
    assert re.fullmatch("sha256:[0-9a-f]{64}", long)
    assert long != only(parse(rss(item(f"<guid>{'x' * 1002}</guid>")))).id


def test_without_an_id_the_content_tells() -> None:
    same = "<description>x</description><pubDate>Wed, 18 Feb 2026 10:00:00 GMT</pubDate>"
    first, again, other = parse(rss(item(same), item(same), item("<description>y</description>"))).entries
    assert re.fullmatch("sha256:[0-9a-f]{64}", first.id)
    assert first.id == again.id != other.id
    assert parse(rss(item(same))).entries[0].id == first.id


def test_entries_that_share_an_id_are_kept() -> None:
    items = [item(f"<guid>same</guid><link>https://news.example/{n}</link>") for n in range(3)]
    feed = parse(rss(*items))
    assert [(entry.id, entry.link) for entry in feed.entries] == [
        ("same", f"https://news.example/{n}") for n in range(3)
    ]


# ---------------------------------------------------------------- P14, P15: dates


def test_dates() -> None:
    entry = only(
        parse(
            atom(
                "<entry><title>x</title><published>2026-02-18T10:00Z</published><updated>2026-02-18T12:00Z</updated></entry>"
            )
        )
    )
    assert (entry.published, entry.updated) == (AT_TEN, AT_TEN.replace(hour=12))
    entry = only(parse(rss(item("<pubDate>yesterday-ish</pubDate>"))))
    assert (entry.published, entry.updated) == (None, None)
    entry = only(parse(rss(item("<pubDate>31 Feb 2026</pubDate><dc:date>2026-02-18T10:00Z</dc:date>"))))
    assert (entry.published, entry.updated) == (None, AT_TEN)
    entry = only(parse(rss(item("<pubDate>Wed, 18 Feb 2999 10:00:00 GMT</pubDate>"))))
    assert entry.published == AT_TEN.replace(year=2999)


# ---------------------------------------------------------------- P18: links


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (rss(item("<link>/a b?c=ü</link>")), "https://news.example/a%20b?c=ü"),
        (rss(item("<link>//other.example/a</link>")), "https://other.example/a"),
        (rss(item("<link>\n https://news.example/a\n</link>")), "https://news.example/a"),
        (rss(item("<link>a</link>"), channel="<link>http://site.example/x/</link>"), "http://site.example/x/a"),
        (rss(item("<link>a</link>"), channel="<link>/x/</link>"), "https://news.example/feeds/a"),
        (rss(item("<link>a</link>"), channel=""), "https://news.example/feeds/a"),
        (rss(item("<guid>https://news.example/g</guid>")), "https://news.example/g"),
        (rss(item("<guid isPermaLink='false'>https://news.example/g</guid>")), None),
        (rss(item("<guid>abc-123</guid>")), None),
        (rss(item("<guid>https://g.example/</guid><link>https://l.example/</link>")), "https://l.example/"),
        (rss(item("<link>javascript:alert(1)</link>")), None),
        (rss(item("<link>JaVa\tscript:alert(1)</link>")), None),
        (rss(item("<link>data:text/html,x</link>")), None),
        (rss(item("<link>file:///etc/passwd</link>")), None),
        (rss(item("<link>http://[bad/</link>")), None),
        (rss(item(f"<link>https://news.example/{'a' * 8192}</link>")), None),
        (rss(item("<link>https://аррle.example:8443/x</link>")), "https://xn--le-6kc8da.example:8443/x"),
        (rss(item("<link>https://news.example/\u202eexe.pdf\u200b</link>")), "https://news.example/exe.pdf"),
        (
            atom('<entry><link href="b"/></entry>', attributes='xml:base="https://base.example/a/"'),
            "https://base.example/a/b",
        ),
        (atom('<entry xml:base="/c/"><link href="b"/></entry>'), "https://news.example/c/b"),
        (atom('<entry><link href="b"/></entry>'), "https://news.example/feeds/b"),
        (atom('<link href="https://site.example/"/><entry><link href="/b"/></entry>'), "https://news.example/b"),
        (
            atom('<entry><link rel="self" href="/s"/><link rel="enclosure" href="/e"/><link href="/a"/></entry>'),
            "https://news.example/a",
        ),
        (
            atom('<entry><link rel="alternate" type="application/pdf" href="/a.pdf"/></entry>'),
            "https://news.example/a.pdf",
        ),
        (atom('<entry><link rel="self" href="/s"/><id>tag:x</id></entry>'), None),
    ],
)
def test_links(source: str, expected: str | None) -> None:
    assert only(parse(source)).link == expected


def test_links_without_a_base() -> None:
    assert only(parse(rss(item("<link>/a b</link>"), channel=""), url=None)).link == "/a%20b"
    assert only(parse(atom('<link href="https://site.example/x"/><entry><link href="b"/></entry>'), url=None)).link == (
        "https://site.example/b"
    )
    assert absolute("//other.example/a") == "https://other.example/a"
    assert absolute("other.example:80/a", URL) is None
    assert absolute("http://[::1", None) is None
    assert absolute(" ", URL) is absolute(None, URL) is None
    for port in ("99999", "abc", "-1"):
        assert absolute(f"https://news.example:{port}/x") is None
        assert absolute(f"//bücher.example:{port}/x", URL) is None
    assert is_absolute(" HTTP://x")
    assert not is_absolute("http:x")


# ---------------------------------------------------------------- P19: texts


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title><![CDATA[Talks <b>resume</b>]]></title>", "Talks resume"),
        ("<title>Talks &lt;b&gt;resume&lt;/b&gt;</title>", "Talks resume"),
        ("<title>Talks &amp;amp; walks &amp;#8217;</title>", "Talks & walks ’"),
        ("<title>Talks <b>resume</b></title>", "Talks resume"),
        ("<title>a &lt; b</title>", "a < b"),
        ("<title>safe\u202egnp\u2066\u200b</title>", "safegnp"),
        (
            "<title>One</title><source url='x'>Two</source><media:group><media:title>Three</media:title></media:group>",
            "One",
        ),
        ("", ""),
    ],
)
def test_titles_of_rss(title: str, expected: str) -> None:
    source = f"<item>{title}<link>https://news.example/1</link></item>"
    assert only(parse(rss(source))).title == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title>The &lt;script> element</title>", "The <script> element"),
        ('<title type="text">A &amp;amp; B</title>', "A & B"),
        ('<title type="html">Talks &lt;b>resume&lt;/b></title>', "Talks resume"),
        ('<title type="html">A &amp;amp;amp; B</title>', "A & B"),
        ('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>&amp;</b> B</div></title>', "A & B"),
    ],
)
def test_titles_of_atom(title: str, expected: str) -> None:
    assert only(parse(atom(f"<entry>{title}<id>1</id></entry>"))).title == expected


def test_summary_and_content() -> None:
    entry = only(parse(rss(item("<description>Short.</description><content:encoded>&lt;p>Long.</content:encoded>"))))
    assert (entry.summary, entry.content) == ("Short.", "Long.")
    entry = only(parse(rss(item("<content:encoded>&lt;p>Long.</content:encoded>"))))
    assert (entry.summary, entry.content) == ("", "Long.")
    contents = '<content type="html">a</content><content>longer</content><content type="image/png">eA==</content>'
    entry = only(parse(atom(f"<entry>{contents}</entry>")))
    assert entry.content == "longer"
    entry = only(parse(atom("<entry><summary>1 &lt; 2\n\n&lt;script></summary></entry>")))
    assert entry.summary == "1 < 2\n<script>"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (rss(item("<author>desk@news.example (Ada Lovelace)</author>")), ("Ada Lovelace",)),
        (rss(item("<author>Ada Lovelace &lt;desk@news.example></author>")), ("Ada Lovelace",)),
        (rss(item("<author>desk@news.example</author>")), ()),
        (rss(item("<dc:creator>&lt;b>Bob&lt;/b></dc:creator><dc:creator>Ada</dc:creator>")), ("Bob", "Ada")),
        (atom("<entry><author><name>Ada</name><email>a@b.example</email></author></entry>"), ("Ada",)),
        (atom("<entry><author><name>A</name></author><author><name>A</name></author></entry>"), ("A",)),
    ],
)
def test_authors(source: str, names: tuple[str, ...]) -> None:
    assert only(parse(source)).authors == names


# ---------------------------------------------------------------- JSON Feed


def json_feed(*items: Any, **feed: Any) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items, **feed})


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://b.example/rss?x=1#top", "https://b.example/rss?x=1"),
        ("/rss", "https://news.example/rss"),
        ("https://reader:secret@b.example/rss", "https://***@b.example/rss"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://127.0.0.1/rss", None),
        ("http://[::1]/rss", None),
        ("https://b.example:22/", None),
        ("feed://b.example/rss", None),
        ("javascript:alert(1)", None),
        ("https://b.example/" + "x" * 9_000, None),
        ("  ", None),
    ],
)
def test_addresses_that_a_feed_gives_for_itself(address: str, kept: str | None) -> None:
    link = f'<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="self" href="{address}"/>'
    moved = f'<i:new-feed-url xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">{address}</i:new-feed-url>'
    body = (
        f'<rss version="2.0"><channel><title>News</title>{{}}<item><title>a</title>{link}{moved}</item></channel></rss>'
    )
    given = parse(body.format(link + moved))
    assert (given.own_address, given.new_address) == (kept, kept)
    assert (parse(body.format("")).own_address, parse(body.format("")).new_address) == (None, None)
    assert parse(json_feed(feed_url=address)).own_address == kept


def test_fields_of_json_feed() -> None:
    entry = only(
        parse(
            json_feed(
                {
                    "id": 7,
                    "external_url": "/elsewhere",
                    "title": "The <b> of &amp;",
                    "content_html": "<p>One</p><p>Two</p>",
                    "content_text": "ignored",
                    "date_modified": "2026-02-18T10:00:00Z",
                    "authors": [{"name": "Ada"}, {"url": "x"}, "y"],
                    "author": {"name": "Bob"},
                }
            )
        )
    )
    assert (entry.id, entry.link, entry.title) == ("7", "https://news.example/elsewhere", "The <b> of &")
    assert (entry.content, entry.updated, entry.authors) == ("One\nTwo", AT_TEN, ("Ada", "Bob"))


def test_json_feed_with_fields_of_wrong_types() -> None:
    feed = parse(json_feed({"id": None, "title": ["x"], "url": {}, "authors": "x"}, "no item", None, title=5))
    assert (feed.title, only(feed).title, only(feed).link) == ("5", "", None)


def test_json_feed_with_lone_surrogates() -> None:
    entry = only(
        parse('{"version": "https://jsonfeed.org/version/1", "items": [{"id": "\\ud800x", "title": "\\udfffy"}]}')
    )
    assert (entry.id, entry.title) == ("x", "y")


def test_many_items_of_json_feed() -> None:
    feed = parse(json_feed(*({"id": str(number)} for number in range(MAX_ENTRIES + 1))))
    assert (len(feed.entries), feed.flags) == (MAX_ENTRIES, ("capped",))


# ---------------------------------------------------------------- R: bounds


def test_long_texts_are_capped() -> None:
    entry = only(parse(rss(f"<item><title>{'t' * 5_000}</title><description>{'d ' * 300_000}</description></item>")))
    assert (len(entry.title), len(entry.summary)) == (MAX_TITLE, MAX_TEXT - 1)
    assert entry.flags == ("capped",)
    assert len(parse(rss(channel=f"<title>{'t' * 5_000}</title>")).title) == MAX_TITLE


def test_markup_without_end_is_capped() -> None:
    entry = only(parse(rss(item(f"<description>short {'&lt;p>' * 700_000} more</description>"))))
    assert (entry.summary, entry.flags) == ("short", ("capped",))
    entry = only(parse(rss(item(f"<description>x{' ' * 2_000_000}&lt;p>{'word ' * 9}</description>"))))
    assert (entry.summary, entry.flags) == ("x", ("capped",))


def test_many_items_are_capped() -> None:
    feed = parse(rss(*(f"<item><guid>{number}</guid></item>" for number in range(MAX_ENTRIES + 1))))
    assert (len(feed.entries), feed.entries[-1].id, feed.flags) == (MAX_ENTRIES, "1999", ("capped",))


def test_an_item_of_too_many_levels_loses_no_other() -> None:
    nested = item(f"<guid>deep</guid><description>{'<b>' * 300}short{'</b>' * 300} and more</description>")
    feed = parse(rss(*(nested if number == 5 else item(f"<guid>{number}</guid>") for number in range(20))))
    assert [entry.id for entry in feed.entries] == [*"01234", "deep", *map(str, range(6, 20))]
    assert " ".join(feed.entries[5].summary.split()) == "short and more"
    assert feed.flags == ("capped",)


def test_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither entities nor document types nor names lead to a file or to the network."""
    opened: list[object] = []

    def watched(file: Any, *_: Any, **__: Any) -> Any:
        opened.append(file)
        raise OSError

    monkeypatch.setattr(builtins, "open", watched)
    monkeypatch.setattr(Path, "open", watched)
    secret = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.2/">'
    bodies = (
        f'<!DOCTYPE rss SYSTEM "/etc/passwd" [{secret}]>{rss(item("<description>&x;&y;</description>"))}',
        f'<!DOCTYPE rss PUBLIC "x" "http://127.0.0.2/x.dtd">{rss(item(""))}',
    )
    for body in bodies:
        assert "root:" not in only(parse(body)).summary
    for name in ("/etc/passwd", "http://127.0.0.2/", "feed.xml"):
        with pytest.raises(ParseError):
            parse(name)
    assert not opened


# ---------------------------------------------------------------- whatever comes


def check(feed: ParsedFeed) -> None:
    for entry in feed.entries:
        assert entry.id
        assert all(unicodedata.category(each) not in {"Cc", "Cs"} for each in entry.title + entry.id)
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\r]", entry.title + entry.summary + entry.content)
        assert len(entry.title) <= MAX_TITLE
        assert entry.link is None or not re.match("(?!https?:)[a-z]+:", entry.link, re.IGNORECASE)


@given(st.binary(max_size=300))
@example(b"<rss><a xml:base='http://[x'><item><link>http://[</link></item></a></rss>")
@example(b"<rss><item><guid>//[</guid><pubDate>\xff</pubDate></item></rss>")
def test_any_bytes_are_a_feed_or_an_error(body: bytes) -> None:
    for source in (
        body,
        b"<rss><channel><item>" + body,
        b'{"version":"https://jsonfeed.org/version/1","items":' + body,
    ):
        try:
            feed = parse(source)
        except ParseError:
            continue
        check(feed)


SAMPLE = atom(
    "<entry><title type='html'>A &amp;amp; B</title><link href='/a?b=c&amp;d'/><id>tag:x</id>"
    "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x<svg><title>y</title></svg></p></div></content>"
    "<author><name>Ada</name></author><updated>2026-02-18T10:00:00Z</updated></entry>"
    "<entry><source><title>z</title></source><title>C</title><id>y</id><content mode='base64'>eA==</content></entry>"
).encode()


@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=4), st.integers(0, 5)), max_size=6))
def test_a_damaged_feed_is_a_feed_or_an_error(damages: list[tuple[int, bytes, int]]) -> None:
    body = SAMPLE
    for at, put, removed in damages:
        body = body[:at] + put + body[at + removed :]
    try:
        feed = parse(body)
    except ParseError:
        return
    check(feed)
