"""The least that a Streamlit page can be: what the dashboard is measured against."""

from __future__ import annotations

import streamlit as st

st.text("empty")
if st.button("Again"):
    st.session_state["pressed"] = st.session_state.get("pressed", 0) + 1
st.text(f"pressed {st.session_state.get('pressed', 0)}")
