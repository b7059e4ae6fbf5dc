"""The menu that hands an edition over as a file: the forms of `briefing.outputs`, made when one is asked for."""

from __future__ import annotations

from functools import lru_cache, partial

import streamlit as st

from briefing.outputs import TABLE, file_name, load_output
from briefing.types import Briefing

#: What a reader may want of the table, in its order; the others are for programs that follow many editions.
_LABELS = {
    "pdf": "PDF, to print",
    "html": "HTML, one page",
    "markdown": "Markdown",
    "json": "JSON, with all evidence",
    "csv": "CSV, three tables in a zip file",
}


def offer_downloads(briefing: Briefing) -> None:
    """Draw the menu of an edition."""
    with st.popover("Download", type="tertiary"), st.container(key="forms", gap=None):
        for form in TABLE:
            if form not in _LABELS:
                continue
            output = load_output(form)
            st.download_button(
                _LABELS[form],
                data=partial(rendered, form, briefing),
                file_name=file_name(briefing, output),
                mime=output.media_type,
                key=f"download-{form}",
                type="tertiary",
                on_click="ignore",
            )


@lru_cache(maxsize=16)  # the same edition is the same bytes, and a PDF takes a second
def rendered(form: str, briefing: Briefing) -> bytes:
    """An edition in one of the forms."""
    return load_output(form).render(briefing)
