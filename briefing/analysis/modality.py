"""Whether a report says that something was said: not what somebody did not say, may say, will say or refuses to say.

A digest has every attribution, as corpora do; what is printed as somebody's words must have been said. The words in
front of the verb decide, since those that follow are the content: did not say, never backed, would not confirm, no
longer supports, is expected to announce, if she says, allegedly said. One that goes on to say something has said it.
"""

from __future__ import annotations

import re

from briefing.analysis.lemmas import bases
from briefing.types import Attribution

#: Characters in front of the verb that are looked at.
_REACH = 90
_ADVERBS = (
    r"(?:\s+(?:\w+ly|again|also|even|ever|first|instead|just|now|only|soon|still|then|yet|have|has|had|be|been))*\s+\Z"
)
#: Auxiliaries that make a verb unsaid, and the "to" of an infinitive; with a capital they are names (Rosa May said).
_UNSAID = re.compile(
    r"(?:\b(?:[Nn]ot|[Nn]ever|cannot|may|might|could|would|should|must|will|shall|can|to)|n['’]t|['’]ll)" + _ADVERBS
)
#: Short for "would" in front of a base form, or of a perfect (he'd have said); for "had" in front of a participle.
_WOULD = re.compile(r"['’]d" + _ADVERBS)
#: Hedges with which a report does not vouch for what it says that somebody said.
_HEDGED = re.compile(r"\b(?:allegedly|purportedly|reportedly|supposedly)\s+\Z", re.IGNORECASE)
#: In front of a participle in -ing: what nobody did (without saying), or is blamed for (accused of saying).
_UNDONE = re.compile(
    r"\b(?:without|instead of|rather than|short of|avoid(?:s|ed|ing)?|against|from|"
    r"(?:deny|denies|denied|denying)|(?:accus|suspect)\w+\b[^.;:]{0,60}\bof)(?:\s+(?:ever|even|\w+ly))*\s+\Z",
    re.IGNORECASE,
)
#: What might be said by the way: they can go on saying.
_MIGHT = re.compile(r"\b(?:can|could|may|might|would|should|must|will|shall)\b")
#: Behind the words of a quotation: what is still to be said, should be, or was not.
_YET = re.compile(
    r"(?:\b(?:will|shall|should|must|may|might|[Nn]ot|[Nn]ever)|n['’]t|['’]ll)"
    + _ADVERBS
    + r"|\b(?:is|are|was|were|expected|due|set)\s+to\s+\Z"
)
_GOES_ON = re.compile(
    r"\b(?:go(?:es|ing)?|went|gone|continu(?:e|es|ed|ing)|proceed(?:s|ed)?|us(?:e|es|ed|ing))\b[^.,;:]{0,60}\bto\s+\Z",
    re.IGNORECASE,
)
#: Nobody, or a condition, with its subject up to the verb.
_NOBODY = re.compile(
    r"\b(?:no|nobody|none|neither|nor|few|if|unless|whether|until)\s+(?:[\w’'.-]+\s+){0,6}\Z", re.IGNORECASE
)
#: Marks at which what stands in front belongs to another clause.
_BREAK = re.compile(r"[.!?](?=\s)|[,;:\n“”\"()]|\s[—–-]\s|\bbut\b")
_QUESTION = re.compile(r"[^.!?\n“”\"]{0,200}\?")


def is_asserted(text: str, attribution: Attribution) -> bool:
    """Whether the text says that the speaker said it, as far as the words around the verb tell.

    A verb behind the words (“...,” she said) asserts them, unless it is still to come (“...,” she will say). An
    indirect question asserts nothing.
    """
    if not attribution.cue_ranges:
        return True
    cue, end = attribution.cue_ranges[0]
    before = _BREAK.split(text[max(0, cue - _REACH) : cue])[-1]
    if _HEDGED.search(before):
        return False
    if cue > attribution.content_ranges[0][0]:
        return not _YET.search(before)
    verb = text[cue:end].casefold()
    would = _WOULD.search(before) and (bases(verb)[0] == verb or re.search(r"\bhave\b", before))
    unsaid = (_UNSAID.search(before) or would) and not _GOES_ON.search(before)
    if unsaid or _NOBODY.search(before) or (verb.endswith("ing") and (_UNDONE.search(before) or _MIGHT.search(before))):
        return False
    return attribution.kind == "direct" or not _QUESTION.match(text, attribution.content_ranges[-1][1])
