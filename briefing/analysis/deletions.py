"""Whether a sentence that lacks words of another still says what the other says.

A pure deletion keeps the words in their order. It is refused where what was cut changes the sense of what is left: a
negation, a modal or a condition, an attribution, a number, what qualifies a role or a figure (former, alleged, more
than), part of a quotation, or one side of a construction (the brother of the king).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.analysis.english import CUES
from briefing.analysis.particulars import DAYS, WORD_VALUES
from briefing.analysis.wording import Token, level, quotations_in

NEGATIONS: frozenset[str] = frozenset(
    """
    not no never none nobody nothing neither nor nowhere without cannot hardly scarcely barely rarely seldom
    unless fail fails failed failing deny denies denied denying refuse refuses refused refusing reject rejects rejected
    rejecting lack lacks lacked lacking stop stops stopped prevent prevents prevented avoid avoids avoided false falsely
    wrong wrongly dismiss dismissed dismisses refute refuted refutes
    """.split()
)
MODALS: frozenset[str] = frozenset(
    """
    may might could would should can must shall will ought if whether unless until perhaps maybe possibly probably
    likely unlikely potentially apparently reportedly allegedly supposedly purportedly alleged suspected suspect
    possible potential probable presumed purported expected expects expect planned plans plan hopes hope hoped
    intends intend intended seeks seek sought tried tries try attempted attempts attempt appears appear appeared seems
    seem seemed believed believe believes thought thinks think feared fears fear considering considers consider
    proposed proposes threatened threatens threaten wants want wanted due set scheduled
    """.split()
)
#: What says how a role, a thing or a figure is meant.
QUALIFIERS: frozenset[str] = frozenset(
    """
    former ex acting deputy vice interim incoming outgoing onetime then late assistant candidate fake
    mock attempted only almost nearly about around approximately over under below above least most more less fewer up
    some part half partly partially first last mainly mostly often sometimes usually
    """.split()
)
_SAYING = frozenset(
    "according believes believed thinks alleges alleged accused accuses accusing reportedly sources officials".split()
)
_PREPOSITIONS = frozenset(
    """
    of in on at by for with from to into onto over under about as than after before between during through against among
    since until within behind beside near toward towards across around above below along despite without
    """.split()
)
#: A cut that ends with one of these has taken what the next word hangs on.
_HANGING = _PREPOSITIONS | frozenset(
    "a an the this that these those his her its their our my your who whom whose which and or but nor if".split()
)
#: Words of the longest sentence that is looked at.
LONGEST = 400


def find_cuts(claim: Sequence[str], source: Sequence[str]) -> list[tuple[int, int]] | None:
    """The runs of the source that the claim leaves out, as few as there can be; None if the claim is no subsequence.

    None too for a source of more than 400 words, which is no sentence. By dynamic programming: the cost of matching
    `claim[:i]` with its last word at `source[j]` is the number of runs cut.
    """
    if not claim or len(source) > LONGEST or Counter(claim) - Counter(source):
        return None
    unreachable = len(source) + 1
    # every row: cost and where the word before stands, by place of the last word
    rows: list[list[tuple[int, int]]] = []
    for i, word in enumerate(claim):
        row = []
        best = (unreachable, -1)
        for j, other in enumerate(source):
            if i and j >= 2 and rows[-1][j - 2][0] < best[0]:
                best = rows[-1][j - 2][0], j - 2
            if other != word:
                row.append((unreachable, -1))
            elif i == 0:
                row.append((int(j > 0), -1))
            else:
                beside = (rows[-1][j - 1][0], j - 1) if j else (unreachable, -1)
                apart = (best[0] + 1, best[1])
                row.append(min(beside, apart))
        rows.append(row)
    last = len(source) - 1
    cost, at = min(((c + (j < last), j) for j, (c, _) in enumerate(rows[-1])), default=(unreachable, -1))
    if cost >= unreachable:
        return None
    kept = []
    for row in reversed(rows):
        kept.append(at)
        at = row[at][1]
    return _gaps(kept[::-1], len(source))


def _gaps(kept: Sequence[int], length: int) -> list[tuple[int, int]]:
    edges = [-1, *kept, length]
    return [(a + 1, b) for a, b in pairwise(edges) if b - a > 1]


def what_was_lost(
    tokens: Sequence[Token], cuts: Sequence[tuple[int, int]], text: str, start: int, end: int, claim: str
) -> Iterator[str]:
    """Why a deletion does not say what its source says; nothing where it does.

    Args:
        tokens: of the source sentence, `text[start:end]`.
        cuts: the runs of tokens that are left out.
        text: the source.
        start: where the sentence begins.
        end: where it ends.
        claim: what is left.
    """
    lost = [token.form for a, b in cuts for token in tokens[a:b]]
    yield from lost_words(lost)
    if _breaks_quotation(tokens, cuts, text, start, end, claim):
        yield "part of a quotation was left out"
    for a, b in cuts:
        qualifying = [token.form for token in tokens[max(a, b - 2) : b] if token.form in QUALIFIERS]
        if b < len(tokens) and qualifying:
            yield f"a qualification was left out: {', '.join(qualifying)}"
        if b < len(tokens) and not any(_may_go(tokens, c, d, text) for c, d in _turned(tokens, a, b)):
            yield f'words were cut out of a phrase: "{text[tokens[a].start : tokens[b - 1].end]}"'


def lost_words(lost: Sequence[str]) -> Iterator[str]:
    """Which of the words that were left out change the sense of the rest, by kind."""
    kinds = (
        ("a negation", is_negation),
        ("a modal or a condition", MODALS.__contains__),
        ("an attribution", _is_attribution),
        ("a number", _is_number),
    )
    for name, is_kind in kinds:
        words = [form for form in lost if is_kind(form)]
        if words:
            yield f"{name} was left out: {', '.join(dict.fromkeys(words))}"


def is_negation(form: str) -> bool:
    """Whether a word denies: not, never, without, refused, didn't."""
    return form in NEGATIONS or form.endswith("n't")


def _is_attribution(form: str) -> bool:
    return form in CUES or form in _SAYING


def _is_number(form: str) -> bool:
    return form[0].isdigit() or (form in WORD_VALUES and form != "one")


def _breaks_quotation(
    tokens: Sequence[Token], cuts: Sequence[tuple[int, int]], text: str, start: int, end: int, claim: str
) -> bool:
    """Whether a quotation of the sentence is there in part, or without its marks."""
    sentence = text[start:end]
    cut = {i for a, b in cuts for i in range(a, b)}
    whole = 0
    for a, b in quotations_in(sentence):
        inside = [i for i, token in enumerate(tokens) if start + a <= token.start < start + b]
        gone = [i for i in inside if i in cut]
        if gone and len(gone) < len(inside):
            return True
        whole += bool(inside) and not gone
    return whole > len(quotations_in(claim)) or level(claim).count('"') % 2 > level(sentence).count('"') % 2


def _turned(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The run, and the runs beside it whose cut leaves the same words: [of Kessaly] of, of [Kessaly of]."""
    first, last = start, end
    while first > 0 and last < len(tokens) and tokens[first - 1].form == tokens[last - 1].form:
        first, last = first - 1, last - 1
        yield first, last
    yield start, end


def _may_go(tokens: Sequence[Token], start: int, end: int, text: str) -> bool:
    """Whether a run can go and leave a sentence: an insertion between marks, a prepositional phrase, a modifier."""
    run = [token.form for token in tokens[start:end]]
    if run in (["a"], ["an"], ["the"], ["that"]):
        return True
    if run[-1] in _HANGING or text[tokens[end - 1].start : tokens[end - 1].end].lower().endswith(("'s", "’s")):
        return False
    closed = not text[tokens[end - 1].end : tokens[end].start].isspace()
    if start == 0:
        return closed
    opened = not text[tokens[start - 1].end : tokens[start].start].isspace()
    if opened and closed:
        return True
    if run[0] in _PREPOSITIONS or run[0] in DAYS:
        return True
    return len(run) <= 2 and not any(token.is_capital for token in tokens[start:end]) and not closed
