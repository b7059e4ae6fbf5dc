"""Score the program on the development data and hold the figures against the floors in `floors.json`.

    python -m benchmarks.quality             print the figures; exit 1 if one is below its floor
    python -m benchmarks.quality --update    raise the floors to the figures; a floor is never lowered

Each scorer runs the batch commands as any user could. Without the data it says so and exits with 0.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.data import ROOT, evaluation_folder

FLOORS = Path(__file__).with_name("floors.json")
#: A figure may fall by so much before it counts as fallen: less than one case of the smallest set.
TOLERANCE = 0.002
#: Scorer and data sets; several sets are scored together.
RUNS = (
    ("feeds", "feeds/snapshots.jsonl.gz"),
    ("feeds", "feeds/cases.jsonl"),
    ("extraction", "pages/aeb.jsonl"),
    ("extraction", "pages/fundus.jsonl"),
    ("statements", "statements/dev.jsonl.gz"),
    ("summaries", "summaries/writers100.jsonl.gz"),
    ("summaries", "summaries/realsumm.jsonl.gz"),
    ("summaries", "summaries/newsroom.jsonl.gz"),
    ("summaries", "seeds/seeds.jsonl"),
    ("actors", "actors/gum_news.jsonl.gz actors/gum_interview.jsonl.gz"),
    ("actors", "actors/who.jsonl.gz"),
    ("stories", "stories/news_cluster.jsonl.gz"),
    ("stories", "stories/ecbplus.jsonl.gz"),
    ("faithfulness", "faithfulness/copied.jsonl.gz"),
    ("faithfulness", "faithfulness/planted.jsonl.gz"),
    ("faithfulness", "faithfulness/paraphrase.jsonl.gz"),
    ("faithfulness", "faithfulness/qags_cnn.jsonl.gz"),
    ("faithfulness", "faithfulness/qags_xsum.jsonl.gz"),
)
#: Figures of each scorer that a floor is kept for; those marked with - may not rise.
FIGURES = {
    "feeds": ("whole", "title", "link", "id", "date", "-refused"),
    "extraction": ("f1", "title", "date"),
    "statements": (
        "p_03",
        "f1_03",
        "f1_08",
        "f1_direct_03",
        "f1_direct_08",
        "f1_mixed_03",
        "f1_indirect_03",
        "speaker_named",
        "speaker_unnamed",
        "verbatim",
        "quotes_whole",
    ),
    "summaries": ("best60_1", "best60_2", "provenance", "-orphans", "-half_quotes", "-furniture"),
    "actors": ("r_at_5", "mrr", "merge_f1", "names_f1", "kind", "who_at_1"),
    "stories": ("b3_f1", "pair_f1"),
    "faithfulness": ("auc", "caught_name", "caught_number", "-false_alarms", "reasons"),
}


def main() -> None:
    """Run all scorers; see the module's docstring."""
    folder = evaluation_folder()
    if folder is None:
        print("No development data here; set BRIEFING_EVAL to its folder.")
        return
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    fallen = []
    for scorer, sets in RUNS:
        name = f"{scorer} {sets}"
        figures = score(folder, scorer, sets.split())
        print(name + "".join(f"\n    {key:16} {value:.4f}" for key, value in figures.items()), flush=True)
        for key, value in figures.items():
            floor = floors.setdefault(name, {}).setdefault(key, value)
            if value < floor - TOLERANCE:
                fallen.append(f"{name}: {key} is {value:.4f}, floor {floor:.4f}")
            elif "--update" in sys.argv:
                floors[name][key] = max(floor, value)
    if "--update" in sys.argv:
        floors = {name: {key: round(v - 5e-5, 4) for key, v in group.items()} for name, group in floors.items()}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n")
    for line in fallen:
        print("FALLEN: " + line)
    sys.exit(1 if fallen else 0)


def score(folder: Path, scorer: str, sets: list[str]) -> dict[str, float]:
    """The figures of one run; figures that may not rise are given as 1 minus the figure."""
    command = [
        sys.executable,
        str(folder / f"score_{scorer}.py"),
        *(str(folder / "data" / name) for name in sets),
        "--run",
        f"{sys.executable} -m briefing",
        "--no-baseline",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 2:
        sys.exit(done.stderr)
    found = json.loads(done.stdout.strip().splitlines()[-1])
    figures = {}
    for key in FIGURES[scorer]:
        bare = key.removeprefix("-")
        if isinstance(found.get(bare), int | float):
            figures[bare if bare == key else f"without {bare}"] = 1 - found[bare] if bare != key else found[bare]
    return figures


if __name__ == "__main__":
    main()
