"""What a user asks for: the parts of feeds.yaml that the steps are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.types.terms import ActorKind, FeedKind, OutletKind


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
