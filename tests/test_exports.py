"""The page, Markdown, data, tables and the feed: nothing of a feed is ever more than text in any of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from briefing.outputs import load_output
from briefing.outputs.atom import Atom
from briefing.outputs.markdown import escaped
from briefing.outputs.tables import safe_cell
from briefing.serialize import dumps, json_schema
from briefing.types import Briefing, Change, CitedSentence
from briefing.views.safe import Element, is_outside, rules
from tests.editions import (
    DAY,
    empty_edition,
    full_edition,
    make_evidence,
    make_report,
    make_statement,
    make_story,
    one_story_edition,
)
from tests.faces import html_tree
from tests.hostile import hostile_edition
from tests.trees import elements, words

ROOT = Path(__file__).parents[1]
EDITIONS = {"full": full_edition, "one story": one_story_edition, "empty": empty_edition, "hostile": hostile_edition}
every_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS.keys())
Make = Callable[[], Briefing]


# ---------------------------------------------------------------- the page


def page(briefing: Briefing) -> Element:
    return html_tree(load_output("html").render(briefing).decode())


@every_edition
def test_the_page_holds_nothing_but_allowed_tags_and_asks_for_nothing(edition: Make) -> None:
    tree = page(edition())
    frame = {"document", "html", "head", "body", "meta", "title", "link", "style", "main"}
    allowed = set(rules()["tags"]) | frame  # type: ignore[call-overload]
    for found in elements(tree):
        assert found.tag in allowed
        assert not [name for name in found.attributes if name.startswith("on") or name in ("src", "style", "srcset")]
        href = found.attributes.get("href")
        assert href is None or href == "data:," or href.startswith("#") or is_outside(href)
    (style,) = elements(tree, "style")
    assert "url(" not in words(style) and "@import" not in words(style)
    policy = next(e for e in elements(tree, "meta") if "http-equiv" in e.attributes)
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")


@every_edition
def test_every_link_inside_the_page_leads_somewhere(edition: Make) -> None:
    tree = page(edition())
    ids = [found.attributes["id"] for found in elements(tree) if "id" in found.attributes]
    assert len([one for one in ids if one.startswith(("ev-", "cited-"))]) == len(
        {one for one in ids if one.startswith(("ev-", "cited-"))}
    )
    targets = {e.attributes["href"][1:] for e in elements(tree, "a") if e.attributes["href"].startswith("#")}
    assert targets <= set(ids)


def test_the_evidence_works_without_scripts() -> None:
    tree = page(full_edition())
    assert not elements(tree, "button")
    number = elements(tree, "a", "number")[0]
    assert words(number) == "1Evidence 1: Meridian Wire"
    note = next(e for e in elements(tree, "li") if f"#{e.attributes.get('id')}" == number.attributes["href"])
    assert words(elements(note, "mark")[0]) == "The lane has been shut since Friday in story 1."
    assert elements(note, "a", "back")[0].attributes["href"] == f"#{number.attributes['id']}"
    assert "Copy link" not in words(tree)


def test_the_page_says_nothing_that_is_only_true_on_the_machine() -> None:
    text = words(page(full_edition()))
    assert "briefing run" not in text
    assert "last read" not in text
    assert "3 feeds failed" in text


# ---------------------------------------------------------------- Markdown


@every_edition
def test_markdown_is_read_as_it_was_written(edition: Make) -> None:
    """A reader of CommonMark with the usual extensions finds our marks, and no others."""
    text = load_output("markdown").render(edition()).decode()
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text):
        assert token.type not in ("html_block", "fence", "code_block", "hr", "ordered_list_open"), token
        for child in token.children or ():
            assert child.type not in ("html_inline", "image", "code_inline", "em_open"), child
            if child.type == "link_open":
                assert is_outside(str(child.attrs["href"]).replace("%5C", "\\"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>", "[a](b)", "![a](b)", "# a", "`a`", "*a* _b_", "$x$", "| a |", "a & b", "~a~", "[^1]",
        "\\",
        ":material/a: :red[b]", "https://example.org/ www.example.org a@example.org",
    ],
)  # fmt: skip
def test_marks_are_escaped(text: str) -> None:
    (block,) = (t for t in MarkdownIt("commonmark").enable("table").parse(f"x {escaped(text)}") if t.type == "inline")
    assert "".join(child.content for child in block.children or ()) == f"x {text}"
    assert {child.type for child in block.children or ()} <= {"text", "text_special"}
    for word in ("https:", "www.", "a@e", " :red", "x :material"):
        assert word not in escaped(text)


def test_a_line_of_markdown_begins_nothing() -> None:
    openings = ("1. A list", "- A list", "+ A list", "= A rule", "12) A list")
    statements = tuple(make_statement(n, "indirect", content=text) for n, text in enumerate(openings))
    text = load_output("markdown").render(full_edition(statements=statements, positions=())).decode()
    quotes = [line for line in text.split("\n") if line.startswith("> ")]
    assert quotes == ["> 1\\. A list", "> \\- A list", "> \\+ A list", "> \\= A rule", "> 12\\) A list"]


def test_the_notes_of_markdown_say_where_words_are_from() -> None:
    text = load_output("markdown").render(full_edition()).decode()
    assert "The lane has been shut since Friday in story 1.[^1]" in text
    assert "[^1]: “The lane has been shut since Friday in story 1.” — Meridian Wire news agency. [Northern lane" in text
    assert "| Ilse Maranov 1 | prime minister of Kessaly[^" in text


# ---------------------------------------------------------------- data


@every_edition
def test_every_edition_is_valid_by_the_published_schema(edition: Make) -> None:
    schema = json.loads((ROOT / "docs" / "edition.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        json.loads(load_output("json").render(edition()))
    )


def test_the_published_schema_is_that_of_the_types() -> None:
    assert (ROOT / "docs" / "edition.schema.json").read_text(encoding="utf-8") == json_schema(), (
        "the types have changed: python -c 'from briefing.serialize import json_schema; print(json_schema(), end=\"\")'"
    )


def test_latest_names_the_edition_and_its_hash() -> None:
    data = json.loads(load_output("latest").render(full_edition()))
    assert data["day"] == "2026-11-21"
    assert data["path"] == "editions/2026/2026-11-21.json"
    assert data["sha256"] == hashlib.sha256(dumps(full_edition()).encode()).hexdigest()
    assert data["stories"][0]["headline"] == "Tarvonia shuts the northern lane of the Marrow Strait"
    assert data["stories"][0]["url"] == "https://example.org/r1"


# ---------------------------------------------------------------- tables


def tables(briefing: Briefing) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(load_output("csv").render(briefing))) as file:
        assert file.namelist() == [
            "statements.csv",
            "actors.csv",
            "stories.csv",
            "changes.csv",
            "disputes.csv",
        ]
        texts = {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}
    return {name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text))) for name, text in texts.items()}


def test_the_tables_hold_a_row_for_each() -> None:
    found = tables(full_edition())
    assert {name: len(rows) for name, rows in found.items()} == {
        "statements": 18 + 2,
        "actors": 6,
        "stories": 9,
        "changes": 0,
        "disputes": 0,
    }
    assert [row["form"] for row in found["statements"]].count("position") == 2
    said = found["statements"][0]
    assert said["speaker"] == "Dorin Vaskel"
    assert said["publisher"] == "Tarvon Wire"
    assert said["publisher_kind"] == "state"
    assert said["url"] == "https://example.org/r2"
    assert said["reported"] == "2026-11-20T21:00:00+00:00"
    assert found["stories"][0]["summary"].startswith("The lane has been shut since Friday in story 1. Sixty-one")


def test_a_quotation_that_the_report_breaks_into_is_not_closed_up_in_a_table() -> None:
    evidence = make_evidence("q1-words", "r1", "We lost a ship", "An inquiry comes first.")
    said = make_statement(content="We lost a ship An inquiry comes first.", evidence=evidence)
    partly = replace(said, id="q2", kind="mixed")
    after = CitedSentence(text=said.content, evidence=(evidence,))
    new = Change(kind="statement", story=None, subject="Dorin Vaskel", after=after)
    found = tables(full_edition(statements=(said, partly), changes=(new,)))
    assert [row["content"] for row in found["statements"][:2]] == ["We lost a ship\u00a0… An inquiry comes first."] * 2
    assert found["changes"][0]["after"] == "“We lost a ship\u00a0… An inquiry comes first.”"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|calc", "=HYPERLINK(1)"]
)
def test_a_cell_is_no_formula(text: str) -> None:
    assert safe_cell(text).startswith("'")
    assert not safe_cell(f"a {text}").startswith("'")


@every_edition
def test_no_cell_of_an_edition_is_a_formula(edition: Make) -> None:
    briefing = replace(edition(), stories=(make_story(1, headline="=cmd|' /C calc'!A0", id="-1"),))
    for rows in tables(briefing).values():
        for row in rows:
            for cell in row.values():
                assert not cell or cell[0] not in "=+-@\t\r\n"
                assert "\n" not in cell


# ---------------------------------------------------------------- the feed


def test_the_feed_has_the_editions_newest_first() -> None:
    days = [DAY - timedelta(days=n) for n in range(3)]
    output = Atom(earlier=[full_edition(days[2]), one_story_edition(days[1])])
    feed = feedparser.parse(io.BytesIO(output.render(full_edition())))
    assert not feed.bozo
    assert feed.feed.title == "Crisis briefing: Marrow Strait"
    assert [entry.title.partition(":")[0] for entry in feed.entries] == [
        "Saturday 21\xa0November\xa02026",
        "Friday 20\xa0November\xa02026",
        "Thursday 19\xa0November\xa02026",
    ]
    assert len({entry.id for entry in feed.entries}) == 3
    assert all(entry.id.startswith("urn:uuid:") for entry in feed.entries)


def test_an_entry_keeps_its_id_and_a_revision_is_an_update() -> None:
    first, second = full_edition(), full_edition(revision=2, stories=full_edition().stories[1:])
    entries = [feedparser.parse(io.BytesIO(Atom().render(edition))).entries[0] for edition in (first, second)]
    assert entries[0].id == entries[1].id
    assert entries[0].updated < entries[1].updated


@every_edition
def test_the_feed_is_well_formed_and_its_content_is_the_page(edition: Make) -> None:
    root = ET.fromstring(load_output("atom").render(edition()))
    content = root.find("{*}entry/{*}content")
    assert content is not None and content.text is not None
    for found in elements(html_tree(content.text)):
        assert found.tag not in ("script", "img", "style")


def test_addresses_of_other_kinds_are_in_no_output() -> None:
    edition = full_edition(reports=tuple(make_report(f"r{n}", url="javascript:alert(1)") for n in range(1, 6)))
    for name in ("html", "markdown", "csv", "atom", "latest", "pdf"):
        assert b"javascript:" not in load_output(name).render(edition)
