"""What every output owes, and that all faces of an edition say the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from briefing.cli.reports import edition_lines
from briefing.errors import InputError
from briefing.outputs import TABLE, file_name, load_output
from briefing.outputs.body import text_body
from briefing.types import Briefing, CitedSentence
from briefing.views.letter import letter
from tests.editions import (
    empty_edition,
    full_edition,
    led_edition,
    make_report,
    make_sentence,
    make_statement,
    make_story,
    one_story_edition,
)
from tests.faces import SETS, from_edition, from_pdf_text, plain_words
from tests.hostile import hostile_edition

EDITIONS = {
    "full": full_edition,
    "with a lead": led_edition,
    "one story": one_story_edition,
    "empty": empty_edition,
    "hostile": hostile_edition,
}


@pytest.mark.parametrize("name", sorted(TABLE))
class TestContract:
    """What every output owes."""

    def test_it_has_a_name_a_type_and_a_suffix(self, name: str) -> None:
        output = load_output(name)
        assert output.name == name
        assert "/" in output.media_type
        assert output.suffix.startswith(".")

    @pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS.keys())
    def test_the_same_edition_is_the_same_bytes(self, name: str, edition: Callable[[], Briefing]) -> None:
        data = load_output(name).render(edition())
        assert data
        assert data == load_output(name).render(edition())

    def test_the_name_of_a_file_holds_nothing_of_a_feed(self, name: str) -> None:
        made = file_name(hostile_edition(), load_output(name))
        assert made.startswith("briefing-2026-11-21.")


def test_an_unknown_output_is_named() -> None:
    with pytest.raises(InputError, match='There is no output "docx"; there are pdf, html, markdown'):
        load_output("docx")


# ---------------------------------------------------------------- all faces say the same


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS.keys())
@pytest.mark.parametrize("face", sorted(SETS))
def test_every_face_has_the_sentences_of_the_edition(face: str, edition: Callable[[], Briefing]) -> None:
    assert SETS[face](edition()) == from_edition(edition())


def test_the_pdf_has_them_too() -> None:
    text, sentences = from_pdf_text(led_edition()), from_edition(led_edition())
    assert len(sentences) > 25
    assert not [sentence for sentence in sentences if sentence not in text]


def test_the_mail_has_them_too() -> None:
    text = re.sub(r"\s*\[\d+\]", "", text_body(letter(full_edition())))
    assert not [sentence for sentence in from_edition(full_edition()) if sentence not in plain_words(text)]


@pytest.mark.parametrize("face", sorted(SETS))
def test_a_long_summary_is_whole_wherever_its_story_stands(face: str) -> None:
    def long(story: int) -> tuple[CitedSentence, ...]:
        return tuple(make_sentence(f"Sentence {n} of story {story}.", f"s{story}-{n}") for n in range(5))

    edition = full_edition(stories=tuple(make_story(n, summary=long(n)) for n in range(12)))
    assert SETS[face](edition) == from_edition(edition)
    assert sum("Sentence" in words for words in from_edition(edition)) == 60


def test_the_terminal_counts_publishers_as_sources_and_tells_what_was_said_in_a_sentence() -> None:
    named = {"r1": "A", "r2": "A", "r3": "B"}
    reports = tuple(make_report(each, publisher=publisher) for each, publisher in named.items())
    said = (
        make_statement(1),
        make_statement(2, kind="indirect", cue="saying", content="that the lane stays shut", addressee=None),
        make_statement(3, kind="indirect", cue="denied", content="that it was shut", addressee=None),
        make_statement(4, kind="indirect", cue="According to", content="it was shut", addressee=None),
    )
    story = make_story(1, reports=("r1", "r2", "r3"), origins=2)
    lines = list(edition_lines(one_story_edition(stories=(story,), statements=said, reports=reports)))
    assert any(line.endswith("- 2 sources, 2 origins") for line in lines)
    text = " ".join(" ".join(lines).split())
    assert "Dorin Vaskel, foreign minister of Tarvonia, told reporters: “The lane is shut" in text
    assert "said: The lane stays shut [" in text
    assert "denied: that it was shut [" in text
    assert "foreign minister of Tarvonia: It was shut [" in text


def half_checked() -> Briefing:
    """An edition with a sentence that a model wrote and that could not be checked far enough."""
    sentence = replace(make_sentence("Some diplomat may soon be on the road.", "free"), verified=False)
    return one_story_edition(stories=(make_story(1, summary=(sentence,)),))


@pytest.mark.parametrize("face", sorted(SETS))
def test_what_could_not_be_checked_is_marked_on_every_face(face: str) -> None:
    assert plain_words("on the road. [not verified]") in "".join(SETS[face](half_checked()))


def test_the_pdf_the_tables_the_mail_and_the_terminal_mark_it_too() -> None:
    assert plain_words("on the road. [not verified]") in from_pdf_text(half_checked())
    with ZipFile(BytesIO(load_output("csv").render(half_checked()))) as tables:
        assert b"on the road. [not verified]" in tables.read("stories.csv")
    assert "on the road. [not verified]" in " ".join(" ".join(edition_lines(half_checked())).split())
    assert b'"verified": false' in load_output("json").render(half_checked())
