"""The mail with an edition: what its headers say, what its bodies hold, and what no feed can do to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.config import Mail
from briefing.errors import ConfigError
from briefing.outputs.body import html_body, text_body
from briefing.outputs.mail import Attached, Attachment, EditionMail, Message, alert_message, eml_name
from briefing.types import Briefing, Change
from briefing.views.letter import letter, on_topics
from tests.editions import (
    DAY,
    END,
    empty_edition,
    full_edition,
    make_actor,
    make_evidence,
    make_position,
    make_report,
    make_statement,
    make_story,
    one_story_edition,
)
from tests.hostile import HOSTILE, hostile_edition
from tests.trees import elements, words

MAIL = Mail(from_="Crisis briefing <briefing@example.org>", host="mail.example.org", operator="operator@example.org")
DESK = "desk@example.org"

#: Elements and attributes that mail programs keep; styles are written on the elements.
TAGS = set("html head meta title body div p h1 h2 h3 a b em span blockquote br code table tr td".split())


def edition_message(
    briefing: Briefing, mail: Mail, to: str, *, attachments: Sequence[Attachment] = (), **options: object
) -> Message:
    return EditionMail(briefing, mail, Attached(files=tuple(attachments))).message(to, **options)  # type: ignore[arg-type]


def parsed(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def mail_of(briefing: Briefing, mail: Mail = MAIL, to: str = DESK, **options: Any) -> EmailMessage:
    return parsed(edition_message(briefing, mail, to, **options).data)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert isinstance(part, EmailMessage)
    text: str = part.get_content()
    return text


class Markup(HTMLParser):
    """What stands in a document: tags, addresses, styles and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.styles: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        self.links += [value or "" for name, value in attributes if name in ("href", "src")]
        self.styles += [value or "" for name, value in attributes if name == "style"]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def one_line(text: str) -> str:
    return " ".join(re.sub("[\u2068\u2069]", "", text).split())


# ---------------------------------------------------------------- headers


def test_the_headers() -> None:
    message = mail_of(full_edition())
    assert message["From"] == "Crisis briefing <briefing@example.org>"
    assert message["To"] == DESK
    assert message["Subject"] == ("Tarvonia shuts the northern lane of the Marrow Strait (Marrow Strait, 21 November)")
    assert message["Date"].datetime == END
    assert message["List-Unsubscribe"] == "<mailto:briefing@example.org?subject=unsubscribe>"
    assert message["List-Unsubscribe-Post"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] is None
    assert message.get_content_type() == "multipart/alternative"


def test_answers_and_unsubscribing_go_where_the_configuration_says() -> None:
    mail = replace(MAIL, reply="answers@example.org", unsubscribe="leave@example.org")
    message = mail_of(full_edition(), mail)
    assert message["Reply-To"] == "answers@example.org"
    assert message["List-Unsubscribe"] == "<mailto:leave@example.org?subject=unsubscribe>"
    assert 'href="mailto:leave@example.org?subject=unsubscribe"' in body(message, "html")


def test_one_click_only_where_an_address_takes_it() -> None:
    mail = replace(MAIL, unsubscribe_url="https://example.org/leave?who={address}")
    message = mail_of(full_edition(), mail, "d+1@example.org")
    assert message["List-Unsubscribe"] == (
        "<https://example.org/leave?who=d%2B1%40example.org>, <mailto:briefing@example.org?subject=unsubscribe>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_edition_gives_the_same_bytes_and_each_recipient_a_message_id_of_their_own() -> None:
    pdf = Attachment(name="briefing.pdf", media_type="application/pdf", data=b"%PDF-1.7\n")
    first, again = (edition_message(full_edition(), MAIL, DESK, attachments=[pdf]) for _ in range(2))
    assert first == again
    ids = {
        edition_message(briefing, MAIL, to).message_id
        for briefing in (full_edition(), full_edition(revision=2), full_edition(date(2026, 11, 20)))
        for to in (DESK, "other@example.org")
    }
    assert len(ids) == 6
    assert all(re.fullmatch(r"<[0-9a-f]{32}@example\.org>", one) for one in ids)


def test_a_correction_and_a_sample_say_so() -> None:
    message = mail_of(full_edition(revision=2, sample=True), corrects=True)
    assert message["Subject"].startswith("Correction: Sample, invented: Tarvonia shuts")
    said = "Correction: this revision 2 takes the place of the edition that you have."
    assert all(said in one_line(body(message, kind)) for kind in ("plain", "html"))


def test_a_day_without_a_story() -> None:
    message = mail_of(empty_edition())
    assert message["Subject"] == "No story today (Marrow Strait, 21 November)"
    assert "No story on the topics of this briefing" in body(message, "plain")


@pytest.mark.parametrize(
    "headline",
    [
        "Lane shut\r\nBcc: victim@example.org\r\n\r\nbody",
        "Lane shut\nBcc: victim@example.org",
        "Lane\u2028shut\x0b\x1c\x85\x00Bcc: victim@example.org",
        "=?utf-8?q?Lane=0D=0ABcc:_victim@example.org?=",
        "word " * 2000,
        "W" * 10_000,
        "й" * 10_000,
        "\ud800 half a pair",
        *HOSTILE,
    ],
)
def test_no_headline_can_write_a_header(headline: str) -> None:
    briefing = full_edition(stories=(make_story(1, headline=headline),), title=headline)
    data = edition_message(briefing, MAIL, DESK).data
    message = parsed(data)
    head = data.partition(b"\r\n\r\n")[0]
    assert sorted(set(message.keys())) == sorted(message.keys()), "every header once"
    assert set(message.keys()) == set(mail_of(full_edition()).keys())
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", message["Subject"])
    assert len(message["Subject"]) < 300


@given(st.text(max_size=300), st.text(max_size=100))
def test_whatever_a_feed_says_a_mail_goes_out(headline: str, title: str) -> None:
    briefing = replace(one_story_edition(), title=title, stories=(make_story(1, headline=headline),))
    data = edition_message(briefing, MAIL, DESK).data
    message = parsed(data)
    assert set(message.keys()) == set(mail_of(full_edition()).keys())
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")


def test_a_domain_of_another_script_is_written_in_ascii() -> None:
    message = edition_message(full_edition(), MAIL, "desk@münchen.example")
    assert message.recipient == "desk@xn--mnchen-3ya.example"
    assert parsed(message.data)["To"] == "desk@xn--mnchen-3ya.example"
    with pytest.raises(ConfigError, match="its domain cannot be a name"):
        edition_message(full_edition(), MAIL, "desk@\u0378.example")


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("briefing@example.org", "briefing@example.org"),
        ('"Desk, night" <briefing@example.org>', '"Desk, night" <briefing@example.org>'),
        ("Büro <briefing@example.org>", "Büro <briefing@example.org>"),
    ],
)
def test_the_name_of_the_sender(given_: str, shown: str) -> None:
    assert mail_of(full_edition(), replace(MAIL, from_=given_))["From"] == shown


# ---------------------------------------------------------------- bodies


@pytest.mark.parametrize("briefing", [full_edition(), one_story_edition(), empty_edition(), hostile_edition()])
def test_both_bodies_have_all_words_of_the_letter(briefing: Briefing) -> None:
    tree = letter(briefing)
    said = [words(block) for block in elements(tree) if block.tag in ("p", "h1", "h2", "h3", "blockquote")]
    assert len(said) > 4
    html = one_line("".join(Markup(html_body(tree, title="x")).words))
    text = one_line(re.sub(r"\s\[(\d+)\]", r"\1", text_body(tree)))
    for sentence in said:
        assert sentence in html
        assert sentence.replace(" ", "") in text.replace(" ", "")


def test_every_sentence_of_the_front_page_is_in_the_letter() -> None:
    briefing = full_edition()
    text = one_line(text_body(letter(briefing)))
    for story in briefing.stories:
        assert story.headline in text
        assert story.summary[0].text.rstrip(".") in text
    for said in briefing.statements:
        assert said.content.rpartition(" ")[2].rstrip(".") in text
    for gap in briefing.gaps[2:]:
        assert gap.text.rstrip(".") in text


def test_a_number_leads_to_its_report_and_the_reports_are_listed_with_their_numbers() -> None:
    reports = (make_report("r1"), make_report("r2", url="javascript:x"))
    stories = (make_story(1), make_story(2, summary=(replace(make_story(2).summary[0], evidence=(_from("r2"),)),)))
    tree = letter(full_edition(stories=stories, statements=(), positions=(), actors=(), gaps=(), reports=reports))
    linked = elements(tree, "a", "number")
    assert [(words(link), link.attributes["href"]) for link in linked] == [
        ("1", "https://example.org/r1"),
        ("2", "https://example.org/r1"),
    ]
    assert [words(number) for number in elements(tree, "span", "number")] == ["3"]
    listed = [words(row) for row in elements(tree, "li", "source")]
    assert [row.split(" ", 1)[0] for row in listed] == ["1,", "3"]
    assert "https://example.org/r1" in text_body(tree)
    assert "javascript" not in text_body(tree) + html_body(tree, title="x")


def _from(article: str):  # type: ignore[no-untyped-def]
    return make_evidence("other", article, "The lane is shut.")


@pytest.mark.parametrize("briefing", [full_edition(), hostile_edition(), empty_edition()])
def test_the_html_is_what_mail_programs_keep_and_loads_nothing(briefing: Briefing) -> None:
    html = body(mail_of(briefing), "html")
    found = Markup(html)
    assert found.tags <= TAGS
    assert found.attributes <= set("lang dir href style role charset name content".split())
    assert all(re.match(r"https?://|mailto:", link) for link in found.links)
    assert not re.search(r"url\(|position:|float:|@import|expression", " ".join(found.styles))
    assert "tracker.example" not in " ".join(found.links)
    for forbidden in ("<script", "<img", "<style", "<link", "background="):
        assert forbidden not in html.lower()


def test_the_mail_of_a_large_edition_is_not_cut_by_gmail() -> None:
    long = "The lane has been shut to all trade since the collision of Friday, the coast guard said. " * 6
    story = make_story(1, headline=long, summary=tuple(replace(s, text=long) for s in make_story(1).summary))
    briefing = full_edition(
        stories=tuple(replace(story, id=f"s{n}") for n in range(12)),
        statements=tuple(make_statement(n, content=long) for n in range(18)),
        actors=tuple(make_actor(n) for n in range(12)),
    )
    assert len(body(mail_of(briefing), "html").encode()) < 102_000


def test_five_megabytes_in_a_field_do_not_make_a_large_mail() -> None:
    text = "word " * 1_000_000
    story = make_story(1, headline=text, summary=tuple(replace(s, text=text) for s in make_story(1).summary))
    assert len(edition_message(full_edition(stories=(story,)), MAIL, DESK).data) < 400_000


def test_lines_are_short_enough_for_any_server() -> None:
    data = edition_message(hostile_edition(), MAIL, DESK).data
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_right_to_left_words_keep_their_direction_and_others_bring_no_marks() -> None:
    arabic = "راديو سالو"
    reports = (make_report("r1", publisher=arabic), make_report("r2"))
    html = html_body(letter(full_edition(reports=reports)), title="x")
    assert f"\u2068{arabic}\u2069" in html
    plain = html_body(letter(full_edition()), title="x")
    assert "\u2068" not in plain


def test_what_is_typed_at_the_machine_is_not_for_recipients() -> None:
    message = mail_of(full_edition())
    assert all("briefing run" not in body(message, kind) for kind in ("plain", "html"))
    assert f"{DESK} is on the list of Marrow Strait. Unsubscribe." in one_line(body(message, "plain"))


# ---------------------------------------------------------------- topics and files


def test_topics_cut_it_down_to_their_stories_and_what_was_said_there() -> None:
    stories = (
        make_story(1, topic="Shipping", headline="Lane shut", reports=("r1",)),
        make_story(2, topic="Diplomacy", headline="Talks on Monday", reports=("r2",)),
    )
    statements = (make_statement(1, reports=("r1",)), make_statement(2, speaker="Ilse Maranov", reports=("r2", "r1")))
    briefing = full_edition(
        stories=stories,
        statements=(*statements, make_statement(3, reports=("r3",))),
        positions=(make_position(1, reports=("r1",)), make_position(2, reports=("r2",))),
        changes=tuple(Change(kind="story", story=s.id, subject=s.headline, after=s.summary[0]) for s in stories),
        compared_with=DAY - timedelta(days=1),
    )
    cut = on_topics(briefing, ["Diplomacy"])
    assert [story.headline for story in cut.stories] == ["Talks on Monday"]
    assert [said.id for said in cut.statements] == ["q2"]
    assert [held.id for held in cut.positions] == ["p2"]
    assert [change.subject for change in cut.changes] == ["Talks on Monday"]
    assert cut.actors == ()
    assert "origin" not in {gap.kind for gap in cut.gaps}
    message = mail_of(briefing, topics=["Diplomacy"])
    assert message["Subject"] == "Talks on Monday (Marrow Strait, 21 November)"
    assert "The whole edition has 2 stories; 1 story on Diplomacy here." in one_line(body(message, "plain"))
    assert on_topics(briefing, []) is briefing
    assert on_topics(briefing, ["Shipping", "Diplomacy"]) is briefing


def test_topics_without_a_story_are_said_too() -> None:
    message = mail_of(full_edition(), topics=["Diplomacy"])
    text = one_line(body(message, "plain"))
    assert "The whole edition has 9 stories; none is on your topics." in text
    assert message["Subject"].startswith("No story today")


def test_files_go_with_it() -> None:
    files = [
        Attachment(name="briefing-2026-11-21.pdf", media_type="application/pdf", data=b"%PDF" + bytes(range(256))),
        Attachment(name="../../etc/x\r\nBcc: v@example.org", media_type="text/csv", data=b"a;b"),
    ]
    message = mail_of(full_edition(), attachments=files)
    assert message.get_content_type() == "multipart/mixed"
    first, second = message.iter_attachments()
    assert (first.get_filename(), first.get_content_type()) == ("briefing-2026-11-21.pdf", "application/pdf")
    assert first.get_payload(decode=True) == files[0].data
    assert second.get_filename() == "etc-x-Bcc-v-example.org"
    assert message["Bcc"] is None
    assert body(message, "plain") and body(message, "html")


def test_the_name_of_a_file_holds_nothing_of_a_path() -> None:
    briefing = full_edition()
    assert eml_name(briefing, DESK) == f"{DAY}-desk-at-example.org.eml"
    assert eml_name(briefing, "/../x@y") == f"{DAY}-x-at-y.eml"


def test_an_alert_is_short_and_plain() -> None:
    made = alert_message(MAIL, kind="failed", key="2026", subject="No\r\nbriefing", text="Why.\n\n\x1b[31mred", now=END)
    message = parsed(made.data)
    assert (message["Subject"], message["To"]) == ("No briefing", "operator@example.org")
    assert message.get_content().split() == ["Why.", "[31mred"]
    assert message_from_bytes(made.data, policy=SMTP)["Message-ID"] == made.message_id
