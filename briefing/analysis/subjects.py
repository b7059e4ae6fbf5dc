"""Who does what a verb says: its subject, its agent, and what a relative pronoun stands for."""

from __future__ import annotations

from itertools import pairwise

from briefing.analysis.english import CUES
from briefing.analysis.syntax import DocumentTree
from briefing.text.dateline import after_dateline

#: Who is quoted, speaks; who is told, asked or urged, does not.
_SAYING_PASSIVES = frozenset({"quoted", "cited"})
#: Relations of a verb that has the subject of the verb above it.
_LEANING = frozenset("conj advcl xcomp pcomp prep ccomp acomp aux dep parataxis".split())
_CITING = ("citing", "quoting")
#: Tokens of a source that is cited between commas.
_LONGEST_SOURCE = 12
#: Tokens of a name with its title.
_LONGEST_NAME = 8


def subject_of(tree: DocumentTree, i: int) -> int | None:
    """The subject of a verb, or of the verb that it depends on without one of its own.

    Passive verbs have their agent, except to be quoted or told. Where the parser gives none, a name or pronoun right in
    front of the verb is taken.
    """
    for found in (_named_by_with(tree, i), _who_cites(tree, i)):
        if found is not None:
            return found
    return _above(tree, i)


def _above(tree: DocumentTree, i: int) -> int | None:
    """The subject of the nearest verb that has one, from a verb up through those that it leans on."""
    at = i
    for _ in range(6):
        passive = tree.child(at, "nsubjpass", "auxpass") is not None
        if passive and at == i and tree.word(i) not in _SAYING_PASSIVES:
            return agent_of(tree, at)
        subject = _nearest(tree, at)
        if subject is not None and at != i and (above := _reported_by(tree, i, at)) is not None:
            if tree.tokens[subject].tag.startswith("NNP"):
                return None  # who says it, the one who reports or the one reported on, only the sense tells
            at = above
            continue
        if subject is not None:
            return None if at != i and _is_plural(tree, i, subject) else _behind_dateline(tree, subject, at)
        token, above = tree.tokens[at], tree.head(at)
        if above == at:
            break
        if token.dep == "conj" and at == i and tree.tokens[above].dep == "ccomp" and reports_too(tree, i):
            above = tree.head(above)
        if token.dep in ("acl", "relcl") and tree.tokens[above].tag.startswith(("NN", "PRP")):
            return above if token.tag == "VBG" else None
        if token.dep not in _LEANING or _wants_a_subject(tree, at):
            break
        at = above
    return _next_to(tree, i)


def _named_by_with(tree: DocumentTree, participle: int) -> int | None:
    """Who does something in a phrase with "with": they disagreed, with the envoy Teo Handrake saying it was late."""
    if tree.tokens[participle].tag != "VBG" or not participle or not tree.tokens[participle - 1].tag.startswith("NN"):
        return None
    at = participle - 1
    while at and participle - at < _LONGEST_NAME and tree.tokens[at].tag.startswith(("NN", "JJ", "DT")):
        at -= 1
    return participle - 1 if tree.word(at) == "with" else None


def _who_cites(tree: DocumentTree, verb: int) -> int | None:
    """Who reports what somebody else told: after the Gazette, citing two envoys, reported that ..."""
    if not verb or tree.tokens[verb - 1].text != "," or tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return None
    if tree.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    at = verb - 2
    while at > 1 and verb - at < _LONGEST_SOURCE and tree.word(at) not in _CITING:
        if tree.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD", ","):
            return None
        at -= 1
    cites = at > 1 and tree.word(at) in _CITING and tree.tokens[at - 1].text == ","
    return at - 2 if cites and tree.tokens[at - 2].tag.startswith("NN") else None


def _nearest(tree: DocumentTree, verb: int) -> int | None:
    """The last subject in front of a verb: of two, a parser took the first from another clause.

    A pronoun with a verb of its own right behind it is the subject of that: he was late, the envoys said. Without a
    comma or a verb between them the two are one phrase: the owner of the tanker Asta Verne.
    """
    found = [s for s in tree.children(verb, "nsubj", "nsubjpass") if not _has_another_verb(tree, s, verb)]
    nearest = found[0] if found else None
    for before, subject in pairwise(found):
        between = (tree.tokens[t].tag for t in range(before + 1, subject))
        parted = subject < verb and any(tag in (",", ":") or tag.startswith("VB") for tag in between)
        if parted and not _is_apposed(tree, before, subject):
            nearest = subject
    return nearest


def _is_apposed(tree: DocumentTree, name: int, noun: int) -> bool:
    """Whether a parser took an apposition for a second subject: Teo Handrake, the envoy of Lindhal, said."""
    first = min(tree.subtree(noun))
    beside = first == name + 2 and tree.tokens[name + 1].text == ","
    return beside and tree.tokens[name].tag.startswith("NNP") and tree.tokens[first].tag in ("DT", "PRP$")


def _has_another_verb(tree: DocumentTree, subject: int, verb: int) -> bool:
    behind = subject + 1
    if tree.tokens[subject].tag != "PRP" or behind >= verb or tree.head(behind) == verb:
        return False
    return tree.tokens[behind].tag in ("VBD", "VBZ", "VBP", "MD")


def _is_plural(tree: DocumentTree, verb: int, subject: int) -> bool:
    """Whether a verb is of several and the subject above it one: he was late, and ... the envoys [have said]."""
    helped = tree.child(verb, "aux")
    finite = verb if helped is None else helped
    one = tree.word(subject) in ("he", "she", "it") or tree.tokens[subject].tag == "NNP"
    return one and tree.tokens[finite].tag == "VBP" and tree.child(subject, "conj") is None


def _reported_by(tree: DocumentTree, participle: int, verb: int) -> int | None:
    """The verb of saying whose clause a parser lets a participle hang on: she said it was late, adding that ..."""
    token = tree.tokens[participle]
    if token.tag != "VBG" or token.dep != "advcl" or not participle or tree.tokens[participle - 1].text != ",":
        return None
    above = tree.head(verb)
    return above if tree.tokens[verb].dep == "ccomp" and above < verb and tree.word(above) in CUES else None


def _wants_a_subject(tree: DocumentTree, verb: int) -> bool:
    """Whether a verb without a subject must have one that the parser lost: after the paper, quoting him, reported."""
    token = tree.tokens[verb]
    return token.dep == "advcl" and token.tag in ("VBD", "VBZ", "VBP")


def _behind_dateline(tree: DocumentTree, subject: int, verb: int) -> int | None:
    """The subject, unless it stands in the dateline: then the noun phrase between that and the verb."""
    sentence = tree.document.sentences[tree.sentence_of(subject)]
    start = after_dateline(tree.document.text, sentence.start, sentence.end)
    if subject > verb or tree.tokens[subject].start >= start:
        return subject
    between = [t for t in range(subject, verb) if tree.tokens[t].start >= start]
    nouns = (t for t in between if tree.tokens[t].tag.startswith(("NN", "PRP")) and tree.head(t) not in between)
    return next(nouns, None)


def _next_to(tree: DocumentTree, i: int) -> int | None:
    """The name or pronoun that stands in front of a finite verb and its adverbs."""
    at = i - 1
    while at >= 0 and (tree.tokens[at].tag in ("RB", "MD") or tree.tokens[at].dep == "aux"):
        at -= 1
    if at < 0 or tree.tokens[i].tag not in ("VBD", "VBZ", "VBP") or tree.sentence_of(at) != tree.sentence_of(i):
        return None
    return at if tree.tokens[at].tag in ("NNP", "PRP") else None


def antecedent_of(tree: DocumentTree, subject: int) -> int | None:
    """What who, which or that stands for: the word that its clause hangs on."""
    token = tree.tokens[subject]
    if token.tag not in ("WP", "WDT"):
        return None
    for at in tree.governors(subject):
        if tree.tokens[at].dep == "relcl":
            return None if tree.is_root(at) else tree.head(at)
    return None


def agent_of(tree: DocumentTree, i: int) -> int | None:
    """Who does what a passive verb says: ... by the council."""
    for by in tree.children(i, "agent", "prep"):
        if tree.word(by) == "by":
            return tree.child(by, "pobj")
    return None


def reports_too(tree: DocumentTree, verb: int) -> bool:
    """Whether a coordinated verb is a cue without a subject of its own: has said she will go and proposed that ..."""
    return (
        tree.word(verb) in CUES
        and (tree.tokens[verb].tag in ("VBD", "VBZ", "VBP") or _is_unlike(tree, verb))
        and tree.child(verb, "nsubj") is None
        and tree.child(verb, "ccomp") is not None
    )


def _is_unlike(tree: DocumentTree, participle: int) -> bool:
    """Whether a participle stands beside an infinitive that a parser coordinates it with: has said she [will] go."""
    return tree.tokens[participle].tag == "VBN" and tree.tokens[tree.head(participle)].tag == "VB"
