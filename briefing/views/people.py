"""Who said what, and who is named: statements and actors, each in the words of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.types import KeyActor, Report, Role, Statement
from briefing.views.addresses import actor_address, door
from briefing.views.edition import Edition, Elsewhere, Sources, outlet, safe_id, tied
from briefing.views.safe import Element, Node, clipped, element, isolated, language, plain
from briefing.views.words import NBSP, Times, day_and_month, warning

_LONGEST_NAME = 120
_LONGEST_ROLE = 160
_LONGEST_CONTENT = 700
_LONGEST_CUE = 120
_MINUS = "−"
#: Verbs that say no more than that something was said.
_PLAIN = frozenset(
    "add adding adds added announce announces announced announcing answered continued declare declares declared "
    "explain explains explained note notes noted noting post posted recalled replied report reports reported reporting "
    "say says said saying state states stated stating tell tells telling told tweet tweeted write writes writing "
    "wrote".split()
) | {"according to"}
#: The verbs of saying that hang on others, by their stems: (she left,) adding, noting, warning.
_PARTICIPLES = (
    "acknowledg add admitt affirm alleg announc answer argu ask assert assur boast call caution charg cit claim "
    "comment complain conced conclud confirm contend counter declar demand disclos emphasis emphasiz estimat exclaim "
    "explain express indicat insist jok lament maintain mention not object observ opin order plead pledg point post "
    "predict proclaim promis propos quipp reaffirm recall recount reiterat remark remind repeat report request "
    "respond retort reveal speculat stat stress suggest threaten tweet underlin underscor urg vow warn whisper"
).split()
_PAST = (
    {f"{stem}ing": f"{stem}ed" for stem in _PARTICIPLES}
    | {f"{stem}ying": f"{stem}ied" for stem in ("den", "repl", "testif")}
    | {"saying": "said", "telling": "told", "writing": "wrote"}
)
_CONJUNCTIONS = ("that ", "to ", "not to ", "whether ", "if ")
#: The comma that leads on, where it stands within the mark.
_COMMA = re.compile(r",([”\"’'»])\Z")
#: The comma that led on to "she said" between two quotations of a report that is quoted in part.
_LED_ON = re.compile(r",([”\"’»])\s+(?=[“\"‘«])")
#: Words that stand in single marks as a whole; what else begins with one quotes a name.
_SINGLE = re.compile(r"‘(?:[^‘’]|(?<=\w)’(?=\w))*’")
_OPENING = ("“", '"', "«", "„", "‘")
_CLOSING = ("”", '"', "»", "“", "’")


# ---------------------------------------------------------------- statements


def statement(said: Statement, edition: Sources, *, named: bool = True) -> Element:
    """What one speaker said: italic with quotation marks where the words are the speaker's own.

    On a page that is about nobody else it is not `named` who said it.
    """
    return element(
        "li",
        element("h3", speaker_name(said, edition), dir="auto") if named else None,
        *cited_role(said.role, edition),
        said_words(said, edition),
        _said_meta(said, edition),
        class_="statement" if said.form == "clause" else "statement position",
        id=f"statement-{safe_id(said.id)}",
        tabindex="-1",
    )


def speaker_name(said: Statement, edition: Sources) -> Node:
    """Who says it, with a way to the page of the speaker."""
    if not said.speaker:
        return "Speaker not named"
    name = clipped(said.speaker, _LONGEST_NAME)
    return door(actor_address(said.speaker_id), name, class_="quiet") if edition.doors else name


def said_words(said: Statement, edition: Sources) -> Element:
    """The words of a statement in the language of their report."""
    direct = said.kind == "direct"
    words = clipped(words_of(said), _LONGEST_CONTENT)
    report = edition.reports.get(said.evidence.article)
    return element(
        "blockquote",
        _quoted(words) if direct else words,
        class_="direct" if direct else "indirect",
        dir="auto",
        lang=language(report.language) if report else None,
    )


def words_of(said: Statement) -> str:
    """The words as they are printed.

    What was reported stands as a sentence of its own, without the "that" which hung it on the verb; where the verb says
    more than that it was said, with the verb: nobody may read "it was promised" who "denied that it was promised".
    """
    whole = content_of(said)
    if said.kind == "direct" and said.form == "clause":
        return whole
    clause = f"{verb_of(said)}{_joint(said)}{whole}" if has_verb(said) else whole.removeprefix("that ")
    return clause[:1].upper() + clause[1:]


def content_of(said: Statement) -> str:
    """The words alone, with a mark where the report breaks into them, without the comma that leads on to "she said"."""
    whole = _COMMA.sub(r"\1", plain(said.content).rstrip(",، "))
    if said.form == "clause" and (pieces := _pieces(said)):
        whole = pieces[0]
        for piece in pieces[1:]:
            goes_on = said.kind != "direct" and piece[:1].islower() and not whole.endswith("”")
            whole += f" {piece}" if goes_on else f"{NBSP}… {piece}"
    is_direct = said.kind == "direct" and said.form == "clause"
    return whole if is_direct else _LED_ON.sub(rf"\1{NBSP}… ", whole)


def _pieces(said: Statement) -> list[str]:
    """The words where the report breaks into them, each piece; empty where it does not.

    A report may begin with its own words and go on in the speaker's, whose marks are outside of the evidence: a piece
    that stands between marks there gets them, or nobody could tell whose words it is.
    """
    found = said.evidence
    if len(found.quoted) < 2 or plain(" ".join(found.quoted)).rstrip(",، ") != plain(said.content).rstrip(",، "):
        return []
    pieces = [_COMMA.sub(r"\1", plain(quoted).rstrip(",، ")) for quoted in found.quoted]
    if said.kind == "direct":
        return pieces
    before, after = (found.before, *found.between), (*found.between, found.after)
    return [
        f"“{piece}”" if left.endswith(_OPENING) and right.startswith(_CLOSING) else piece
        for piece, left, right in zip(pieces, before, after, strict=True)
    ]


def verb_of(said: Statement) -> str:
    """The verb; where it hangs on another ("he left, denying that ...") as what somebody did."""
    verb, *others = plain(said.cue or "").split(" ")
    return " ".join((_PAST.get(verb.casefold(), verb), *others))


def has_verb(said: Statement) -> bool:
    """Whether the words are printed with their verb."""
    cue = (said.cue or "").casefold()
    return bool(cue) and said.form == "clause" and said.kind != "direct" and cue not in _PLAIN


def _joint(said: Statement) -> str:
    """What stands between a verb and what was reported: nothing where the one leads to the other in the report."""
    leads = said.content.startswith(_CONJUNCTIONS) or said.evidence.before.rstrip().endswith(said.cue or "")
    return " " if leads else ": "


def line_of(said: Statement) -> str:
    """The words in a line of text: what somebody said in quotation marks, what was reported without."""
    return _quoted(words_of(said)) if said.kind == "direct" else words_of(said)


def _quoted(words: str) -> str:
    """Words in quotation marks, unless they bring their own."""
    is_marked = _SINGLE.fullmatch(words) if words.startswith("‘") else words.startswith(_OPENING)
    return words if is_marked else f"“{words}”"


def cited_role(role: Role | None, edition: Sources) -> list[Element]:
    """What the source calls somebody, with its number."""
    if role is None:
        return []
    text = clipped(role.text, _LONGEST_ROLE)
    return [element("p", *tied(text, edition.numbers([role.evidence])), class_="role", dir="auto")]


def _said_meta(said: Statement, edition: Sources) -> Element:
    """How and when it was said, and who reports it, with the evidence for the words."""
    how = how_said(said)
    brief = edition.times.brief(said.reported)
    there = where_and_when(said, edition.times)
    on_that = " ".join(part for part in (how, there) if part)
    when = element("time", f"reported {brief}" if there else brief, datetime=said.reported.isoformat())
    reports = edition.listed(said.reports)
    elsewhere = Elsewhere(label="Same statement in", reports=len(reports) - 1)
    numbers = edition.numbers([said.evidence], elsewhere=elsewhere)
    lead_in: list[Node] = [f"{on_that} · "] if on_that else []
    again = [f" · repeated, first in the edition of {day_and_month(said.repeats)}"] if said.repeats else []
    return element("p", *lead_in, when, " · ", *_credit(reports, numbers), *again, class_="meta")


def how_said(said: Statement) -> str:
    """The verb, the addressee and the event: told reporters at a briefing; a position has the verb in its words."""
    if said.form == "position":
        return "position"
    event = said.said_at[:1].lower() + said.said_at[1:] if said.said_at else None
    verb = verb_of(said) if said.addressee or not has_verb(said) else None
    how = " ".join(plain(word) for word in (verb, said.addressee, event) if word and plain(word))
    return isolated(clipped(how, _LONGEST_CUE)) if how else ""


def where_and_when(said: Statement, times: Times) -> str:
    """The place where it was said, and the day if it is not that of the report: in Geneva on 18 November."""
    other_day = said.said_on if said.said_on != times.date(said.reported) else None
    where = f"in {isolated(clipped(said.said_in, _LONGEST_NAME))}" if said.said_in else ""
    on = f"on {day_and_month(other_day)}" if other_day else ""
    return " ".join(part for part in (where, on) if part)


def _credit(reports: Sequence[Report], numbers: Sequence[Node]) -> list[Node]:
    """The outlet whose wording it is, and how many others carry it."""
    if not reports:
        return tied("source not listed", numbers)
    first = reports[0]
    others = {report.publisher for report in reports} - {first.publisher}
    rest = f" and {len(others):,}{NBSP}more" if others else ""
    directed = warning(first)
    if directed is None:
        return tied(f"{outlet(first)}{rest}", numbers)
    mark = element("b", directed)
    if rest:
        return [f"{outlet(first)}, ", mark, *tied(rest, numbers)]
    return [f"{outlet(first)}, ", element("span", mark, *numbers, class_="tied")]


# ---------------------------------------------------------------- actors


def actor(found: KeyActor, edition: Edition) -> Element:
    """One who is named today: what a report calls them, and in how many reports."""
    name = clipped(found.name, _LONGEST_NAME) or "Without a name"
    numbers = [] if found.role else edition.numbers([found.evidence])
    link = door(actor_address(found.id), name, class_="quiet")
    named = [link, *numbers] if edition.doors else tied(name, numbers)
    who = [element("h3", *named, dir="auto"), *cited_role(found.role, edition)]
    return element(
        "li",
        element("div", *who),
        element(
            "p",
            element("b", f"{found.reports:,}"),
            element("span", f" {'report' if found.reports == 1 else 'reports'}", class_="unseen"),
            _change(found),
            class_="tally",
        ),
        class_="actor",
    )


def _change(found: KeyActor) -> Element | None:
    """How many reports more or fewer than in the edition before, where that is known."""
    if found.reports_before is None:
        return None
    by = found.reports - found.reports_before
    sign = "+" if by > 0 else _MINUS if by < 0 else "±"
    said = f"{abs(by):,} {'more' if by > 0 else 'fewer'} than" if by else "as many as"
    return element(
        "span",
        element("span", f"{sign}{abs(by):,}", aria_hidden="true"),
        element("span", f", {said} in the edition before", class_="unseen"),
        class_="change",
    )


def by_reports(actors: Sequence[KeyActor]) -> list[KeyActor]:
    """Those in most reports first; the edition's own order decides among equals."""
    return sorted(actors, key=lambda found: -found.reports)
