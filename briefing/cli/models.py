"""The commands for models of others: `briefing models list`, `install`, `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.terminal import say
from briefing.models import hub

app = typer.Typer(name="models", help="Summarization models of others.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name on the Hugging Face hub, owner/model, or a folder.")]
Revision = Annotated[str, typer.Option(help="The commit of its repository, all 40 digits.")]


@app.command("list")
def list_() -> None:
    """The encoder-decoders on this machine that feeds.yaml can name."""
    found = hub.list_models()
    for model in found:
        say(f"{model.name} --revision {model.revision}  {model.megabytes:,.0f} MB")
    if not found:
        say("No model is installed; the embedded summarizer needs none.")


@app.command()
def install(name: Name, revision: Revision) -> None:
    """Download a model at a commit, weights in safetensors only, and check it."""
    say(f"Installed in {hub.install(name, revision)}")


@app.command()
def check(name: Name, revision: Revision = "") -> None:
    """Load a model and let it summarize a sentence."""
    from briefing.models.seq2seq import load_writer

    folder: Path = hub.find_model(name, revision)
    writer = load_writer(name, revision)
    written = writer.write(["The northern lane of the strait was closed to all larger vessels on Friday."])[0]
    say(f"{name} in {folder} can be loaded ({type(writer.engine).__name__.strip('_')}, {writer.limit} word pieces).")
    say(f"It wrote: {written}")
