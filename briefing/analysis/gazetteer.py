"""What the rules know of the world: countries, capitals, seats of power, words of names, given names.

Facts that change slowly and words of the language; nobody's office stands here, for a role is always the source's
words.
"""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    """A country: its names, the usual one first, its capital, and the adjective for it."""

    names: tuple[str, ...]
    capital: str
    adjective: str


# name=other names; capital; adjective
_COUNTRIES = """
Afghanistan; Kabul; Afghan | Albania; Tirana; Albanian | Algeria; Algiers; Algerian | Andorra; ; Andorran
Angola; Luanda; Angolan | Argentina; Buenos Aires; Argentine | Armenia; Yerevan; Armenian
Australia; Canberra; Australian | Austria; Vienna; Austrian | Azerbaijan; Baku; Azerbaijani
Bahamas; Nassau; Bahamian | Bahrain; Manama; Bahraini | Bangladesh; Dhaka; Bangladeshi | Barbados; Bridgetown; Barbadian
Belarus; Minsk; Belarusian | Belgium; Brussels; Belgian | Belize; Belmopan; Belizean | Benin; Porto-Novo; Beninese
Bhutan; Thimphu; Bhutanese | Bolivia; La Paz; Bolivian | Bosnia and Herzegovina=Bosnia; Sarajevo; Bosnian
Botswana; Gaborone; Botswanan | Brazil; Brasilia; Brazilian | Brunei; ; Bruneian | Bulgaria; Sofia; Bulgarian
Burkina Faso; Ouagadougou; Burkinabe | Burundi; Gitega; Burundian | Cambodia; Phnom Penh; Cambodian
Cameroon; Yaounde; Cameroonian | Canada; Ottawa; Canadian | Cape Verde; Praia; Cape Verdean
Central African Republic; Bangui; Central African | Chad; N'Djamena; Chadian | Chile; Santiago; Chilean
China=People's Republic of China,PRC; Beijing; Chinese | Colombia; Bogota; Colombian | Comoros; Moroni; Comorian
Costa Rica; San Jose; Costa Rican | Croatia; Zagreb; Croatian | Cuba; Havana; Cuban | Cyprus; Nicosia; Cypriot
Czech Republic=Czechia; Prague; Czech | Democratic Republic of the Congo=DR Congo,DRC,Congo; Kinshasa; Congolese
Denmark; Copenhagen; Danish | Djibouti; ; Djiboutian | Dominican Republic; Santo Domingo; Dominican
Ecuador; Quito; Ecuadorian | Egypt; Cairo; Egyptian | El Salvador; San Salvador; Salvadoran
Equatorial Guinea; Malabo; Equatorial Guinean | Eritrea; Asmara; Eritrean | Estonia; Tallinn; Estonian
Eswatini=Swaziland; Mbabane; Swazi | Ethiopia; Addis Ababa; Ethiopian | Fiji; Suva; Fijian | Finland; Helsinki; Finnish
France; Paris; French | Gabon; Libreville; Gabonese | Gambia; Banjul; Gambian | Georgia; Tbilisi; Georgian
Germany; Berlin; German | Ghana; Accra; Ghanaian | Greece; Athens; Greek | Grenada; ; Grenadian
Guatemala; Guatemala City; Guatemalan | Guinea; Conakry; Guinean | Guinea-Bissau; Bissau; Bissau-Guinean
Guyana; Georgetown; Guyanese | Haiti; Port-au-Prince; Haitian | Honduras; Tegucigalpa; Honduran
Hungary; Budapest; Hungarian | Iceland; Reykjavik; Icelandic | India; New Delhi; Indian | Indonesia; Jakarta; Indonesian
Iran; Tehran; Iranian | Iraq; Baghdad; Iraqi | Ireland; Dublin; Irish | Israel; Jerusalem; Israeli
Italy; Rome; Italian
Ivory Coast=Cote d'Ivoire,Côte d'Ivoire; Abidjan; Ivorian | Jamaica; Kingston; Jamaican | Japan; Tokyo; Japanese
Jordan; Amman; Jordanian | Kazakhstan; Astana; Kazakh | Kenya; Nairobi; Kenyan | Kosovo; Pristina; Kosovan
Kuwait; Kuwait City; Kuwaiti | Kyrgyzstan; Bishkek; Kyrgyz | Laos; Vientiane; Laotian | Latvia; Riga; Latvian
Lebanon; Beirut; Lebanese | Lesotho; Maseru; Basotho | Liberia; Monrovia; Liberian | Libya; Tripoli; Libyan
Liechtenstein; Vaduz; | Lithuania; Vilnius; Lithuanian | Luxembourg; ; Luxembourgish
Madagascar; Antananarivo; Malagasy
Malawi; Lilongwe; Malawian | Malaysia; Kuala Lumpur; Malaysian | Maldives; Male; Maldivian | Mali; Bamako; Malian
Malta; Valletta; Maltese | Mauritania; Nouakchott; Mauritanian | Mauritius; Port Louis; Mauritian
Mexico; Mexico City; Mexican | Micronesia; Palikir; Micronesian | Moldova; Chisinau; Moldovan | Monaco; ; Monegasque
Mongolia; Ulaanbaatar; Mongolian | Montenegro; Podgorica; Montenegrin | Morocco; Rabat; Moroccan
Mozambique; Maputo; Mozambican | Myanmar=Burma; Naypyidaw; Burmese | Namibia; Windhoek; Namibian | Nauru; ; Nauruan
Nepal; Kathmandu; Nepalese | Netherlands=Holland; The Hague; Dutch | New Zealand; Wellington; New Zealand
Nicaragua; Managua; Nicaraguan | Niger; Niamey; Nigerien | Nigeria; Abuja; Nigerian
North Korea=DPRK; Pyongyang; North Korean | North Macedonia=Macedonia; Skopje; Macedonian | Norway; Oslo; Norwegian
Oman; Muscat; Omani | Pakistan; Islamabad; Pakistani | Palestine; Ramallah; Palestinian
Panama; Panama City; Panamanian
Papua New Guinea; Port Moresby; | Paraguay; Asuncion; Paraguayan | Peru; Lima; Peruvian
Philippines; Manila; Philippine
Poland; Warsaw; Polish | Portugal; Lisbon; Portuguese | Qatar; Doha; Qatari | Romania; Bucharest; Romanian
Russia=Russian Federation; Moscow; Russian | Rwanda; Kigali; Rwandan | Samoa; Apia; Samoan
Saudi Arabia=KSA; Riyadh; Saudi | Senegal; Dakar; Senegalese | Serbia; Belgrade; Serbian | Seychelles; ; Seychellois
Sierra Leone; Freetown; Sierra Leonean | Singapore; ; Singaporean | Slovakia; Bratislava; Slovak
Slovenia; Ljubljana; Slovenian | Solomon Islands; Honiara; | Somalia; Mogadishu; Somali
South Africa; Pretoria; South African
South Korea=Republic of Korea; Seoul; South Korean | South Sudan; Juba; South Sudanese | Soviet Union=USSR; ; Soviet
Spain; Madrid; Spanish | Sri Lanka; Colombo; Sri Lankan | Sudan; Khartoum; Sudanese | Suriname; Paramaribo; Surinamese
Sweden; Stockholm; Swedish | Switzerland; Bern; Swiss | Syria; Damascus; Syrian | Taiwan; Taipei; Taiwanese
Tajikistan; Dushanbe; Tajik | Tanzania; Dodoma; Tanzanian | Thailand; Bangkok; Thai
Timor-Leste=East Timor; Dili; Timorese
Togo; Lome; Togolese | Tonga; ; Tongan | Trinidad and Tobago; Port of Spain; Trinidadian | Tunisia; Tunis; Tunisian
Turkey=Türkiye,Turkiye; Ankara; Turkish | Turkmenistan; Ashgabat; Turkmen | Tuvalu; Funafuti; Tuvaluan
Uganda; Kampala; Ugandan | Ukraine; Kyiv; Ukrainian | United Arab Emirates=UAE,Emirates; Abu Dhabi; Emirati
United Kingdom=UK,U.K.,Britain,Great Britain; London; British
United States=US,U.S.,U.S,USA,U.S.A.,United States of America,America; Washington; American
Uruguay; Montevideo; Uruguayan | Uzbekistan; Tashkent; Uzbek | Vanuatu; Port Vila; | Venezuela; Caracas; Venezuelan
Vietnam; Hanoi; Vietnamese | Yemen; Sanaa; Yemeni | Zambia; Lusaka; Zambian | Zimbabwe; Harare; Zimbabwean
"""


def _countries() -> list[Country]:
    found = []
    for entry in _COUNTRIES.strip().replace("\n", "|").split("|"):
        names, capital, adjective = (part.strip() for part in entry.split(";"))
        usual, _, others = names.partition("=")
        found.append(Country((usual, *filter(None, others.split(","))), capital, adjective))
    return found


#: The states of the world, and a few that were or that not all recognize.
COUNTRIES: tuple[Country, ...] = tuple(_countries())
#: Every name of a country -> its usual name.
COUNTRY_NAMES: dict[str, str] = {name: country.names[0] for country in COUNTRIES for name in country.names}
#: Adjective -> the usual name of the country.
ADJECTIVES: dict[str, str] = {country.adjective: country.names[0] for country in COUNTRIES if country.adjective} | {
    "US": "United States",
    "U.S.": "United States",
    "UK": "United Kingdom",
}
#: Capital -> the usual name of its country; other spellings of the same capital are here too.
CAPITALS: dict[str, str] = {country.capital: country.names[0] for country in COUNTRIES if country.capital} | {
    "Kiev": "Ukraine",
    "Washington, D.C.": "United States",
    "Washington DC": "United States",
    "Peking": "China",
    "Delhi": "India",
    "Sana'a": "Yemen",
    "Teheran": "Iran",
    "Bogotá": "Colombia",
    "Brasília": "Brazil",
}

#: Seats of power that stand for who sits there -> the institution.
METONYMS: dict[str, str] = {
    "Kremlin": "presidency of Russia",
    "White House": "presidency of the United States",
    "Oval Office": "presidency of the United States",
    "Capitol Hill": "Congress of the United States",
    "Foggy Bottom": "State Department of the United States",
    "Pentagon": "Department of Defense of the United States",
    "Downing Street": "prime minister of the United Kingdom",
    "Number 10": "prime minister of the United Kingdom",
    "Whitehall": "government of the United Kingdom",
    "Westminster": "parliament of the United Kingdom",
    "Élysée": "presidency of France",
    "Elysee": "presidency of France",
    "Élysée Palace": "presidency of France",
    "Elysee Palace": "presidency of France",
    "Quai d'Orsay": "foreign ministry of France",
    "Bundestag": "parliament of Germany",
    "Blue House": "presidency of South Korea",
    "Bankova": "presidency of Ukraine",
    "Holy See": "leadership of the Catholic Church",
    "Vatican": "leadership of the Catholic Church",
    "Zhongnanhai": "leadership of China",
}

#: Places that are not countries or capitals and that news name without more: continents, regions, seas, large cities.
PLACES: frozenset[str] = frozenset(
    " ".join(name.split())
    for name in """
    Africa, Antarctica, Asia, Europe, North America, South America, Latin America, Central America, Oceania, Middle
    East,
    Eastern Europe, Western Europe, Central Europe, Southeast Asia, South East Asia, Central Asia, Far East, Balkans,
    Baltics, Caucasus, Sahel, Caribbean, Scandinavia, Siberia, Crimea, Donbas, Donbass, Donetsk, Luhansk, Kharkiv,
    Kherson, Zaporizhzhia, Odesa, Odessa, Mariupol, Lviv, Dnipro, Sevastopol, Bakhmut, Gaza, Gaza Strip, Gaza City,
    West Bank, Golan Heights, Rafah, Khan Younis, Tel Aviv, Haifa, Aleppo, Idlib, Homs, Mosul, Basra, Kurdistan,
    Kandahar,
    Karachi, Lahore, Peshawar, Kashmir, Punjab, Mumbai, Kolkata, Bengal, Tibet, Xinjiang, Hong Kong, Macau, Shanghai,
    Shenzhen, Wuhan, Inner Mongolia, Manchuria, Osaka, Hiroshima, Okinawa, Busan, Aceh, Java, Sumatra, Bali, Borneo,
    Sydney, Melbourne, Perth, Brisbane, Queensland, Tasmania, Auckland, England, Scotland, Wales, Northern Ireland,
    Manchester, Liverpool, Birmingham, Glasgow, Edinburgh, Belfast, Oxford, Cambridge, Barcelona, Catalonia, Milan,
    Naples, Venice, Sicily, Munich, Hamburg, Frankfurt, Cologne, Bavaria, Geneva, Zurich, Davos, Istanbul, Izmir,
    St Petersburg, St. Petersburg, Chechnya, Dagestan, Kursk, Belgorod, Rostov, Vladivostok, Transnistria, Abkhazia,
    South Ossetia, Nagorno-Karabakh, Dubai, Mecca, Medina, Jeddah, Alexandria, Sinai, Benghazi, Darfur, Tigray, Lagos,
    Biafra, Cape Town, Johannesburg, Casablanca, Sao Paulo, São Paulo, Rio de Janeiro, Toronto, Montreal, Vancouver,
    Quebec, Ontario, British Columbia, Alberta, New York, New York City, Los Angeles, San Francisco, Chicago, Boston,
    Houston, Dallas, Seattle, Miami, Atlanta, Detroit, Las Vegas, Philadelphia, Phoenix, Denver, New Orleans, Brooklyn,
    Manhattan, Hollywood, Silicon Valley, Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut,
    Delaware,
    Florida, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts,
    Michigan,
    Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, North Carolina,
    North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas,
    Utah,
    Vermont, West Virginia, Wisconsin, Wyoming, Guam, Puerto Rico, Guantanamo Bay, Greenland, Bermuda, Gibraltar,
    Korean Peninsula, Arctic, Atlantic, Pacific, Indian Ocean, Baltic, Baltic Sea, Black Sea, Red Sea, Caspian Sea,
    Mediterranean, Persian Gulf, Gulf of Aden, South China Sea, Strait of Hormuz, Suez Canal, Earth, Mars, Moon
    """.split(",")
)

#: Last words of the names of organizations, in small letters.
ORGANIZATION_HEADS: frozenset[str] = frozenset(
    """
    academy administration agency airlines airways alliance army assembly association associates authority bank board
    brigade broadcasting brotherhood bureau business cabinet caucus center centre chamber choir church city club
    coalition
    collective college command commission committee communications community company confederation conference congress
    consortium constabulary co co. cooperative corp corp. corporation council corps court daily defence democrats
    department directorate division enterprises executive exchange express faculty federation fire force forces forum
    foundation front fund gazette government group guard guards guild herald hospital inc inc. industries initiative
    inspectorate institute institution intelligence international investigations journal judiciary laboratories
    laboratory
    league legion legislature limited ltd ltd. mafia magazine mail marines media militia ministry mission movement
    mutual
    museum nations navy network news newspaper observatory office opera orchestra order organisation organization
    organizations parliament partners partnership party patrol plc police politburo post press project radio railways
    red reserve resistance review rights school secretariat senate service services society squad staff star studios
    supporters syndicate systems taskforce team technologies telegraph television theatre times trade treasury tribunal
    troop trust tv union unions university watch watchdog wing wire workers works relief rescue grid lines shipping
    tankers
    """.split()
) - {"city", "executive", "red", "fire", "international", "star", "mission", "rights", "staff", "order", "conference"}
#: Last or first words of the names of places, in small letters.
PLACE_HEADS: frozenset[str] = frozenset(
    """
    airport archipelago avenue basin bay beach boulevard bridge canal canyon cape castle cathedral city coast county
    desert district drive glacier gulf harbor harbour heights hill hills island islands isle lake mosque mount mountain
    mountains ocean palace park peninsula plaza port prison province region reservoir ridge river road sea shore springs
    square stadium station strait straits street suburb territory tower town township valley village volcano woods
    zone point lane sound channel crossing junction cove
    """.split()
) | {"hall"}

#: Of these many are surnames too: a given name in front makes a person (Rosa Hill).
SURNAME_PLACES: frozenset[str] = frozenset(
    "bay beach bridge canal castle cape heights hill hills isle lake mount mountain park port ridge river sea shore "
    "springs town village woods hall".split()
)
#: Abbreviations and labels in capitals that are neither a person nor an organization.
NO_NAMES: frozenset[str] = frozenset(
    "CEO CFO COO MP MPs MEP QC KC SC PhD MD VP PM FM POTUS FLOTUS GMT UTC EST EDT PST CET BST TV PC AI IT HIV DNA ID "
    "FAQ "
    "UFO PDF USB GPS VIP RIP "
    "ANALYSIS BREAKING CORRECTION EXCLUSIVE LIVE NOTE UPDATE UPDATED WATCH".split()
)

#: Of the last words of places those in front of which the name of another place stands: Brennick Point.
REGIONS: frozenset[str] = frozenset(
    "point district province region county island islands city town village valley river strait coast peninsula "
    "crossing "
    "harbour harbor bay".split()
)
#: What a place is called beside its name: the strait of Ostrel; Brennick, the capital of the north.
PLACE_NOUNS: frozenset[str] = frozenset(
    """
    archipelago capital city coast county district enclave exclave gulf island islands isle lake municipality oblast
    peninsula port province region republic river strait straits suburb territory town valley village
    """.split()
)
#: What a state has and an organization has not: Tarvonia's coast guard, ambassador to Lindhal.
STATE_NOUNS: frozenset[str] = frozenset(
    """
    government parliament prime foreign army navy border borders capital coast ambassador citizens territory interior
    finance economy population constitution airspace waters coastline central envoy embassy
    """.split()
)

#: Institutions of state as texts call them -> whether nothing but a state has one; a city has police and authorities.
STATE_BODIES: dict[str, bool] = {
    **dict.fromkeys(
        (
            "government", "ministry", "army", "navy", "air force", "armed forces", "military", "coast guard",
            "coastguard", "border guards?", "border service", "parliament", "foreign office", "general staff",
            "embassy",
        ),
        True,
    ),
    **dict.fromkeys(
        (
            "authorities", "officials?", "police", "presidency", "cabinet", "defence forces?", "defense forces?",
            "civil defence", "civil defense", "department of (?:state|defense|health|justice)", "state department",
        ),
        False,
    ),
}  # fmt: skip
#: Offices of state: whoever holds one speaks for the state.
STATE_OFFICES: tuple[str, ...] = (
    "president", "prime minister", "foreign minister", "minister", "ambassador", "chancellor", "head of state", "king",
    "queen",
)  # fmt: skip

#: Portfolios: in front of a title they are part of it (Home Secretary), and no name.
PORTFOLIOS: frozenset[str] = frozenset(
    """
    home foreign state defence defense finance interior justice health environment treasury energy education trade labor
    labour prime shadow press deputy vice first chief general attorney transport culture agriculture immigration
    security
    national acting former international overseas secretary minister
    """.split()
)

_MALE_NAMES = """
aaron abdel abdul abdullah abraham adam adrian ahmad ahmed alan albert aldo alec alejandro aleksandr aleksei alexander
alexei alexey alfonso alfred ali alistair allan allen amir anatoly anders andre andreas andrei andrew andriy andrzej
angus anthony antoine anton antonio antony archie arkady arnold arthur artur asif aziz barack barry basil ben benjamin
benny bernard bernie bilal bill billy bob bobby boris boutros brad bradley brandon brendan brett brian bruce bruno bryan
calvin carl carlos cedric cesar chad charles charlie chris christian christopher clarence claude claudio clement cliff
clint colin connor craig curtis cyril dale damian dan daniel danny dario dave david dean denis dennis derek dick diego
dieter dimitri dirk dmitri dmitry dominic dominik don donald doug douglas drew duncan dwight dylan earl eddie edgar
edmund eduardo edward edwin elias elijah emil emmanuel enrique eric erik ernest ernesto ethan eugene evan fabio farid
faisal felipe felix ferdinand fernando francesco francis francisco francois frank franklin franz fred frederick
friedrich
gareth gary gavin gennady geoff geoffrey george gerald gerard gerhard giorgio giovanni giuseppe glen glenn gordon graham
grant greg gregory guillermo gunter gunther gustavo guy hamid hamza hans harold harry harvey hassan hector heinrich
helmut henri henry herbert herman hossein howard hubert hugh hugo hussein ian ibrahim igor ilya imran isaac ismail ivan
ivor jack jacob jacques jake jakob jamal james jamie jan jared jason javier jay jeff jeffrey jens jeremy jerome jerry
jesus jim jimmy joachim joe joel johan johannes john johnny jon jonas jonathan jordan jorge jose josef joseph josh
joshua
juan julian jurgen justin kamal karim karl keith ken kenneth kevin khalid khaled kirill klaus konstantin kurt kyle
lance larry lars laurent lawrence lee leo leon leonard leonid leopold lewis liam lionel lloyd lorenzo louis luca lucas
luigi luis lukas luke maksim malcolm manuel marc marcel marco marcus mario mark markus martin marvin massimo mateusz
mathew matteo matthew matthias maurice max maxim mehmet michael michel miguel mike mikhail mohamed mohammad mohammed
moses muhammad murray mustafa mykola nathan neil nelson nicholas nick nico nicolas nigel nikita nikola nikolai nikolay
noah noam noel norman oleg oleksandr oleksii oleksiy oliver omar omer oscar osama otto owen pablo paolo pascal patrick
paul pavel pavlo pedro per pete peter petro phil philip philippe pierre pietro piotr prince rafael rahul raj rajiv ralph
ramon randy raul ray raymond recep reginald rene ricardo richard rick rob robert roberto robin rodney rodrigo roger
roland rolf roman ronald ron ronnie rory ross roy rudolf rudy rupert russell ryan saad sadiq said saleh salman salvador
sam samir samuel sanjay scott sean sebastian sergei sergey sergio serhii serhiy seth shane shaun simon solomon stan
stanislav stanley stefan stefano stephane stephen steve steven stewart stuart sven taras ted teo terrence terry theo
theodore thierry thomas tim timothy toby todd tom tomas tommy tony travis trevor tyler umar valery vasily vernon victor
viktor vincent vitali vitaly vladimir volodymyr vyacheslav wade wallace walter warren wayne werner wilhelm will william
winston wolfgang yasser yevgeny yitzhak yuri yury yusuf zac zachary zaid
"""
_FEMALE_NAMES = """
abigail ada agnes aisha alberta alejandra alexandra alexandria alice alicia alina alison allison amanda amal amber
amelia amina amira amneh amy ana anastasia andrea angela angelina anita anja ann anna annalena anne annette annie
antonia april arlene ashley asma astrid audrey aung barbara beata beatrice becky bella bernadette beth betty beverly
birgit bonnie brenda bridget britta caitlin camila carla carmen carol carole caroline carolyn carrie catherine cathy
cecilia
charlotte chelsea cheryl chiara chloe christa christina christine cindy claire clara claudia colleen condoleezza
constance cora courtney cynthia dagmar daisy daniela danielle daria deborah debbie debra denise diana diane dina dolores
donna dora doris dorothy edith eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen elsa emily
emma erica erika esther eva evelyn faith farah fatima fatma felicia fiona flora florence frances francesca frida
gabriela
gabrielle gail galina geraldine gertrude gina giorgia gloria grace greta gwen halima hanna hannah harriet heather heidi
helen helena helene helga hilary hilda hillary hope huda ida ilse imelda ines ingrid irena irene irina iris irma isabel
isabella isobel ivanka jacinda jacqueline jana jane janet janice jasmine jean jeanette jeanne jennifer jenny jessica
jill jo joan joanna joanne jocelyn josephine joyce juanita judith judy julia juliana julie june kamala kaja karen karin
karina karla kate katarina katharina katherine kathleen kathryn kathy katie katja katrina kelly khadija kim kimberly
kirsten kristalina kristen kristin kristina lara larisa laura lauren leila lena leslie leyla lidia lilian lillian lily
linda lisa liz liza lois lola loretta lorraine louise lucia lucy ludmila luisa lydia lynn maggie magdalena mandy
margaret
margarita margot maria mariam mariana marianne marie marilyn marina marine marion marisa marjorie marlene marta martha
martina mary maryam maud maureen maya megan melania melanie melissa mercedes mia michaela michele michelle mildred
miriam moira molly mona monica monika muriel nadia nancy naomi natalia natalie natasha nelly nicola nicole nikki nina
noor nora norma oksana olena olga olive olivia ophelia paige pamela patricia patty paula pauline peggy penelope penny
petra phoebe phyllis polina priscilla priti rachel ramona rania rebecca regina renata renee rhonda rita roberta rosa
rosalind rose rosemary rowena roxana ruth sabine sabrina sadia sally samantha samira sandra sanna sara sarah selma
serena shannon sharon sheila shirin shirley silvia simone sofia sonia sonja sophia sophie stella stephanie sue suella
sumaya susan susana susanna suzanne svetlana svitlana sylvia tamara tanya tara tatiana teresa tessa thelma theresa
therese
tina tracy tulsi ursula valentina valeria valerie valeska vanessa vera veronica veronika victoria viktoria viola violet
virginia vivian wanda wendy wilma yasmin yelena yolanda yulia yvette yvonne zahra zainab zara zeinab zoe zuzana
"""
#: Given names in small letters -> m or f; names of both are left out.
GIVEN_NAMES: dict[str, str] = dict.fromkeys(_MALE_NAMES.split(), "m") | dict.fromkeys(_FEMALE_NAMES.split(), "f")
#: Given names that other things are called as often: they say who is meant in front of a surname only.
AMBIGUOUS_GIVEN_NAMES: frozenset[str] = frozenset(
    "april chad faith florence georgia grace grant hope jordan june mark may will victoria virginia paris sydney "
    "prince "
    "rose daisy olive violet christian marine chelsea alexandria".split()
)
