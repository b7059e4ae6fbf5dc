"""What stands on an article's page and is not the article: expressions by language, and nothing else.

Collected from the pages of news sites of several countries; each expression names one piece of furniture. They are
matched without regard to case, `CAPTION` and `TEASERS` with it. `LINE` must match a whole line or sentence, and so must
`LABEL`, for those without an end mark only; `CAPTION` and `TEASERS` must match a whole line; `INSIDE` may stand anywhere
in a sentence and condemns it; `CUT` is taken out of a sentence that stays; `SECTION` opens a list of other things on the
site. `ORDER` finds a sentence that is addressed to a language model and not to a reader: such sentences are planted in
pages, so that what a program writes of them is what the planter wants.
"""

from __future__ import annotations

import re

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_PICTURE = (
    r"(?:file |representative |representational )?(?:image|photo|photograph|picture|pic|video|graphic|illustration)s?"
)
_AGENCIES = (
    r"(?:getty(?: images)?|a\.?f\.?p\.?|a\.?p\.?|e\.?p\.?a\.?|reuters|shutterstock|alamy|istock|ani|pti|xinhua|tass)"
)

#: Whole lines or sentences.
LINE = re.compile(
    "|".join(
        (
            # adverts and buttons
            r"(?:story continues below )?(?:this )?(?:advertisement|ad|sponsored(?: content| by .{1,40})?|promoted(?: content)?)",
            r"(?:view|see|show|load|read|watch|click for|find out|discover) (?:more|all|less|full (?:article|story))[.…»>→ ]*",
            r"(?:read|watch|click|tap|listen|find out) (?:more|here|now|the (?:full|video)).{0,120}",
            r"(?:also|must|to) (?:read|watch|see)\b.{0,200}",
            r"(?:read|see|watch) (?:also|next)\b.{0,200}",
            r"media playback is not supported on this device|enlarge this image\b.{0,160}|(?:toggle|hide) caption",
            r"scroll down for .{0,40}",
            r"(?:on a )?mobile device\?.{0,60}",
            # sharing, following, subscribing
            r"(?:share|tweet|print|email|e-mail|save|like|copy link|comments?|reply|bookmark)(?: (?:this|on|via|to) .{0,60}| article| story)?",
            r"(?:leave|post|add|view|show|hide) (?:a |your )?comments?.{0,20}",
            r"\d+ (?:comments?|shares?|views?|min(?:ute)?s? read)",
            r"(?:please )?(?:follow|like|find|join) (?:us|our)\b.{0,160}",
            r"(?:please )?(?:subscribe|sign up|sign in|log in|login|register)\b.{0,160}",
            r"(?:\+ )?subscribe",
            r"get (?:the |our |all |daily |breaking )?.{0,60}(?:to your inbox|newsletter|on your phone).{0,80}",
            r"never miss (?:a|an|another) (?:story|update|alert|beat)\b.{0,40}",
            r"(?:already a subscriber|not a subscriber|thank you for subscribing|invalid email|could not subscribe)\b.{0,120}",
            r"order reprints\b.{0,80}",
            # navigation
            r"(?:home|menu|search|explorer|skip to (?:main )?content|back to top|previous|next|(?:next|previous) (?:article|story))",
            r"(?:photo gallery|videos?|live tv|e-?paper|podcasts?|embed widget|powered by.{0,30}|accu ?weather)",
            # the page's own clock
            rf"(?:first )?(?:published|updated|posted|last (?:updated|modified))\b[: ].{{0,20}}(?:\d|{_MONTHS}).{{0,60}}",
            rf"(?:\w+day,? )?(?:\d{{1,2}} (?:{_MONTHS})\w*|(?:{_MONTHS})\w* \d{{1,2}}),? \d{{4}}(?:[,|·•-]? ?(?:at )?\d{{1,2}}[:.]\d\d.{{0,20}})?",
            r"all times (?:are )?(?:in )?(?:(?:local|eastern|gmt|utc|bst|cet|est|ist)\b.{0,60})",
            r"this (?:page|live ?blog|blog|story|article) (?:is|was|has been|will be) (?:being |now |no longer )?(?:updated|closed)\b.{0,80}",
            # credits and legal lines
            rf"[(\[]\s*(?:{_PICTURE}|credit|source|caption)(?: credits?| courtesy| source| by| from)*\s*[:/|][^)\]]{{0,120}}[)\]]",
            rf"[(\[]?\s*(?:photo by .{{1,60}}|{_AGENCIES}(?: photo)?\s*[/|].{{1,60}}|{_AGENCIES}(?: images)?(?: \d+)?)\s*[)\]]?",
            r"[(\[]?\s*with (?:additional |agency )?(?:inputs?|reporting|contributions?) (?:from|by)\b.{0,160}",
            r"[(\[]\s*(?:additional |further )?(?:reporting|writing|editing|compiled|translated) by\b.{0,400}",
            r"(?:additional reporting|writing|editing) by (?-i:[A-Z]).{0,200}",
            r"reporting by (?-i:[A-Z]).{0,200};\s*(?:additional reporting|writing|editing) by\b.{0,200}",
            r"[—–-] ?with (?:assistance|contributions?|reporting) (?:from|by)\b.{0,160}",
            r"[(\[]?\s*(?:this|the) (?:story|article|report|copy) (?:has|was) (?:not been edited|auto-?generated|originally (?:published|appeared)"
            r"|(?:been )?(?:published|sourced) from).{0,240}",
            r"a version of this article (?:appears|appeared) in print\b.{0,240}",
            r"(?:©|\(c\)|copyright\b).{0,160}",
            r".{0,60}\ball rights reserved\b.{0,60}",
            r"(?:terms (?:of|and) (?:use|service|conditions)|privacy (?:policy|notice)|cookie (?:policy|settings))(?:\W.{0,80})?",
            # the weather box
            r"-?\d{1,3} ?°[cf]?",
            r"(?:rain|humidity|wind|pressure|visibility|uv index|feels like|sunrise|sunset)\s*:.{0,40}",
            r"see today'?s weather",
        )
    ),
    re.IGNORECASE,
)

#: Whole lines that list other things on the site, with the heading and all items in one.
TEASERS = re.compile(r"(?:MOST READ|Most Read|RELATED STORIES|Related Stories|JUST WATCHED|MUST WATCH)\b.*")

#: Whole lines that are the caption of a picture, by how agencies begin them or by the credit that they end with.
CAPTION = re.compile(
    r"(?:FILE(?: PHOTO| IMAGE)?\s?[-–—:]|(?:In|On) this\b[^.;]{0,60}\b(?:photo|photograph|image|picture|frame grab)"
    r"(?: (?:released|provided|made available|taken|obtained|issued|from)\b[^.;]{0,60})?,).*"
    r"|.*[(\[](?:(?:AP|AFP|EPA|File|Handout|Pool) ?)?(?:[Pp]hoto(?: by)?[ :/]+)?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3} ?"
    r"/ ?[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|via)){0,5}(?:, File)?[)\]]"
)

#: Whole lines or sentences, if they have no end mark.
LABEL = re.compile(
    "|".join(
        (
            r"(?:watch|listen|photos?|videos?|gallery|in pictures|live(?: updates)?|explainer|opinion|related)\s*[:|].{0,160}",
            rf"(?:{_PICTURE}|credit|source|caption)(?: credits?| courtesy| source| by| from)*\s*[:/|].{{0,120}}",
        )
    ),
    re.IGNORECASE,
)

#: Sentences that speak to a visitor of the site, not to a reader of the article.
INSIDE = re.compile(
    "|".join(
        (
            r"\b(?:we|this (?:site|website)|our (?:site|partners)) (?:and our partners )?uses? cookies\b",
            r"\b(?:accept|allow|reject|manage)(?: all)? cookies\b",
            r"\bby (?:clicking|continuing|signing up|subscribing|using this|submitting)\b.{0,120}\byou (?:agree|accept|consent)\b",
            r"\byou agree to (?:our|the|receive)\b",
            r"\b(?:enable|turn on|requires?) javascript\b",
            r"\byour browser (?:does not|doesn.t) support\b",
            r"\bpic\.twitter\.com/|https?://t\.co/|\(@\w{2,30}\)",
            r"\bunlock (?:this|the full) (?:article|story)\b|\bcontinue reading (?:with|this|your)\b",
            r"\bthis (?:article|content|story) is (?:for|only (?:for|available to)|reserved for|exclusive to) (?:our )?"
            r"(?:paying |registered )?(?:subscribers|members)\b",
            r"\b(?:hide|show|toggle) caption \d+ of \d+\b",
            r"\b(?:download|get) (?:our|the) (?:free )?app\b",
            r"\b(?:sign|signing) up (?:for|to)\b.{0,60}\b(?:newsletter|bulletin|briefing|alert|e-?mail|mail)s?\b",
            r"\benter your (?:e-?mail|mail)(?: address)?\b",
            r"\bdaily updates directly to your inbox\b",
            r"\bjoin our (?:telegram|whatsapp) (?:channel|group)\b",
        )
    ),
    re.IGNORECASE,
)

#: Pieces of a sentence or line that stays.
CUT = re.compile(
    "|".join(
        (
            rf"[(\[]\s*{_PICTURE}(?: credits?| courtesy| source| by)*\s*[:/|][^)\]]{{0,120}}[)\]]",
            r"[(\[]\s*with (?:additional |agency )?(?:inputs?|reporting) (?:from|by)\b[^)\]]{0,160}[)\]]",
            rf"(?:{_PICTURE}\s*:\s*)?(?-i:[A-Z][\w.'’-]+ (?:[A-Z][\w.'’-]+ ?){{1,2}})/ ?{_AGENCIES}(?: images)?(?!\w)",
            r"[(\[](?:above|pictured|pictured (?:above|below|left|right|together|centre|center))[)\]]",
            r"(?<=[.!?”\"’])\s*(?:read more|also read|see also|must read)\s*[:|].*$",
        )
    ),
    re.IGNORECASE,
)

#: In front of the first sentence of a text.
FRONT = re.compile(
    rf"\s*(?:\[[A-Za-z][\w .&'’-]{{1,40}}\]\s+|(?:date|published|updated|posted)\s*:?\s*\d{{4}}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?\S*)?\s+"
    rf"|by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){{1,3}}\s*\|\s*(?:(?:{_MONTHS})\w*\.? \d{{1,2}},? \d{{4}})?\s*)",
    re.IGNORECASE,
)

#: Headings of lists of other things on the site.
SECTION = re.compile(
    "|".join(
        (
            r"(?:related|recommended|more|similar|other|latest|recent|popular|trending|top|most (?:read|popular|viewed|shared))"
            r"(?: (?:articles?|stories|topics?|news|content|coverage|headlines|posts?|reads?|videos?|links|from .{1,40}|on .{1,40}|in .{1,40}|now|for you))*",
            r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|don['’]?t miss|editor['’]?s['’]? (?:picks?|choice)|what to read next|up next)",
            r"(?:view|read|see) more",
            r"(?:top|latest) (?:headlines|stories|news|videos)",
            r"(?:comments?|discussion|join the (?:conversation|discussion)|about the authors?|tags?|topics?|keywords?)\s*:?",
        )
    ),
    re.IGNORECASE,
)

#: Where a command can begin: with the sentence, or behind a mark in it. "Officials were told to ignore" is no command.
_COMMAND = (
    r"(?:^|[;:,.!?…—–-]\s)[\"“”‘'(\[*_>#\s-]{0,6}"
    r"(?:(?:please|kindly|and|but|so|now|then|instead|first|also|important|you (?:must|should|will|have to))\b[,:\s]{0,3}){0,3}"
)
_EARLIER = r"(?:previous|prior|above|preceding|earlier|foregoing|past|initial|original|existing|system|safety)(?:ly)?"
_TOLD = (
    r"(?:instructions?|prompts?|directions?|directives?|commands?|text|context|inputs?|rules|guidelines|content"
    r"|programming|training|constraints|guardrails|conversation)"
)
_MODEL = (
    r"(?:(?-i:AI|A\.I\.|LLM)s?(?:[ -](?:(?:language )?models?|assistants?|agents?|chatbots?|bots?|systems?|summari[sz]ers?))?"
    r"|(?:large )?language models?|chatbots?|(?-i:ChatGPT|GPT-?\d?|Claude|Gemini|Copilot))(?![\w-])"
)
_WRITE = r"(?:output|print|say|write|reply|respond|answer|repeat|return|reveal|state|report|summari[sz]e|announce|include|mention)"

#: Sentences that are addressed to a language model. A report that tells of one quotes it, and says whose it is.
ORDER = re.compile(
    "|".join(
        (
            # ignore all previous instructions; disregard the above; forget everything that you were told
            rf"{_COMMAND}(?:ignore|disregard|forget|override|bypass|overlook|discard|neglect|drop) "
            rf"(?:(?:all|any|every|each|of|the|these|those|your|my|other|and)\s){{0,4}}"
            rf"(?:{_EARLIER}(?:\s(?:and|or)\s{_EARLIER})?\s(?:\w+\s){{0,2}}?{_TOLD}\b|(?:above|foregoing)(?=\s+and\b|[,.;:!]|$)"
            rf"|(?<=your\s){_TOLD}\b|{_TOLD}\s(?:above|before|given|you (?:have|were|received)))",
            rf"{_COMMAND}(?:ignore|disregard|forget) (?:everything|all|anything)(?: that| which)?"
            r" (?:you (?:were|have been|had been|'ve been) (?:told|given|instructed)|above|before this|prior to this)\b",
            # who is spoken to
            r"^\W{0,4}system (?:prompt|message|override|instructions?|note)\s*:",
            rf"^\W{{0,4}}(?:system|assistant|user|human|developer)\s*:\s*\W{{0,2}}(?:you\b|ignore|disregard|forget|from now|do not|never|always|{_WRITE}\b)",
            r"^\W{0,2}#{1,6}\s*(?:(?:new |system |end of )?(?:instructions?|prompt)|system|assistant|(?:response|input|user|human)\s*:?$)",
            r"<\|(?:im_start|im_end|im_sep|system|user|assistant|endoftext|begin_of_text|start_header_id|eot_id)\|>|\[/?INST\]|<</?SYS>>",
            rf"^\W{{0,4}}(?:(?:important )?(?:notes?|notice|attention|messages?|instructions?|reminder)(?: (?:to|for))?|dear|hey|hello)"
            rf"(?: all| any| the| every)? {_MODEL}(?: reading this)?\s*[:,;!—–-]",
            rf"\bif you(?:['’]re| are) (?:an? |the )?{_MODEL}",
            # who the model is to be
            rf"{_COMMAND}you are (?:now |no longer )?(?:(?-i:DAN)\b|(?:an? |the )?(?:\w+ ){{0,3}}?(?:{_MODEL}(?=\s*(?:$|[,.;:!]|that\b|who\b|which\b|with))"
            r"|(?:helpful|ai|unrestricted|virtual) assistant\b)|in (?:developer|dan|debug|god|jailbreak|admin) mode\b|jailbroken\b)",
            rf"(?:^|[;:,.!?]\s)\W{{0,3}}as an? {_MODEL}\s?,?\s(?:I|you|your|my|please)\b",
            rf"{_COMMAND}(?:act|behave|respond|pretend to be)(?: as)? (?:if you (?:are|were) )?(?:an? )?(?:\w+ ){{0,2}}?(?:(?-i:DAN)\b|{_MODEL})",
            r"\bfrom now on,? you (?:(?:will|must|shall|should|are to) )?(?:act|respond|answer|behave|pretend|output|reply)\b",
            # what it is to write
            rf"{_COMMAND}(?:respond|reply|answer|output) (?:only|exactly|just|solely) (?:with|in|as|the)\b",
            rf"{_COMMAND}(?:output|print|respond with|reply with|repeat) (?:only )?(?:the |this )?(?:following|exact|words?|phrase|string|sentence)\b",
            rf"{_COMMAND}(?:reveal|print|repeat|show|output|display) (?:me )?(?:your|the) (?:system|initial|hidden|original|full) (?:prompts?|instructions?)\b",
            rf"{_COMMAND}{_WRITE}\b.{{0,120}}\b(?:in|into|of|to) your (?:summary|output|response|answer|reply)\b",
            r"\bwhen (?:summari[sz]ing|you summari[sz]e) (?:this|the) (?:article|text|page|document|story)\b",
            r"^\W{0,4}(?:new|updated|additional|revised) (?:system )?(?:instructions?|prompt)\s*:",
            rf"{_COMMAND}(?:begin|end) of (?:the )?(?:system )?(?:prompt|instructions|context)\b",
        )
    ),
    re.IGNORECASE,
)

#: What shows besides that the order in a headline is for a language model: it is told what to write, or is spoken to as
#: only a model is. Headlines give orders to people as well: "Ignore earlier instructions to stay, officials say".
ANSWER = re.compile(
    r"(?:^|[;:,.!?…—–-]\s|\b(?:and|then|instead|must|should|will|please|only|just)\s)[\"“‘'*]{0,2}"
    r"(?:output|print|reply|respond|answer|repeat|reveal|summari[sz]e|write)\b"
    r"|\b(?:and|then|instead)\s(?:say|state|announce|claim|mention)\b"
    r"|\bin(?:to)? your (?:summary|output|response|answer|reply)\b|\b(?:this|the) (?:article|page|document)\b"
    r"|<\|\w+\|>|\[/?INST\]|<</?SYS>>|^\W{0,4}system(?: prompt)?\s*:|^\W{0,2}#{1,6}\s",
    re.IGNORECASE,
)

#: Who says so, at the end of a headline that reports an order.
SAYS_SO = re.compile(
    r"[,:—–-]\s[^,:]{2,80}\b(?:says?|said|tells?|told|warns?|warned|urges?|urged|orders?|ordered)\b[^,:]{0,80}$"
)

#: The sentence behind an order, if it goes on with it.
ORDER_GOES_ON = re.compile(
    rf"\W{{0,4}}(?:(?:then|instead|now|and|please|just|only|also|next|simply)\b[,\s]*){{0,3}}"
    rf"(?:(?:{_WRITE}|tell|claim|call|pretend|act|use|follow|obey|do not|don['’]t|never|always|you (?:are|must|will|should|can|have))\b(?! (?:fell|rose|is|was|has|in)\b)"
    r"|your (?:\w+ ){0,2}(?:task|job|instructions?|role|answer|output|response)\b)",
    re.IGNORECASE,
)
