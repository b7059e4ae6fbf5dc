"""What goes out: the edition of a day, `Briefing`, and its parts; what they print carries its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from briefing.types.ingest import FeedResult
from briefing.types.terms import (
    ActorKind,
    ChangeKind,
    Comparator,
    DateSource,
    Direction,
    EditKind,
    FeedKind,
    GapKind,
    Range,
    StatementForm,
    StatementKind,
    StoryState,
    TextSource,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The source text that something printed rests on, with enough around it to be read without the article."""

    #: Hash of article, version and ranges: the same for ever.
    id: str
    article: str
    version: int
    ranges: tuple[Range, ...]
    #: The exact text under each range.
    quoted: tuple[str, ...]
    #: What stands between one range and the next: one item fewer than `quoted`.
    between: tuple[str, ...]
    #: Up to 200 characters on either side, cut at a word.
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSentence:
    """A printed sentence with its evidence."""

    text: str
    evidence: tuple[Evidence, ...]
    #: False: a model wrote it and no check refused it, but too little of it is covered; every face marks it.
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a source called an actor, and when."""

    text: str
    on: date
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyActor:
    """An actor of the day, merged over the reports that name it."""

    #: A slug of the name, for addresses.
    id: str
    name: str
    kind: ActorKind
    role: Role | None
    aliases: tuple[str, ...]
    #: Distinct reports of the day that name the actor, and how many of the edition before did.
    reports: int
    reports_before: int | None
    #: Where it is named first, in the report that is most about it.
    evidence: Evidence
    #: What else reports of the day call the actor where they differ from `role`, the latest first.
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one speaker said, once, however many outlets carry it; or, as a position, what reports say of it.

    A position is the words of a report from its verb on (called for an end to the blockade), and is labeled as one.
    """

    id: str
    speaker: str | None
    speaker_id: str | None
    role: Role | None
    cue: str | None
    #: The longest form found, verbatim under `evidence`; its pieces are joined by one space.
    content: str
    addressee: str | None
    kind: StatementKind
    #: When the earliest of its reports was published.
    reported: datetime
    evidence: Evidence
    #: The articles that carry it, the one that `evidence` comes from first.
    reports: tuple[str, ...]
    #: The day of the first edition that had it, if that was an earlier one: it is repeated, not new.
    repeats: date | None = None
    #: The day on which it was said, where the report tells ("said on Thursday").
    said_on: date | None = None
    #: The event at which it was said ("at a routine briefing") and the place, where the report tells, in its words.
    said_at: str | None = None
    said_in: str | None = None
    form: StatementForm = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article as an edition cites it."""

    id: str
    version: int
    url: str | None
    headline: str
    publisher: str
    kind: FeedKind
    country: str
    language: str
    published: datetime
    source: TextSource
    notes: tuple[str, ...] = ()
    #: Who directs its outlet: a government, or a party of an armed conflict; None: nobody that is known.
    directed: Direction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one side says a quantity is; or that something is so, where it is disputed in words."""

    #: The words of the source: the number with what it counts, or the clause.
    text: str
    #: The figure; None where it is a matter of words.
    value: float | None
    upper: float | None = None
    comparator: Comparator = "exactly"
    #: Who says so, by the name; None where the reports state it on their own.
    claimant: str | None
    #: When the report that it is taken from was published.
    reported: datetime
    evidence: Evidence
    #: The articles that have it from this claimant, the one that `evidence` comes from first.
    reports: tuple[str, ...]
    #: The country that the claimant speaks for, where the reports tell: a country and its coast guard are one side.
    side: str | None = None

    @property
    def party(self) -> str | None:
        """Who is held to the claim: the side, else the claimant alone."""
        return self.side or self.claimant


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Something that is counted in a story, with the latest figure of each side, first claim first."""

    #: What is counted ("killed") and in what ("people"); where, if the texts name a place.
    counted: str
    unit: str
    where: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims that cannot all be true, first claim first; never averaged, never decided."""

    id: str
    story: str
    #: What is counted, in what and where; all None where something is denied in words.
    counted: str | None
    unit: str | None
    where: str | None
    #: At least two.
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSentence:
    """A sentence of a story with its day."""

    #: The day on which it happened, if the sentence says so; else the day on which it was reported.
    on: date
    sentence: CitedSentence
    #: `text`: the sentence says the day.
    dated_by: DateSource = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is not as the edition before had it; `before` and `after` are the words of sources."""

    kind: ChangeKind
    #: The story that it belongs to; None for a change of an actor.
    story: str | None
    #: The headline of the story, the name of the actor, or the headline of the report that was corrected.
    subject: str
    #: What the edition before had; None for what is new.
    before: CitedSentence | None = None
    #: What stands now; None for what is gone.
    after: CitedSentence | None = None
    #: Who gives both figures; None where the reports count themselves, and for all other kinds.
    claimant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports that tell one event, and what they say together."""

    #: Lasts over days.
    id: str
    topic: str
    headline: str
    #: The article whose headline it is.
    headline_report: str
    state: StoryState
    first_day: date
    summary: tuple[CitedSentence, ...]
    #: All its reports of the day, reprints included, the best first.
    reports: tuple[str, ...]
    #: Texts that do not derive from one another: reprints of one wire report are one origin.
    origins: int
    #: Why it stands where it stands: named parts whose sum is the rank value.
    score: tuple[tuple[str, float], ...]
    #: Sentences of the summary that the edition before printed in nearly the same words.
    background: tuple[CitedSentence, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    #: What came before today's sentences: those of earlier editions, and what reports date back; oldest first.
    timeline: tuple[DatedSentence, ...] = ()
    #: Its reports that are documents of somebody who acts in it: read-outs, speeches, UN documents.
    primary: tuple[str, ...] = ()
    #: Stories of the edition before that have become part of it.
    merged: tuple[str, ...] = ()
    #: The story of the edition before that it has parted from; that one goes on under its own id.
    split_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSentence:
    """A sentence of those that open the edition."""

    #: The id of the story that it tells.
    story: str
    sentence: CitedSentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the edition rests on, in numbers."""

    feeds_asked: int
    feeds_read: int
    #: Entries whose time lies in the window of the day.
    entries: int
    on_topic: int
    #: On-topic articles whose text was read by the models.
    digested: int
    #: Digested articles without the reprints.
    distinct: int
    stories: int
    countries: int
    newest: datetime | None
    #: On-topic articles by language that no installed model reads: (language, articles).
    unread_languages: tuple[tuple[str, int], ...] = ()
    #: Articles whose text comes from the feed because the page could not be had.
    from_feed_only: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that the edition could not see."""

    kind: GapKind
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What an editor did to the line-up of an edition."""

    kind: EditKind
    #: The story as it stands in the edition, or would.
    story: str
    first_day: date
    #: Its reports: a story that is hidden is known by them on the next day.
    reports: tuple[str, ...]
    #: The reason that the editor gives; may be empty.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made the edition."""

    program: str
    #: Fingerprints of the models that read the texts.
    models: tuple[str, ...]
    summarizer: str
    #: One sentence for everything that was replaced or left out on the way.
    notes: tuple[str, ...] = ()
    #: What the notes say of models, as fixed codes for programs: model-refused, model-missing, model-failed for a model
    #: that was not used, unsupported where a sentence that one wrote was dropped, unverified where one is marked.
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The edition of a day: immutable, complete, and the same bytes for the same inputs."""

    schema: int
    day: date
    #: Its place in the row of editions, from 1.
    number: int
    revision: int
    title: str
    topics: tuple[str, ...]
    timezone: str
    #: The window of the day, `[start, end)`.
    start: datetime
    end: datetime
    #: True for an edition of the invented sample coverage.
    sample: bool
    coverage: Coverage
    stories: tuple[Story, ...]
    actors: tuple[KeyActor, ...]
    statements: tuple[Statement, ...]
    gaps: tuple[Gap, ...]
    feeds: tuple[FeedResult, ...]
    #: Every article that anything in this edition cites, by publication, then id.
    reports: tuple[Report, ...]
    provenance: Provenance
    #: What changed since the edition before, the weightiest kinds first; empty for a first edition.
    changes: tuple[Change, ...] = ()
    #: The day of the edition that it was compared with.
    compared_with: date | None = None
    disputes: tuple[Dispute, ...] = ()
    #: What key actors back, oppose or demand: statements of the form `position`.
    positions: tuple[Statement, ...] = ()
    #: What an editor did to the line-up; the stories stand as they were edited.
    edits: tuple[Edit, ...] = ()
    #: What opens the edition: a sentence each of up to five stories, in their order; none if there is but one story.
    lead: tuple[LeadSentence, ...] = ()
