"""The summary of a story that several articles tell: what the others add, and what must never be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.analysis.actors import find_actors
from briefing.analysis.changes import find_changes, without_repeats
from briefing.analysis.evidence import cite, holds, is_copy
from briefing.analysis.figures import find_figures
from briefing.analysis.origins import Newsrooms
from briefing.analysis.reading import Read
from briefing.analysis.statements import find_statements
from briefing.analysis.story_summary import ENOUGH_ADDED, MOST_ADDED, MOST_WORDS_ADDED, added_sentences
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import annotate
from briefing.types import CitedSentence, FeedKind
from tests.builders import make_read
from tests.editions import empty_edition, make_sentence, make_story

LEAD = (
    "Tarvonia closed the northern lane of the Marrow Strait on Wednesday, four hours after a tanker and a Tarvonian "
    "patrol vessel collided off Brennick Point and at least 12 people were killed. The tanker Asta Verne and the "
    "patrol vessel Corvane met at 11:52, according to positions that were broadcast by both ships off Brennick Point."
)
#: How another article tells the same, with the words that show that it does.
SAME = (
    "A tanker and a Tarvonian patrol vessel collided off Brennick Point on Wednesday, and Tarvonia closed the northern "
    "lane of the Marrow Strait four hours after people were killed on both ships, the Asta Verne and the Corvane. "
)
FIGURE = "The closure of the lane keeps 61 merchant ships with 1,400 sailors at anchor south of the Marrow Strait."


def read(text: str, id: str, *, kind: FeedKind = "private", publisher: str = "") -> Read:
    """An article with its figures."""
    found = make_read(text, id=id, headline="Lane closed", publisher=publisher or f"Paper {id}", kind=kind)
    document = annotate([text], load_spacy())[0]
    actors = find_actors(document, headline="Lane closed")
    figures = find_figures(document, actors, find_statements(document, actors))
    return replace(found, digest=replace(found.digest, figures=figures))


def added(
    *others: Read, known: Sequence[str] = (), originals: dict[str, str] | None = None, lead: str = LEAD
) -> list[CitedSentence]:
    reads = [read(lead, "lead"), *others]
    summary = [
        CitedSentence(text=s.text, evidence=(cite(reads[0].article, s.ranges),))
        for s in reads[0].digest.summary.sentences
    ]
    same = {one.article.id: one.article.id for one in reads} | (originals or {})
    found = added_sentences(summary, reads, originals=same, newsrooms=Newsrooms((), ()), known=known)
    articles = {one.article.id: one.article for one in reads}
    for sentence in found:
        (evidence,) = sentence.evidence
        assert holds(evidence, articles[evidence.article])
        assert is_copy(sentence.text, sentence.evidence)
    return list(found)


def texts(*others: Read, **options: object) -> list[str]:
    return [sentence.text for sentence in added(*others, **options)]  # type: ignore[arg-type]


def test_what_another_article_adds_stands_with_its_own_evidence() -> None:
    (sentence,) = added(read(SAME + FIGURE, "b"))
    assert sentence.text == FIGURE
    assert sentence.evidence[0].article == "b"


def test_one_article_has_nothing_to_add_and_its_reprint_neither() -> None:
    assert added() == []
    longer = f"{LEAD} {FIGURE}"
    assert added(read(longer, "b"), originals={"b": "lead"}) == []


def test_nothing_is_said_twice() -> None:
    again = "On Wednesday a tanker and a Tarvonian patrol vessel collided off Brennick Point in the Marrow Strait."
    assert texts(read(SAME + again, "b")) == []
    assert texts(read(SAME + FIGURE, "b"), read(SAME + FIGURE, "c")) == [FIGURE]


def test_what_the_edition_before_said_is_not_added_again() -> None:
    assert texts(read(SAME + FIGURE, "b"), known=[FIGURE]) == []


def test_detail_without_a_name_a_figure_or_a_statement_is_not_added() -> None:
    colour = "Women from the net loft brought blankets to the lane, and the canteen near the tanker stayed open."
    assert texts(read(SAME + colour, "b")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He told reporters near the northern lane that Tarvonia would keep 14 further patrol vessels at the strait.",
        "The closure of the lane will last for 14 days, the minister said at the harbour office after the collision.",
        "The office said that Tarvonia had demanded 14 pilots for every tanker in the northern lane of the strait.",
        "Will the closure of the lane keep 61 merchant ships with 1,400 sailors at anchor south of the strait?",
        "However, the closure of the lane keeps 61 merchant ships with 1,400 sailors at anchor south of the strait.",
        "Additionally, the closed lane keeps 61 merchant ships with 1,400 sailors at anchor south of the strait.",
        "“The closed lane keeps 61 merchant ships with 1,400 sailors at anchor south of the strait.",
        "Maranov asked on Wednesday that 14 pilots be sent to every tanker that lies before the northern lane.",
        "We counted 61 merchant ships with 1,400 sailors at anchor south of the Marrow Strait after the collision.",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_not_added(sentence: str) -> None:
    assert sentence not in texts(read(f"{SAME}{sentence} Prime Minister Ilse Maranov is abroad.", "b"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The closure of the northern lane will last for 14 days, Minister Rolf Hagen said after the collision.",
        "Ilse Maranov asked on Wednesday that 14 pilots be sent to every tanker that lies before the northern lane.",
        "Tarvonia would keep 14 further patrol vessels at the northern lane, its foreign minister told reporters.",
    ],
)
def test_a_sentence_that_says_who_speaks_is_added(sentence: str) -> None:
    assert texts(read(SAME + sentence, "b")) == [sentence]


def test_a_claim_that_rests_on_one_side_needs_its_attribution() -> None:
    own = "The Corvane carried 24 sailors under Captain Rolf Hagen when it was rammed by the tanker in the lane."
    claim = "The tanker rammed the patrol vessel in the northern lane at 14 knots, the Tarvonian coast guard said."
    assert texts(read(SAME + own, "b")) == [own]
    assert texts(read(SAME + own, "b", kind="state")) == []
    assert texts(read(SAME + own, "b", kind="official")) == []
    assert texts(read(SAME + own + " " + claim, "b", kind="state")) == [claim]


def test_an_article_that_was_grouped_wrongly_adds_nothing() -> None:
    stranger = (
        "The harbour festival of Port Ansel opens on Wednesday with 61 boats. A tanker of lemonade and 1,400 sailors "
        "in costume will pass the northern lane of the fair, Mayor Karim Adsel said on Wednesday at the town hall."
    )
    assert texts(read(stranger, "b")) == []


def test_an_earlier_count_does_not_stand_below_a_later_one() -> None:
    other = "At least 7 fishermen were rescued from the tanker and the patrol vessel by the boats of Sallow."
    assert texts(read(SAME + other, "b")) == [other]
    earlier = "At least 7 people were killed in the collision of the tanker and the patrol vessel, by first reports."
    assert texts(read(SAME + earlier, "b")) == []


def test_there_is_room_for_so_much() -> None:
    more = [
        f"Harbour master {name} of the strait counted {n} tankers and {n * 3} fishing boats near the northern lane."
        for n, name in enumerate(("Jon Alder", "Eva Birk", "Kim Cedar", "Ola Dorn"), 31)
    ]
    found = texts(*(read(SAME + sentence, f"b{n}") for n, sentence in enumerate(more)))
    assert 0 < len(found) <= MOST_ADDED
    assert sum(len(text.split()) for text in found) <= MOST_WORDS_ADDED
    assert ENOUGH_ADDED < MOST_WORDS_ADDED


def test_what_is_added_to_an_old_story_is_its_development() -> None:
    old, news = (
        make_sentence("The northern lane of the strait was closed on Friday.", "o1"),
        make_sentence(FIGURE, "n1"),
    )
    before = empty_edition(stories=(make_story(1, summary=(old,)),))
    today = without_repeats(make_story(1, summary=(old, news)), before.stories[0])
    (change,) = find_changes(before, [today], (), (), ())
    assert (today.summary, today.background) == ((news,), (old,))
    assert (change.kind, change.before, change.after) == ("development", old, news)
