"""Which reports name which countries, as far as an edition shows it: for how often each was named in a row of days.

Counted is a country's name in the headline of a report or in words of it that the edition cites. Its capital, its
people and its leaders are not counted, for they are often all that a report on another country names of it. A name
that means something else is left out: the Emirates that fly, the Gulf of Oman, New Mexico, a person called Jordan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from briefing.analysis.gazetteer import AMBIGUOUS_GIVEN_NAMES, CAPITALS, COUNTRY_NAMES, GIVEN_NAMES, PLACES
from briefing.analysis.mentions import cited_texts
from briefing.types import Briefing

# usual name=code (ISO 3166-1, two letters; XK for Kosovo is of common use)
_CODES = """
Afghanistan=AF | Albania=AL | Algeria=DZ | Andorra=AD | Angola=AO | Antigua and Barbuda=AG | Argentina=AR | Armenia=AM
Australia=AU | Austria=AT | Azerbaijan=AZ | Bahamas=BS | Bahrain=BH | Bangladesh=BD | Barbados=BB | Belarus=BY
Belgium=BE | Belize=BZ | Benin=BJ | Bhutan=BT | Bolivia=BO | Bosnia and Herzegovina=BA | Botswana=BW | Brazil=BR
Brunei=BN | Bulgaria=BG | Burkina Faso=BF | Burundi=BI | Cambodia=KH | Cameroon=CM | Canada=CA | Cape Verde=CV
Central African Republic=CF | Chad=TD | Chile=CL | China=CN | Colombia=CO | Comoros=KM | Costa Rica=CR | Croatia=HR
Cuba=CU | Cyprus=CY | Czech Republic=CZ | Democratic Republic of the Congo=CD | Denmark=DK | Djibouti=DJ | Dominica=DM
Dominican Republic=DO | Ecuador=EC | Egypt=EG | El Salvador=SV | Equatorial Guinea=GQ | Eritrea=ER | Estonia=EE
Eswatini=SZ | Ethiopia=ET | Fiji=FJ | Finland=FI | France=FR | Gabon=GA | Gambia=GM | Georgia=GE | Germany=DE
Ghana=GH | Greece=GR | Grenada=GD | Guatemala=GT | Guinea=GN | Guinea-Bissau=GW | Guyana=GY | Haiti=HT | Honduras=HN
Hungary=HU | Iceland=IS | India=IN | Indonesia=ID | Iran=IR | Iraq=IQ | Ireland=IE | Israel=IL | Italy=IT
Ivory Coast=CI | Jamaica=JM | Japan=JP | Jordan=JO | Kazakhstan=KZ | Kenya=KE | Kiribati=KI | Kosovo=XK | Kuwait=KW
Kyrgyzstan=KG | Laos=LA | Latvia=LV | Lebanon=LB | Lesotho=LS | Liberia=LR | Libya=LY | Liechtenstein=LI
Lithuania=LT | Luxembourg=LU | Madagascar=MG | Malawi=MW | Malaysia=MY | Maldives=MV | Mali=ML | Malta=MT
Marshall Islands=MH | Mauritania=MR | Mauritius=MU | Mexico=MX | Micronesia=FM | Moldova=MD | Monaco=MC | Mongolia=MN
Montenegro=ME | Morocco=MA | Mozambique=MZ | Myanmar=MM | Namibia=NA | Nauru=NR | Nepal=NP | Netherlands=NL
New Zealand=NZ | Nicaragua=NI | Niger=NE | Nigeria=NG | North Korea=KP | North Macedonia=MK | Norway=NO | Oman=OM
Pakistan=PK | Palau=PW | Palestine=PS | Panama=PA | Papua New Guinea=PG | Paraguay=PY | Peru=PE | Philippines=PH
Poland=PL | Portugal=PT | Qatar=QA | Republic of the Congo=CG | Romania=RO | Russia=RU | Rwanda=RW
Saint Kitts and Nevis=KN | Saint Lucia=LC | Saint Vincent and the Grenadines=VC | Samoa=WS | San Marino=SM
Sao Tome and Principe=ST | Saudi Arabia=SA | Senegal=SN | Serbia=RS | Seychelles=SC | Sierra Leone=SL | Singapore=SG
Slovakia=SK | Slovenia=SI | Solomon Islands=SB | Somalia=SO | South Africa=ZA | South Korea=KR | South Sudan=SS
Spain=ES | Sri Lanka=LK | Sudan=SD | Suriname=SR | Sweden=SE | Switzerland=CH | Syria=SY | Taiwan=TW | Tajikistan=TJ
Tanzania=TZ | Thailand=TH | Timor-Leste=TL | Togo=TG | Tonga=TO | Trinidad and Tobago=TT | Tunisia=TN | Turkey=TR
Turkmenistan=TM | Tuvalu=TV | Uganda=UG | Ukraine=UA | United Arab Emirates=AE | United Kingdom=GB | United States=US
Uruguay=UY | Uzbekistan=UZ | Vanuatu=VU | Vatican City=VA | Venezuela=VE | Vietnam=VN | Yemen=YE | Zambia=ZM
Zimbabwe=ZW
"""
#: The usual name of a country -> its code.
CODES: dict[str, str] = {
    name.strip(): code.strip()
    for name, _, code in (entry.partition("=") for entry in _CODES.strip().replace("\n", "|").split("|"))
}

#: Other spellings that news uses of states outside of the gazetteer -> the usual name.
_SPELLINGS = {
    "Congo Republic": "Republic of the Congo",
    "Congo-Brazzaville": "Republic of the Congo",
    "St Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St Lucia": "Saint Lucia",
    "St. Lucia": "Saint Lucia",
    "St Vincent": "Saint Vincent and the Grenadines",
    "St. Vincent": "Saint Vincent and the Grenadines",
    "São Tomé and Príncipe": "Sao Tome and Principe",
}
#: Names of countries that are more often the name of something else.
_LEFT_OUT = {"Emirates", "Holland"}
#: What contains the name of a country and is not it, besides places and capitals.
_OTHERS = {"American Samoa", "New Guinea", "Bank of America", "Voice of America", "Strait of Georgia"}
_BEFORE = r"(?:Gulf|Sea|Bay|Port|Bank) of |Air |Lake "
#: What feeds.yaml may have for the country of a publisher that belongs to none.
_NO_COUNTRY = {"International", "Global", "World", "Worldwide", "European Union", "EU", "United Nations", "UN"}
_LONGEST_NAME = 40
_SURE_GIVEN_NAMES = GIVEN_NAMES.keys() - AMBIGUOUS_GIVEN_NAMES


def find_countries(briefing: Briefing) -> frozenset[tuple[str, str]]:
    """The pairs of a report, by its id, and the usual name of a country that it names.

    Countries are the states of the world and those that the publishers of the edition are from.
    """
    known = _known(briefing)
    owners = known | dict.fromkeys(_not_counted(briefing) - known.keys(), "")
    names = "|".join(re.escape(name) for name in sorted(owners, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.])(?:(?P<before>{_BEFORE})?(?P<name>{names}))(?!\w)")
    found: dict[str, set[str]] = defaultdict(set)
    for article, text in cited_texts(briefing):
        found[article] |= {owners[match["name"]] for match in _matches(pattern, text)}
    return frozenset((article, country) for article, named in found.items() for country in _meant(named))


def _known(briefing: Briefing) -> dict[str, str]:
    """Every name that counts -> the usual name of the country."""
    names = {name: usual for name, usual in COUNTRY_NAMES.items() if name not in _LEFT_OUT}
    publishers = {report.country.strip() for report in briefing.reports}
    publishers |= {feed.country.strip() for feed in briefing.feeds}
    others = publishers - _NO_COUNTRY - PLACES - names.keys()
    own = {
        name: name
        for name in others
        if name[:1].isalpha() and not name[:1].islower() and len(name) <= _LONGEST_NAME and name.isprintable()
    }
    return own | {name: name for name in CODES} | _SPELLINGS | names


def _not_counted(briefing: Briefing) -> set[str]:
    """Names that contain the name of a country, and mean something or somebody else."""
    people = {actor.name for actor in briefing.actors if actor.kind == "person"}
    people |= {said.speaker for said in briefing.statements if said.speaker}
    full = {name for name in people if " " in name and len(name) <= _LONGEST_NAME}
    return full | PLACES | set(CAPITALS) | _OTHERS


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches that name a country; none in a text in capitals, where us is the United States."""
    if text.isupper():
        return
    for match in pattern.finditer(text):
        if not match["before"] and not _is_person(match, text):
            yield match


def _is_person(match: re.Match[str], text: str) -> bool:
    """Whether a name is somebody's: a given name stands in front, or it is one itself and another name follows."""
    word = text[: match.start()].rstrip(" ").rpartition(" ")[2]
    if word[:1].isupper() and word.lower() in _SURE_GIVEN_NAMES:
        return True
    return match["name"].lower() in GIVEN_NAMES and re.match(r" [A-Z]", text[match.end() :]) is not None


def _meant(named: set[str]) -> set[str]:
    """Where the United States are named, Georgia may be the one among them."""
    return named - {"", "Georgia"} if "United States" in named else named - {""}
