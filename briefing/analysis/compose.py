"""The edition of a day out of what was read: stories, actors, statements and gaps, each with its evidence.

Pure: the same inputs give the same edition, in any order of the articles, at any time of day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import NamedTuple

from briefing.analysis.changes import find_changes, with_repeats, without_repeats
from briefing.analysis.chronology import find_timeline
from briefing.analysis.curation import Curated, curate, edits_of
from briefing.analysis.day_lead import choose_lead
from briefing.analysis.dedupe import find_copies
from briefing.analysis.disputes import find_disputes, told_once
from briefing.analysis.feeds import was_read
from briefing.analysis.gaps import find_gaps, lacks_page
from briefing.analysis.ledger import merge_positions, merge_statements
from briefing.analysis.lineup import body_of, cluster, line_up
from briefing.analysis.origins import Newsrooms
from briefing.analysis.quantities import find_quantities
from briefing.analysis.rank import choose
from briefing.analysis.reading import Read, by_time
from briefing.analysis.roster import (
    canonical_names,
    handovers,
    has_given_name_only,
    key_actor,
    merge_actors,
    peoples,
)
from briefing.analysis.story_summary import added_sentences
from briefing.types import (
    Article,
    Briefing,
    Change,
    CitedSentence,
    Coverage,
    Curation,
    Dispute,
    FeedResult,
    KeyActor,
    Outlet,
    Provenance,
    Ranking,
    Report,
    Statement,
    Story,
    Topic,
    Watched,
)

#: No speaker fills the page with more statements, or positions, than this.
_STATEMENTS_A_SPEAKER = 3
_POSITIONS_A_SPEAKER = 2
#: Positions are printed of key actors only, and this many at the most.
_POSITIONS = 8
#: The shape of an edition that this program writes; `serialize.py` reads older ones.
SCHEMA = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an edition is about and how long it is: the settings that composing needs."""

    title: str
    topics: tuple[Topic, ...]
    watch: tuple[Watched, ...]
    timezone: str
    sample: bool
    stories: int
    actors: int
    statements: int
    ranking: Ranking = field(default_factory=Ranking)
    #: Known outlets; those of the feeds need not be among them.
    outlets: tuple[Outlet, ...] = ()
    #: What an editor asks for.
    curation: Curation = field(default_factory=Curation)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInput:
    """Everything that was read for a day."""

    day: date
    start: datetime
    end: datetime
    #: On-topic articles that the models read.
    reads: tuple[Read, ...]
    #: On-topic articles in languages that no installed model reads.
    unread: tuple[Article, ...]
    #: Entries within the window, and how many of them are on topic.
    entries: int
    on_topic: int
    feeds: tuple[FeedResult, ...]
    #: The edition before, the articles that it cites, and how many editions there are up to it.
    before: Briefing | None
    reads_before: tuple[Read, ...]
    editions_before: int
    #: Newest versions of articles that the edition before cites and that have been changed since.
    revised: tuple[Article, ...] = ()


class _Desk(NamedTuple):
    """The articles of the day, and the stories that they tell."""

    newsrooms: Newsrooms
    #: From the earliest on; `originals` has for each the index of the one that it is a copy of.
    reads: list[Read]
    originals: list[int]
    curated: Curated
    #: All stories of the day, those without room in the edition as well.
    ranked: tuple[Story, ...]

    @property
    def by_id(self) -> dict[str, Read]:
        return {read.article.id: read for read in self.reads}

    @property
    def copies(self) -> dict[str, str]:
        """Each article -> the one that it is a copy of, itself if it is none."""
        return {read.article.id: self.reads[i].article.id for read, i in zip(self.reads, self.originals, strict=True)}

    @property
    def shown(self) -> list[Read]:
        """The articles that the editor does not hide."""
        return [read for read in self.reads if read.article.id not in self.curated.hidden_reports]

    @property
    def distinct(self) -> int:
        """Articles that are no copies."""
        return sum(i == original for i, original in enumerate(self.originals))

    @property
    def reported(self) -> set[str]:
        """Stories of the edition before that are told today, whether or not they are printed."""
        hidden = {story for group in self.curated.hidden for story, _, _ in group.earlier}
        return hidden | {known for story in self.ranked for known in (story.id, *story.merged)}


def compose_briefing(frame: Frame, given: DayInput, provenance: Provenance) -> Briefing:
    """The edition of a day; nothing in it is without evidence, but it has not passed the gate yet."""
    desk = _arranged(frame, given)
    by_id, copies = desk.by_id, desk.copies
    stories = _stories(frame, given, desk)
    told_by = {story.id: [by_id[report] for report in story.reports] for story in stories}
    disputes = told_once([d for story in stories for d in find_disputes(story, told_by[story.id])], told_by)
    feeds = tuple(
        replace(feed, directed=desk.newsrooms.direction(feed.publisher, feed.kind))
        for feed in sorted(given.feeds, key=lambda f: (f.publisher.casefold(), f.url))
    )
    people = _people(frame, desk.shown, [r for r in desk.shown if copies[r.article.id] == r.article.id], given)
    changes = find_changes(
        given.before,
        stories,
        people.actors,
        people.positions,
        given.revised,
        statements=people.statements,
        reported=desk.reported,
        cited=[read.article for read in given.reads_before],
        handovers=people.handovers,
    )
    said = (*people.statements, *people.positions)
    cited = _cited(stories, people.actors, said) | _cited_over_days(stories, changes, disputes)
    return Briefing(
        schema=SCHEMA,
        day=given.day,
        number=given.editions_before + 1,
        revision=1,
        title=frame.title,
        topics=tuple(topic.name for topic in frame.topics),
        timezone=frame.timezone,
        start=given.start,
        end=given.end,
        sample=frame.sample,
        coverage=_coverage(given, desk),
        stories=stories,
        actors=people.actors,
        statements=people.statements,
        gaps=find_gaps(feeds, given.unread, desk.reads, stories, frame.topics),
        feeds=feeds,
        reports=_reports(desk.reads, cited, given),
        provenance=replace(provenance, notes=(*provenance.notes, *desk.curated.notes)),
        changes=changes,
        compared_with=given.before.day if given.before else None,
        disputes=disputes,
        positions=people.positions,
        edits=edits_of(desk.curated, stories, given.before, given.day),
        lead=choose_lead(stories, by_id, originals=copies, newsrooms=desk.newsrooms, before=given.before),
    )


def _arranged(frame: Frame, given: DayInput) -> _Desk:
    """The articles grouped into stories, changed as the editor asks, and ranked."""
    newsrooms = Newsrooms(frame.outlets, [feed.publisher for feed in given.feeds if feed.kind == "wire"])
    reads = by_time(replace(r, directed=newsrooms.direction(r.feed.publisher, r.feed.kind)) for r in given.reads)
    originals = find_copies([body_of(r) for r in reads])
    earlier = by_time(given.reads_before)
    curated = curate(
        cluster(reads, originals, before=given.before, reads_before=earlier, newsrooms=newsrooms),
        frame.curation,
        day=given.day,
        before=given.before,
        reads=reads,
        originals=originals,
        newsrooms=newsrooms,
    )
    ranked = line_up(
        curated.clusters,
        frame.topics,
        watched=[w.name for w in frame.watch],
        ranking=frame.ranking,
        before=given.before,
        day=given.day,
        window=(given.start, given.end),
    )
    return _Desk(newsrooms, reads, originals, curated, ranked)


def _stories(frame: Frame, given: DayInput, desk: _Desk) -> tuple[Story, ...]:
    """The stories of the edition, told by all of their articles and over their days."""
    by_id, copies = desk.by_id, desk.copies
    directed = _directed(desk.reads, given.before)
    found = []
    for story in _printed(desk.ranked, desk.curated.pinned, by_id, frame):
        reads = [by_id[report] for report in story.reports]
        told = _told_by_all(story, reads, copies, desk.newsrooms, given.before)
        found.append(_over_days(told, reads, given.before, directed, frame.timezone))
    return tuple(found)


def _printed(
    ranked: Sequence[Story], pinned: Sequence[str], by_id: Mapping[str, Read], frame: Frame
) -> tuple[Story, ...]:
    """The stories that there is room for: first those that the articles `pinned` speak for."""
    first = [story for article in pinned for story in ranked if story.headline_report == article]
    rest = [story for story in ranked if story not in first]
    publishers = {story.headline_report: by_id[story.headline_report].feed.publisher for story in rest}
    return (*first, *choose(rest, publishers, ranking=frame.ranking, limit=max(frame.stories - len(first), 0)))


def _told_by_all(
    story: Story, reads: Sequence[Read], originals: Mapping[str, str], newsrooms: Newsrooms, before: Briefing | None
) -> Story:
    """A story with what its other articles add to the summary, and with what is counted in all of them."""
    was = _as_it_was(story, before)
    known = [sentence.text for sentence in (*was.summary, *was.background)] if was else []
    added = added_sentences(story.summary, reads, originals=originals, newsrooms=newsrooms, known=known)
    return replace(story, summary=(*story.summary, *added), quantities=find_quantities(reads))


def _over_days(
    story: Story, reads: Sequence[Read], before: Briefing | None, directed: Collection[str], timezone: str
) -> Story:
    """A story with what the edition before already had of it, and how it came to it."""
    told = without_repeats(story, _as_it_was(story, before))
    return replace(told, timeline=find_timeline(told, reads, before, directed=directed, timezone=timezone))


def _as_it_was(story: Story, before: Briefing | None) -> Story | None:
    return next((s for s in before.stories if s.id == story.id), None) if before else None


def _directed(reads: Sequence[Read], before: Briefing | None) -> frozenset[str]:
    """The articles of outlets under direction: those of the day, and those that the edition before cites."""
    cited = {report.id for report in before.reports if report.directed or report.kind == "state"} if before else set()
    return frozenset(cited | {read.article.id for read in reads if read.is_directed})


class _People(NamedTuple):
    """The key actors, what they and others said, and by actor which office changed hands."""

    actors: tuple[KeyActor, ...]
    statements: tuple[Statement, ...]
    positions: tuple[Statement, ...]
    handovers: Mapping[str, CitedSentence]


def _people(frame: Frame, reads: Sequence[Read], distinct: Sequence[Read], given: DayInput) -> _People:
    """Who acts and speaks; the actors are counted over distinct reports, what was said is that of all."""
    roster = merge_actors(distinct, publishers=[feed.publisher for feed in given.feeds])
    counted = {actor.id: actor.reports for actor in given.before.actors} if given.before else None
    nobody = peoples(distinct)  # a people is nobody in particular
    watched = {one.name for one in frame.watch}
    acting = [
        entry
        for entry in roster
        if entry.name not in nobody and (entry.name in watched or not has_given_name_only(entry))
    ]
    actors = tuple(key_actor(entry, counted) for entry in acting[: frame.actors])
    names, entries = canonical_names(distinct), {entry.name: entry for entry in roster}
    key = [actor.id for actor in actors]
    statements = _chosen(merge_statements(reads, names=names, roster=entries), frame.statements, key)
    held = [one for one in merge_positions(reads, names=names, roster=entries) if one.speaker_id in key]
    positions = _chosen(held, min(_POSITIONS, frame.statements), key, each=_POSITIONS_A_SPEAKER)
    return _People(
        actors=actors,
        statements=with_repeats(statements, given.before),
        positions=with_repeats(positions, given.before),
        handovers=handovers(roster, given.before.day) if given.before else {},
    )


def _chosen(
    statements: Sequence[Statement], limit: int, prominent: Sequence[str], each: int = _STATEMENTS_A_SPEAKER
) -> tuple[Statement, ...]:
    """The statements that are printed: key actors' first, no more than a few of one speaker."""
    count: Counter[str] = Counter()
    chosen: list[Statement] = []
    for statement in sorted(statements, key=lambda s: s.speaker_id not in prominent):
        speaker = statement.speaker_id or ""
        if count[speaker] < each and len(chosen) < limit:
            count[speaker] += 1
            chosen.append(statement)
    return tuple(chosen)


def _coverage(given: DayInput, desk: _Desk) -> Coverage:
    languages = Counter(article.language for article in given.unread)
    return Coverage(
        feeds_asked=len(given.feeds),
        feeds_read=sum(was_read(feed) for feed in given.feeds),
        entries=given.entries,
        on_topic=given.on_topic,
        digested=len(desk.reads),
        distinct=desk.distinct,
        stories=len(desk.curated.clusters) + len(desk.curated.hidden),
        countries=len({read.feed.country for read in desk.reads}),
        newest=max((read.article.published for read in desk.reads), default=None),
        unread_languages=tuple(sorted(languages.items())),
        from_feed_only=sum(lacks_page(read.article) for read in desk.reads),
    )


def _reports(reads: Sequence[Read], cited: Collection[str], given: DayInput) -> tuple[Report, ...]:
    """The cited reports: today's as they stand now, those of earlier days as the edition before lists them."""
    found = {report.id: report for report in (given.before.reports if given.before else ())}
    found |= {a.id: replace(found[a.id], version=a.version) for a in given.revised if a.id in found}
    found |= {read.article.id: _report(read) for read in reads}
    return tuple(sorted((found[report] for report in cited if report in found), key=lambda r: (r.published, r.id)))


def _report(read: Read) -> Report:
    article, feed = read.article, read.feed
    return Report(
        id=article.id,
        version=article.version,
        url=article.url,
        headline=article.headline,
        publisher=article.publisher,
        kind=feed.kind,
        country=feed.country,
        language=article.language,
        published=article.published,
        source=article.source,
        notes=article.notes,
        directed=read.directed,
    )


def _cited(stories: Sequence[Story], actors: Sequence[KeyActor], statements: Sequence[Statement]) -> set[str]:
    """The articles that anything in the edition points at."""
    found = {report for story in stories for report in story.reports}
    found |= {report for statement in statements for report in statement.reports}
    found |= {actor.evidence.article for actor in actors}
    roles = [role for actor in actors for role in (actor.role, *actor.roles)] + [
        statement.role for statement in statements
    ]
    found |= {role.evidence.article for role in roles if role}
    return found


def _cited_over_days(stories: Sequence[Story], changes: Sequence[Change], disputes: Sequence[Dispute]) -> set[str]:
    """The articles that changes, disputes and timelines point at."""
    sentences: list[CitedSentence] = [dated.sentence for story in stories for dated in story.timeline]
    sentences += [sentence for change in changes for sentence in (change.before, change.after) if sentence]
    found = {evidence.article for sentence in sentences for evidence in sentence.evidence}
    return found | {report for dispute in disputes for claim in dispute.claims for report in claim.reports}
