"""What the rules know of English: words, and nothing that does anything.

Reporting verbs: Quirk et al., A Comprehensive Grammar of the English Language (1985), 16.31, and the verbs with the
most attributions in PolNeAR (Newell et al. 2018), listed by form because the tagger gives no lemmas. Role nouns: the
offices and occupations that news texts put before or after a name.
"""

from __future__ import annotations

_REGULAR = """
add admit affirm agree allege announce answer argue assert assure boast caution charge claim comment complain concede
conclude confirm continue contend counter declare demand deny disclose emphasise emphasize estimate exclaim explain
express insist joke lament maintain mention note object observe opine order plead pledge post predict proclaim promise
propose quip reaffirm recall recount reiterate remark remind repeat reply report request respond retort reveal
speculate state stress suggest testify threaten tweet underline underscore urge vow warn whisper
""".split()

_IRREGULAR = {
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote written writing",
    "quote": "quoted",
    "cite": "cited citing",
    "read": "read reads reading",
    "ask": "ask asks asked asking",
    "think": "think thinks thought",
    "hold": "holds held",
    "put": "put puts",
    "swear": "swear swears swore sworn swearing",
    "cry": "cry cries cried crying",
    "sum": "summed",
    "go": "went on",
}


def _forms(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    doubled = verb + verb[-1] if verb in ("admit", "quip") else verb
    return [verb, verb + "s", doubled + "ed", doubled + "ing"]


#: Every form of every reporting verb.
CUES: frozenset[str] = frozenset(
    [form for verb in _REGULAR for form in _forms(verb)]
    + [form for forms in _IRREGULAR.values() for form in forms.split() if form not in ("went", "on")]
)

#: Verbs that introduce a quotation without comma or colon; others do so by chance (will continue “for as long as ...”).
PLAIN_CUES: frozenset[str] = frozenset(
    "said says saying told declared stated wrote tweeted warned replied insisted stressed announced argued".split()
)

#: Verbs that help others and report nothing themselves.
AUXILIARIES: frozenset[str] = frozenset(
    "was were is are am be been had has have do does did 's ’s 're ’re 've ’ve 'm ’m 'd ’d".split()
)

#: Nouns that say what somebody is or does; the last word of the role.
ROLES: frozenset[str] = frozenset(
    """
    activist admiral adviser advisor agent aide ambassador analyst archbishop attorney author bishop boss
    brigadier broker candidate captain cardinal chair chairman chairperson chairwoman chancellor chief coach co-
    founder colonel columnist commander commissioner congressman congresswoman consul contender coordinator
    coroner councillor counselor counsellor correspondent critic deputy diplomat director doctor economist
    editor emir engineer envoy executive expert father fighter founder general governor guard head historian
    inspector investigator journalist judge justice king lawmaker lawyer leader lecturer legislator lieutenant
    major manager marshal mayor mediator member minister monk mother mp negotiator nominee nurse officer
    official operator opponent organizer organiser owner partner pastor patriarch physician pilot policeman
    policewoman politician pope premier presenter president priest prince princess principal professor
    prosecutor queen rabbi rapporteur rector refugee relative reporter representative researcher resident
    scholar scientist secretary senator sergeant sheriff shopkeeper skipper soldier solicitor speaker specialist
    spokesman spokesperson spokeswoman spouse strategist student sultan superintendent surgeon teacher trader
    treasurer trustee veteran vice-president villager volunteer warden wife worker writer husband widow son
    daughter brother sister fisherman farmer nsa
    """.split()
)

#: Words that stand before a name and are no part of it.
TITLES: frozenset[str] = frozenset(
    """
    Mr Mr. Mrs Mrs. Ms Ms. Miss Mx Dr Dr. Prof Prof. Professor Sir Lady Lord Dame Rev Rev. Reverend President
    POTUS Premier Chancellor Secretary Senator Sen Sen. Rep Rep. Representative Congressman Congresswoman
    Governor Gov Gov. Mayor Judge Justice General Gen Gen. Colonel Col Col. Captain Capt Capt. Lieutenant Lt Lt.
    Sergeant Sgt Sgt. Major Maj Maj. Admiral Adm Adm. King Queen Prince Princess Pope Cardinal Bishop Archbishop
    Ambassador Minister FM PM Brigadier Brig Brig. Commander Cmdr Cmdr. Envoy Spokesman Spokeswoman Spokesperson
    Director Chairman Chief Former Ex-President
    """.split()
)

MALE_TITLES = frozenset("Mr Mr. Sir Lord King Prince Pope Spokesman Congressman".split())
FEMALE_TITLES = frozenset(
    {"Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Lady", "Dame", "Queen", "Princess", "Spokeswoman", "Congresswoman"}
)
MALE_ROLES = frozenset(
    {
        "spokesman",
        "chairman",
        "congressman",
        "king",
        "prince",
        "father",
        "son",
        "brother",
        "husband",
        "fisherman",
        "policeman",
        "actor",
    }
)
FEMALE_ROLES = frozenset(
    {
        "spokeswoman",
        "chairwoman",
        "congresswoman",
        "queen",
        "princess",
        "mother",
        "daughter",
        "sister",
        "wife",
        "widow",
        "policewoman",
        "actress",
    }
)

#: What a name behind these words belongs to is neither a person nor an organization (the tanker Asta Verne).
VESSELS: frozenset[str] = frozenset(
    """
    ship ships vessel tanker freighter ferry boat trawler yacht barge tug frigate destroyer submarine cutter corvette
    cruiser carrier icebreaker lifeboat satellite spacecraft rocket missile drone aircraft jet plane helicopter train
    hurricane typhoon cyclone storm
    """.split()
)
#: Prepositions that stand in front of places.
LOCATIVE: frozenset[str] = frozenset("in at near off from across around outside towards toward throughout via".split())

MALE_PRONOUNS = frozenset({"he", "him", "his", "himself"})
FEMALE_PRONOUNS = frozenset({"she", "her", "hers", "herself"})
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "i", "we", "you", "him", "her", "them"})

#: Words that open a sentence which leans on the one before it.
CONNECTIVES: frozenset[str] = frozenset(
    """
    but however and or nor yet so still also meanwhile instead therefore thus moreover furthermore nevertheless
    nonetheless besides hence consequently otherwise similarly likewise then afterwards earlier later separately
    accordingly conversely
    """.split()
)
CONNECTIVE_PHRASES = (
    "in addition", "as a result", "in contrast", "by contrast", "on the other hand", "for example", "for instance",
    "at the same time", "in response", "in turn", "even so", "after that", "because of this", "in other words",
    "on the contrary", "in that case", "for this reason", "to that end", "as such", "by then", "since then",
    "until then",
)  # fmt: skip
DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
POSSESSIVES = frozenset({"his", "her", "hers", "its", "their", "theirs"})
#: After a demonstrative these tell a time, and lean on nothing.
TIME_NOUNS = frozenset(
    "week month year morning afternoon evening night spring summer autumn fall winter weekend century decade".split()
)

#: News organizations as texts cite them, without "the": sources of a report, not actors in it.
OUTLETS: frozenset[str] = frozenset(
    " ".join(name.split())
    for name in """
    abc, abc news, afp, agence france-presse, al arabiya, al jazeera, al mayadeen, al-monitor, anadolu,
    anadolu agency, ansa, ap, associated press, atlantic, axios, barron's, bbc, bbc news, bild, bloomberg,
    bloomberg news, cbs, cbs news, cnbc, cnn, corriere della sera, daily mail, daily telegraph, der spiegel,
    deutsche welle, die welt, dpa, dw, economist, efe, el pais, euronews, financial times, forbes, foreign
    affairs, foreign policy, fox, fox news, france 24, ft, global times, guardian, haaretz, hill,
    independent, interfax, interfax-ukraine, irna, isna, jerusalem post, kommersant, kyiv independent,
    kyodo, la repubblica, le figaro, le monde, los angeles times, mail on sunday, meduza, moscow times,
    msnbc, national public radio, nbc, nbc news, new york post, new york times, new yorker, newsweek,
    nikkei, novaya gazeta, npr, nyt, observer, pbs, politico, pravda, press association, press tv, pti,
    radio free europe, reuters, rfe/rl, ria, ria novosti, rt, sky, sky news, south china morning post,
    spectator, spiegel, sputnik, suspilne, tass, telegraph, time, times, times of israel, ukrainska pravda,
    ukrinform, upi, usa today, vice, vox, wall street journal, washington post, welt, wion, wsj, xinhua,
    yonhap
    """.split(",")
)
#: Platforms on which people say things.
PLATFORMS: frozenset[str] = frozenset("twitter x facebook telegram instagram youtube whatsapp tiktok".split()) | {
    "truth social",
    "getty images",
}
