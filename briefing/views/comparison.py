"""Two editions compared: every change by its kind, what was beside what is, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefing.types import Briefing, Change, ChangeKind, CitedSentence
from briefing.views.addresses import actor_address, compare_address, day_address, door, story_address
from briefing.views.changes import LABELS, by_subject, note_on, words_now
from briefing.views.edition import Cited, Page, Sources, tied
from briefing.views.masthead import About, about_head, notice
from briefing.views.panel import evidence_panels
from briefing.views.safe import Element, Node, checked, clipped, element, inside, plain
from briefing.views.words import count, day_name, listed, marked, weekday_name

_LONGEST_SUBJECT = 160
_LONGEST_WORDING = 600
#: One change of a kind, and several, after a number.
_NAMES: dict[ChangeKind, tuple[str, str]] = {
    "correction": ("correction", "corrections"),
    "figure": ("figure moved", "figures moved"),
    "position": ("position changed", "positions changed"),
    "role": ("role changed", "roles changed"),
    "development": ("new development", "new developments"),
    "story": ("new story", "new stories"),
    "statement": ("new statement", "new statements"),
    "quiet": ("story gone quiet", "stories gone quiet"),
}
#: What stands on a side that has no words of a source.
_NOTHING_BEFORE: dict[ChangeKind, str] = {
    "story": "Not in this edition.",
    "statement": "Not in this edition.",
    "role": "Not called so in this edition.",
}
_NOTHING_AFTER: dict[ChangeKind, str] = {
    "quiet": "No report in this edition.",
    "correction": "No longer in the publisher’s text.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two editions, and the changes from the one to the other."""

    earlier: Briefing
    later: Briefing
    changes: tuple[Change, ...]


def comparison_head(about: About) -> Node:
    """The masthead of the page."""
    said = element("p", "What a later edition has that an earlier one had not, and the other way round")
    return checked(element("div", about_head("Compare two days", about, said), class_="page"))


def not_compared(*sentences: str, doors: Sequence[tuple[str, str]] = ()) -> Node:
    """Why two days are not compared, and addresses under which others are."""
    links = (element("p", inside(address, words), class_="body") for words, address in doors)
    return checked(
        element(
            "div",
            *(notice(plain(sentence)) for sentence in sentences[:1]),
            *(element("p", plain(sentence), class_="body", dir="auto") for sentence in sentences[1:]),
            *links,
            class_="page",
        )
    )


def comparison_page(found: Comparison, about: About) -> Page:
    """The changes, the weightiest kinds first."""
    cited: dict[str, Cited] = {}
    before, now = (_sources(one, found, about, cited) for one in (found.earlier, found.later))
    sections = [
        _section(kind, list(group), found, before, now)
        for kind, group in groupby(found.changes, key=lambda change: change.kind)
    ]
    numbering = Sources((), about.times, address="/", cited=cited)
    tree = element("div", _summary(found), *sections, class_="page comparison")
    return Page(tree=checked(tree), evidence={key: checked(p) for key, p in evidence_panels(numbering).items()})


def _sources(edition: Briefing, found: Comparison, about: About, cited: dict[str, Cited]) -> Sources:
    address = compare_address(found.later.day, found.earlier.day)
    return Sources(edition.reports, about.times, address=address, doors=True, cited=cited)


def _summary(found: Comparison) -> Element:
    earlier, later = (inside(day_address(one.day), day_name(one.day)) for one in (found.earlier, found.later))
    if not found.changes:
        return element("p", "No change from the edition of ", earlier, " to that of ", later, ".", class_="body")
    kinds = [(kind, len(list(group))) for kind, group in groupby(found.changes, key=lambda change: change.kind)]
    words = listed([count(number, *_names(kind)) for kind, number in kinds])
    return element("p", "From the edition of ", earlier, " to that of ", later, f": {words}.", class_="body")


def _names(kind: ChangeKind) -> tuple[str, str]:
    """What one change of a kind is called, and what several are."""
    one = LABELS[kind].lower()
    return _NAMES.get(kind, (one, one))


def _section(kind: ChangeKind, changes: Sequence[Change], found: Comparison, before: Sources, now: Sources) -> Element:
    key = f"changes-{kind}"
    heading = _names(kind)[len(changes) > 1]
    heads = ("What", weekday_name(found.earlier.day), weekday_name(found.later.day))
    return element(
        "section",
        element("h2", f"{heading[0].upper()}{heading[1:]}", id=key),
        element(
            "table",
            element("caption", f"{heading}: then and now", class_="unseen"),
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *(row for group in by_subject(changes) for row in _rows(group, found, before, now))),
            class_="listing compared terse" if kind in ("figure", "role", "position") else "listing compared",
        ),
        aria_labelledby=key,
    )


def _rows(changes: Sequence[Change], found: Comparison, before: Sources, now: Sources) -> Iterator[Element]:
    """One change, or the figures of a story that moved: its headline is read at each, and seen once."""
    for place, change in enumerate(changes):
        subject = clipped(change.subject, _LONGEST_SUBJECT) or "Without a headline"
        shown = door(_address(change, found), subject, class_="name quiet")
        name = element("span", subject, class_="unseen") if place else shown
        nothing = _NOTHING_BEFORE.get(change.kind, "Nothing."), _NOTHING_AFTER.get(change.kind, "Nothing.")
        yield element(
            "tr",
            element("th", name, *note_on(change, found.later), scope="row", dir="auto"),
            _side(found.earlier.day, change.before, before, nothing[0], "was"),
            _side(found.later.day, change.after, now, nothing[1], "now", words_now(change, found.later)),
            class_="followed" if place < len(changes) - 1 else None,
        )


def _address(change: Change, found: Comparison) -> str | None:
    """The page of the story, or of the actor who has changed role or position or said something."""
    if change.story:
        return story_address(change.story)
    if change.kind not in ("role", "position", "statement"):
        return None
    named = (*found.later.actors, *found.earlier.actors)
    return actor_address(next((actor.id for actor in named if actor.name == change.subject), None))


def _side(
    day: date,
    sentence: CitedSentence | None,
    sources: Sources,
    nothing: str,
    class_: str,
    printed: str | None = None,
) -> Element:
    """The words of a source, or `printed` where an edition prints them otherwise; else why there are none."""
    if sentence is None:
        words = element("p", nothing, class_="aside")
    else:
        text = marked(sentence, clipped(printed or sentence.text, _LONGEST_WORDING))
        words = element("p", *tied(text, sources.numbers(sentence.evidence)), class_=f"body {class_}", dir="auto")
    # where a row is a block, the heads of the columns are not seen
    return element("td", element("p", weekday_name(day), class_="kicker narrow", aria_hidden="true"), words)
