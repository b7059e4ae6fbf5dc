"""The edition of a day: stories with honest counts, actors and statements merged over reports, gaps told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from briefing.analysis.compose import DayInput, Frame, compose_briefing
from briefing.analysis.feeds import judge_feed, was_read
from briefing.analysis.ledger import merge_statements
from briefing.analysis.reading import Read, by_time
from briefing.analysis.roster import canonical_names, has_given_name_only, merge_actors, role_of, slug
from briefing.types import Actor, ActorKind, Briefing, FeedResult, FeedStatus, Provenance, Watched
from tests.builders import NOON, TOPICS, make_article, make_attribution, make_feed, make_read, read_saying

WIRE = (
    "The northern lane of the strait was closed to all vessels above 300 tonnes on Friday, the harbour office said. "
    "Sixty-one merchant ships lay at anchor south of the strait on Saturday morning, against 17 a day earlier. "
    "“The lane is shut to trade, it is not shut to aid,” foreign minister Dorin Vaskel told reporters in Tarvon. "
    "The tanker Asta Verne and a patrol vessel had collided off Brennick Point four hours before the order was given."
)
OWN = (
    "Pilots in Port Ansel counted sixty-one ships at anchor after the northern lane was closed on Friday evening. "
    "“It is not shut to aid,” foreign minister Dorin Vaskel said. Fuel for the hospital will last for three more days."
)
TALKS = (
    "Both delegations will meet in Lindhal City on Monday for talks, the special envoy Teo Handrake said on Friday. "
    "“There is a narrow path, and on Monday we will walk it,” Teo Handrake said at the airport of the city."
)


def frame(*, stories: int = 10, actors: int = 10, statements: int = 10) -> Frame:
    return Frame(
        title="Strait",
        topics=TOPICS,
        watch=(Watched(name="Teo Handrake", kind="person"),),
        timezone="UTC",
        sample=True,
        stories=stories,
        actors=actors,
        statements=statements,
    )


def compose(
    reads: Sequence[Read],
    *,
    feeds: Sequence[FeedResult] = (),
    before: Briefing | None = None,
    reads_before: Sequence[Read] = (),
    shape: Frame | None = None,
) -> Briefing:
    return compose_briefing(
        shape or frame(),
        DayInput(
            day=NOON.date(),
            start=NOON.replace(hour=0),
            end=NOON.replace(hour=0) + timedelta(days=1),
            reads=tuple(reads),
            unread=(make_article("Нет текста", id="u1", language="ru"),),
            entries=9,
            on_topic=len(reads) + 1,
            feeds=tuple(feeds),
            before=before,
            reads_before=tuple(reads_before),
            editions_before=4,
        ),
        Provenance(program="test", models=(), summarizer="extractive"),
    )


def day_of_reads() -> list[Read]:
    return [
        make_read(WIRE, id="w1", publisher="Meridian Wire", kind="wire", hour=8, headline="Lane closed to large ships"),
        make_read(WIRE[:-60], id="w2", publisher="The Courier", hour=9, headline="Northern lane closed"),
        make_read(OWN, id="o1", publisher="Ansel Post", hour=10, headline="Ships wait as lane is closed"),
        make_read(
            TALKS, id="t1", publisher="Lindhal Public", hour=11, headline="Talks on Monday", topics=("Diplomacy",)
        ),
    ]


def test_reprints_are_sources_but_not_origins() -> None:
    briefing = compose(day_of_reads())
    story = next(s for s in briefing.stories if "w1" in s.reports)
    assert {"w1", "w2"} <= set(story.reports)
    assert story.origins == len(set(story.reports)) - 1
    assert briefing.coverage.digested == 4
    assert briefing.coverage.distinct == 3


def test_two_texts_of_one_publisher_are_one_origin() -> None:
    reads = [
        make_read(OWN, id="o1", publisher="Ansel Post"),
        make_read(
            OWN.replace("Pilots", "Two pilots").replace("three more days", "some time"), id="o2", publisher="Ansel Post"
        ),
    ]
    assert [story.origins for story in compose(reads).stories] == [1] * len(compose(reads).stories)


def test_the_order_of_the_articles_does_not_matter() -> None:
    reads = day_of_reads()[:3]
    editions = [compose(order) for order in permutations(reads)]
    assert all(edition == editions[0] for edition in editions)


def test_the_order_of_yesterdays_articles_does_not_matter() -> None:
    yesterday = day_of_reads()
    first = compose(yesterday)
    later = make_read(TALKS, id="t9", publisher="Harbour Daily", hour=20, headline="Talks near", topics=("Diplomacy",))
    editions = [compose([later], before=first, reads_before=order) for order in permutations(yesterday[:3])]
    assert all(edition == editions[0] for edition in editions)


def test_who_was_first_is_told_by_the_time_and_never_by_the_address() -> None:
    early = make_read(WIRE, id="z", publisher="Meridian Wire", hour=8)
    late = [make_read(WIRE, id=key, publisher=name, hour=9) for key, name in (("a", "Zeta"), ("b", "Alpha"))]
    swapped = [make_read(WIRE, id=key, publisher=name, hour=9) for key, name in (("b", "Zeta"), ("a", "Alpha"))]
    for found in (late, swapped):
        assert [r.article.publisher for r in by_time([*found, early])] == ["Meridian Wire", "Alpha", "Zeta"]


def test_a_weighty_topic_comes_first_and_says_why() -> None:
    first = compose(day_of_reads()).stories[0]
    assert first.topic == "Diplomacy"
    assert dict(first.score)["topic"] == 2.0
    assert dict(first.score)["watched"] == 0.5


def test_a_state_outlet_does_not_speak_for_a_story_that_others_tell() -> None:
    reads = [
        make_read(WIRE, id="s1", publisher="Tarvon Wire", kind="state", hour=6),
        make_read(WIRE, id="p1", publisher="Lindhal Public", kind="public", hour=9),
    ]
    (story,) = compose(reads).stories
    assert story.headline_report == "p1"
    assert story.reports == ("p1", "s1")


def test_a_party_that_speaks_of_itself_does_not_speak_for_a_story_that_others_tell() -> None:
    own = WIRE.replace("The northern lane of the strait was closed to all", "Our lane of the strait was closed to")
    reads = [
        make_read(own, id="p1", publisher="Harbour Relief", kind="ngo", hour=6, headline="Statement on the lane"),
        make_read(WIRE, id="w1", publisher="Meridian Wire", kind="wire", hour=9, headline="Lane closed"),
    ]
    (story,) = compose(reads).stories
    assert story.headline == "Lane closed"


def test_the_voice_of_one_side_in_a_headline_does_not_speak_for_a_story_that_others_tell() -> None:
    reads = [
        make_read(WIRE, id="p1", publisher="The Courier", hour=6, headline="They have closed our lane"),
        make_read(WIRE, id="w1", publisher="Meridian Wire", kind="wire", hour=9, headline="Lane closed"),
    ]
    (story,) = compose(reads).stories
    assert story.headline == "Lane closed"


@pytest.mark.parametrize("headline", ["Courier's", "‘They closed our lane’: the day in Ostrel", "'Our lane is shut'"])
def test_a_newspaper_may_quote_somebody_who_says_we(headline: str) -> None:
    quoting = WIRE.replace("“The lane is shut to trade, it is", "“We shut our lane to trade, it is")
    reads = [
        make_read(quoting, id="p1", publisher="The Courier", hour=6, headline=headline),
        make_read(WIRE, id="w1", publisher="Meridian Wire", kind="wire", hour=9, headline="Wire's"),
    ]
    (story,) = compose(reads).stories
    assert story.headline == headline


def test_one_quotation_in_several_outlets_is_one_statement_in_its_longest_form() -> None:
    briefing = compose(day_of_reads())
    vaskel = [s for s in briefing.statements if s.speaker == "Dorin Vaskel"]
    assert [s.content for s in vaskel] == ["The lane is shut to trade, it is not shut to aid"]
    assert vaskel[0].reports == ("w1", "w2", "o1")
    assert vaskel[0].role and vaskel[0].role.text == "foreign minister"
    assert vaskel[0].addressee == "reporters"


@pytest.mark.parametrize(
    "text",
    [
        "The harbour master spoke of the orders. Minister Dorin Vaskel read them aloud from a telephone.",
        "Minister Dorin Vaskel asked how many of them had sailed on the tanker that day.",
    ],
)
def test_what_is_no_sentence_is_no_statement(text: str) -> None:
    said = compose([make_read(text, headline="Lane shut")]).statements
    assert [s.content for s in said if s.speaker == "Dorin Vaskel"] == []


def test_what_somebody_read_or_heard_is_not_put_into_their_mouth() -> None:
    text = "Minister Dorin Vaskel read on Friday that the aid ship had been told to stop off the northern lane."
    assert make_read(text).digest.attributions, "the text must hold one for the test to mean anything"
    assert compose([make_read(text, headline="Lane shut")]).statements == ()


def test_the_dateline_is_nothing_that_was_said() -> None:
    text = "TARVON, 18 November — Five people died after the collision off Brennick Point, Tarvonia's coast guard said."
    (said,) = compose([make_read(text, headline="Lane shut")]).statements
    assert said.content == "Five people died after the collision off Brennick Point"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“The lane is shut to trade and to aid,” minister Dorin Vaskel told reporters on Thursday.", 19),
        ("On Thursday minister Dorin Vaskel said: “The lane is shut to trade and to aid.”", 19),
        ("“The lane will be open again on Monday,” minister Dorin Vaskel said.", None),
        ("“The lane is shut to trade and to aid,” minister Dorin Vaskel said last week.", None),
    ],
)
def test_the_day_on_which_it_was_said_is_not_that_of_the_report(text: str, day: int | None) -> None:
    reads = [make_read(f"The lane of the strait was shut on Wednesday evening.\n{text}", headline="Lane shut")]
    (said,) = [s for s in compose(reads).statements if s.kind == "direct"]
    assert (said.said_on.day if said.said_on else None) == day


def test_no_speaker_fills_the_page() -> None:
    words = [
        "ships wait at the gate",
        "fuel is short in town",
        "talks may begin quite soon",
        "nobody will be turned away",
        "aid goes through the lane",
    ]
    text = " ".join(f"“Here is what I know: {w} today,” Dorin Vaskel said in the capital." for w in words)
    statements = compose([make_read(text)]).statements
    assert len(statements) == 3


def test_actors_are_merged_over_reports_and_counted_by_report() -> None:
    briefing = compose(day_of_reads())
    vaskel = next(a for a in briefing.actors if a.name == "Dorin Vaskel")
    assert vaskel.id == "dorin-vaskel"
    assert vaskel.reports == 2
    assert vaskel.reports_before is None
    assert vaskel.role and vaskel.role.text == "foreign minister"
    assert all(actor.kind != "place" for actor in briefing.actors)


def test_a_surname_alone_belongs_to_the_only_full_name_of_the_day() -> None:
    reads = [
        make_read("Foreign minister Robert Hartley said on Friday that the lane was shut to all trade.", id="a"),
        make_read("Hartley said on Friday that no ship had been stopped by the coast guard of the country.", id="b"),
    ]
    assert canonical_names(reads).get("Hartley") == "Robert Hartley"
    assert merge_actors(reads, publishers=())[0].name == "Robert Hartley"


def test_a_surname_that_stands_first_belongs_to_the_only_full_name_of_the_day() -> None:
    reads = [
        make_read("North Ostrel leader Kim Jong Un offered talks on Friday. Kim said the lane was open.", id="a"),
        make_read("Kim said on Friday that the lane was open. The leader, Kim added, wants talks.", id="b"),
    ]
    assert canonical_names(reads).get("Kim") == "Kim Jong Un"


def test_a_given_name_alone_is_nobodys_of_another_report() -> None:
    reads = [
        make_read("The teacher Maria Brann fled with her class on Friday. Maria said the lane was open.", id="a"),
        make_read("Maria, who gave only her first name, said on Friday that nobody had been told of it.", id="b"),
    ]
    assert "Maria" not in canonical_names(reads)


def test_a_company_is_one_with_and_without_its_legal_form() -> None:
    reads = [
        make_read("Norrick Tankers Group Inc. said on Friday that it would pay.", id="a"),
        make_read("Norrick Tankers said on Friday that the ship was insured.", id="b"),
        make_read("Norrick Tankers said on Friday that the master was heard.", id="c"),
    ]
    assert [entry.name for entry in merge_actors(reads, publishers=[]) if entry.kind == "organization"] == [
        "Norrick Tankers"
    ]


def test_the_end_of_a_persons_name_is_no_legal_form() -> None:
    reads = [
        make_read("Joana Sa said on Friday that it was late. Joana Sa left.", id="a"),
        make_read("Joana waved to them on Friday. They saw how Joana left.", id="b"),
    ]
    assert canonical_names(reads) == {}


def test_an_institution_is_one_by_either_name_of_its_country() -> None:
    reads = [
        make_read("The United States Treasury Department said on Friday that it would wait.", id="a"),
        make_read("The U.S. Treasury Department said on Friday that it would wait.", id="b"),
        make_read("The U.S. Treasury Department said on Friday that it was late.", id="c"),
    ]
    names = [entry.name for entry in merge_actors(reads, publishers=[]) if "Treasury" in entry.name]
    assert len(names) == 1


def test_who_is_known_by_a_given_name_alone_is_no_key_actor() -> None:
    text = "William and Pope Francis were on the pier on Friday. William waved. Dorin Vaskel spoke to Pope Francis."
    entries = merge_actors([make_read(text)], publishers=[])
    assert {entry.name: has_given_name_only(entry) for entry in entries} == {
        "William": True,
        "Francis": False,
        "Dorin Vaskel": False,
    }


def test_an_edition_names_who_has_a_surname_or_is_watched() -> None:
    text = "William waved on the pier on Friday. William left the lane. Rosa Tellen saw it. Rosa Tellen left."
    assert "William" not in {actor.name for actor in compose([make_read(text)]).actors}
    shape = replace(frame(), watch=(Watched(name="William", kind="person"),))
    assert "William" in {actor.name for actor in compose([make_read(text)], shape=shape).actors}


def test_publishers_are_sources_and_no_actors() -> None:
    read = make_read("Meridian Wire reported on Friday that the lane was shut. Meridian Wire cited Dorin Vaskel.")
    names = [entry.name for entry in merge_actors([read], publishers=["Meridian Wire"])]
    assert "Meridian Wire" not in names


def test_the_role_is_the_latest_wording() -> None:
    reads = [
        make_read("Foreign minister Dorin Vaskel said on Friday that the lane was shut.", id="a", hour=8),
        make_read("Former foreign minister Dorin Vaskel said on Friday that he was proud.", id="b", hour=18),
    ]
    (entry,) = [e for e in merge_actors(reads, publishers=()) if e.name == "Dorin Vaskel"]
    role = role_of(entry)
    assert role and role.text == "Former foreign minister"
    assert role.evidence.article == "b"


def test_a_story_is_known_again_on_the_next_day() -> None:
    first = compose(day_of_reads())
    follow = make_read(
        OWN + " The northern lane stayed closed on Saturday, and sixty-one ships lay at anchor south of the strait.",
        id="n1",
        publisher="Ansel Post",
        headline="Ships still wait as northern lane stays closed",
    )
    second = compose([follow], before=first, reads_before=day_of_reads())
    known = next(s for s in first.stories if "o1" in s.reports)
    assert [(s.id, s.state) for s in second.stories] == [(known.id, "continued")]
    assert second.stories[0].first_day == known.first_day
    assert second.number == 5


def test_actors_are_compared_with_the_edition_before() -> None:
    first = compose(day_of_reads())
    second = compose(day_of_reads()[:1], before=first, reads_before=day_of_reads())
    vaskel = next(a for a in second.actors if a.name == "Dorin Vaskel")
    assert (vaskel.reports, vaskel.reports_before) == (1, 2)


def test_gaps_name_feeds_languages_and_single_origins() -> None:
    feeds = [
        result("Port Authority", "failed", "not-a-feed", "answers with a web page, not a feed"),
        result("The Courier", "ok"),
    ]
    texts = [gap.text for gap in compose(day_of_reads(), feeds=feeds).gaps]
    assert "Port Authority: answers with a web page, not a feed." in texts
    assert "1 report on these topics not read: language ru." in texts
    assert any("rest on a single origin" in text for text in texts)


def test_coverage_counts_what_was_seen() -> None:
    coverage = compose(day_of_reads(), feeds=[result("A", "ok"), result("B", "blocked")]).coverage
    assert (coverage.feeds_asked, coverage.feeds_read) == (2, 1)
    assert (coverage.entries, coverage.on_topic) == (9, 5)
    assert coverage.unread_languages == (("ru", 1),)
    assert coverage.newest == NOON.replace(hour=11)


def test_a_day_without_reports_is_an_edition_that_says_so() -> None:
    briefing = compose([])
    assert briefing.stories == () and briefing.actors == () and briefing.statements == ()
    assert briefing.coverage.newest is None


def test_every_cited_article_is_listed() -> None:
    briefing = compose(day_of_reads(), shape=frame(stories=1))
    listed = {report.id for report in briefing.reports}
    cited = {e.article for story in briefing.stories for sentence in story.summary for e in sentence.evidence}
    cited |= {r for statement in briefing.statements for r in statement.reports}
    cited |= {actor.evidence.article for actor in briefing.actors}
    assert cited <= listed


def test_statements_need_a_speaker_and_some_words() -> None:
    reads = [make_read("“No,” Dorin Vaskel said. “We will not be told what to do in our own waters,” the envoy said.")]
    assert merge_statements(reads, names={}, roster={}) == ()


def test_a_speaker_who_is_only_somebodys_is_not_named() -> None:
    text = "Her Courier profile said that she was based in Lindhal and had studied there for six years."
    said = make_attribution(
        text, "said", "that she was based in Lindhal and had studied there for six years", speaker="Her Courier profile"
    )
    assert merge_statements([read_saying(text, said)], names={}, roster={}) == ()
    named = replace(said, speaker="Courier profile")
    assert len(merge_statements([read_saying(text, named)], names={}, roster={})) == 1


def test_a_clause_without_its_subject_does_not_stand_alone() -> None:
    text = "Ilse Maranov visited the camp that, Dorin Vaskel said, houses nine hundred people from the islands."
    start, end = text.index("that,"), text.index("houses")
    ranges = (start, start + 4), (end, len(text) - 1)
    said = make_attribution(text, "said", "that houses nine hundred people from the islands", content_ranges=ranges)
    assert merge_statements([read_saying(text, said)], names={}, roster={}) == ()


@pytest.mark.parametrize(("cue", "count"), [("said", 1), ("acknowledged", 1), ("let", 0), ("ensured", 0), ("read", 0)])
def test_what_another_verb_governs_is_no_statement_of_the_day(cue: str, count: int) -> None:
    text = f"Dorin Vaskel {cue} that the ships will wait until the lane is open again."
    said = make_attribution(text, cue, "that the ships will wait until the lane is open again")
    assert len(merge_statements([read_saying(text, said)], names={}, roster={})) == count


@pytest.mark.parametrize(("speaker", "count"), [("statement Monday", 0), ("Monday Club", 1)])
def test_a_day_of_the_week_names_nobody(speaker: str, count: int) -> None:
    text = "The ships will wait until the lane is open again, it was said."
    said = make_attribution(text, "said", "The ships will wait until the lane is open again", speaker=speaker)
    assert len(merge_statements([read_saying(text, said)], names={}, roster={})) == count


def test_a_people_is_no_actor() -> None:
    text = "Tarvonia shut the lane. Tarvonians shouted at Ilse Maranov, who had told Tarvonians to leave Tarvonia."
    kinds: dict[str, ActorKind] = {"Tarvonians": "person", "Tarvonia": "place", "Ilse Maranov": "person"}
    actors = tuple(
        Actor(name=name, kind=kind, mentions=((text.index(name), text.index(name) + len(name)),))
        for name, kind in kinds.items()
    )
    one = make_read(text)
    briefing = compose([replace(one, digest=replace(one.digest, actors=actors))])
    assert [actor.name for actor in briefing.actors] == ["Ilse Maranov"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Ilse Maranov", "ilse-maranov"), ("Zoë O’Neill", "zoe-o-neill"), ("محمد", "محمد"), ("!!!", "unnamed")],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


def result(publisher: str, status: FeedStatus, reason: str | None = None, detail: str = "") -> FeedResult:
    feed = make_feed(publisher)
    return FeedResult(
        url=feed.url,
        publisher=publisher,
        country=feed.country,
        language="en",
        kind=feed.kind,
        status=status,
        reason=reason,
        detail=detail,
    )


@pytest.mark.parametrize(
    ("status", "entries", "age_days", "expected", "read"),
    [
        ("ok", 5, 0, "ok", True),
        ("unchanged", 5, 0, "ok", True),
        ("unchanged", 0, 1, "unchanged", True),
        ("ok", 0, 1, "ok", True),
        ("ok", 0, 400, "stale", True),
        ("unchanged", 0, 8, "stale", True),
        ("empty", 0, None, "empty", True),
        ("failed", 0, 0, "failed", False),
        ("blocked", 3, 0, "blocked", False),
        (None, 0, None, "failed", False),
    ],
)
def test_feeds_are_judged_by_what_they_gave(
    status: FeedStatus | None, entries: int, age_days: int | None, expected: str, read: bool
) -> None:
    found = judge_feed(
        make_feed(),
        status=status,
        reason="timeout" if status in ("failed", "blocked") else None,
        detail="timed out" if status in ("failed", "blocked") else "",
        entries=entries,
        newest=None if age_days is None else NOON - timedelta(days=age_days),
        end=NOON,
        stale_after=timedelta(days=7),
    )
    assert found.status == expected
    assert was_read(found) is read
    assert bool(found.detail) is (expected not in ("ok", "unchanged"))


@pytest.mark.parametrize(
    ("status", "entries", "age_days", "detail"),
    [
        ("ok", 2, 0, "cut off, 16 items kept"),
        ("unchanged", 2, 0, "cut off, 16 items kept"),
        ("unchanged", 0, 1, "cut off, 16 items kept"),
        ("ok", 0, 400, "answers, but with nothing newer than 16 October 2025; cut off, 16 items kept"),
        ("ok", 0, None, "answers, but without entries; cut off, 16 items kept"),
    ],
)
def test_what_is_remarked_of_a_feed_that_was_read_is_told(
    status: FeedStatus, entries: int, age_days: int | None, detail: str
) -> None:
    found = judge_feed(
        make_feed(),
        status=status,
        reason=None,
        detail="cut off, 16 items kept",
        entries=entries,
        newest=None if age_days is None else NOON - timedelta(days=age_days),
        end=NOON,
        stale_after=timedelta(days=7),
    )
    assert found.detail == detail
    assert was_read(found)


def test_copies_in_an_edition_do_not_count_twice_for_actors() -> None:
    reads = [replace_id(day_of_reads()[0], f"c{i}", f"Paper {i}") for i in range(4)]
    assert next(a for a in compose(reads).actors if a.name == "Dorin Vaskel").reports == 1


def replace_id(read: Read, id: str, publisher: str) -> Read:
    article = replace(read.article, id=id, publisher=publisher)
    return replace(read, article=article, feed=make_feed(publisher))
