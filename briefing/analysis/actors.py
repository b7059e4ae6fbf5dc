"""Who a text is about: people, organizations and places, each once, with all its mentions.

1. Names are found (`names`), those of one actor are put together and its kind is decided (`identity`).
2. Pronouns and descriptions are resolved to it where the text leaves no doubt (`coreference`).
3. The role of a person is what the text calls it, in its words (`roles`); what the text does not say is left empty.
4. Salience: a place in the headline, an early first mention, the number of mentions, pronouns and descriptions
   included, and standing as a subject. A place counts as much as an actor only where it acts. Who took the picture
   does not count at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from briefing.analysis.aliases import place_of_name
from briefing.analysis.coreference import find_references
from briefing.analysis.gazetteer import CAPITALS, METONYMS
from briefing.analysis.identity import group_names, kind_of_group, place_words, speaks
from briefing.analysis.names import CREDITS, Mention, find_names
from briefing.analysis.parties import Party
from briefing.analysis.roles import first_role
from briefing.document import Document
from briefing.types import Actor, ActorKind, Range, Watched

_ASKS = re.compile(r"\s+(?:interviews|interviewed|speaks (?:to|with)|spoke (?:to|with)|talks (?:to|with))\b")
_ASKED = re.compile(r"\b(?:tells|told|interviewed by) (?:the )?$")


def find_actors(document: Document, *, headline: str = "", watch: Sequence[Watched] = ()) -> tuple[Actor, ...]:
    """The actors of a text, the most salient first; equal ones in the order of their first mention."""
    known = {alias: w for w in watch for alias in (w.name, *w.aliases)}
    names = find_names(document, known, headline)
    groups = group_names(document, names, known, headline)
    places = place_words(document, names)
    parties = [_party(document, name, group, known, places) for name, group in groups.items()]
    references = find_references(document, parties, headline=headline)
    actors = [_actor(document, p, tuple(r), headline) for p, r in zip(parties, references, strict=True)]
    return tuple(sorted(actors, key=lambda a: (-a.salience, a.mentions[0])))


def _party(
    document: Document, name: str, group: Sequence[Mention], known: dict[str, Watched], places: Set[str]
) -> Party:
    watched = next((known[m.name] for m in group if m.name in known), None)
    kind: ActorKind = watched.kind if watched else kind_of_group(document, name, group, places)
    role = first_role(document, group) if kind == "person" else ()
    return Party(name=name, kind=kind, mentions=tuple(group), role=role)


def _actor(document: Document, party: Party, references: tuple[Range, ...], headline: str) -> Actor:
    names = {m.name for m in party.mentions}
    return Actor(
        name=party.name,
        kind=party.kind,
        role=" ".join(document.text[a:b] for a, b in party.role) or None,
        role_ranges=party.role,
        aliases=tuple(sorted(names - {party.name})),
        mentions=tuple((m.start, m.end) for m in party.mentions),
        salience=_salience(document, party, references, headline),
        references=references,
        institution=_institution(document, party),
    )


def _institution(document: Document, party: Party) -> str | None:
    """The institution that a seat of power stands for; a capital stands for the government only where it speaks."""
    if party.name in METONYMS:
        return METONYMS[party.name]
    if party.name in CAPITALS and any(speaks(document, mention) for mention in party.mentions):
        return f"government of {CAPITALS[party.name]}"
    return None


# ---------------------------------------------------------------- salience


def _salience(document: Document, party: Party, references: Sequence[Range], headline: str) -> float:
    """0 to 1. The weights are the middle of those that rank best on the GUM news and interviews and the 5W1H news."""
    text = document.text
    named = [m for m in party.mentions if not CREDITS.search(text, max(0, m.start - 30), m.start)]
    if not named:
        return 0.0
    count = len(named) + 0.5 * sum(start >= document.body[0][0] for start, _ in references)
    often = count / (count + 3)
    early = 1 - named[0].start / max(1, len(text))
    subject = sum(_is_subject(document, m) for m in named) / len(named)
    found = 0.25 * often + 0.25 * early + 0.05 * subject + 0.45 * _in_headline(party, headline)
    return round(found * (0.5 if party.kind == "place" and subject < 0.5 else 1.0), 4)


def _in_headline(party: Party, headline: str) -> float:
    """1 for a name at the head of the headline, less further on, 0 if it is not there or only asks the questions."""
    names = {party.name, *(mention.name for mention in party.mentions)}
    found = ((place_of_name(name, headline), len(name)) for name in names)
    places = [at for at, length in found if at is not None and not _asks(headline, at, at + length)]
    return 1 - 0.4 * min(places) / len(headline) if places else 0.0


def _asks(headline: str, start: int, end: int) -> bool:
    """Whether the headline names a medium as who asks: the Courier interviews Rosa Tellen, she tells the Courier."""
    return bool(_ASKS.match(headline, end) or _ASKED.search(headline, 0, start))


def _is_subject(document: Document, mention: Mention) -> bool:
    return document.tokens[document.token_at(mention.end - 1)].dep in ("nsubj", "nsubjpass")
