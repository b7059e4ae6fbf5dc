"""The vocabulary: what the steps hand to each other, from a feed to the edition of a day.

Frozen, slotted, keyword-only dataclasses of standard-library types. Sequences are tuples, moments are aware and in
UTC, offsets are Unicode code points, and a range is `[start, end)` into the text that it belongs to.

The names are the field's: Atom (feed, entry, published, updated), schema.org (headline, publisher), quotation
attribution (speaker, cue, content, addressee). What is read out of one text (`Digest` and its parts) points at that
text by ranges; what is printed in an edition (`Briefing` and its parts) carries `Evidence`, the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Range = tuple[int, int]

FeedKind = Literal["wire", "public", "private", "state", "official", "ngo"]
FeedStatus = Literal["ok", "unchanged", "empty", "stale", "blocked", "failed"]
TextSource = Literal["page", "feed"]
ActorKind = Literal["person", "organization", "place"]
StatementKind = Literal["direct", "mixed", "indirect"]
StatementForm = Literal["clause", "position"]
OutletKind = Literal["wire", "state", "party", "-"]
StoryState = Literal["new", "continued"]
Direction = Literal["state", "party"]
DateSource = Literal["text", "report"]
EditKind = Literal["pin", "hide", "merge", "split"]
GapKind = Literal["feed", "language", "page", "origin", "side", "model"]
ChangeKind = Literal["story", "development", "figure", "role", "position", "statement", "quiet", "correction"]
Comparator = Literal["exactly", "about", "at least", "at most", "more than", "less than", "nearly"]


# ---------------------------------------------------------------- what a user asks for: parts of feeds.yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party to what a topic is about, and whose feeds speak from there."""

    name: str
    #: Values of `country` and `publisher` of feeds; those of either count.
    countries: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that the briefing follows."""

    name: str
    #: Words or phrases; `*` stands for any ending ("sanction*"). Case and accents do not matter.
    keywords: tuple[str, ...]
    #: Words that keep an entry out, whatever else it says ("football").
    without: tuple[str, ...] = ()
    #: How much its stories count in the ranking, from 0 up; 1 is ordinary.
    weight: float = 1.0
    #: Whom an edition should hear; it says which of them it did not.
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """An actor that is always recognized, by any of its names."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that is asked every day: one item of the list in feeds.yaml."""

    url: str
    publisher: str
    country: str
    language: str
    kind: FeedKind
    #: Topics that every entry of this feed belongs to, whatever its words.
    topics: tuple[str, ...] = ()
    #: The day on which the address was last known to answer.
    answered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarizing:
    """What writes the summaries: the articles' own sentences if nothing is said, else one model."""

    #: A Hugging Face encoder-decoder: its name on the hub, or a folder.
    seq2seq: str = ""
    #: The commit of the hub's repository, all 40 digits.
    revision: str = ""
    #: The base address of an OpenAI-compatible endpoint ("http://localhost:8000/v1"), and the model to ask for there.
    chat: str = ""
    model: str = ""
    #: The environment variable that holds the key of the endpoint, if it wants one.
    key: str = "BRIEFING_CHAT_KEY"
    #: Seconds for one request, further attempts after a failure, requests in one run, requests at once.
    timeout: float = 60.0
    retries: int = 2
    budget: int = 500
    at_once: int = 4
    #: What becomes of a sentence that no check refused, but too little of which is covered by what it rests on: the
    #: article's own stands in its place, or it is printed with a mark.
    unverified: Literal["replace", "mark"] = "replace"

    @property
    def name(self) -> str:
        """What it is called to a reader."""
        return self.seq2seq or self.model or "extractive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifying:
    """An entailment model that has a further vote on what a summarizer wrote; none if no model is named."""

    #: A Hugging Face classifier of entailment: its name on the hub, or a folder.
    model: str = ""
    #: The commit of the hub's repository, all 40 digits.
    revision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How stories are ranked: what a full measure of each part counts, and how many one topic or publisher may have."""

    #: Times the weight of the topic.
    topic: float = 1.0
    #: For one origin; three count twice as much, seven three times.
    origins: float = 1.0
    #: One of its reports tells news, rather than explaining it.
    news: float = 0.5
    #: In all of its reports an actor of the watch list is among the most salient.
    watched: float = 0.5
    #: Reported at the very end of the day.
    fresh: float = 0.5
    #: Stories of one topic, and stories headlined by one publisher, before all others have had their turn.
    per_topic: int = 6
    per_publisher: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What is known of an outlet besides its feed: a line of `data/outlets.tsv`, or of `outlets` in feeds.yaml."""

    name: str
    aliases: tuple[str, ...] = ()
    #: What its texts are counted under; empty: its name.
    group: str = ""
    #: `party`: run by or for a party of an armed conflict; `-`: nothing but the group is said.
    kind: OutletKind
    #: Where that is written, and of which day.
    source: str
    dated: date


# ---------------------------------------------------------------- what an editor asks for: curation.yaml

# A story is named by its id, by the address of one of its reports, or by the headline of one. `day` is the edition
# that it is asked for; None: every one from now on.


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A story that stands first, whatever its rank."""

    story: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide:
    """A story that is not printed; the edition says that one is hidden."""

    story: str
    day: date | None = None
    #: The reason, which is printed; empty: none is given.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Stories that are one."""

    stories: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Reports, by address or headline, that are a story of their own."""

    reports: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """What an editor asks of the line-up, in the order in which it is done: split, merge, hide, pin."""

    split: tuple[Split, ...] = ()
    merge: tuple[Merge, ...] = ()
    hide: tuple[Hide, ...] = ()
    pin: tuple[Pin, ...] = ()


# ---------------------------------------------------------------- in: replies, entries, articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered: the decoded body, as bytes."""

    url: str
    status: int
    #: Names in lower case, values byte for byte (Latin-1), in the order of the reply.
    headers: tuple[tuple[str, str], ...]
    body: bytes
    retrieved: datetime
    #: The address that a chain of permanent redirects (301, 308) leads to, if that is how it was reached.
    moved_to: str | None = None
    #: A redirect on the way led from https to http.
    downgraded: bool = False
    #: The body is only the beginning: the reply is larger than what is taken.
    cut: bool = False

    def header(self, name: str) -> str | None:
        """The first value under `name`; the case of the name does not matter."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, its texts plain: no markup, no entities, no bidirectional controls."""

    feed_url: str
    id: str
    link: str | None
    title: str
    #: The publisher's short description; paragraphs are parted by line breaks, here and in `content`.
    summary: str = ""
    #: The full text where the feed carries it, else empty.
    content: str = ""
    #: None where the feed gives no date that can be believed; the store then uses the time it first saw the entry.
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    #: What was mended on the way: undated, future-date, repaired, truncated, encoding-guessed, capped.
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as it was served: its own title and its entries, in its order."""

    title: str
    entries: tuple[Entry, ...]
    #: True of the document, not of one entry: repaired, truncated, encoding-guessed, capped.
    flags: tuple[str, ...] = ()
    #: The address that the feed says it has moved to (`itunes:new-feed-url`), and the one that it says it has (`self`):
    #: hints for a person, which are never asked.
    new_address: str | None = None
    own_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What could be read out of a web page."""

    title: str | None
    text: str | None
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    #: The page itself says that the text is for subscribers (schema.org `isAccessibleForFree`).
    paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one text. A changed text is the next version of the same article."""

    id: str
    version: int
    url: str | None
    headline: str
    publisher: str
    feed_url: str
    published: datetime
    language: str
    text: str
    #: sha256 of the text, hexadecimal.
    hash: str
    source: TextSource
    #: Why the text is not the publisher's page, or what else a reader should know: paywalled, robots, undated ...
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """How a feed fared on a day: failures are data."""

    url: str
    publisher: str
    country: str
    language: str
    kind: FeedKind
    status: FeedStatus
    #: A fixed code for programs (`timeout`, `not-a-feed`, ...); None where nothing was wrong.
    reason: str | None = None
    #: What a person is told: one clause without a full stop, "timed out after 30 s".
    detail: str = ""
    #: Entries within the window of the day.
    entries: int = 0
    newest: datetime | None = None
    #: Who directs its publisher: a government, or a party of an armed conflict; None: nobody that is known.
    directed: Direction | None = None


# ---------------------------------------------------------------- what is read out of one text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a summary and the ranges of the text that it rests on."""

    text: str
    ranges: tuple[Range, ...]
    #: False: no check refused it, but too little of it is covered by its ranges; it is printed with a mark.
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A short account of one text."""

    #: Who wrote it: a name with a version, "extractive 2".
    model: str
    #: Every sentence is the text's own words: the pieces under its ranges joined by one space.
    extractive: bool
    sentences: tuple[Sentence, ...]
    #: Why sentences that a model wrote were not taken, one item for each.
    withheld: tuple[str, ...] = ()
    #: Why the embedded summarizer stood in for the one that was asked for.
    fallback: str = ""
    #: The same as a fixed code for programs (`model-refused`, ...).
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that a text names, with all the places where the text means it."""

    name: str
    kind: ActorKind
    #: What this text calls it, in its words ("prime minister of Kessaly"), and where; None and empty if it does not.
    role: str | None = None
    role_ranges: tuple[Range, ...] = ()
    aliases: tuple[str, ...] = ()
    #: Where the body of the text names it.
    mentions: tuple[Range, ...] = ()
    #: 0 to 1: how much the text is about it.
    salience: float = 0.0
    #: Where the text means it without its name, or names it in a headline above the body: pronouns, descriptions.
    references: tuple[Range, ...] = ()
    #: Whom a seat of power stands for where the text lets it act: the Kremlin, Beijing.
    institution: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of saying in one text: speaker, cue and content (the attribution relation of Pareti, 2012)."""

    #: The resolved name; None where the text names nobody.
    speaker: str | None
    #: First the words beside the cue that say who speaks, then the mention that gives the name, if that is another.
    speaker_ranges: tuple[Range, ...]
    role: str | None
    cue: str | None
    cue_ranges: tuple[Range, ...]
    content: str
    content_ranges: tuple[Range, ...]
    kind: StatementKind
    form: StatementForm = "clause"
    addressee: str | None = None
    #: Whose words the speaker passes on.
    relays: str | None = None
    #: The medium through which it was reported: told CNN; AFP reported.
    via: str | None = None
    confidence: float = 1.0
    #: The event at which it was said, with its preposition ("at a routine briefing"), and the place, by its name.
    occasion: str | None = None
    place: str | None = None
    #: Where the text says so: first the event, then the place, as far as they are known.
    occasion_ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity that a text states: how many or how much of what, where, as of when, and according to whom."""

    value: float
    #: The upper end of "20 to 30"; None for a single number.
    upper: float | None = None
    comparator: Comparator = "exactly"
    #: What the number is in: "people", "USD", "km", "%", "tonnes"; the counted noun's singular for plain counts.
    unit: str
    #: What is counted, as a fixed word where there is one ("killed", "wounded", "displaced", "troops"), else the noun.
    counted: str
    #: A place, as the text names it.
    where: str | None = None
    #: Who says so, by the resolved name; None where the text states it on its own.
    claimant: str | None = None
    #: The day that it holds for, where the text tells. A day that is told from the day of publication ("on Sunday") is
    #: not known to a digest, which depends on the text alone: `analysis.dates.date_figure` fills it in from `when`.
    as_of: date | None = None
    #: The words of the number with its comparator and what is counted, first; then those that give the state (killed),
    #: the place and the claimant, where they stand elsewhere.
    ranges: tuple[Range, ...]
    #: The sentence that it stands in.
    sentence: Range
    #: The words that tell when: "Sunday", "18 November", "overnight".
    when: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """That a person lost or got an office, told by a verb in a text: was dismissed, was named to succeed her."""

    #: The name of the actor.
    name: str
    #: Whether the person leaves the office; else takes it.
    leaves: bool
    sentence: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that is read out of one text; it depends on the text and the models alone."""

    text_hash: str
    #: Fingerprint of the models and rules that made it.
    model: str
    #: The ranges that are the article itself, without page furniture.
    body: tuple[Range, ...]
    summary: Summary
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    #: Unit vector of the headline and the opening, for grouping; 384 numbers, or none without the embedding model.
    vector: tuple[float, ...]
    figures: tuple[Figure, ...] = ()
    handovers: tuple[Handover, ...] = ()


# ---------------------------------------------------------------- out: the edition of a day


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
