"""Stories in four sizes: the lead, two of the second tier, three of the third, and a compact list of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.types import CitedSentence, DatedSentence, EditKind, Story
from briefing.views.addresses import door, story_address
from briefing.views.changes import LABELS
from briefing.views.chronology import chosen, how_it_went
from briefing.views.disputes import dispute_id
from briefing.views.edition import Edition, Elsewhere, Sources, outlet, safe_id, tied
from briefing.views.safe import Element, Node, clipped, element, isolated, language, outside
from briefing.views.words import NBSP, count, listed, marked, warning

_LONGEST_HEADLINE = 200
_LONGEST_SENTENCE = 600
LONGEST_TOPIC = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """How large a story stands; its sentences are all printed in every tier, as in every other face of the edition."""

    name: str
    heading: str
    outlets: int
    #: Lines that tell how a story went which goes on from another day.
    dates: int


LEAD = Tier(name="lead", heading="h2", outlets=6, dates=4)
SECOND = Tier(name="second", heading="h3", outlets=3, dates=2)
THIRD = Tier(name="third", heading="h3", outlets=2, dates=1)
MORE = Tier(name="more", heading="h3", outlets=2, dates=1)


def story(found: Story, tier: Tier, edition: Edition) -> Element:
    """A story with its receipts."""
    report = edition.reports.get(found.headline_report)
    link = outside(report.url if report else None, clipped(found.headline, _LONGEST_HEADLINE) or "Without a headline")
    return element(
        "article",
        _kicker(found, edition),
        element(tier.heading, link, dir="auto", lang=language(report.language) if report else None),
        attribution(found, edition),
        element("p", *body(found.summary, found, edition), class_="body", dir="auto"),
        _meta(found, tier, edition),
        *how_it_went(went(found, tier), edition),
        class_=f"story {tier.name}",
        id=f"story-{safe_id(found.id)}",
        tabindex="-1",
    )


def went(found: Story, tier: Tier) -> Sequence[DatedSentence]:
    """The dated sentences that are printed under a story: a new one has none."""
    return chosen(found.timeline, tier.dates) if found.state == "continued" else ()


def _kicker(found: Story, edition: Edition) -> Element:
    kinds = {change.kind for change in edition.briefing.changes if change.story == found.id}
    state = next((LABELS[kind].lower() for kind in ("correction", "figure", "development") if kind in kinds), None)
    days = (edition.briefing.day - found.first_day).days + 1
    parts = ["new story"] if found.state == "new" else [state, f"Day{NBSP}{max(days, 2)}"]
    shown = [part for part in parts if part]
    last = door(story_address(found.id), shown[-1]) if edition.doors else shown[-1]
    return element(
        "p",
        element("b", isolated(clipped(found.topic, LONGEST_TOPIC))),
        *(node for part in (*shown[:-1], last) for node in (_comma(), " ", element("span", part))),
        class_="kicker",
    )


def _comma() -> Element:
    """What parts the words of a kicker where no white space does: in plain text, and read aloud."""
    return element("span", ",", class_="unseen")


def attribution(found: Story, sources: Sources) -> Element | None:
    """Whose words the summary is, where nobody tells it but outlets that a government or a belligerent directs."""
    tellers = {evidence.article for sentence in found.summary for evidence in sentence.evidence}
    told = {outlet(report): warning(report) for report in sources.listed(sorted(tellers))}
    if not told or not all(told.values()):
        return None
    names: list[Node] = []
    for name, mark in told.items():
        names += [", " if names else "", name, " (", element("b", mark), ")"]
    alone = ". No other origin reports it" if found.origins == 1 else ""
    return element("p", "As told by ", *names, alone, class_="meta attribution")


def body(sentences: Sequence[CitedSentence], found: Story, edition: Edition) -> list[Node]:
    """Sentences of a story with the numbers of their evidence."""
    elsewhere = Elsewhere(label="Same story in", reports=len(edition.listed(found.reports)) - 1)
    nodes: list[Node] = []
    for sentence in sentences:
        text = marked(sentence, clipped(sentence.text, _LONGEST_SENTENCE))
        nodes += [*tied(text, edition.numbers(sentence.evidence, elsewhere=elsewhere)), " "]
    return nodes


def _meta(found: Story, tier: Tier, edition: Edition) -> Element:
    """How many tell it, on how many origins, in whose words, and who else does."""
    tellers = {evidence.article for sentence in found.summary for evidence in sentence.evidence}
    is_attributed = attribution(found, edition) is not None
    teller = tellers.pop() if len(tellers) == 1 and not is_attributed else None
    sources, names = edition.outlets(found.reports, shown=tier.outlets, teller=teller)
    told, origins = count(sources, "source"), count(found.origins, "origin")
    way = door(story_address(found.id, "reports"), told) if edition.doors else told
    is_alone = sources == 1 and found.origins == 1
    return element(
        "p",
        element("b", way) if is_alone else way,
        *([] if is_alone else [", ", element("b", origins) if found.origins == 1 else origins]),
        *([] if is_alone and is_attributed else names),
        *_edited(found, edition),
        *_disputed(found, edition),
        class_="meta",
    )


#: What an editor did to a story that is printed.
_EDITED: dict[EditKind, str] = {"pin": "pinned", "merge": "merged", "split": "split off"}


def _edited(found: Story, edition: Edition) -> list[Node]:
    done = [_EDITED[e.kind] for e in edition.briefing.edits if e.story == found.id and e.kind in _EDITED]
    return [f"; {listed(done)} by the editor"] if done else []


def _disputed(found: Story, edition: Edition) -> list[Node]:
    """A way to the first of its disputes."""
    dispute = next((d for d in edition.briefing.disputes if d.story == found.id), None)
    if dispute is None:
        return []
    return [" ", element("button", "Disputed", type="button", class_="tag alert", data_to=dispute_id(dispute))]
