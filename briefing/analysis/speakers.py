"""Who the words beside a cue mean.

1. A name (`speaker_names.py`): the actor of the text that the words name, or all who speak together.
2. He, she, it or they (`speaker_pronouns.py`): who spoke or acted right before.
3. A description of one person (`speaker_descriptions.py`): the diplomat, the Kremlin spokesman.
4. Anything else is what it says: a US official, residents, the ministry. Who only points at somebody stays without a
   name: the envoy, of whom the text has told no name; this, some, we.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.analysis.actor_mentions import ActorMention, ActorMentions
from briefing.analysis.english import FEMALE_PRONOUNS, MALE_PRONOUNS, PRONOUNS, ROLES
from briefing.analysis.parties import Gender
from briefing.analysis.quotations import Quotations
from briefing.analysis.speaker_descriptions import SpeakerDescriptions
from briefing.analysis.speaker_names import (
    apposed_to,
    is_dateline,
    is_part_of,
    joint_speakers,
    labelled_actor,
    named_behind,
    named_in,
)
from briefing.analysis.speaker_pronouns import SpeakerPronouns
from briefing.document import Document
from briefing.types import Actor, Attribution, Range

#: Words that stand for somebody whom they do not name.
_EMPTY = frozenset(
    "that this these those what which who whom there it one ones such all some both each i we you me us".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as resolved: the name, the role, and the ranges that say so, the words at the verb first."""

    name: str | None
    role: str | None = None
    ranges: tuple[Range, ...] = ()


class Speakers:
    """Resolves the words at the cues of one text."""

    def __init__(self, document: Document, actors: Sequence[Actor], quotations: Quotations) -> None:
        self._document = document
        self._mentions = ActorMentions(document, actors)
        self._pronouns = SpeakerPronouns(self._mentions, quotations)
        self._descriptions = SpeakerDescriptions(self._mentions)

    def resolve(self, words: Range | None, before: Sequence[Attribution], *, said: Sequence[Range] = ()) -> Speaker:
        """Who is meant by the words at the cue; `before` are the statements found so far, in text order.

        `said` is what the speaker says: he or she is nobody who is named in it.
        """
        if words is None:
            return Speaker(None)
        if is_dateline(self._document, words):
            opening = named_behind(self._mentions, words)
            return self._meant(words, opening) if opening else Speaker(None)
        lower = self._document.text[words[0] : words[1]].lower()
        if lower.partition(" ")[0] in PRONOUNS and "[" in self._document.text[words[0] : words[1] + 2]:
            return Speaker(None, None, (words,))  # an editor's note says who: she [the envoy's mother] told me
        if named := named_in(self._mentions, words):
            return self._by_name(words, named)
        if apposed := apposed_to(self._mentions, words):
            return self._meant(words, apposed)
        if lower in MALE_PRONOUNS | FEMALE_PRONOUNS:
            gender: Gender = "m" if lower in MALE_PRONOUNS else "f"
            return self._meant(words, self._pronouns.person(words, gender, before, said))
        if lower in ("it", "they", "its", "their"):
            return self._meant(words, self._pronouns.group(words, before, plural=lower in ("they", "their")))
        if lower in PRONOUNS | _EMPTY:
            return Speaker(None, None, (words,))
        if described := self._descriptions.person(words):
            return self._meant(words, described)
        return Speaker(self._as_written(words), None, (words,))

    def labelled(self, words: Range, *, places: bool = False) -> Speaker | None:
        """Whom a label or the end of a headline names: a person or an institution of the text, else nobody.

        A place counts only with `places`.
        """
        actor = labelled_actor(self._mentions, words, places=places)
        return Speaker(actor.name, actor.role, (words, *actor.mentions[:1])) if actor else None

    def is_person(self, speaker: Speaker) -> bool:
        """Whether a speaker is a person whom the text names."""
        return any(actor.name == speaker.name and actor.kind == "person" for actor in self._mentions.actors)

    def _by_name(self, words: Range, named: ActorMention) -> Speaker:
        """Whom words with a name mean: the one named, who speaks together with others, or a part of the group."""
        if joint := joint_speakers(self._document, words, named):
            return Speaker(joint, None, (words,))
        if is_part_of(self._mentions, words, named):
            return Speaker(self._as_written(words), None, (words,))
        actor, mention = self._mentions.actors[named.actor], (named.start, named.end)
        return Speaker(actor.name, actor.role, (words,) if mention[0] >= words[0] else (words, mention))

    def _meant(self, words: Range, antecedent: ActorMention | Attribution | None) -> Speaker:
        """The actor whose mention the words go back to, or the speaker of the statement; without either, nobody."""
        if antecedent is None:
            return Speaker(None, None, (words,))
        if isinstance(antecedent, Attribution):
            return Speaker(antecedent.speaker, antecedent.role, (words, *antecedent.speaker_ranges[:1]))
        actor = self._mentions.actors[antecedent.actor]
        return Speaker(actor.name, actor.role, (words, (antecedent.start, antecedent.end)))

    def _as_written(self, words: Range) -> str | None:
        """The words without article; a description that names nobody (the envoy, the man) is no speaker."""
        tokens = self._document.tokens_in(*words)
        text = self._document.text[words[0] : words[1]]
        if text.count("“") != text.count("”") or text.count('"') % 2:
            text = text.strip('“”"')
        first, _, rest = text.partition(" ")
        if first.lower() in ("a", "an", "the") and rest:
            head = next((t for t in reversed(tokens) if t.tag.startswith("NN")), None)
            anybody = (
                head is not None and head.text.lower() in ROLES and not any(t.tag.startswith("NNP") for t in tokens)
            )
            return None if first.lower() == "the" and anybody else rest
        is_name = any(token.tag.startswith("NNP") or token.text[:1].isupper() for token in tokens[1:2])
        if tokens and not is_name and not tokens[0].tag.startswith("NNP") and text[1:2].islower():
            return text[0].lower() + text[1:]
        return text
