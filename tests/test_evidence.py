"""Evidence and the gate: what is printed is in the source, word for word, or it is not printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.compose import DayInput, Frame, compose_briefing
from briefing.analysis.evidence import CONTEXT, cite, holds, is_copy, is_verbatim, plain
from briefing.analysis.gate import verify
from briefing.types import (
    Article,
    Briefing,
    Change,
    CitedSentence,
    Claim,
    DatedSentence,
    Dispute,
    Provenance,
    Quantity,
)
from tests.builders import NOON, TOPICS, make_article, make_read

TEXT = (
    "The northern lane was closed to all larger vessels on Friday, foreign minister Dorin Vaskel said. "
    "“The lane is shut to trade, not to aid, and no ship has been stopped,” Dorin Vaskel told reporters in Tarvon. "
    "Sixty-one ships lay at anchor by nightfall, and the pilots of the strait waited for orders."
)


@given(st.text(min_size=1, max_size=900), st.data())
def test_evidence_is_the_text_at_its_ranges(text: str, data: st.DataObject) -> None:
    points = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    ranges = list(zip(points[::2], points[1::2], strict=False))
    article = make_article(text)
    evidence = cite(article, ranges)
    assert holds(evidence, article)
    assert evidence.quoted == tuple(text[a:b] for a, b in ranges)
    assert text[: ranges[0][0]].endswith(evidence.before)
    assert text[ranges[-1][1] :].startswith(evidence.after)
    assert len(evidence.before) <= CONTEXT and len(evidence.after) <= CONTEXT
    assert len(evidence.between) == len(evidence.quoted) - 1


def test_context_is_cut_at_a_word() -> None:
    text = "alpha beta " * 100
    evidence = cite(make_article(text), [(550, 555)])
    assert evidence.before.startswith(("alpha", "beta"))
    assert evidence.after.endswith(("alpha", "beta"))


def test_the_id_of_evidence_stays_and_tells_versions_apart() -> None:
    article = make_article(TEXT)
    assert cite(article, [(0, 9)]).id == cite(article, [(0, 9)]).id
    assert cite(article, [(0, 9)]).id != cite(article, [(0, 8)]).id
    assert cite(article, [(0, 9)]).id != cite(replace(article, version=2), [(0, 9)]).id


def test_what_stands_between_two_ranges_is_shortened_in_the_middle() -> None:
    text = "a" * 1000
    (between,) = cite(make_article(text), [(0, 5), (990, 995)]).between
    assert len(between) < 420 and " […] " in between


def test_another_text_does_not_hold() -> None:
    evidence = cite(make_article(TEXT), [(0, 20)])
    assert not holds(evidence, make_article(TEXT.replace("lane", "road")))
    assert not holds(evidence, make_article(TEXT, version=2))
    assert not holds(evidence, make_article(TEXT, id="other"))
    assert not holds(replace(evidence, ranges=((0, 9999),)), make_article(TEXT))


def test_a_copy_may_differ_in_white_space_only() -> None:
    evidence = cite(make_article("The lane\n is shut."), [(0, 18)])
    assert is_copy("The lane is shut.", [evidence])
    assert not is_copy("The lane is closed.", [evidence])


def test_typographic_marks_do_not_matter() -> None:
    assert plain("“It’s late – very late,”  she said") == '"It\'s late - very late," she said'


def edition(*, broken: bool = False) -> tuple[Briefing, dict[tuple[str, int], Article]]:
    read = make_read(TEXT)
    briefing = compose_briefing(
        Frame(title="Strait", topics=TOPICS, watch=(), timezone="UTC", sample=True, stories=5, actors=5, statements=5),
        DayInput(
            day=NOON.date(),
            start=NOON.replace(hour=0),
            end=NOON.replace(hour=23),
            reads=(read,),
            unread=(),
            entries=1,
            on_topic=1,
            feeds=(),
            before=None,
            reads_before=(),
            editions_before=0,
        ),
        Provenance(program="test", models=(), summarizer="extractive"),
    )
    source = make_article(TEXT.replace("Dorin", "Doran") if broken else TEXT)
    return briefing, {(source.id, source.version): source}


def test_the_gate_lets_through_what_the_source_carries() -> None:
    briefing, articles = edition()
    assert briefing.stories[0].summary
    assert [s.content for s in briefing.statements if s.kind == "direct"] == [
        "The lane is shut to trade, not to aid, and no ship has been stopped"
    ]
    assert verify(briefing, articles, extractive=True) == briefing


def test_the_gate_takes_out_what_it_does_not() -> None:
    briefing, articles = edition(broken=True)
    checked = verify(briefing, articles, extractive=True)
    assert all("Dorin" not in s.text for story in checked.stories for s in story.summary)
    assert all(actor.name != "Dorin Vaskel" for actor in checked.actors)
    assert any("withheld: not in the source" in note for note in checked.provenance.notes)


def test_a_quotation_that_was_changed_is_taken_out() -> None:
    briefing, articles = edition()
    changed = replace(briefing.statements[0], content="The lane is shut to trade and to aid,")
    assert not is_verbatim(changed)
    checked = verify(replace(briefing, statements=(changed,)), articles, extractive=True)
    assert checked.statements == ()
    assert "1 statement withheld: not in the source." in checked.provenance.notes


def test_a_summary_sentence_that_was_changed_is_taken_out() -> None:
    briefing, articles = edition()
    story = briefing.stories[0]
    altered = replace(story, summary=(replace(story.summary[0], text="The lane was opened on Friday."),))
    checked = verify(replace(briefing, stories=(altered,)), articles, extractive=True)
    assert checked.stories[0].summary == ()


@pytest.mark.parametrize("what", ["text", "evidence"])
def test_a_role_that_the_source_does_not_have_is_dropped(what: str) -> None:
    briefing, articles = edition()
    actor = next(a for a in briefing.actors if a.role)
    assert actor.role
    bad = (
        replace(actor.role, text="king")
        if what == "text"
        else replace(actor.role, evidence=cite(make_article("x y", id="z"), [(0, 1)]))
    )
    checked = verify(replace(briefing, actors=(replace(actor, role=bad),)), articles, extractive=True)
    assert checked.actors[0].role is None


def test_changes_claims_and_earlier_days_pass_the_gate_only_with_their_sources() -> None:
    briefing, articles = edition()
    good, bad = (make_article(TEXT), make_article("Nobody wrote this.", id="z"))
    words = (TEXT.index("Sixty-one ships"), TEXT.index("Sixty-one ships") + len("Sixty-one ships"))
    claims = tuple(
        Claim(
            text=text,
            value=61,
            claimant=claimant,
            reported=NOON,
            evidence=cite(article, [span]),
            reports=(article.id,),
        )
        for text, claimant, article, span in (
            ("Sixty-one ships", "Pilots", good, words),
            ("Nobody", "Nobody", bad, (0, 6)),
            ("Sixty ships", "Pilots", good, words),
        )
    )
    sentences = [CitedSentence(text=claim.text, evidence=(claim.evidence,)) for claim in claims]
    story = replace(
        briefing.stories[0],
        quantities=(Quantity(counted="ships", unit="ship", where=None, claims=claims),),
        timeline=tuple(DatedSentence(on=briefing.day, sentence=sentence) for sentence in sentences),
        background=tuple(sentences),
    )
    changes = tuple(Change(kind="quiet", story=None, subject="x", before=sentence) for sentence in sentences)
    dispute = Dispute(id="d", story=story.id, counted="ships", unit="ship", where=None, claims=claims)
    made = replace(briefing, stories=(story,), changes=changes, disputes=(dispute,))

    checked = verify(made, articles, extractive=True)
    assert checked.stories[0].quantities[0].claims == claims[:1]
    assert [dated.sentence for dated in checked.stories[0].timeline] == sentences[:1]
    assert checked.stories[0].background == tuple(sentences[:1])
    assert checked.changes == changes[:1]
    assert checked.disputes == ()
    assert "2 changes withheld: not in the source." in checked.provenance.notes
    assert "1 dispute withheld: not in the source." in checked.provenance.notes

    # what the edition before printed has been through the gate: its article need not be held any more
    again = verify(made, {}, extractive=True, before=replace(made, stories=(checked.stories[0],)))
    assert again.changes == changes[:1]
