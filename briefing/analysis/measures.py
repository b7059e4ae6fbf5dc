"""What the rules know of quantities: units, things counted and the verb frames of casualties; words, and nothing else.

Units are those of news texts, under their symbols (ISO 4217 for money). A state is what has happened to those who are
counted; the verbs that tell it are listed by form and by the place of the counted noun in their frame, because the
tagger gives no lemmas. The lists are our own, drawn from reports of war, disaster and crime.
"""

from __future__ import annotations

#: Signs, codes and names of currencies.
CURRENCIES: dict[str, str] = {
    word: code
    for code, words in {
        "USD": "$ US$ USD dollar dollars",
        "EUR": "€ EUR euro euros",
        "GBP": "£ GBP sterling",
        "JPY": "¥ JPY yen",
        "CNY": "CNY RMB yuan renminbi",
        "RUB": "₽ RUB rouble roubles ruble rubles",
        "UAH": "₴ UAH hryvnia hryvnias",
        "INR": "₹ INR rupee rupees",
        "ILS": "₪ ILS shekel shekels",
        "TRY": "₺ TRY lira liras",
        "KRW": "₩ KRW won",
        "CHF": "CHF franc francs",
        "AUD": "A$ AU$ AUD",
        "CAD": "C$ CA$ CAD",
        "PLN": "PLN zloty zlotys",
    }.items()
    for word in words.split()
}

#: The words of a unit, its symbol, and what it measures where the text does not say (tonnes of diesel).
UNITS: dict[tuple[str, ...], tuple[str, str]] = {
    tuple(name.split()): (symbol, dimension)
    for dimension, units in {
        "length": {
            "km": "km, kilometre, kilometres, kilometer, kilometers, kms",
            "m": "m, metre, metres, meter, meters",
            "cm": "cm, centimetre, centimetres, centimeter, centimeters",
            "mm": "mm, millimetre, millimetres, millimeter, millimeters",
            "mi": "mile, miles",
            "nmi": "nautical mile, nautical miles, nmi",
            "ft": "ft, foot, feet",
            "in": "inch, inches",
            "yd": "yard, yards",
        },
        "area": {
            "km2": "square kilometre, square kilometres, square kilometer, square kilometers, sq km, km2, km²",
            "m2": "square metre, square metres, square meter, square meters, sq m, m2, m²",
            "sq mi": "square mile, square miles, sq mi",
            "sq ft": "square foot, square feet, sq ft",
            "ha": "hectare, hectares, ha",
            "acres": "acre, acres",
        },
        "weight": {
            "tonnes": "tonne, tonnes, metric ton, metric tons, metric tonnes",
            "tons": "ton, tons",
            "kg": "kg, kilogram, kilograms, kilo, kilos, kilogramme, kilogrammes, kgs",
            "g": "gram, grams, gramme, grammes",
            "lb": "lb, lbs",
            "oz": "ounce, ounces, oz",
        },
        "volume": {
            "barrels": "barrel, barrels, bbl",
            "l": "litre, litres, liter, liters",
            "gal": "gallon, gallons",
            "m3": "cubic metre, cubic metres, cubic meter, cubic meters, m3, m³",
        },
        "speed": {
            "mph": "mph, miles per hour, miles an hour",
            "km/h": "km/h, kph, kmh, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour",
            "kn": "knot, knots",
        },
        "temperature": {
            "°C": "°C, degrees Celsius, degrees centigrade, degrees C, ° C",
            "°F": "°F, degrees Fahrenheit, degrees F, ° F",
            "°": "degrees, degree",
        },
        "power": {"MW": "MW, megawatt, megawatts", "GW": "GW, gigawatt, gigawatts", "kW": "kW, kilowatt, kilowatts"},
        "magnitude": {"magnitude": "magnitude"},
    }.items()
    for symbol, names in units.items()
    for name in names.split(", ")
}
#: Signs and codes also stand before the amount; a name does not (they won 3).
CURRENCY_SIGNS: frozenset[str] = frozenset(word for word in CURRENCIES if not word.islower())
#: Whose dollars are meant.
DOLLARS: dict[str, str] = {"us": "USD", "u.s.": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD"}
LONGEST_UNIT = max(map(len, UNITS))

PERCENT: tuple[tuple[str, ...], ...] = (
    ("percentage", "points"), ("percentage", "point"), ("per", "cent"), ("percent",), ("pct",), ("%",),
)  # fmt: skip

#: Nouns of time, of repetition and without content: what is counted with them is no quantity of a thing.
UNCOUNTED: frozenset[str] = frozenset(
    """
    second seconds minute minutes hour hours day days night nights week weeks fortnight fortnights weekend weekends
    month months year years decade decades century centuries quarter quarters season seasons morning mornings
    evening evenings summer summers winter winters term terms o'clock am pm a.m. p.m. gmt utc est time times thing
    things way ways half third thirds fifths fourths quarterfinal end ends side sides hand hands other part parts
    block blocks pound pounds margin margins ratio m. p. a. resolution k
    win wins victory victory defeat defeats loss draw draws lead odds chance goal goals point points set sets
    kind kinds sort sorts type types step steps case occasion occasions
    """.split()
)

#: What a place lives on: how long it lasts is a quantity (70 hours of fuel), and other lengths of time are none.
SUPPLIES: frozenset[str] = frozenset(
    """
    fuel diesel petrol gasoline gas oil coal food water drinking-water bread flour wheat grain rice milk oxygen medicine
    medicines blood insulin electricity power ammunition munitions supply supplies stock stocks reserve reserves
    stockpile stockpiles rations
    """.split()
)
#: The units in which that is told, and the verbs that tell it of the supplies.
LASTING_UNITS: frozenset[str] = frozenset("hours days weeks months".split())
LASTING: frozenset[str] = frozenset("last lasts lasted lasting cover covers covered covering".split())

#: Those who are counted where the noun says no more than that they are people.
PEOPLE: frozenset[str] = frozenset("people persons person lives life others souls individuals ones humans".split())

#: Nouns of persons besides those of roles; what is freed, held or brought to safety otherwise is a thing.
PERSONS: frozenset[str] = frozenset(
    """
    people person man woman child boy girl schoolgirl schoolboy baby infant teenager youth adult minor civilian
    resident citizen national foreigner migrant refugee asylum-seeker evacuee survivor victim casualty hostage captive
    prisoner detainee inmate suspect protester demonstrator militant insurgent rebel gunman fighter terrorist troop
    soldier serviceman servicewoman marine sailor airman conscript reservist recruit guard police policeman guerrilla
    patient passenger crew tourist miner pilgrim monk nun believer fan visitor guest neighbour neighbor family
    household pupil student medic paramedic firefighter rescuer peacekeeper settler voter member crewman seaman
    parent mother father brother sister son daughter relative friend colleague dissident lawmaker mp expat
    """.split()
)

#: Fixed words for what is counted where no state is told, by noun.
CLASSES: dict[str, str] = {
    noun: name
    for name, nouns in {
        "troops": "troop soldier serviceman servicewoman personnel conscript reservist paratrooper infantryman marine",
        "ships": "ship vessel warship tanker freighter frigate destroyer corvette cruiser submarine boat trawler ferry",
        "aircraft": "aircraft plane jet warplane airplane aeroplane helicopter bomber airliner",
        "houses": "house home dwelling",
        "crew": "crew crewman",
        "killed": "death fatality",
        "wounded": "injury",
        "arrested": "arrest detention",
    }.items()
    for noun in nouns.split()
}
#: The same for a noun of two words.
COMPOUNDS: dict[str, str] = {"crew member": "crew", "service member": "troops"}
#: Nouns that name a state of persons: twelve deaths are twelve people killed.
EVENTS: frozenset[str] = frozenset("death fatality injury arrest detention".split())

#: Nouns that are counted in the singular; of others the tagger or the text has lost the plural.
COLLECTIVES: frozenset[str] = frozenset(
    """
    aircraft crew cattle livestock police staff personnel fish sheep species series population offspring poultry
    infantry cavalry artillery spacecraft hovercraft watercraft head
    """.split()
)

#: States by the verb forms whose object, or passive subject, is counted: killed 12, 12 were killed, 12 people killed.
OBJECT_STATES: dict[str, str] = {
    form: state
    for state, forms in {
        "killed": """killed killing kills kill slain slaughtered slaughtering massacred massacring murdered murdering
            slayed assassinated""",
        "wounded": "wounded wounding wounds wound injured injuring injures injure hurt hurting hurts maimed maiming",
        "displaced": "displaced displacing displaces uprooted uprooting",
        "evacuated": "evacuated evacuating evacuates evacuate",
        "rescued": "rescued rescuing rescues rescue saved saving",
        "freed": "freed freeing free frees released releasing release releases liberated liberating",
        "abducted": "abducted abducting abducts abduct kidnapped kidnapping kidnaps kidnap",
        "captured": "captured capturing captures capture seized seizing seize",
        "arrested": "arrested arresting arrests arrest detained detaining detains detain",
        "hospitalized": "hospitalized hospitalised",
        "infected": "infected infecting",
        "executed": "executed executing hanged",
        "drowned": "drowned",
        "trapped": "trapped trapping",
        "stranded": "stranded stranding",
        "buried": "buried burying",
        "deported": "deported deporting expelled expelling",
        "destroyed": """destroyed destroying destroys destroy demolished demolishing razed razing levelled leveled
            flattened flattening gutted""",
        "damaged": "damaged damaging damages damage",
        "sunk": "sunk",
        "shot down": "downed downing intercepted intercepting",
    }.items()
    for form in forms.split()
}
#: States by the verb forms whose subject is counted: 12 people died.
SUBJECT_STATES: dict[str, str] = {
    form: state
    for state, forms in {
        "killed": "died die dies dying perished perish",
        "drowned": "drowned drown",
        "displaced": "fled flee fleeing flees",
        "missing": "disappeared vanished",
        "sunk": "sank sink",
    }.items()
    for form in forms.split()
}
#: States by adjective or noun: 12 dead, 12 are missing, left 5 dead.
PREDICATE_STATES: dict[str, str] = {
    word: state
    for state, words in {
        "killed": "dead deaths killed fatalities slain casualties-dead",
        "wounded": "wounded injured hurt injuries",
        "missing": "missing unaccounted",
        "displaced": "displaced homeless",
        "abducted": "abducted kidnapped",
        "captured": "captured",
        "arrested": "arrested detained",
        "rescued": "rescued",
        "freed": "freed released",
        "evacuated": "evacuated",
        "hospitalized": "hospitalized hospitalised",
        "infected": "infected",
        "stranded": "stranded",
        "trapped": "trapped",
        "destroyed": "destroyed",
        "damaged": "damaged",
    }.items()
    for word in words.split()
}

#: Everything that can have happened to those who are counted.
STATES: frozenset[str] = frozenset(PREDICATE_STATES.values())
#: States that only persons have; of things these verbs tell something else.
OF_PERSONS: frozenset[str] = frozenset(
    "freed rescued captured arrested missing hospitalized infected displaced drowned executed".split()
)
#: Light verbs whose object (claimed 12 lives) or complement (set free, taken hostage) tells the state.
LIFE_TAKERS: frozenset[str] = frozenset("claimed claiming claims claim took taking taken cost costing lost".split())
COMPLEMENTS: dict[tuple[str, str], str] = {
    (verb, complement): state
    for state, verbs, complements in (
        ("freed", "set setting", "free"),
        ("captured", "taken took taking held", "hostage prisoner captive"),
        ("shot down", "shot shooting", "down"),
        ("killed", "shot found stabbed left pronounced", "dead"),
        ("killed", "burned burnt", "death"),
    )
    for verb in verbs.split()
    for complement in complements.split()
}
#: Where people lie, with a preposition: in hospital, in intensive care, in custody.
PLACES_OF_STATE: dict[str, str] = {
    "hospital": "hospitalized", "hospitals": "hospitalized", "care": "hospitalized",
    "custody": "arrested", "detention": "arrested",
}  # fmt: skip
#: Nouns of acts whose "of" names the counted: the release of 21 captives.
ACTS: dict[str, str] = {
    "release": "freed", "abduction": "abducted", "kidnapping": "abducted", "arrest": "arrested",
    "detention": "arrested", "killing": "killed", "killings": "killed", "death": "killed", "deaths": "killed",
    "murder": "killed", "murders": "killed", "massacre": "killed", "evacuation": "evacuated", "rescue": "rescued",
    "displacement": "displaced", "capture": "captured", "execution": "executed", "loss": "killed",
    "destruction": "destroyed", "injuries": "wounded", "disappearance": "missing",
}  # fmt: skip
#: What stands for a number that a verb gives: the death toll rose to 412, the number of dead is put at five.
TOLLS: frozenset[str] = frozenset("toll number count tally total figure numbers figures".split())

#: Nouns of those, and of that, to which a text accords a figure.
SOURCES: frozenset[str] = frozenset(
    """
    ministry police army navy military government company agency agencies authority authorities officials hospital
    hospitals witness witnesses residents rescuers report reports data figures statistics media charity organization
    organisation group council department office service services union association bureau court prosecutors
    survey poll study list lists records estimate estimates rescue un
    """.split()
)
#: Verbs and prepositions that give a number to a toll: stands at, was put at; any verb with "to".
TOLL_AT: frozenset[str] = frozenset(
    "put puts putting stands stood set sets placed places estimated given gave remained remains is was".split()
)

#: Words in front of a number that is a name: Order 88, Flight 17.
LABELS: frozenset[str] = frozenset(
    """
    no no. nos nos. number flight article articles resolution resolutions order orders notice notices chapter chapters
    page pages p. pp. room route highway road interstate motorway motorways unit reactor section sections act
    paragraph bus line tram level phase stage group gate version model directive protocol annex episode season
    lot platform pier berth terminal channel zone sector ward district precinct caption figure table apollo force
    category type grade class scale score psalm verse volume issue bulletin case file exhibit mark block floor apartment
    day week round game race part step point tel tel. phone fax box area hangar track
    """.split()
)

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "schoolchildren": "schoolchild", "feet": "foot",
    "wives": "wife", "knives": "knife", "lives": "life", "wolves": "wolf", "thieves": "thief", "mice": "mouse",
    "buses": "bus", "viruses": "virus", "campuses": "campus", "gases": "gas", "crises": "crisis", "bases": "base",
    "shoes": "shoe", "canoes": "canoe", "movies": "movie", "series": "series", "species": "species",
    "aircraft": "aircraft", "personnel": "personnel", "police": "police", "troops": "troop", "cookies": "cookie",
    "calories": "calorie", "zombies": "zombie", "axes": "axe", "media": "media", "cattle": "cattle", "ties": "tie",
    "caches": "cache", "homes": "home",
}  # fmt: skip
_IRREGULAR_ENDS = (("women", "woman"), ("men", "man"), ("children", "child"))


def singular(noun: str) -> str:
    """The singular of an English noun, in lower case; a noun that is singular stays as it is."""
    word = noun.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for plural, single in _IRREGULAR_ENDS:
        if word.endswith(plural):
            return word[: -len(plural)] + single
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
