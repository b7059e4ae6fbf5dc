"""The lead of the day: one sentence each of the first stories, and the reading time above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.changes import find_changes
from briefing.analysis.day_lead import ENOUGH_WORDS, MOST, choose_lead
from briefing.analysis.evidence import cite, holds, is_copy
from briefing.analysis.gate import verify
from briefing.analysis.origins import Newsrooms
from briefing.analysis.reading import Read
from briefing.types import Briefing, CitedSentence, FeedKind, LeadSentence, Story
from briefing.views.letter import on_topics
from briefing.views.masthead import reading_minutes
from tests.builders import make_read
from tests.editions import empty_edition, full_edition, led_edition, make_sentence, make_story
from tests.trees import elements, numbers, page_of, words

CLOSED = "Tarvonia closed the northern lane of the Marrow Strait to all larger vessels on Wednesday afternoon."
ALSO_CLOSED = "Ships above 300 tonnes may not use the northern lane of the strait that Tarvonia closed on Wednesday."
POWER = "Most of Brennick has been without electricity since Wednesday morning, Kessaly Grid said on the radio."
TALKS = "The two delegations will meet for talks in Lindhal City on Monday, envoy Teo Handrake said on Friday."
FISH = "Sallow sells no fish this week because diesel from the tanker Asta Verne has reached its beaches."


def one_story(number: int, *reads: Read, topic: str = "Shipping") -> Story:
    first = reads[0]
    summary = tuple(
        CitedSentence(text=s.text, evidence=(cite(first.article, s.ranges),)) for s in first.digest.summary.sentences
    )
    return make_story(number, topic=topic, summary=summary, reports=tuple(read.article.id for read in reads))


def article(text: str, id: str, headline: str, kind: FeedKind = "private") -> Read:
    return make_read(text, id=id, headline=headline, publisher=f"Paper {id}", kind=kind)


def lead(stories: Sequence[Story], reads: Sequence[Read], before: Briefing | None = None) -> tuple[LeadSentence, ...]:
    found = choose_lead(
        stories,
        {read.article.id: read for read in reads},
        originals={read.article.id: read.article.id for read in reads},
        newsrooms=Newsrooms((), ()),
        before=before,
    )
    articles = {read.article.id: read.article for read in reads}
    for one in found:
        (evidence,) = one.sentence.evidence
        assert holds(evidence, articles[evidence.article])
        assert is_copy(one.sentence.text, one.sentence.evidence)
        assert evidence.article in next(story for story in stories if story.id == one.story).reports
    return found


def day() -> tuple[list[Story], list[Read]]:
    reads = [
        article(CLOSED, "a", "Northern lane of the strait closed"),
        article(POWER, "b", "Brennick without electricity"),
        article(TALKS, "c", "Talks in Lindhal on Monday"),
    ]
    topics = ("Shipping", "Humanitarian", "Diplomacy")
    return [one_story(n, read, topic=t) for n, (read, t) in enumerate(zip(reads, topics, strict=True), 1)], reads


def test_a_scene_that_does_not_tell_the_news_opens_no_day() -> None:
    stories, reads = day()
    hall = "In the old sports hall of Port Ansel the news from Lindhal was read out over the loudspeaker at supper."
    scene = article(f"{hall} {TALKS}", "d", "Waiting for Monday in the hall")
    stories[2] = one_story(3, scene, topic="Diplomacy")
    assert hall not in [one.sentence.text for one in lead(stories, [*reads, scene])]


def test_each_of_the_first_stories_has_a_sentence_in_their_order() -> None:
    found = lead(*day())
    assert [(one.story, one.sentence.text) for one in found] == [("s1", CLOSED), ("s2", POWER), ("s3", TALKS)]


def test_a_story_alone_is_its_own_lead() -> None:
    stories, reads = day()
    assert lead(stories[:1], reads) == ()
    assert lead([], reads) == ()
    assert len(lead(stories[:2], reads)) == 2


def test_another_newsrooms_words_open_what_the_first_story_says_in_its_own() -> None:
    stories, reads = day()
    other = article(ALSO_CLOSED, "d", "Northern lane of the strait closed to larger vessels")
    stories[0] = one_story(1, reads[0], other)
    assert lead(stories, [*reads, other])[0].sentence.text == ALSO_CLOSED


def test_a_directed_outlet_does_not_open_the_edition() -> None:
    stories, reads = day()
    reads[0] = article(CLOSED, "a", "Northern lane closed", kind="state")
    assert [one.story for one in lead(stories, reads)] == ["s2", "s3"]


def test_what_the_edition_before_printed_opens_no_other() -> None:
    stories, reads = day()
    printed = make_story(9, summary=(make_sentence(POWER, "p1"),))
    opened = LeadSentence(story="s9", sentence=make_sentence(TALKS, "p2"))
    before = full_edition(stories=(printed,), lead=(opened,))
    assert [one.story for one in lead(stories, reads, before)] == ["s1"]


def test_a_quotation_or_somebody_unknown_is_no_opening() -> None:
    stories, reads = day()
    said = "“The northern lane is closed to trade, but it is not closed to aid,” Dorin Vaskel said on Wednesday."
    surname = (
        "Vaskel wants the northern lane of the strait closed to all larger vessels until November. Dorin Vaskel left."
    )
    for text in (said, surname):
        reads[0] = article(text, "a", "Northern lane of the strait closed")
        stories[0] = one_story(1, reads[0])
        assert [one.story for one in lead(stories, reads)] == ["s2", "s3"]


def test_one_topic_does_not_fill_it() -> None:
    names = ("Alder", "Birk", "Cedar", "Dorn", "Elm", "Fir")
    reads = [
        article(
            f"The port of {name} lost {n} of its {n + 20} cranes to fire number {n} on {on} night.", name, f"{name}"
        )
        for n, (name, on) in enumerate(zip(names, ("Monday", "Tuesday", "Friday") * 2, strict=True), 30)
    ]
    reads.append(article(POWER, "b", "Brennick without electricity"))
    stories = [one_story(n, read) for n, read in enumerate(reads[:-1], 1)]
    stories.append(one_story(7, reads[-1], topic="Humanitarian"))
    found = lead(stories, reads)
    assert "s7" in [one.story for one in found]
    assert len(found) <= MOST
    assert sum(len(one.sentence.text.split()) for one in found) <= ENOUGH_WORDS


def test_the_gate_withholds_what_the_source_does_not_carry() -> None:
    stories, reads = day()
    found = lead(stories, reads)
    wrong = LeadSentence(story="s1", sentence=replace(found[0].sentence, text=FISH))
    edition = empty_edition(lead=(wrong, *found[1:]))
    articles = {(read.article.id, 1): read.article for read in reads}
    checked = verify(edition, articles, extractive=True)
    assert checked.lead == found[1:]
    assert "1 lead sentence withheld: not in the source." in checked.provenance.notes


def test_a_correction_of_what_opened_the_edition_is_told_once() -> None:
    stories, reads = day()
    found = lead(stories, reads)
    before = empty_edition(stories=tuple(stories), lead=found)
    mended = replace(reads[0].article, version=2, text=CLOSED.replace("Wednesday", "Thursday"))
    (correction,) = [c for c in find_changes(before, stories, (), (), [mended]) if c.kind == "correction"]
    assert correction.after and "Thursday" in correction.after.text


# ---------------------------------------------------------------- how it is shown


def test_it_stands_above_the_stories_with_its_evidence_and_the_way_to_them() -> None:
    tree = page_of(led_edition()).tree
    (section,) = elements(tree, "section", "opening")
    assert words(section).startswith("In short")
    ways = [way.attributes["data-to"] for way in elements(section, "button", "door")]
    assert ways == ["story-s1", "story-s2", "story-s3"]
    assert all(elements(tree, "article", "story") and way in str(tree) for way in ways)
    assert numbers(section) == [1, 2, 3]
    assert words(tree).index("Both sides will meet") < words(tree).index("Tarvonia shuts")


def test_an_edition_without_one_has_no_empty_place_for_it() -> None:
    assert not elements(page_of(full_edition()).tree, "section", "opening")


def test_a_reader_of_one_topic_gets_its_sentences_alone() -> None:
    edition = led_edition()
    stories = (replace(edition.stories[0], topic="Diplomacy"), *edition.stories[1:])
    cut = on_topics(replace(edition, stories=stories, topics=("Diplomacy", "Shipping")), ["Diplomacy"])
    assert [one.story for one in cut.lead] == ["s1"]


def test_the_reading_time_is_that_of_the_words() -> None:
    story = make_story(1, headline="Lane shut", summary=(make_sentence("word " * 236, "w1"),))
    assert reading_minutes(empty_edition(stories=(story,))) == 1
    assert reading_minutes(empty_edition(stories=(replace(story, headline="Lane shut again"),))) == 2
    assert reading_minutes(empty_edition()) == 1
    assert "1 minute to read" in words(page_of(empty_edition()).tree)
