"""The commands for models of others: `briefing models list`, `install`, `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.terminal import say
from briefing.models import hub

app = typer.Typer(name="models", help="Models of others: summarizers and verifiers.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name on the Hugging Face hub, owner/model, or a folder.")]
Revision = Annotated[str, typer.Option(help="The commit of its repository, all 40 digits.")]

_SENTENCE = "The northern lane of the strait was closed to all larger vessels on Friday."
#: One that follows from it and one that does not.
_OTHERS = ("Larger ships could not use the northern lane on Friday.", "The northern lane was open on Friday.")


@app.command("list")
def list_() -> None:
    """The models on this machine that feeds.yaml can name, and what for."""
    found = hub.list_models()
    for model in found:
        say(f"{model.kind}  {model.name} --revision {model.revision}  {model.megabytes:,.0f} MB")
    if not found:
        say("No model is installed; the embedded summarizer needs none, and no verifier.")


@app.command()
def install(name: Name, revision: Revision) -> None:
    """Download a model at a commit, weights in safetensors only, and check it."""
    say(f"Installed in {hub.install(name, revision)}")


@app.command()
def check(name: Name, revision: Revision = "") -> None:
    """Load a model and let it summarize a sentence, or tell one that follows from it from one that does not."""
    folder = hub.find_model(name, revision)
    if hub.check_model(folder, name) == "summarizer":
        _try_summarizer(name, revision, folder)
    else:
        _try_verifier(name, revision, folder)


def _try_summarizer(name: str, revision: str, folder: Path) -> None:
    from briefing.models.seq2seq import load_writer

    writer = load_writer(name, revision)
    engine = type(writer.engine).__name__.removesuffix("Engine")
    say(f"{name} in {folder} can be loaded ({engine}, {writer.limit} word pieces).")
    say(f"It wrote: {writer.write([_SENTENCE])[0]}")


def _try_verifier(name: str, revision: str, folder: Path) -> None:
    from briefing.models.entailment import load_entailer

    entailer = load_entailer(name, revision)
    say(f"{name} in {folder} can be loaded.")
    for found, sentence in zip(entailer.judge([(_SENTENCE, other) for other in _OTHERS]), _OTHERS, strict=True):
        say(f"{sentence} follows: {found.entailed:.0%}, is contradicted: {found.contradicted:.0%}")
