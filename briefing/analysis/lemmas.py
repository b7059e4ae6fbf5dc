"""The base forms that a word may have: the tagger is used without its own lemmatizer, which would double its time.

A form may have several (planed: plane, plan); which of them is meant, the caller's vocabulary decides.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache

#: Each line: the infinitive and its irregular forms.
_IRREGULAR = """
be is are was were been am being 's ’s 're ’re 'm ’m; have has had 'd ’d 've ’ve; do does did done; say said; tell told;
think thought; know knew known; write wrote written; feel felt; find found; hold held; make made; see saw seen;
mean meant; hear heard; keep kept; leave left; give gave given; take took taken; go went gone; come came; put put;
read read; understand understood; speak spoke spoken; swear swore sworn; seek sought; teach taught; fight fought;
forget forgot forgotten; begin began begun; choose chose chosen; draw drew drawn; break broke broken; catch caught;
get got gotten; grow grew grown; lead led; lose lost; meet met; pay paid; send sent; show showed shown; stand stood;
strike struck; throw threw thrown; win won; withdraw withdrew withdrawn; forbid forbade forbidden;
foresee foresaw foreseen; foretell foretold; undertake undertook undertaken; lay laid; sing sang sung; shoot shot;
sell sold; spend spent; bring brought; buy bought; build built; become became; run ran; rise rose risen;
fall fell fallen; drive drove driven; eat ate eaten; fly flew flown; forgive forgave forgiven; bear bore borne;
rewrite rewrote rewritten; mistake mistook mistaken; misunderstand misunderstood; retell retold; wake woke woken;
bind bound; blow blew blown; deal dealt; dream dreamt; hide hid hidden; hurt hurt; learn learnt; let let; lie lied lay;
light lit; ride rode ridden; set set; shake shook shaken; slide slid; spell spelt; split split; spread spread;
steal stole stolen; stick stuck; sweep swept; swing swung; tear tore torn; wear wore worn; weep wept; wind wound
"""
_BASE_OF = {form: line.split()[0] for line in _IRREGULAR.split(";") for form in line.split()}
#: Irregular forms that can only be the past tense or a participle.
PAST = frozenset(
    form for line in _IRREGULAR.split(";") for base, *forms in [line.split()] for form in forms if form != base
) - set("is are am been being has done 's ’s 're ’re 'm ’m 've ’ve".split())


@cache
def bases(form: str) -> tuple[str, ...]:
    """The words that a form in small letters may be a form of, the likelier first; the form itself is the last."""
    irregular = (_BASE_OF[form],) if form in _BASE_OF else ()
    regular: tuple[str, ...] = ()
    if form.endswith(("ies", "ied")):
        regular = (form[:-3] + "y", form[:-1])
    elif form.endswith("ed") and len(form) > 4:
        regular = (form[:-1], form[:-2], *_single(form[:-2]))
    elif form.endswith("ing") and len(form) > 5:
        regular = (form[:-3] + "e", form[:-3], *_single(form[:-3]))
    elif form.endswith("s") and not form.endswith("ss"):
        regular = (form[:-1], *((form[:-2],) if form.endswith("es") else ()))
    return (*irregular, *regular, form)


def _single(stem: str) -> tuple[str, ...]:
    """The stem without its doubled last letter: admitt(ed)."""
    return (stem[:-1],) if len(stem) > 2 and stem[-1] == stem[-2] else ()


def lemma_of(form: str, vocabulary: Container[str]) -> str:
    """The likeliest base form that the vocabulary has; an irregular base or the form itself if it has none."""
    found = bases(form)
    return next((base for base in found if base in vocabulary), found[0] if form in _BASE_OF else form)
