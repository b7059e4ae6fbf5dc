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

#: Verbs whose object is who is told.
TOLD: frozenset[str] = frozenset("told tell tells telling asked asks informed reminded warned assured".split())

#: Verbs that say where somebody stands, by their base form: for something (1), against it (-1), or neither in itself.
#: After the verbs of judging and directing in Quirk et al. 16.31-16.33, as far as a verb of the kind is seldom said of
#: deeds: to attack or to strike may be a war, to block may be a road.
STANCES: dict[str, int] = {
    **dict.fromkeys("accept advocate agree applaud approve back champion commend defend embrace endorse".split(), 1),
    **dict.fromkeys("favor favour hail praise support welcome".split(), 1),
    **dict.fromkeys("condemn criticise criticize decry denounce deplore oppose rebuff refuse reject slam".split(), -1),
    **dict.fromkeys("accuse blame call demand pledge promise propose threaten urge vow".split(), 0),
}

#: Nouns of occasions on which something is said; the last word of the phrase: a routine briefing, a video call.
OCCASIONS: frozenset[str] = frozenset(
    """
    address appearance assembly briefing broadcast call ceremony chat conference congress conversation debate
    dinner editorial email event forum gathering hearing inauguration interview lecture letter meeting message note
    op-ed parade podcast post rally reception remarks session sermon sitting speech statement summit symposium talk
    talks telecast testimony tweet vigil visit webinar
    """.split()
)

#: Verbs whose subject gives the number behind them.
COUNTING: frozenset[str] = frozenset(
    "put puts counted counts count reported reports registered registers recorded records gave gives lists listed "
    "spoke spoken speaks speak".split()
)
#: Verbs that move a number which somebody keeps: has raised the toll to 21.
REVISING: frozenset[str] = frozenset(
    "raised raises raising lowered lowers lowering revised revises revising increased increases increasing corrected "
    "corrects correcting reduced reduces reducing updated updates updating cut cuts cutting".split()
)
#: Verbs of giving a figure to the public.
GIVING: frozenset[str] = frozenset(
    "gave gives given give published publishes publish released releases release issued issues issue announced "
    "announces announce reported reports report provided provides provide confirmed confirms confirm".split()
)

#: Verbs by which an office changes hands: those whose object loses it, or gets it; whose subject gives it up; and whose
#: subject gets what the object had.
DISMISSING: frozenset[str] = frozenset("dismissed sacked fired ousted removed deposed dismisses sacks ousts".split())
APPOINTING: frozenset[str] = frozenset("appointed named installed promoted appoints names installs promotes".split())
RESIGNING: frozenset[str] = frozenset("resigned resigns quit quits".split())
SUCCEEDING: frozenset[str] = frozenset("succeeded succeeds replaced replaces".split())

#: Verbs that help others and report nothing themselves.
AUXILIARIES: frozenset[str] = frozenset(
    "was were is are am be been had has have do does did 's ’s 're ’re 've ’ve 'm ’m 'd ’d".split()
)

#: Nouns that say what somebody is or does; the last word of the role.
ROLES: frozenset[str] = frozenset(
    """
    activist actress admiral adviser advisor agent aide ambassador artist athlete analyst archbishop
    attorney author bishop boss brigadier broker candidate captain cardinal chair chairman chairperson
    chairwoman chancellor chief coach co-founder colonel columnist commander commissioner congressman
    congresswoman consul contender coordinator coroner councillor counselor counsellor correspondent critic
    deputy diplomat director doctor economist editor emir engineer envoy executive expert father fighter founder
    general governor guard head historian inspector investigator journalist judge justice king lawmaker lawyer
    leader lecturer legislator lieutenant major manager marshal mayor mediator member minister monk mother mp
    negotiator nominee nurse officer official operator opponent organizer organiser owner partner pastor
    patriarch physician pilot policeman policewoman politician pope premier presenter president priest prince
    princess principal professor prosecutor queen rabbi rapporteur rector refugee relative reporter
    representative researcher resident scholar scientist secretary senator sergeant sheriff shopkeeper skipper
    soldier solicitor speaker specialist spokesman spokesperson spokeswoman spouse strategist student sultan
    superintendent surgeon teacher trader treasurer trustee veteran vice-president villager volunteer warden
    wife worker writer husband widow son daughter brother sister fisherman farmer nsa comedian footballer
    musician photographer rapper singer
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
    Director Chairman Chief Former Ex-President Alhaji Alhaja Ayatollah Mallam
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

#: Given names that are those of men, or of women, nearly always: the commonest of the United States (Social Security
#: Administration, births 1940 to 2000) and some of international news; those common to both are left out.
MALE_NAMES: frozenset[str] = frozenset(
    """
    aaron abdul abdullah adam adrian ahmed alan albert alejandro alexander alexei ali allen andrei andrew andy
    angel anthony antonio antony arnold arthur barack ben benjamin bernard bernie bill bob boris brad bradley
    brandon brian bruce bryan carl carlos charles chuck chris christopher clarence clark craig dan daniel danny
    dave david dean denis dennis dmitri dmitry dmytro don donald doug douglas dwight earl ed eddie edward edwin
    emmanuel enrique eric erik ernest ernesto eugene felix fernando francis francisco frank franklin fred
    frederick gary gabriel gene george gerald gerhard giorgio glenn gordon greg gregory guy harold harry hassan
    hector henry herbert howard hugh hussein ian ibrahim igor ivan jack jacob jake james jared jason javier jeff
    jeffrey jeremy jerome jerry jesus jim jimmy joe joel john johnny jonathan jorge jose joseph joshua juan julio
    justin karl keith ken kenneth kevin khalid kurt kyle lars larry lawrence leo leonard lester lindsey lloyd
    louis luis luke manuel marco marcus mario mark martin marvin matt matthew max michael miguel mike mikhail
    mitch mitt mohamed mohammad mohammed muhammad mustafa nathan neil nicholas nick nicolas nikolai norman oleg
    oleksandr olaf omar oscar otto pablo patrick paul pavel pedro peter phil philip phillip pierre rafael ralph
    randy ray raymond recep rex ricardo rich richard rick rob robert roberto rodrigo roger roland ron ronald
    roy russell ryan saddam samuel scott sean sergei sergey seth shane shinzo sidney simon spencer stanley stephen
    steve steven stuart ted terrence theodore thomas tim timothy toby todd tom tommy tony travis trevor victor
    viktor vincent vladimir volodymyr walter warren wayne werner wesley willem william xavier yuri zachary
    """.split()
)
FEMALE_NAMES: frozenset[str] = frozenset(
    """
    abigail agnes alexandra alice alicia alison amanda amber amy ana andrea angela anita ann anna anne annie
    april ashley aung ava barbara beatrice beth betty beverly brenda brittany camille carla carmen carol carole
    caroline carolyn catherine cathy charlotte cheryl christina christine cindy claire clara claudia condoleezza
    connie crystal cynthia danielle deborah debra denise diana diane dolores donna doris dorothy edith eileen
    elaine eleanor elena elizabeth ella ellen emily emma erica erika erin esther eva eve evelyn fatima florence
    frances gabriela gail georgia geraldine gina gladys gloria grace greta hannah heather heidi helen helena
    hillary hilary huma ida ilse inez ingrid irene irina isabel ivana ivanka jacqueline jane janet janice jean
    jeanne jennifer jenny jessica jill jo joan joanna joyce juanita judith judy julia julie karen karin katarina
    kate katherine kathleen kathryn kathy katie kayla keisha kellyanne kristen kristin kristina laura lauren
    laurie leah leila lena leslie lillian linda lisa lois loretta lori louise lucia lucy lydia lynn madeleine
    margaret margarita maria marie marilyn marina marjorie marlene martha mary maryam megan melania melanie melissa
    mercedes michelle mildred miriam monica nadia nancy naomi natalia natalie natasha nicole nina nora norma
    olga olivia pamela patricia paula pauline peggy petra phyllis priscilla rachel rebecca regina renee rita
    roberta rosa rose rosemary ruth sabrina sally samantha sandra sara sarah sharon sheila shirley silvia
    sofia sonia sonya sophia sophie stella stephanie sue susan suzanne svetlana sylvia tamara tara tatiana teresa
    theresa therese tiffany tina tracy ursula valerie vanessa vera veronica victoria viola virginia vivian wanda
    wendy yolanda yulia yvonne
    """.split()
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

#: What short titles in front of a name stand for, as descriptions say them.
TITLE_NOUNS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "col": "colonel", "capt": "captain",
    "lt": "lieutenant", "sgt": "sergeant", "maj": "major", "adm": "admiral", "prof": "professor", "dr": "doctor",
    "rev": "reverend", "pm": "minister", "fm": "minister", "potus": "president",
}  # fmt: skip

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

#: Verbs of taking in: what somebody read, heard or saw is not what they said.
TAKING_IN = frozenset(
    "read reads hear hears heard learn learns learned learnt see sees saw notice notices noticed discover discovers "
    "discovered find finds found remember remembers remembered know knows knew".split()
)
#: Verbs that say that something is not so.
DENIALS = frozenset(
    "deny denies denied denying dispute disputes disputed disputing dismiss dismisses dismissed dismissing refute "
    "refutes refuted refuting reject rejects rejected rejecting".split()
)
#: Verbs with which somebody speaks, the cues among them. What another verb governs (lets, expects, ensures) is the
#: writer's word on somebody, whatever a corpus marks; so is what somebody thinks.
SAYING = (CUES - frozenset("think thinks thought".split())) | frozenset(
    "according acknowledge acknowledges acknowledged acknowledging conclude concludes concluded hint hints hinted "
    "indicate indicates indicated indicating lament laments lamented pointed points pointing question questions "
    "questioned ruled rules signal signals signaled signalled stress stresses stressed stressing".split()
)
