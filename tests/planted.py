"""Sentences of an invented article, and near copies of them in which one thing was changed that must not be.

    for error in planted(): error.kind, error.claim, error.sentence

Each change is made in the sentence as it stands and in forms that a model might give it: without the words in square
brackets, with an article more, with the change and the cut together. `ARTICLE` is what they must be judged against.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Planted(NamedTuple):
    """A wrong claim, what kind of error was planted, and the sentence that it was made from."""

    kind: str
    claim: str
    sentence: str


#: Sentence, with what may be cut in brackets, and changes: kind, words as they stand, words instead.
_MATERIAL: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "The northern lane was closed to vessels above 40,000 tonnes on Friday[, the harbour office in Tarvon said].",
        (("unit", "tonnes", "barrels"), ("date", "Friday", "Monday"), ("negation", "was closed", "was not closed")),
    ),
    (
        "Insurers in Kess raised the price of cover [for one passage] to 0.9 per cent of the hull, or $1.2 million.",
        (
            ("unit", "0.9 per cent", "0.9 points"),
            ("unit", "$1.2 million", "£1.2 million"),
            ("unit", "$1.2 million", "$1.2 billion"),
            ("unit", "million", "thousand"),
        ),
    ),
    (
        "Foreign minister Dorin Vaskel told reporters [in Tarvon] that Kessaly would not reopen the lane before March.",
        (
            ("date", "March", "May"),
            ("negation", "would not reopen", "would reopen"),
            ("modality", "would not reopen", "did not reopen"),
            ("speaker", "Dorin Vaskel", "Ilse Maranov"),
            ("role", "Foreign minister", "Defence minister"),
            ("role", "Foreign minister", "Prime minister"),
        ),
    ),
    (
        "Prime minister Ilse Maranov accused Dorin Vaskel [of Kessaly] of breaking the agreement of 2019.",
        (
            ("date", "2019", "2021"),
            ("role", "Ilse Maranov accused Dorin Vaskel", "Dorin Vaskel accused Ilse Maranov"),
            ("speaker", "Ilse Maranov", "Ada Brann"),
            ("negation", "accused", "did not accuse"),
        ),
    ),
    (
        "The tanker Asta Verne may have struck a mine [two miles] south of the island of Sallow, pilots believe.",
        (
            ("modality", "may have struck", "struck"),
            ("modality", "may have struck", "has struck"),
            ("modality", "may have struck", "must have struck"),
            ("unit", "two miles", "two kilometres"),
            ("negation", "may have struck", "may not have struck"),
        ),
    ),
    (
        "Kessaly's navy fired on a patrol boat of the coast guard [of Lindhal] shortly after four in the morning.",
        (
            (
                "role",
                "Kessaly's navy fired on a patrol boat of the coast guard",
                "A patrol boat of the coast guard fired on Kessaly's navy",
            ),
            ("negation", "fired", "never fired"),
            ("modality", "fired", "may have fired"),
        ),
    ),
    (
        "“We were not warned,” Ada Brann, the captain of the ferry, said [on Tuesday].",
        (
            ("negation", "were not warned", "were warned"),
            ("speaker", "Ada Brann", "Dorin Vaskel"),
            ("role", "the captain of the ferry", "the owner of the ferry"),
            ("date", "Tuesday", "Thursday"),
        ),
    ),
    (
        "Talks between the two governments could resume in November[, according to the Council of Coastal States].",
        (
            ("modality", "could resume", "resume"),
            ("modality", "could resume", "will resume"),
            ("date", "November", "December"),
            ("speaker", "the Council of Coastal States", "the government of Kessaly"),
            ("negation", "could resume", "could not resume"),
        ),
    ),
    (
        "No ship has been stopped since 14 October[, general Oskar Relling told the committee].",
        (
            ("negation", "No ship", "Every ship"),
            ("negation", "No ship", "A ship"),
            ("date", "14 October", "4 October"),
            ("date", "14 October", "14 August"),
            ("speaker", "Oskar Relling", "Dorin Vaskel"),
            ("role", "general Oskar Relling", "admiral Oskar Relling"),
        ),
    ),
    (
        "The relief group Open Harbour delivered 300 tonnes of grain [to Port Ansel] within six days.",
        (
            ("unit", "six days", "six weeks"),
            ("unit", "300 tonnes", "300 kilograms"),
            ("role", "Open Harbour", "Meridian Wire"),
            ("negation", "delivered", "failed to deliver"),
            ("modality", "delivered", "should deliver"),
        ),
    ),
    (
        "Police in Kess suspect that the fire was set on purpose[, a spokeswoman said on Wednesday].",
        (
            ("modality", "suspect that the fire", "know that the fire"),
            ("date", "Wednesday", "Sunday"),
            ("speaker", "Police in Kess suspect", "Residents of Kess suspect"),
            ("negation", "was set", "was not set"),
        ),
    ),
    (
        "Deputy governor Mira Tolland will not sign the decree unless parliament agrees[, her office said].",
        (
            ("negation", "will not sign", "will sign"),
            ("modality", "will not sign", "cannot sign"),
            ("role", "Deputy governor", "Governor"),
            ("modality", " unless parliament agrees", ""),
            ("speaker", "her office", "parliament"),
        ),
    ),
    (
        "Fuel has risen by 12 cents a litre since January, and diesel may run out in [the port of] Sallow.",
        (
            ("unit", "a litre", "a gallon"),
            ("unit", "12 cents", "12 per cent"),
            ("date", "January", "June"),
            ("modality", "may run out", "ran out"),
            ("modality", "may run out", "will run out"),
        ),
    ),
    (
        "The court in Lindhal acquitted Oskar Relling of treason [after a trial of nine weeks].",
        (
            ("role", "The court in Lindhal acquitted Oskar Relling", "Oskar Relling acquitted the court in Lindhal"),
            ("role", "The court in Lindhal", "The parliament in Lindhal"),
            ("unit", "nine weeks", "nine months"),
            ("negation", "acquitted Oskar Relling", "never acquitted Oskar Relling"),
        ),
    ),
    (
        "Ilse Maranov said the blockade would cost Tarvonia €40 million a day [by the end of the year].",
        (
            ("unit", "€40 million", "$40 million"),
            ("unit", "a day", "a week"),
            ("speaker", "Ilse Maranov said", "Oskar Relling said"),
            ("modality", "would cost", "cost"),
            ("date", "by the end of the year", "by the end of the month"),
        ),
    ),
)
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
#: Said besides, so that every name, day and number of a wrong claim stands somewhere in the article.
_ELSEWHERE = (
    "Reports came on Monday, Thursday and Sunday, in May, June, August and December, and on 4 October 2021. "
    "Defence minister Lena Oström, the admiral, the owner of the ferry and the governor were there. "
    "Residents of Kess counted 1.2 billion euros, 40 barrels, 12 gallons and two kilometres of rope in nine months. "
    "The parliament in Lindhal met the government of Kessaly, and Meridian Wire was there."
)
ARTICLE = "\n".join([*(_OPTIONAL.sub(r"\1", sentence) for sentence, _ in _MATERIAL), _ELSEWHERE])


def sentences() -> Iterator[tuple[str, str]]:
    """Every sentence of the article that errors are planted in, whole and as a fair deletion leaves it."""
    for marked, _ in _MATERIAL:
        whole = _OPTIONAL.sub(r"\1", marked)
        yield whole, _tidy(_OPTIONAL.sub("", marked))


def planted() -> Iterator[Planted]:
    """Every planted error, in each of its forms."""
    for marked, changes in _MATERIAL:
        whole = _OPTIONAL.sub(r"\1", marked)
        for kind, old, new in changes:
            if old not in whole:
                raise ValueError(f"{old!r} is not in {whole!r}")
            for form in (whole, _tidy(_OPTIONAL.sub("", marked)), whole.replace(" the ", " ", 1)):
                if old in form:
                    yield Planted(kind, _tidy(form.replace(old, new, 1)), whole)


def _tidy(text: str) -> str:
    text = re.sub(r" +", " ", text).replace(" .", ".").replace(" ,", ",")
    return text[:1].upper() + text[1:]
