"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Below so many letters the feed's own language is the better guess (names and numbers look like any language).
_ENOUGH_LETTERS = 60
#: More of a text than this does not make the answer better.
_SAMPLE = 3000


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str, *, expected: str) -> str:
    """The ISO 639-1 code of the language of `text`.

    `expected` is what the feed says; it is the answer for short texts, and for longer ones unless the model (langid,
    Lui and Baldwin 2012) is nearly sure of another.
    """
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _ENOUGH_LETTERS:
        return expected
    code, probability = _identifier().classify(sample)
    return str(code) if probability > 0.9 else expected
