"""Pronouns of the third person: each goes to the antecedent that agrees with it, where the text leaves no doubt.

He and she go to the best of the latest mentions that agree in number, kind and gender (Lappin and Leass 1994: subjects
before objects, the near before the far, and nobody who stands beside the pronoun at the same verb); a gender that a
pronoun has shown stays with the party. If the best is nameless, or two are as good, nobody is named. It and they mean
so many things that they are given to the subject of their own clause, or of the verb of saying above it, or to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.discourse import REACH, Antecedent, Discourse
from briefing.analysis.english import CUES, FEMALE_PRONOUNS, MALE_PRONOUNS
from briefing.analysis.parties import Gender, Party

_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
#: He, she, it and they, with their forms, in small letters.
THIRD_PERSON = MALE_PRONOUNS | FEMALE_PRONOUNS | _PLURAL | _NEUTER

#: By how much the best must be ahead of the next: set on the GUM news, where a smaller one named wrong persons.
_MARGIN = 0.15


def resolve_pronoun(discourse: Discourse, at: int, sentence: int) -> None:
    """Give a pronoun of the third person to its antecedent, if it has one."""
    word = discourse.tokens[at].text.lower()
    if word in _PLURAL or word in _NEUTER:
        _resolve_impersonal(discourse, at, word, sentence)
    else:
        _resolve_personal(discourse, at, word, sentence)


# ---------------------------------------------------------------- it and they


def _resolve_impersonal(discourse: Discourse, at: int, word: str, sentence: int) -> None:
    subject = _clause_subject(discourse, at)
    if subject is None:
        return
    plural = discourse.tokens[subject].tag in ("NNS", "NNPS")
    party = discourse.meant.get(subject)
    if party and (party.kind != "person" if word in _NEUTER else plural or party.kind == "organization"):
        discourse.refer(party, at, at, sentence)


def _clause_subject(discourse: Discourse, at: int) -> int | None:
    """Subject of the verb that a possessive stands under, or of the verb of saying above a pronoun's own verb."""
    tokens = discourse.tokens
    verb = tokens[at].head
    if tokens[at].dep in ("nsubj", "nsubjpass"):
        if tokens[verb].dep != "ccomp" or tokens[tokens[verb].head].text.lower() not in CUES:
            return None
        verb = tokens[verb].head
    elif tokens[at].tag != "PRP$":
        return None
    for _ in range(6):
        if verb in discourse.subjects or tokens[verb].head == verb:
            break
        verb = tokens[verb].head
    subject = discourse.subjects.get(verb)
    return subject if subject is not None and subject < at else None


# ---------------------------------------------------------------- he and she


def _resolve_personal(discourse: Discourse, at: int, word: str, sentence: int) -> None:
    gender: Gender = "m" if word in MALE_PRONOUNS else "f"
    best = _best(discourse, [a for a in discourse.antecedents if _agrees(a, gender)], at, word, sentence)
    if best is None:
        return
    if best.party is not None:
        discourse.refer(best.party, at, at, sentence, gender)
    else:
        discourse.bring_up(best.gender or gender, at, sentence)


def _agrees(antecedent: Antecedent, gender: Gender) -> bool:
    known = antecedent.party.gender if antecedent.party else antecedent.gender
    return antecedent.kind == "person" and antecedent.number == "one" and known in (gender, None)


def _best(discourse: Discourse, agreeing: Sequence[Antecedent], at: int, word: str, sentence: int) -> Antecedent | None:
    relation, governor = discourse.function_of(at)
    quoted = discourse.is_quoted(at)
    best: dict[Party | int, tuple[float, Antecedent]] = {}
    barred = {
        antecedent.at if word in _REFLEXIVE or antecedent.party is None else antecedent.party.name
        for antecedent in agreeing
        if _is_barred(discourse, antecedent, word, relation, governor)
    }
    for antecedent in agreeing:
        name = antecedent.party.name if antecedent.party else None
        if sentence - antecedent.sentence > REACH or antecedent.at in barred or name in barred:
            continue
        score = _score(antecedent, at, sentence, relation) - (antecedent.quoted != quoted)
        who = antecedent.party or antecedent.at
        if who not in best or score > best[who][0]:
            best[who] = (score, antecedent)
    ranked = sorted(best.values(), key=lambda item: item[0], reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return ranked[0][1]


def _is_barred(discourse: Discourse, antecedent: Antecedent, word: str, relation: str, governor: int) -> bool:
    """Whether grammar forbids that they are the same: Brann told him; his brother Karl."""
    if word in _REFLEXIVE:
        return antecedent.governor != governor
    if relation not in ("dobj", "dative", "pobj") and word != "him":
        return False
    verbs = {governor}
    if discourse.tokens[governor].dep in ("ccomp", "xcomp"):
        # the parser makes `him` the subject of the second verb: told him to wait
        verbs.add(discourse.tokens[governor].head)
    return antecedent.governor in verbs and antecedent.relation in ("nsubj", "nsubjpass")


def _score(antecedent: Antecedent, at: int, sentence: int, relation: str) -> float:
    """How likely an antecedent is; the weights follow Lappin and Leass and were set by hand on the GUM news."""
    score = {"nsubj": 3.0, "nsubjpass": 3.0, "dobj": 1.6, "dative": 1.6, "poss": 1.4}.get(antecedent.relation, 1.0)
    score -= 1.2 * (sentence - antecedent.sentence)
    score -= 0.01 * min(60, at - antecedent.at)
    if relation == antecedent.relation and relation in ("nsubj", "nsubjpass"):
        score += 0.5
    if antecedent.party is not None:
        score += 0.15 * min(6, antecedent.party.count)
    return score
