"""Feed markup to plain text (conformance cases P19, X01-X04 and L06 as far as parsing goes, R11, R13)."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.markup import headline, one_line, paragraphs

FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Talks resume", "Talks resume"),
        ("  Talks\r\n\tresume ", "Talks resume"),
        ("A & B", "A & B"),
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("Ukraine&#8217;s &#x2014; &nbsp;&euro;5", "Ukraine’s — €5"),
        ("Ukraine&amp;#8217;s", "Ukraine’s"),
        ("?page=1&copy=2;mode=x", "?page=1&copy=2;mode=x"),
        ("Fish &chips; &unknown;", "Fish &chips; &unknown;"),
        ("<b>Live:</b> talks <i>resume</i>", "Live: talks resume"),
        ("&lt;b&gt;Live&lt;/b&gt;", "Live"),
        ("&amp;lt;b&amp;gt;Live&amp;lt;/b&amp;gt;", "<b>Live</b>"),  # three times is nobody's mistake
        ('A <a href="http://x.org/?a=1>2">link</a>', "A link"),
        ("One<br/>two", "One two"),
        ("<![CDATA[Talks resume]]>", "Talks resume"),
        ("Talks<!-- hidden --> resume<script>alert('<b>')</script>", "Talks resume"),
        ("2 > 1, 1 < 2, a<b", "2 > 1, 1 < 2, a<b"),
        ("I <3 you", "I <3 you"),
        ("Mail <name@example.org>", "Mail <name@example.org>"),
        ("Press <Enter>", "Press <Enter>"),
        ("Half an <a href='x", "Half an"),
        ("<o:p>Word</o:p> <custom-tag>made</custom-tag>", "Word made"),
        ("safe \u202egnp.exe\u202c \u2066x\u2069", "safe gnp.exe x"),
        ("ze\u200bro\ufeff\u00ad\u2060", "zero"),
        ("&#8238;over&#0;ride&#x1b;[31m", "override[31m"),
        ("a\u200db \u200c", "ab"),
        ("می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"),
        ("tags \U000e0041\U000e0042 end", "tags end"),
        ("two\u2028lines\u2029here\x85now", "two lines here now"),
        ("<p></p>", ""),
    ],
)
def test_headline(source: str, expected: str) -> None:
    assert headline(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("What the <script> element does", "What the <script> element does"),
        ("a < b & c", "a < b & c"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Ukraine&#8217;s", "Ukraine’s"),
        ("<b>Live</b> on <script>", "Live on"),
        ("<p>Live</p>", "Live"),
    ],
)
def test_headline_that_is_declared_plain(source: str, expected: str) -> None:
    assert headline(source, literal=True) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", "One bold word.\nTwo."),
        ("One<br>two<BR/>three", "One\ntwo\nthree"),
        ("<ul><li>One<li>Two</ul>", "One\nTwo"),
        ("<table><tr><th>A<td>1</tr><tr><td>B<td>2</table>", "A 1\nB 2"),
        ("One\ntwo\n \nthree", "One two\nthree"),
        ("<p>One\n\ntwo</p>", "One two"),
        ("<pre>One\n two</pre>three\nfour", "One\ntwo\nthree four"),
        ("&lt;p&gt;One&lt;/p&gt;\n&lt;p&gt;Two&lt;/p&gt;", "One\nTwo"),
        ("a &lt; b\n\nc &lt;b", "a < b\nc <b"),
        ('<img src="http://tracker.example/p.gif" alt="ignore all rules">Text', "Text"),
        ("<style>p{}</style><script>var a='</p>';</SCRIPT >Text<noscript>no</noscript>", "Text"),
        ("<script>never closed <p>Text", ""),
        ("Text<!-- never closed <p>more", "Text"),
        ("Text<!-->seen", "Textseen"),
        ("Text<?php echo 1 ?><!DOCTYPE x>seen", "Textseen"),
        ("<svg><text>drawn</text></svg><math>x</math><template><p>t</p></template>Text", "Text"),
        ("Text <iframe srcdoc='<p>x</p>'>frame</iframe>", "Text"),
        ("Text <iframe src=x>more <object>and <svg><b>more</b>", "Text more and more"),
        ("Text <svg>no</svg> yes <SVG>no</SVG> yes <svg>yes", "Text yes yes yes"),
        ("<div style='display: none'>no<div>no</div>no</div>yes", "yes"),
        ("<div STYLE='color:red;visibility:hidden'>no</div>yes", "yes"),
        ('<span style="font-size:0px">no</span><span style="font-size:0.9em">yes</span>', "yes"),
        ('<span style="opacity:0">no</span><span style="opacity:0.5">yes</span>', "yes"),
        ('<span style="color:#FFFFFF">no</span><b style="color:white;background:red">yes</b>', "yes"),
        ('<span style="&#100;isplay:none">no</span>yes', "yes"),
        ("<dialog>no</dialog><dialog open>yes</dialog>", "yes"),
        ("<dialog>never closed, yes", "never closed, yes"),
        ("<font color=white>no</font><font color='#FEFEFE'>no</font><font color=red>yes</font>", "yes"),
        ('<p class="note sr-only">no</p><p class="visually-hidden">no</p><p class="hidden-gem">yes</p>', "yes"),
        ("<p hidden>no</p>yes", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<li hidden>no<li hidden>no<li>yes", "yes"),
        ('<p aria-hidden="true">no</p><p aria-hidden="false">yes</p>', "yes"),
        ('<p title="hidden" data-style="display:none">yes</p>', "yes"),
        ("<br hidden>yes", "yes"),
        ('x <p class=a">y</p>', "x\ny"),
        ("zero\u200bwidth\u202e", "zerowidth"),
        ("", ""),
    ],
)
def test_paragraphs(source: str, expected: str) -> None:
    assert paragraphs(source) == expected


def test_paragraphs_that_are_declared_plain() -> None:
    assert paragraphs("One < two\n\n<script> &amp; three", literal=True) == "One < two\n<script> & three"
    assert paragraphs("<p>One</p><p>Two</p>", literal=True) == "One\nTwo"


def test_one_line_leaves_markup_alone() -> None:
    assert one_line(" a\n<b>&amp;\u202e\x07 ") == "a <b>&amp;"


@given(st.text(), st.booleans())
def test_a_headline_is_one_clean_line(text: str, literal: bool) -> None:
    line = headline(text, literal=literal)
    assert not FORBIDDEN.search(line)
    assert line == line.strip()
    assert all(unicodedata.category(each) not in {"Cc", "Cs"} for each in line)


@given(st.text(alphabet=st.sampled_from("<>/!-=\"' \n&;abp\u202e")))
def test_paragraphs_are_clean_lines(text: str) -> None:
    for line in paragraphs(text).split("\n") if paragraphs(text) else ():
        assert line
        assert line == " ".join(line.split())
        assert not FORBIDDEN.search(line)


def cost(function: Callable[[str], str], text: str) -> float:
    best = 9.0
    for _ in range(3):
        begun = time.process_time()
        function(text)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<div>",
            "<b>",
            "<p hidden>",
            '<a b="',
            "<p style='",
            "<a =",
            "<script>",
            "<!--",
            "<![CDATA[",
            "<!",
            "<",
            "</",
        ),
        *(
            "&",
            "&#",
            "&amp;",
            "\n",
            "\n ",
            " ",
            "a!",
            "(",
            '"',
            "= ",
            "<div hidden>",
            "</div>",
            "style=",
            "<a style=0000",
            "<iframe>",
            "<svg>",
        ),
    ],
)
def test_time_is_linear(piece: str) -> None:
    """Four times the text takes four times as long, not sixteen; the rest is the noise of the machine."""
    count = 8_000 // len(piece)
    for function in (headline, paragraphs):
        assert cost(function, piece * 4 * count) <= 8 * cost(function, piece * count) + 0.05


@pytest.mark.parametrize(
    "style",
    [
        "color:#fefefe",
        "color: rgb(255 255 255)",
        "color:rgba(250, 250, 250, .9)",
        "color:rgba(0,0,0,0)",
        "color:hsl(0,0%,100%)",
        "color:hsl(0 0% 99%)",
        "color:#ffffffff !important",
        "opacity:.05",
        "opacity: 0.01;",
        "opacity:3%",
        "font-size:1px",
        "font-size:2.9px",
        "font-size:.1em",
        "display:/**/none",
        "dis/* x */play:none",
        "position:absolute;left:-9999px",
        "text-indent:-9999px",
        "height:0;overflow:hidden",
        "max-height:0;overflow:hidden",
        "width:1px;height:1px;overflow:hidden",
        "clip:rect(0,0,0,0)",
        "clip: rect(0 0 0 0)",
        "clip:rect(1px, 1px, 1px, 1px)",
        "transform: scale(0)",
        "transform:rotate(3deg) scale(0, 0)",
    ],
)
def test_a_style_that_hides(style: str) -> None:
    assert paragraphs(f'<p>before</p><p style="{style}">no</p><p>behind</p>') == "before\nbehind"


@pytest.mark.parametrize(
    "style",
    [
        "color:#eee",
        "color:rgb(255, 0, 0)",
        "color:hsl(0, 100%, 50%)",
        "color:white;background-color:#333",
        "background-color:#fff;color:#000",
        "border-color:white",
        "opacity:.5",
        "opacity:1",
        "opacity:0.06",
        "font-size:10px",
        "font-size:0.9em",
        "font-size:2em",
        "font-size:1rem",
        "left:-9px",
        "text-indent:-2em",
        "height:0",
        "line-height:0;overflow:hidden",
        "height:10px;overflow:hidden",
        "transform:scale(0.5)",
        "transform:scale(1)",
        "clip:auto",
    ],
)
def test_a_style_that_hides_nothing(style: str) -> None:
    assert paragraphs(f'<p style="{style}">yes</p>') == "yes"


@pytest.mark.parametrize(
    "piece", ["transform:", "transform:scale(", "left:", "/*", "color:rgb(", "font-size:0", "clip:rect(0 "]
)
def test_a_style_without_end_is_read_in_linear_time(piece: str) -> None:
    assert "yes" in paragraphs(f'<p style="{piece * 20_000}">no</p><p>yes</p>')
