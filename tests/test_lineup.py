"""The line-up over days: stories keep their ids, merges and splits are told, and nothing fills the page alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.analysis.lineup import Cluster, best_first, cluster, line_up
from briefing.analysis.origins import Newsrooms
from briefing.analysis.rank import choose, score_story
from briefing.analysis.reading import Read
from briefing.types import Briefing, Ranking, Story
from tests.builders import NOON, TOPICS, make_read
from tests.editions import empty_edition

Earlier = tuple[tuple[str, float, float], ...]


def story(id: str, topic: str = "Shipping") -> Story:
    return Story(
        id=id,
        topic=topic,
        headline=id,
        headline_report=id,
        state="new",
        first_day=NOON.date(),
        summary=(),
        reports=(id,),
        origins=1,
        score=(("topic", 1.0),),
    )


def before(*names: str) -> Briefing:
    return replace(empty_edition(), stories=tuple(story(name) for name in names))


def lined_up(*earlier: Earlier, known: Briefing) -> dict[str, Story]:
    """Stories by the article that each rests on: r0, r1 ..."""
    clusters = [
        Cluster(reads=(make_read("The lane is shut.", id=f"r{i}"),), origins=1, earlier=ids)
        for i, ids in enumerate(earlier)
    ]
    found = line_up(
        clusters,
        TOPICS,
        watched=(),
        ranking=Ranking(),
        before=known,
        day=NOON.date(),
        window=(NOON.replace(hour=0), NOON.replace(hour=23)),
    )
    return {one.reports[0]: one for one in found}


def test_a_story_of_two_topics_has_that_of_most_reports_then_that_of_its_headline() -> None:
    def topic(*topics: str) -> str:
        reads = tuple(make_read("The lane is shut.", id=f"r{i}", topics=[name]) for i, name in enumerate(topics))
        window = (NOON.replace(hour=0), NOON.replace(hour=23))
        (found,) = line_up(
            [Cluster(reads=reads, origins=len(reads), earlier=())],
            TOPICS,
            watched=(),
            ranking=Ranking(),
            before=None,
            day=NOON.date(),
            window=window,
        )
        return found.topic

    assert topic("Diplomacy", "Shipping") == "Diplomacy"
    assert topic("Shipping", "Diplomacy") == "Shipping"
    assert topic("Diplomacy", "Shipping", "Shipping") == "Shipping"


def test_a_story_that_splits_goes_on_where_most_of_it_is() -> None:
    found = lined_up((("a", 1, 0.25),), (("a", 3, 0.75),), known=before("a"))
    assert (found["r1"].id, found["r1"].state, found["r1"].split_from) == ("a", "continued", None)
    assert (found["r0"].state, found["r0"].split_from) == ("new", "a")
    assert found["r0"].id != "a"


def test_an_earlier_story_is_most_where_the_report_is_that_spoke_for_it() -> None:
    reads = [
        make_read("The tanker Asta Verne lies at anchor off Brennick Point.", id="n1"),
        make_read("Ilse Maranov opened the talks in Lindhal City on Friday.", id="n2"),
    ]
    earlier = [
        make_read("The tanker Asta Verne dropped anchor off Brennick Point.", id="o1"),
        make_read("Ilse Maranov will open the talks in Lindhal City.", id="o2"),
    ]
    known = replace(empty_edition(), stories=(replace(story("a"), reports=("o1", "o2")),))
    found = cluster(reads, [0, 1], before=known, reads_before=earlier, newsrooms=Newsrooms((), ()))
    weights = {one.reads[0].article.id: one.earlier[0][:2] for one in found}
    assert weights == {"n1": ("a", 1.0), "n2": ("a", 0.5)}


def test_what_rounds_up_a_day_joins_no_story() -> None:
    text = "The tanker Asta Verne lies at anchor off Brennick Point."
    reads = [make_read(text, id="n1"), make_read(text, id="n2"), make_read(text, id="n3")]
    reads[0] = replace(reads[0], article=replace(reads[0].article, headline="Marrow Strait: Friday as it happened"))
    found = cluster(reads, [0, 1, 2], before=None, reads_before=(), newsrooms=Newsrooms((), ()))
    assert sorted(sorted(read.article.id for read in one.reads) for one in found) == [["n1"], ["n2", "n3"]]


def test_news_speaks_for_a_story_before_what_explains_it() -> None:
    text = "The tanker Asta Verne lies at anchor off Brennick Point."
    why = make_read(text, id="n1", headline="Why the Asta Verne waits", hour=6)
    news = make_read(text, id="n2", headline="Tanker drops anchor", hour=7)
    assert [read.article.id for read in best_first([why, news], Newsrooms((), ()))] == ["n2", "n1"]


def ranked(*reads: Read, watched: Collection[str] = ()) -> dict[str, float]:
    """The parts of the rank value of the story that these tell."""
    day = (NOON.replace(hour=0), NOON.replace(hour=23))
    return dict(score_story(reads, origins=1, ranking=Ranking(), weight=1.0, watched=watched, start=day[0], end=day[1]))


def test_a_story_that_is_only_explained_ranks_below_the_news() -> None:
    why = make_read("The lane is shut.", id="n1", headline="Why the lane was closed")
    news = make_read("The lane is shut.", id="n2", headline="Lane closed")
    assert ranked(why)["news"] == 0.0
    assert ranked(why, news)["news"] == ranked(news)["news"] > 0


def test_a_story_counts_as_watched_by_its_share_of_reports_on_who_is_watched() -> None:
    about = make_read("The envoy Pavo Lendrik spoke for an hour. Lendrik said little.", id="n1")
    other = make_read("The lane is shut.", id="n2")
    assert ranked(other, about, watched={"Pavo Lendrik"})["watched"] == 0.25
    assert ranked(about, watched={"Pavo Lendrik"})["watched"] == 0.5


def test_stories_that_merge_go_on_as_the_larger_one() -> None:
    found = lined_up((("b", 4, 1.0), ("a", 2, 1.0)), known=before("a", "b"))
    assert (found["r0"].id, found["r0"].merged) == ("b", ("a",))


def test_a_story_of_which_a_part_is_elsewhere_has_not_merged() -> None:
    found = lined_up((("b", 4, 1.0), ("a", 2, 0.4)), (("a", 3, 0.6),), known=before("a", "b"))
    assert (found["r0"].id, found["r0"].merged) == ("b", ())
    assert found["r1"].id == "a"


def test_one_topic_or_publisher_does_not_crowd_the_rest() -> None:
    ranked = [story(f"s{i}") for i in range(5)] + [story("d0", "Diplomacy"), story("d1", "Diplomacy")]
    publishers = {one.headline_report: "Flood" if one.id in ("s0", "s1", "d0") else one.id for one in ranked}
    by_topic = choose(ranked, publishers, ranking=Ranking(per_topic=2), limit=4)
    assert [one.id for one in by_topic] == ["s0", "s1", "d0", "d1"]
    by_publisher = choose(ranked, publishers, ranking=Ranking(per_publisher=1), limit=4)
    assert [one.id for one in by_publisher] == ["s0", "s2", "s3", "s4"]


def test_what_is_over_a_cap_fills_the_room_that_is_left() -> None:
    ranked = [story(f"s{i}") for i in range(4)]
    publishers = {one.id: "Flood" for one in ranked}
    assert len(choose(ranked, publishers, ranking=Ranking(per_publisher=1), limit=3)) == 3


def test_what_rounds_up_a_day_stands_behind_the_stories_if_there_is_room() -> None:
    ranked = [replace(story("r0"), headline="Marrow Strait: Friday as it happened"), story("s1"), story("s2")]
    publishers = {one.headline_report: one.id for one in ranked}
    assert [s.id for s in choose(ranked, publishers, ranking=Ranking(), limit=3)] == ["s1", "s2", "r0"]
    assert [s.id for s in choose(ranked, publishers, ranking=Ranking(), limit=2)] == ["s1", "s2"]
