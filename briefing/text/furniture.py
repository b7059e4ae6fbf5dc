"""What stands on an article's page and is not the article: expressions by language, and nothing else.

Collected from the pages of news sites of several countries; each expression names one piece of furniture. They are
matched without regard to case. `LINE` must match a whole line or sentence, and so must `LABEL`, for those without an
end mark only; `INSIDE` may stand anywhere in a sentence and condemns it; `CUT` is taken out of a sentence that stays;
`SECTION` opens a list of other things on the site.
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
