"""What a sentence says that can be looked up in its source: names, numbers with their units, dates, quotations.

A name is known if each of its words stands in the source, or a spelling variant, an acronym or what one stands for, or
the people of a country for the country; and if the words of one name stand together somewhere. A number is known if the
source has the same value with the same unit, a value that rounds to it, or one that "more than" or "about" allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefing.analysis.wording import FUNCTION_WORDS, Token, folded, stem

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTHS = "january february march april may june july august september october november december".split()
#: Months in full and in short.
MONTHS: dict[str, str] = {month: month for month in _MONTHS} | {
    month[:3]: month for month in _MONTHS if month not in ("may", "march")
}
MONTHS["sept"] = "september"
_WORDS_TOO = frozenset("may march mar dec jan".split())

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORD_VALUES: dict[str, float] = {word: float(i) for i, word in enumerate(_ONES)} | {
    word: 10.0 * i for i, word in enumerate(_TENS, 2)
}
WORD_VALUES["dozen"] = 12.0
_SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
#: Signs and words of measure, each kind by one name.
UNITS: dict[str, str] = {
    form: unit
    for unit, forms in {
        "dollar": "$ dollar dollars usd", "pound": "£ pound pounds gbp quid", "euro": "€ euro euros eur",
        "yen": "¥ yen yuan", "rouble": "₽ rouble roubles ruble rubles", "hryvnia": "₴ hryvnia hryvnias",
        "rupee": "₹ rupee rupees", "%": "% percent pc", "point": "point points", "second": "seconds",
        "minute": "minute minutes min mins", "hour": "hour hours hr hrs", "day": "day days", "week": "week weeks",
        "month": "month months", "year": "year years yr yrs", "metre": "metre metres meter meters",
        "kilometre": "kilometre kilometres kilometer kilometers km kms", "mile": "mile miles",
        "foot": "foot feet ft", "inch": "inch inches", "tonne": "tonne tonnes ton tons",
        "kilogram": "kilogram kilograms kilo kilos kg kgs", "litre": "litre litres liter liters",
        "barrel": "barrel barrels", "degree": "degree degrees", "knot": "knot knots", "hectare": "hectare hectares",
        "acre": "acre acres", "megawatt": "megawatt megawatts mw",
    }.items()
    for form in forms.split()
}  # fmt: skip
_MORE = frozenset("over more above least exceeding".split())
_LESS = frozenset("under less fewer below most nearly almost".split())
_ABOUT = frozenset("about around approximately roughly some nearly almost estimated up close circa".split())

#: Names of countries whose people and adjective do not begin as the country does, and short forms, by one key each.
_SAME = """
britain british briton britons uk gb england english
america american americans us usa
netherlands dutch holland
france french frenchman
spain spanish spaniard spaniards
ireland irish
wales welsh
scotland scottish scots scot
denmark danish dane danes
sweden swedish swede swedes
poland polish pole poles
turkey turkish turk turks turkiye
greece greek greeks
switzerland swiss
germany german germans
china chinese prc
thailand thai
philippines philippine filipino filipinos
afghanistan afghan afghans
czechia czech czechs
finland finnish finn finns
norway norwegian norwegians
portugal portuguese
kiev kyiv
burma burmese myanmar
europe european europeans eu
republican republicans gop
conservative conservatives tory tories
mps mp
""".split("\n")
ALIASES: dict[str, str] = {word: line.split()[0] for line in _SAME if line for word in line.split()}
#: Other acronyms for what has the initials that are given.
_ALSO_CALLED = {"isis": "is", "isil": "is", "daesh": "is"}

#: Words that stand with a capital before or in a name and name nobody.
_GENERIC = frozenset(
    """
    mr mrs ms miss dr prof sir lord lady dame president prime minister king queen prince princess pope general colonel
    captain senator governor mayor judge justice sen gov gen col capt rep secretary chancellor chairman chief director
    police court government state university hospital school city county council party league cup north south east west
    northern southern eastern western the of and st jr sr de di da del van von al el bin ibn le la new
    national international football club federal supreme
    """.split()
)
#: How far apart two words of one name may stand in the source: "Maranov, who is Kessaly's" has both.
_NEAR = 6


class Number(NamedTuple):
    """A value, its unit where one is said, what was written, and how exactly it is meant."""

    value: float
    unit: str
    written: str
    hedge: str


# ---------------------------------------------------------------- numbers


def numbers_in(tokens: Sequence[Token]) -> list[Number]:
    """The numbers of a sentence, in words or digits, with their units; `one` alone is none."""
    found = []
    i = 0
    while i < len(tokens):
        if not _starts_number(tokens, i):
            i += 1
            continue
        value, end = _value(tokens, i)
        written = " ".join(token.form for token in tokens[i:end])
        if written != "one":
            sign = -1 if i and tokens[i - 1].form == "-" else 1
            found.append(Number(sign * value, _unit(tokens, i, end), written, _hedge(tokens, i)))
        i = end
    return found


def _starts_number(tokens: Sequence[Token], i: int) -> bool:
    """Digits, a number in words, or a million."""
    form = tokens[i].form
    if form[0].isdigit() or form in WORD_VALUES:
        return True
    return form in _SCALES and len(form) > 2 and i > 0 and tokens[i - 1].form == "a"


def _value(tokens: Sequence[Token], i: int) -> tuple[float, int]:
    """The value that begins at `i`, and the index behind it: 2.5 million, twenty-one, three hundred."""
    form = tokens[i].form
    if form in _SCALES:
        return _SCALES[form], i + 1
    value = WORD_VALUES[form] if form in WORD_VALUES else _digits(form)
    i += 1
    if form in _TENS and i < len(tokens) and tokens[i].form in _ONES[1:10]:
        value += WORD_VALUES[tokens[i].form]
        i += 1
    while i < len(tokens) and tokens[i].form in _SCALES:
        value *= _SCALES[tokens[i].form]
        i += 1
    return value, i


def _digits(form: str) -> float:
    try:
        return float(form)
    except ValueError:  # 10.1.2, a version or a date
        return float(form.replace(".", "")[:15])


def _unit(tokens: Sequence[Token], start: int, end: int) -> str:
    if start and tokens[start - 1].form in "$£€¥₽₴₹":
        return UNITS[tokens[start - 1].form]
    behind = [token.form for token in tokens[end : end + 2]]
    if behind == ["per", "cent"]:
        return "%"
    for form in behind[:1]:
        if form in UNITS:
            return UNITS[form]
    return ""


def _hedge(tokens: Sequence[Token], start: int) -> str:
    before = {token.form for token in tokens[max(0, start - 3) : start]}
    if before & _ABOUT:
        return "about"
    return "more" if before & _MORE else "less" if before & _LESS else ""


def carries(source: Number, claim: Number) -> bool:
    """Whether the source's number is the claim's, as far as the claim says it exactly."""
    if source.unit and claim.unit and source.unit != claim.unit:
        return False
    a, b = source.value, claim.value
    if a == b:
        return True
    if claim.hedge == "more":
        return b <= a <= 1.25 * b
    if claim.hedge in ("less", "about"):
        return abs(a - b) <= 0.1 * abs(a) or (claim.hedge == "less" and 0.75 * b <= a <= b)
    return _rounds_to(a, b)


def _rounds_to(a: float, b: float) -> bool:
    """12.64 or 12,640,000 -> 12.6 million: the claim says fewer digits, at least two of them, and the same."""
    if b == 0 or a * b < 0:
        return False
    digits = f"{abs(b):.10g}".replace(".", "").strip("0")
    if len(digits) < 2 and abs(b) < 1e6:
        return False
    return f"{abs(a):.{max(len(digits), 1)}g}" == f"{abs(b):.{max(len(digits), 1)}g}"


# ---------------------------------------------------------------- dates


def dates_in(tokens: Sequence[Token], *, cased: bool = True) -> Iterator[tuple[str, Token]]:
    """Days of the week and months, each by its full name, with the token; without capitals, `may` is no month."""
    for token in tokens:
        if token.form in DAYS:
            yield token.form, token
        elif token.form in MONTHS and (token.is_capital if cased else token.form not in _WORDS_TOO):
            yield MONTHS[token.form], token


# ---------------------------------------------------------------- names


class Lexicon:
    """The words of a source, asked for names."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """From the tokens of the whole source, in order."""
        self._places: dict[str, list[int]] = {}
        self._common: set[str] = set()
        for i, token in enumerate(tokens):
            self._places.setdefault(token.form, []).append(i)
            if not token.is_capital:
                self._common.add(token.form)
        self._by_alias = {ALIASES[form]: form for form in self._places if form in ALIASES}
        self._names = {token.form for token in tokens if token.is_capital or token.form not in FUNCTION_WORDS}
        self._acronyms = _acronyms(tokens)
        self._stems = {stem(form) for form in self._places}
        self._prefixes = {form[:5] for form in self._names if len(form) >= 5}

    def is_common(self, form: str) -> bool:
        """Whether the source has the word in lower case too."""
        return form in self._common

    def known(self, form: str) -> bool:
        """Whether a word of a name is in the source, in this or another form of it."""
        return bool(self._forms(form)) or _ALSO_CALLED.get(form, form) in self._acronyms or stem(form) in self._stems

    def _forms(self, form: str) -> list[str]:
        """The forms under which the source has the word."""
        other_number = form[:-1] if form.endswith("s") else form + "s"
        found = [same for same in (form, other_number) if same in self._places]
        if form in ALIASES and ALIASES[form] in self._by_alias:
            found.append(self._by_alias[ALIASES[form]])
        if found or form in ALIASES:
            return found
        return [name for name in self._names if is_variant(name, form) or _is_people(name, form)]

    def spells_out(self, forms: Sequence[str]) -> bool:
        """Whether the source has the initials of these words as an acronym."""
        return len(forms) > 1 and "".join(form[0] for form in forms) in self._places

    def together(self, one: str, other: str) -> bool:
        """Whether two words of a name stand near each other somewhere."""
        places = [sorted(i for f in self._forms(word) for i in self._places[f]) for word in (one, other)]
        if not all(places):
            return True
        j = 0
        for i in places[0]:
            while j < len(places[1]) - 1 and places[1][j] < i - _NEAR:
                j += 1
            if any(abs(i - k) <= _NEAR for k in places[1][j : j + 2 * _NEAR]):
                return True
        return False


def _acronyms(tokens: Sequence[Token]) -> set[str]:
    """The initials of every run of words with capitals, function words left out and taken in."""
    found: set[str] = set()
    run: list[str] = []
    for token in tokens:
        if token.is_capital:
            run.append(token.form[0])
            run = run[-6:]
            found.update("".join(run[-n:]) for n in range(2, len(run) + 1))
        elif token.form not in ("of", "the", "and", "for", "on", "in"):
            run = []
    return found


def _is_people(name: str, form: str) -> bool:
    """Kessaly, Kessalian: the same five letters, and one is not much longer than the other."""
    return (
        len(name) >= 5
        and len(form) >= 5
        and name[:5] == form[:5]
        and abs(len(name) - len(form)) <= 4
        and (len(name) != len(form))
    )


def is_variant(name: str, form: str) -> bool:
    """Whether two words may be spellings of one name: one letter apart from five letters on, two from nine on.

    Letters in another order are one name too from six letters on (Villota, Viollta). Names of countries are never
    variants of one another.
    """
    if 6 <= len(name) == len(form) and name[0] == form[0] and sorted(name) == sorted(form):
        return True
    shorter = min(len(name), len(form))
    most = 0 if shorter < 5 else 1 if shorter < 9 else 2
    if not most or abs(len(name) - len(form)) > most or form in ALIASES or name in ALIASES:
        return False
    if name[0] != form[0] and {name[0], form[0]} not in _SAME_SOUND:
        return False
    return _distance(name, form, most) <= most


_SAME_SOUND = ({"g", "q"}, {"k", "q"}, {"c", "k"}, {"y", "j"}, {"i", "y"}, {"e", "y"}, {"s", "z"})


def _distance(a: str, b: str, most: int) -> int:
    """Edits, a swap of neighbours counting as one, between two words (Damerau 1964); stops above `most`."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def names_in(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[list[Token]]:
    """Runs of words with capitals; the first word of a sentence only if the source has it with a capital alone."""
    runs: list[list[Token]] = []
    last = -1
    for i, token in enumerate(tokens):
        if not _may_name(token, first=i == 0, lexicon=lexicon):
            continue
        if runs and last == i - 1 and not text[tokens[last].end : token.start].strip(" -'"):
            runs[-1].append(token)
        else:
            runs.append([token])
        last = i
    return runs


def _may_name(token: Token, *, first: bool, lexicon: Lexicon) -> bool:
    if not token.is_capital or token.form in FUNCTION_WORDS or token.form in _GENERIC:
        return False
    if token.form in DAYS or token.form in MONTHS or token.form in WORD_VALUES or len(token.form) < 2:
        return False
    return not first or (lexicon.known(token.form) and not lexicon.is_common(token.form))


def foreign_names(tokens: Sequence[Token], text: str, lexicon: Lexicon) -> Iterator[str]:
    """Names of a sentence that the source does not have, or not together."""
    for run in names_in(tokens, text, lexicon):
        forms = [token.form for token in run]
        if lexicon.spells_out(forms) or lexicon.known("".join(forms)):
            continue
        unknown = [token for token in run if not lexicon.known(folded(text[token.start : token.end]))]
        if unknown:
            yield " ".join(text[token.start : token.end] for token in unknown)
        else:
            for one, other in pairwise(run):
                if not lexicon.together(one.form, other.form):
                    yield text[one.start : other.end]
                    break
