"""What changed since the edition before, one line a change: then and now, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.types import Briefing, Change, ChangeKind, CitedSentence
from briefing.views.edition import Edition, tied
from briefing.views.people import line_of
from briefing.views.safe import Element, Node, clipped, element, isolated
from briefing.views.words import count, day_and_month, marked

LABELS: dict[ChangeKind, str] = {
    "correction": "Correction",
    "figure": "Figure moved",
    "position": "Position changed",
    "role": "Role changed",
    "development": "New development",
    "story": "New story",
    "statement": "New statement",
    "quiet": "Gone quiet",
}
_OF_SEVERAL: dict[ChangeKind, str] = {"figure": "Figures moved", "story": "New stories"}
#: A figure that begins with a number in words, as it stands at the start of a sentence.
_NUMBER = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|"
    r"Eighteen|Nineteen|(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ty)\b(?: [a-z]+){0,3}\Z|"
    r"(?:Twen|Thir|For|Fif|Six|Seven|Eigh|Nine)ty-[a-z]+\b(?: [a-z]+){0,3}\Z"
)
#: Beginnings of words by which a figure says what became of the people whom it counts.
_STATES = {
    "killed": ("kill", "dead", "died", "death", "bodies", "lives"),
    "wounded": ("wound", "injur", "hurt"),
    "missing": ("missing", "unaccounted"),
    "displaced": ("displace", "fled", "left"),
    "detained": ("detain", "arrest", "held"),
}
#: Developments are told by the stories themselves, and what was said in its own section.
_LISTED: tuple[ChangeKind, ...] = ("correction", "figure", "position", "role", "story", "quiet")
#: More changes than this are counted, not listed: the stories tell the rest.
_MOST = 12
_LONGEST_SUBJECT = 160
_LONGEST_WORDING = 300


def listed_changes(briefing: Briefing) -> list[Change]:
    """The changes that have a line of their own."""
    return [change for change in briefing.changes if change.kind in _LISTED][:_MOST]


def by_subject(changes: Sequence[Change]) -> list[list[Change]]:
    """The changes one after another, figures of one story that moved together: its headline stands once above them."""
    together: list[list[Change]] = []
    for change in changes:
        last = together[-1][0] if together else None
        if last and change.kind == last.kind == "figure" and change.story and change.story == last.story:
            together[-1].append(change)
        else:
            together.append([change])
    return together


def by_line(changes: Sequence[Change]) -> list[list[Change]]:
    """As `by_subject`, and one after another what is only named, stories that are new or quiet: one label for all."""
    together: list[list[Change]] = []
    for group in by_subject(changes):
        if together and group[0].kind in ("story", "quiet") and together[-1][0].kind == group[0].kind:
            together[-1] += group
        else:
            together.append(group)
    return together


def has_two_sides(change: Change) -> bool:
    """Whether a change is told by the words then and now; else the subject says it all."""
    return change.kind in ("figure", "position", "role", "correction")


def words_now(change: Change, edition: Briefing) -> str | None:
    """What the edition has in the words of a source; a new statement as it is printed there."""
    if change.after is None:
        return None
    if change.kind == "statement":
        for said in edition.statements:
            if said.evidence == change.after.evidence[0]:
                return line_of(said)
    return change.after.text


def since(edition: Edition) -> Element:
    """The section "Since yesterday"."""
    briefing = edition.briefing
    listed = listed_changes(briefing)
    told = [change for change in briefing.changes if change.kind != "statement"]
    before = briefing.compared_with
    body: list[Node]
    if before is None:
        body = [element("p", "First edition: nothing to compare with.", class_="aside")]
    elif not told:
        body = [element("p", "No change in the stories.", class_="body")]
    else:
        body = [element("ul", *(_item(changes, edition) for changes in by_line(listed)))]
        if rest := len(told) - len(listed):
            body.append(element("p", f"{count(rest, 'more change')}, told with the stories.", class_="aside"))
        body += _unread(edition.briefing, listed)
    return element(
        "section",
        element("h2", since_heading(briefing), id="since", tabindex="-1"),
        *body,
        aria_labelledby="since",
        class_="since",
    )


def _unread(briefing: Briefing, changes: Sequence[Change]) -> list[Element]:
    """What must be known of feeds that failed, where a story counts as quiet because no report of it was read."""
    failed = briefing.coverage.feeds_asked - briefing.coverage.feeds_read
    if failed <= 0 or not any(change.kind == "quiet" for change in changes):
        return []
    feeds = count(failed, "feed")
    return [element("p", f"{feeds} could not be read: a story that went quiet may go on there.", class_="aside")]


def since_heading(briefing: Briefing) -> str:
    """What the section of the changes is called."""
    before = briefing.compared_with
    if before is None or (briefing.day - before).days == 1:
        return "Since yesterday"
    return f"Since the edition of {day_and_month(before)}"


def _item(changes: Sequence[Change], edition: Edition) -> Element:
    """Changes of one subject: one, or the figures of a story that moved."""
    first = changes[0]
    subject = clipped(first.subject, _LONGEST_SUBJECT)
    if has_two_sides(first):
        told = [node for change in changes for node in then_and_now(change, edition)]
        lines = [element("h3", subject, dir="auto"), *told]
    else:
        lines = [_subject(change, edition) for change in changes]
    label = _OF_SEVERAL.get(first.kind, LABELS[first.kind]) if len(changes) > 1 else LABELS[first.kind]
    return element("li", element("p", label, class_="kicker"), *lines, class_=f"change-{first.kind}")


def _subject(change: Change, edition: Edition) -> Element:
    """A change that its subject says, with the numbers of its sentence."""
    sides = [side for side in (change.before, change.after) if side]
    return element("h3", *tied(clipped(change.subject, _LONGEST_SUBJECT), _numbers(sides, edition)), dir="auto")


def then_and_now(change: Change, edition: Edition) -> list[Element]:
    """The words then and now, each with its numbers."""
    nodes: list[Node] = []
    if change.before:
        nodes += [element("span", "was ", class_="unseen"), *_wording(change.before, edition, "was")]
        nodes += [" ", element("span", "→", class_="arrow", aria_hidden="true"), " "]
    if change.after:
        nodes += [element("span", "now ", class_="unseen"), *_wording(change.after, edition, "now")]
    elif change.kind == "correction":
        nodes += [element("span", "no longer in the report", class_="now")]
    moved = element("p", *nodes, class_="moved", dir="auto")
    return [moved, *note_on(change, edition.briefing)]


def what_moved(change: Change, edition: Briefing) -> str:
    """What a figure counts, where its own words do not say it ("four people"), and whose it is, if one side gives both.

    Empty where there is nothing to add; `edition` is the later one.
    """
    whose = f"according to {isolated(clipped(change.claimant, _LONGEST_SUBJECT))}" if change.claimant else ""
    return ", ".join(part for part in (_counted(change, edition), whose) if part)


def _counted(change: Change, edition: Briefing) -> str:
    if change.kind != "figure" or change.after is None:
        return ""
    counted = next(
        (
            quantity.counted
            for story in edition.stories
            if story.id == change.story
            for quantity in story.quantities
            if any(claim.evidence in change.after.evidence for claim in quantity.claims)
        ),
        "",
    )
    words = change.after.text.casefold()
    is_said = any(stem in words for stem in _STATES.get(counted, (counted.casefold(),)))
    return "" if is_said else clipped(counted, _LONGEST_SUBJECT)


def note_on(change: Change, edition: Briefing) -> list[Element]:
    """The line under a figure that moved, if it needs one."""
    note = what_moved(change, edition)
    return [element("p", note, class_="meta")] if note else []


def _wording(sentence: CitedSentence, edition: Edition, class_: str) -> list[Node]:
    words = clipped(sentence.text, _LONGEST_WORDING)
    if _NUMBER.match(words):  # it began a sentence, and stands in a line now
        words = words[0].lower() + words[1:]
    return [element("span", *tied(marked(sentence, words), _numbers([sentence], edition)), class_=class_)]


def _numbers(sides: Sequence[CitedSentence], edition: Edition) -> list[Element]:
    return edition.numbers(evidence for side in sides for evidence in side.evidence)
