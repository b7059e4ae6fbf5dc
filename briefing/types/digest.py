"""What is read out of one text: `Digest` and its parts point at it by ranges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefing.types.terms import ActorKind, Comparator, Range, StatementForm, StatementKind


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
