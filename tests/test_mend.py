"""Ill-formed XML made well-formed, and documents kept within bounds (conformance cases P01-P06, R08-R12)."""

from __future__ import annotations

import re
import time
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.document import MAX_ENTRIES, read_document
from briefing.sources.mend import MAX_DEPTH, MAX_ELEMENTS, mend


def is_well_formed(document: str) -> bool:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(document.encode(), True)
    except expat.ExpatError:
        return False
    return True


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # references
        ("<rss>A & B</rss>", "<rss>A &amp; B</rss>"),
        ("<rss>?a=1&b=2&copy=3;x</rss>", "<rss>?a=1&amp;b=2&amp;copy=3;x</rss>"),
        (
            "<rss>a&nbsp;b &mdash; &lang; &nosuch; &amp; &lt;</rss>",
            "<rss>a\xa0b — \u2329 &amp;nosuch; &amp; &lt;</rss>",
        ),
        ("<rss>&ApplyFunction;&NewLine;</rss>", "<rss>\u2061\n</rss>"),
        ("<rss>&#0;&#x1F;&#xD800;&#x110000;&#65;&#x42;</rss>", "<rss>&#65;&#66;</rss>"),
        (
            '<rss version="a&b" xml:base="x?a=1&amp;b=&quot;"/>',
            '<rss version="a&amp;b" xml:base="x?a=1&amp;b=&quot;"/>',
        ),
        # text that looks like markup
        ("<rss>1 < 2 > 1 ]]> x</rss>", "<rss>1 &lt; 2 &gt; 1 ]]&gt; x</rss>"),
        ("<rss><нет> <1></rss>", "<rss>&lt;нет&gt; &lt;1&gt;</rss>"),
        ("<rss>a<![CDATA[<b>&]]>c</rss>", "<rss>a&lt;b&gt;&amp;c</rss>"),
        ("<rss>a<!-- <b> -->b<?php <b> ?>c<!DOCTYPE b>d</rss>", "<rss>abcd</rss>"),
        ("<rss>a\x00b\x0bc\ufffe</rss>", "<rss>abc</rss>"),
        # end tags
        ("<rss><a><b>x</a></rss>", "<rss><a><b>x</b></a></rss>"),
        ("<rss><title>x</titel><link>y</link></rss>", "<rss><title>x</title><link>y</link></rss>"),
        ("<rss><title>x</p> y</title></rss>", "<rss><title>x y</title></rss>"),
        ("<rss><channel></wrong>x</channel></rss>", "<rss><channel>x</channel></rss>"),
        ("<RSS><Title>x</title></rss>", "<RSS><Title>x</Title></RSS>"),
        ("<rss>a<br>b<img src=x>c</rss>", '<rss>a<br/>b<img src="x"/>c</rss>'),
        ("<rss>x</rss><rss>y</rss> junk", "<rss>x</rss>"),
        ("</p> < <rss>x</rss>", "<rss>x</rss>"),
        # items
        ("<rss><item>a<item>b</rss>", "<rss><item>a</item><item>b</item></rss>"),
        ("<rss><item/><item>b</item></rss>", "<rss><item/><item>b</item></rss>"),
        # attributes
        ("<rss version=2.0 onload='x' VERSION='1'/>", '<rss version="2.0"/>'),
        ('<rss a="x > y" version="1">t</rss>', '<rss version="1">t</rss>'),
        ("<rss version='say \"x\"'/>", '<rss version="say &quot;x&quot;"/>'),
        ("<rss version='1'version='2'/>", '<rss version="1"/>'),
        # namespaces
        (
            "<rss><dc:date>x</dc:date></rss>",
            '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:date>x</dc:date></rss>',
        ),
        ("<rss><my:x/></rss>", '<rss xmlns:my="urn:undeclared:my"><my:x/></rss>'),
        ("<rss xmlns:my='u'><my:x/></rss>", '<rss xmlns:my="u"><my:x/></rss>'),
        ("<rss xmlns:my='' xmlns:xml='u' xmlns:xmlns='u'/>", "<rss/>"),
        ("<rss xmlns='http://www.w3.org/2000/xmlns/' xml:lang='en'/>", '<rss xml:lang="en"/>'),
        ("<rss><xmlns:x>t</xmlns:x></rss>", "<rss><x>t</x></rss>"),
        ("<x:rss/>", '<x:rss xmlns:x="urn:undeclared:x"/>'),
        ("<rss> <rss", "<rss></rss>"),
        ("<rss <title>x</title>", "<title>x</title>"),
        ("<rss", ""),
    ],
)
def test_mend(source: str, expected: str) -> None:
    mended = mend(source).text
    assert mended == expected
    assert not mended or is_well_formed(mended)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<rss><item>a</item><item>b", "<rss><item>a</item></rss>"),
        ("<rss><item>a</item><item><title>b</title><link>http://x", "<rss><item>a</item></rss>"),
        ("<rss><item>a</item><item><![CDATA[b", "<rss><item>a</item></rss>"),
        ("<rss><item>a</item><!-- b", "<rss><item>a</item></rss>"),
        ("<rss><item>a</item><?b", "<rss><item>a</item></rss>"),
        ("<feed><title>a</title><entry><source><title>b</title>", "<feed><title>a</title></feed>"),
        ("<rss><channel><title>a", "<rss><channel><title></title></channel></rss>"),
    ],
)
def test_a_document_that_breaks_off_loses_its_last_item(source: str, expected: str) -> None:
    mended = mend(source)
    assert (mended.text, mended.truncated, mended.capped) == (expected, True, False)


def test_entities_of_the_document_type_are_few_and_short() -> None:
    assert mend("<rss>&me; &amp; &me;</rss>", {"me": "<I>"}).text == "<rss>&lt;I&gt; &amp; &lt;I&gt;</rss>"
    assert mend("<rss>" + "&me;" * 10_001 + "</rss>", {"me": "I"}).text == f"<rss>{'I' * 10_000}&amp;me;</rss>"


def test_elements_are_counted() -> None:
    mended = mend("<rss><item>a</item>" + "<x/>" * MAX_ELEMENTS)
    assert (mended.capped, mended.truncated) == (True, False)
    assert mended.text.startswith("<rss><item>a</item><x/>")


PIECES = (
    *("<rss>", "<rss version='2.0' xmlns:a='u'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<entry>"),
    *(
        "<title>",
        "</title>",
        "<b>",
        "</b>",
        "<br>",
        "<p class=x>",
        "</p>",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?x",
        "?>",
    ),
    *(
        "<!DOCTYPE x>",
        "&",
        "&amp;",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "<",
        "</",
        ">",
        "'",
        '"',
        "a='",
        '="',
        "text",
        "<x:y>",
    ),
    *(
        "</x:y>",
        "<xmlns:q>",
        "<xml:q z='1'>",
        "<a href=x href='y' HREF=z>",
        "<item/>",
        "/>",
        "\n",
        "é",
        "\ufffe",
        "<й>",
    ),
    *(
        "<Z xmlns='' xmlns:xml='q' xmlns:b='' xml:base='a&b' RDF:about='1' rdf:about=\"2\">",
        "<a xmlns:p='u' p:href='1'>",
    ),
    *("<a xmlns:R='http://www.w3.org/1999/02/22-rdf-syntax-ns#' rdf:about='1' R:about='2'>", "<rss <rss>", "<a:b:c>"),
)


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join))
def test_what_is_mended_is_well_formed_and_stays_as_it_is(text: str) -> None:
    for source in (text, f"<rss>{text}", f"<feed xmlns='http://www.w3.org/2005/Atom'>{text}"):
        mended = mend(source).text
        assert not mended or is_well_formed(mended)
        assert not mended or mend(mended).text == mended


# ---------------------------------------------------------------- documents


def flags(source: str) -> tuple[str, ...] | None:
    document = read_document(source)
    return None if document is None else document.flags


def text(source: str) -> str:
    document = read_document(source)
    assert document is not None
    return document.data.decode().partition("\n")[2]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<rss/>", ()),
        ("\ufeff\n\n<?xml version='1.0'?><rss/>", ()),
        ("<!-- an <rss> feed --><rss/>", ()),
        ("<!DOCTYPE rss [<!ENTITY x 'y'>]><rss/>", ()),
        ("<rdf:RDF xmlns:rdf='u'/>", ()),
        ("<atom:feed xmlns:atom='u'/>", ()),
        ("<b>Warning</b>: no <i>rss</i><br />\n<?xml version='1.0'?><rss/>", ("repaired",)),
        ("<rss/>junk", ("repaired",)),
        ("<rss>\x02</rss>", ("repaired",)),
        ("<rss>A & B</rss>", ("repaired",)),
        ("<rss><item>", ("truncated",)),
        ("<!-- <rss/>", None),
        ("<html><rss/></html>", None),
        ("<!doctype HTML><p><rss/>", None),
        ("<?xml version='1.0'?><opml/>", None),
        ("<rssfeed/>", None),
        ("plain text", None),
        (" " * 2**20 + "<rss/>", None),
        ("<rss", None),
        ("<rss version='2", None),
        ("", None),
    ],
)
def test_documents(source: str, expected: tuple[str, ...] | None) -> None:
    assert flags(source) == expected


def test_short_entities_are_read_and_all_others_are_not() -> None:
    declared = """<!DOCTYPE rss [
        <!ENTITY copy2 "&#169; &#x4E2D;&#xD800;&#9999999; '02">
        <!ENTITY one 'first'> <!ENTITY one 'second'>
        <!ENTITY secret SYSTEM "file:///etc/passwd">
        <!ENTITY % outer "x">
        <!ENTITY nested "&one;&one;">
        <!ENTITY long "{}">
    ]>""".replace("{}", "x" * 65)
    body = "<rss>&copy2; &one; &secret; &nested; &long;</rss>"
    assert text(declared + body) == "<rss>© 中 '02 first &amp;secret; &amp;nested; &amp;long;</rss>"


def test_billions_of_laughs() -> None:
    laughs = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    begun = time.process_time()
    document = text(f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{laughs}]><rss>&a9;</rss>")
    assert time.process_time() - begun < 1
    assert len(document) < 100


def test_items_are_counted() -> None:
    items = "".join(f"<item>{number}</item>" for number in range(MAX_ENTRIES + 5))
    for broken in ("", "&"):
        source = f"<rss><channel>{items}{broken}</channel></rss>"
        assert len(re.findall("<item>", text(source))) == MAX_ENTRIES
        assert "capped" in (flags(source) or ())


@pytest.mark.parametrize("closed", [True, False])
def test_levels_are_counted(closed: bool) -> None:
    deep = "<x>" * 100_000 + ("</x>" * 100_000 if closed else "")
    begun = time.process_time()
    document = text(f"<rss><channel><item>a</item>{deep}</channel></rss>")
    assert time.process_time() - begun < 3
    assert document.count("<x>") < MAX_DEPTH
    assert "<item>a</item>" in document


@pytest.mark.parametrize("broken", ["", "&"])
@pytest.mark.parametrize("name", ["b", "x"])
def test_an_item_of_too_many_levels_keeps_its_text_and_costs_no_other(name: str, broken: str) -> None:
    deep = f"{f'<{name}>' * 100_000}c<br/>{f'</{name}>' * 100_000}"
    source = f"<rss><channel><item>a</item><item>b<i>{deep}d</i></item><item>e{broken}</item></channel></rss>"
    begun = time.process_time()
    document = text(source)
    assert time.process_time() - begun < 3
    assert document.count(f"<{name}>") <= MAX_DEPTH
    assert document.startswith("<rss><channel><item>a</item><item>b<i>")
    assert document.endswith("<item>e&amp;</item></channel></rss>" if broken else "<item>e</item></channel></rss>")
    assert re.sub("<[^>]*>", "", document).removesuffix("&amp;") == "abcde"
    assert "capped" in (flags(source) or ())


def test_attributes_are_counted() -> None:
    attributes = " ".join(f"a{number}='1'" for number in range(65))
    assert text(f"<rss {attributes} version='2'/>") == "<rss/>"
    assert flags(f"<rss {attributes}/>") == ("repaired",)


@pytest.mark.parametrize("piece", ["\n", "&amp;", "&", "<", "<a/>", "<![CDATA[x]]>"])
def test_events_are_counted(piece: str) -> None:
    document = read_document(f"<rss><channel><item>a</item><item>{piece * 1_000_001}</item></channel></rss>")
    assert document is not None
    assert document.flags == ("capped",)
    assert document.data.endswith(b"<rss><channel><item>a</item></channel></rss>")
