"""Everything in a text that may be an attribution, by grammar: a cue, the words it governs, and who says them.

A candidate pairs a cue with a content under a *relation*, the way in which the one governs the other. The relations,
with the cue in capitals and the content in brackets:

| relation | example |
|---|---|
| ccomp | she SAID [that it was late] |
| parataxis | [it was late], he SAID, [and dark] |
| as | [it was late], as he NOTED |
| according | [it was late], ACCORDING TO him |
| adverb | [it was] REPORTEDLY [late] |
| passive | it IS BELIEVED [that it is late]; he IS EXPECTED [to leave] |
| seem | it APPEARS [to be late] |
| to, ing | she VOWED [to leave]; he SUGGESTED [leaving] |
| object | she ENDORSED [the plan] |
| object+... | she ACCUSED [him of it]; they URGED [him to go]; he CALLED [it a mistake] |
| about, for ... | she CALLED for [a halt]; he TALKED about [the plan] (the relation is the preposition) |
| noun that, noun to, noun of ... | his CLAIM [that it was late]; her PLAN [to leave]; his CRITICISM of [the plan] |
| adjective that, adjective to ... | he was SURE [that it was late]; she was READY [to leave] |

Which candidates are attributions is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.english import CUES, TOLD
from briefing.analysis.lemmas import bases
from briefing.analysis.subjects import agent_of, reports_too, subject_of
from briefing.analysis.syntax import DocumentTree
from briefing.document import Token

#: Relations that make a clause, what a reader calls a statement; the others are positions.
CLAUSES = frozenset({"ccomp", "parataxis", "as", "according", "adverb", "passive", "seem", "rest", "lead"})

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PREPOSITIONS = frozenset(
    "about against as at before by for from in into like of on over than to toward towards with without".split()
)
_SEEM = frozenset({"seem", "appear"})
_REPORTEDLY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
#: With "it" these say how things are, and nobody says it: it turns out that ...
_WITHOUT_SUBJECT = frozenset({"turn", "seem", "appear", "emerge", "transpire", "happen", "follow"})
#: Tokens between a verb of saying and the "that" of what was said.
_LONGEST_ADDRESSEE = 10
_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: Relations of a clause that is a part of another.
_SUBORDINATE = frozenset("advcl relcl acl pcomp".split())


class Candidate(NamedTuple):
    """A cue and what it governs, as indices of tokens."""

    cue: tuple[int, ...]
    #: The cue in small letters, a verb's without its particle.
    form: str
    relation: str
    content: tuple[int, ...]
    #: The head of the words that name the speaker; None if the grammar gives nobody.
    speaker: int | None


def find_candidates(tree: DocumentTree) -> list[Candidate]:
    """All candidates of a document, in the order of their cues."""
    found: list[Candidate] = []
    for i, token in enumerate(tree.tokens):
        if not tree.is_prose(i):
            continue
        if token.tag.startswith("VB"):
            found += _of_verb(tree, i)
        elif token.tag.startswith("NN") and not token.tag.startswith("NNP"):
            found += _of_noun(tree, i)
        elif token.tag.startswith("JJ"):
            found += _of_adjective(tree, i)
        elif token.tag == "RB" and token.text.lower() in _REPORTEDLY:
            found += _of_adverb(tree, i)
    return found


# ---------------------------------------------------------------- verbs


def _of_verb(tree: DocumentTree, i: int) -> Iterator[Candidate]:
    form = tree.word(i)
    if form == "according":
        yield from _according(tree, i)
        return
    speaker = None if _is_asked(tree, i) else subject_of(tree, i)
    if speaker is not None and tree.word(speaker) == "it" and bases(form)[0] in _WITHOUT_SUBJECT:
        speaker = None
    cue = _cue_of(tree, i)
    passive = tree.child(i, "auxpass", "nsubjpass") is not None
    yield from _parenthetical(tree, i, form, cue, speaker)
    for c in tree.children(i, "ccomp"):
        if _hangs_on_a_noun(tree, c, i):
            continue
        relation = "passive" if passive else "ccomp"
        said_by = agent_of(tree, i) if passive else speaker
        content = _clause(tree, c, i)
        yield Candidate(cue, form, relation, content, said_by)
        for shorter in _shorter(tree, c, content):
            yield Candidate(cue, form, f"{relation} short", shorter, said_by)
    if form in CUES:
        yield from _by_place(tree, i, form, cue, speaker)
    for c in tree.children(i, "xcomp"):
        yield from _open_clause(tree, i, c, form, cue, speaker, passive=passive)
    yield from _objects(tree, i, form, cue, speaker, passive=passive)
    if passive:
        yield from _passive_subject(tree, i, form, cue)


def _hangs_on_a_noun(tree: DocumentTree, top: int, cue: int) -> bool:
    """Whether a clause that the parser gives to a verb tells of the noun before it: the protests that, they say, grew.

    Its "that" stands for the noun in a clause further down; what is said begins with a "that" of its own.
    """
    first = tree.first_of(top)
    inner = tree.word(first) == "that" and tree.tokens[first].dep in (*_SUBJECTS, "dobj", "pobj")
    return first > cue + 1 and inner and tree.head(first) != top and tree.tokens[first - 1].tag.startswith("NN")


def _is_asked(tree: DocumentTree, i: int) -> bool:
    """Whether a participle tells what somebody was told or asked: Asked how she felt, she left."""
    return tree.tokens[i].tag == "VBN" and tree.word(i) in TOLD and not tree.children(i, "aux", "auxpass", "agent")


def _shorter(tree: DocumentTree, top: int, content: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """The content without what a comma parts from it at the end: ", and warned ...", ", which ..."."""
    for c in reversed(tree.children(top)):
        first = tree.first_of(c)
        if (
            c > top
            and first > 0
            and tree.tokens[c].dep in ("conj", "advcl", "relcl", "prep", "npadvmod", "ccomp", "acl")
        ):
            kept = trimmed(tree, [t for t in content if t < first and t not in _joiners(tree, top)])
            if kept and len(kept) < len(content):
                yield kept
            return


def _joiners(tree: DocumentTree, top: int) -> list[int]:
    return [c for c in tree.children(top, "cc") if c > top]


def _by_place(tree: DocumentTree, i: int, form: str, cue: tuple[int, ...], speaker: int | None) -> Iterator[Candidate]:
    """The words of the sentence behind the cue, or in front of it and its subject where it ends the sentence."""
    sentence = tree.document.sentences[tree.sentence_of(i)]
    behind = trimmed(tree, list(range(i + 1, _end_of_clause(tree, i, sentence.last))))
    if form in TOLD or tree.child(i, "dobj") is None:
        behind = _behind_circumstances(tree, behind)
    token = tree.tokens[i]
    finite = token.tag in ("VBD", "VBZ", "VBP") or (token.tag == "VBG" and tree.tokens[i - 1].text == ",")
    clause = finite and token.dep not in ("relcl", "acl") and form not in ("citing", "quoting")
    if clause and len(behind) > 2 and not _lacks_a_subject(tree, behind):
        yield Candidate(cue, form, "rest", behind, speaker)
    first = min((i, *(tree.first_of(c) for c in tree.children(i, "nsubj", "aux", "neg", "advmod"))))
    if first > sentence.first + 3 and tree.tokens[first - 1].text in (",", "—", "–"):
        lead = trimmed(tree, list(range(sentence.first, first)))
        if lead:
            yield Candidate(cue, form, "lead", lead, speaker)


def _end_of_clause(tree: DocumentTree, i: int, last: int) -> int:
    """Where the clause of a verb ends that is not the main one: as late as she predicts it will be, the ship may wait.

    What such a verb says may also be the main clause: as she put it, the ship may wait.
    """
    if tree.child(i, "ccomp") is not None:
        for at in (i, *tree.governors(i)):
            if tree.tokens[at].dep == "advcl" and tree.head(at) > i:
                return min(last, tree.subtree(at)[-1] + 1)
    return last


def _behind_circumstances(tree: DocumentTree, words: tuple[int, ...]) -> tuple[int, ...]:
    """Words from the "that" on which stands behind whom, when and where: told the Gazette in a statement that ...

    What stands between commas may have a verb: said, as Brann had done, that it was late.
    """
    apart = bool(words) and tree.tokens[words[0] - 1].text == ","
    for place, t in enumerate(words[:_LONGEST_ADDRESSEE]):
        if tree.word(t) == "that" and tree.tokens[t].tag == "IN" and (not apart or tree.tokens[t - 1].text == ","):
            return words[place:]
        if tree.tokens[t].tag in _FINITE and not apart:
            break
    told = tree.child(words[0] - 1, "dobj", "dative") if words else None
    if told is not None and tree.first_of(told) == words[0] and tree.word(words[0] - 1) in TOLD:
        rest = tuple(t for t in words if t > tree.subtree(told)[-1])
        return rest if rest and tree.tokens[rest[0]].tag != "TO" else words
    return words


def _lacks_a_subject(tree: DocumentTree, words: Sequence[int]) -> bool:
    """Whether words are no clause: a verb (a camp that they say houses 900), or where and when (on “Harbour Hour”)."""
    first = tree.tokens[words[0]].tag
    return first in _FINITE or (first == "IN" and not any(tree.tokens[t].tag in _FINITE for t in words))


def _cue_of(tree: DocumentTree, i: int) -> tuple[int, ...]:
    particle = tree.child(i, "prt")
    return (i,) if particle is None else tuple(sorted((i, particle)))


def _clause(tree: DocumentTree, top: int, cue: int) -> tuple[int, ...]:
    """The words of a complement clause, without those of the cue where it interrupts them.

    A second verb of reporting that the parser joins to the clause belongs to the cue: she said A and warned that B.
    """
    words = tree.subtree(top)
    for c in tree.children(top, "conj"):
        if c > cue and reports_too(tree, c):
            end = min((tree.first_of(c), *_joiners(tree, top)))
            words = [t for t in words if t < end]
            break
    return trimmed(tree, [t for t in words if t != cue])


def _parenthetical(
    tree: DocumentTree, i: int, form: str, cue: tuple[int, ...], speaker: int | None
) -> Iterator[Candidate]:
    """It was late, he said, and dark; it was late, as he noted."""
    token = tree.tokens[i]
    above = tree.head(i)
    if above == i or token.dep not in ("parataxis", "advcl", "ccomp", "dep"):
        return
    marks = [tree.word(c) for c in tree.children(i, "mark", "advmod")]
    if token.dep == "advcl":
        if "as" in marks and not tree.children(i, "ccomp", "dobj"):
            said_by = agent_of(tree, i) if token.tag == "VBN" and tree.child(i, "nsubj") is None else speaker
            yield Candidate(cue, form, "as", _around(tree, above, i), said_by)
        return
    if token.dep == "parataxis" and not tree.children(i, "ccomp", "dobj", "xcomp"):
        yield Candidate(cue, form, "parataxis", _around(tree, above, i), speaker)


def _around(tree: DocumentTree, above: int, inner: int) -> tuple[int, ...]:
    """The clause of `above` without the subtree of what stands inside it."""
    return trimmed(tree, tree.subtree(above, without=[inner]))


def _according(tree: DocumentTree, i: int) -> Iterator[Candidate]:
    to = tree.child(i, "prep")
    above = tree.head(i)
    if to is None or above == i or tree.word(to) != "to":
        return
    named = tree.child(to, "pobj")
    if i and tree.tokens[i - 1].text == ",":
        above = _main_clause(tree, i)
    content = trimmed(tree, tree.subtree(above, without=[i]))
    yield Candidate((i, to), "according", "according", content, named)


def _main_clause(tree: DocumentTree, source: int) -> int:
    """The head of what a source behind a comma stands for: the clause that other clauses in front of it hang on.

    It was late when the envoy came, according to him: all of it is his account, and not that he came.
    """
    above = tree.head(source)
    for at in (above, *tree.governors(above)):
        if at > source:
            break
        above = at
        if tree.tokens[at].tag.startswith("VB") and tree.tokens[at].dep not in _SUBORDINATE:
            break
    return above


def _open_clause(
    tree: DocumentTree, i: int, c: int, form: str, cue: tuple[int, ...], speaker: int | None, *, passive: bool
) -> Iterator[Candidate]:
    """Vowed to leave, was expected to leave, seemed to leave, suggested leaving, urged him to leave."""
    content = _clause(tree, c, i)
    if passive:
        subject = tree.child(i, "nsubjpass")
        whole = content if subject is None else tuple(sorted((*tree.subtree(subject), *content)))
        yield Candidate(cue, form, "passive", whole, agent_of(tree, i))
        return
    if bases(form)[0] in _SEEM:
        yield Candidate(cue, form, "seem", content, speaker)
        return
    gerund = tree.tokens[c].tag == "VBG"
    yield Candidate(cue, form, "ing" if gerund else "to", content, speaker)
    if (obj := tree.child(i, "dobj")) is not None and obj < c:
        yield Candidate(cue, form, "object+to", tuple(sorted((*tree.subtree(obj), *content))), speaker)


def _objects(
    tree: DocumentTree, i: int, form: str, cue: tuple[int, ...], speaker: int | None, *, passive: bool
) -> Iterator[Candidate]:
    """The object, the object with what is said of it, and what a preposition governs."""
    obj = tree.child(i, "dobj")
    own = tree.subtree(obj) if obj is not None else []
    if obj is not None:
        content = trimmed(tree, own)
        yield Candidate(cue, form, "object", content, speaker)
        for shorter in _shorter(tree, obj, content):
            yield Candidate(cue, form, "object short", shorter, speaker)
    for c in tree.children(i, "oprd", "acomp"):
        called = tree.subtree(c)
        if obj is not None:
            yield Candidate(cue, form, "object+is", tuple(sorted({*own, *called})), speaker)
        yield Candidate(cue, form, "is", trimmed(tree, called), speaker)
    for c in tree.children(i, "prep"):
        word = tree.word(c)
        named = tree.child(c, "pobj", "pcomp")
        if word not in _PREPOSITIONS or named is None or (passive and word == "by"):
            continue
        inside = tree.subtree(named)
        yield Candidate((*cue, c), form, word, trimmed(tree, inside), speaker)
        if obj is not None and obj < c:
            yield Candidate(cue, form, f"object+{word}", tuple(sorted({*own, *tree.subtree(c)})), speaker)


def _passive_subject(tree: DocumentTree, i: int, form: str, cue: tuple[int, ...]) -> Iterator[Candidate]:
    """The plan was rejected by the council."""
    subject, agent = tree.child(i, "nsubjpass"), agent_of(tree, i)
    if subject is not None and agent is not None:
        yield Candidate(cue, form, "agent", trimmed(tree, tree.subtree(subject)), agent)


# ---------------------------------------------------------------- nouns, adjectives, adverbs


def _of_noun(tree: DocumentTree, i: int) -> Iterator[Candidate]:
    form = tree.word(i)
    owner = tree.child(i, "poss")
    speaker = owner if owner is not None else _holder(tree, i)
    for c in tree.children(i, "acl", "ccomp", "relcl"):
        first = tree.subtree(c)[0]
        word = tree.word(first)
        if word in ("that", "to"):
            if word == "that" and tree.tokens[first].dep in (*_SUBJECTS, "dobj", "pobj"):
                continue  # a relative clause: the claim that he made
            yield Candidate((i,), form, f"noun {word}", trimmed(tree, tree.subtree(c)), speaker)
    for c in tree.children(i, "prep"):
        word, named = tree.word(c), tree.child(c, "pobj", "pcomp")
        if word in _PREPOSITIONS and named is not None:
            content = trimmed(tree, tree.subtree(named))
            kind = "own" if owner is not None else "noun"
            yield Candidate((i, c), form, f"{kind} {word}", content, speaker)
    above = tree.head(i)
    if tree.tokens[i].dep in ("nsubj", "attr") and above != i and bases(tree.word(above))[0] == "be":
        for c in tree.children(above, "ccomp"):
            yield Candidate((i,), form, "noun is", trimmed(tree, tree.subtree(c)), speaker)


def _holder(tree: DocumentTree, i: int) -> int | None:
    """Who has made a claim, or whose claim it is: the subject of the verb that the noun is the object of."""
    if tree.tokens[i].dep not in ("dobj", "pobj", "attr"):
        return None
    for above in tree.governors(i):
        if tree.tokens[above].tag.startswith("VB"):
            return subject_of(tree, above)
    return None


def _of_adjective(tree: DocumentTree, i: int) -> Iterator[Candidate]:
    above = tree.head(i)
    if above == i or tree.tokens[i].dep not in ("acomp", "oprd"):
        return
    form, speaker = tree.word(i), subject_of(tree, above)
    for c in (*tree.children(i, "ccomp"), *tree.children(above, "ccomp")):
        yield Candidate((i,), form, "adjective that", trimmed(tree, tree.subtree(c)), speaker)
    for c in tree.children(i, "xcomp"):
        yield Candidate((i,), form, "adjective to", trimmed(tree, tree.subtree(c)), speaker)
    for c in tree.children(i, "prep"):
        word, named = tree.word(c), tree.child(c, "pobj", "pcomp")
        if word in _PREPOSITIONS and named is not None:
            content = trimmed(tree, tree.subtree(named))
            yield Candidate((i, c), form, f"adjective {word}", content, speaker)


def _of_adverb(tree: DocumentTree, i: int) -> Iterator[Candidate]:
    above = tree.head(i)
    if above != i:
        content = trimmed(tree, tree.subtree(above, without=[i]))
        yield Candidate((i,), tree.word(i), "adverb", content, None)


# ---------------------------------------------------------------- edges


def trimmed(tree: DocumentTree, tokens: list[int]) -> tuple[int, ...]:
    """The tokens without the marks at the edges, quotation marks and the second of two brackets excepted."""
    first, last = 0, len(tokens)
    while first < last and _is_edge(tree.tokens[tokens[first]]):
        first += 1
    while last > first and _is_edge(tree.tokens[tokens[last - 1]]):
        if tree.tokens[tokens[last - 1]].text == ")" and any(tree.tokens[t].text == "(" for t in tokens[first:last]):
            break
        last -= 1
    return tuple(tokens[first:last])


def _is_edge(token: Token) -> bool:
    return token.tag in (",", ":", ".", "-LRB-", "-RRB-", "HYPH", "NFP") or token.text in ("-", "–", "—", ";")
