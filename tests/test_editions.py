"""Editions on disk: written whole or not at all, found by day, and a missing one says what there is."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.errors import EditionNotFoundError, StoreError
from briefing.serialize import dumps
from briefing.store.editions import Editions
from tests.test_evidence import edition


def test_an_edition_is_stored_under_its_day(tmp_path: Path) -> None:
    briefing, _ = edition()
    editions = Editions(tmp_path)
    assert editions.save(briefing)
    assert (tmp_path / "editions/2026/2026-11-20.json").read_text() == dumps(briefing)
    assert editions.load(briefing.day) == briefing
    assert editions.days() == (briefing.day,)


def test_the_same_edition_is_not_written_again(tmp_path: Path) -> None:
    briefing, _ = edition()
    editions = Editions(tmp_path)
    editions.save(briefing)
    before = editions.path(briefing.day).stat().st_mtime_ns
    assert not editions.save(briefing)
    assert editions.path(briefing.day).stat().st_mtime_ns == before
    assert editions.save(replace(briefing, title="Another"))


def test_a_later_revision_has_a_file_of_its_own_and_is_the_edition_of_the_day(tmp_path: Path) -> None:
    first, _ = edition()
    second = replace(first, revision=2, title="Another")
    third = replace(first, revision=4, title="A third, after one that is lost")
    editions = Editions(tmp_path)
    for briefing in (first, second, third):
        assert editions.save(briefing)
        assert not editions.save(briefing)
        assert editions.load(first.day) == briefing
    assert [path.name for path in sorted((tmp_path / "editions/2026").iterdir())] == [
        "2026-11-20.json",
        "2026-11-20.r2.json",
        "2026-11-20.r4.json",
    ]
    assert editions.path_of(first.day, 1).read_text() == dumps(first)
    assert editions.days() == (first.day,)


def test_an_edition_of_a_day_to_come_is_not_the_current_one(tmp_path: Path) -> None:
    editions = Editions(tmp_path)
    assert editions.current_day(date(2026, 11, 21)) is None
    briefing, _ = edition()
    ahead = date(2027, 11, 23)
    editions.save(replace(briefing, day=ahead))
    assert editions.current_day(date(2026, 11, 21)) == ahead, "there is no other"
    editions.save(briefing)
    assert editions.current_day(date(2026, 11, 21)) == briefing.day
    assert editions.current_day(ahead) == ahead


def test_the_latest_edition_and_the_one_before(tmp_path: Path) -> None:
    editions = Editions(tmp_path)
    assert editions.latest() is None
    briefing, _ = edition()
    days = [briefing.day + timedelta(days=n) for n in (0, 1, 3)]
    for day in days:
        editions.save(replace(briefing, day=day))
    latest, before = editions.latest(), editions.latest(before=days[2])
    assert latest is not None and latest.day == days[2]
    assert before is not None and before.day == days[1]


def test_a_missing_edition_says_what_there_is(tmp_path: Path) -> None:
    editions = Editions(tmp_path)
    with pytest.raises(EditionNotFoundError, match=r"There is no edition yet\. Make one with: briefing run"):
        editions.load(date(2026, 1, 1))
    briefing, _ = edition()
    editions.save(briefing)
    with pytest.raises(EditionNotFoundError, match="the nearest is 2026-11-20") as caught:
        editions.load(date(2026, 1, 1))
    assert caught.value.day == date(2026, 1, 1)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    editions = Editions(tmp_path)
    path = editions.path(date(2026, 11, 20))
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with pytest.raises(StoreError, match=r"2026-11-20\.json: The edition is damaged"):
        editions.load(date(2026, 11, 20))


def test_other_files_are_no_editions(tmp_path: Path) -> None:
    folder = tmp_path / "editions" / "2026"
    folder.mkdir(parents=True)
    for name in (".2026-11-20.json.77", "2026-13-40.json", "notes.json", "2026-11-20.json.bak"):
        (folder / name).write_text("{}")
    assert Editions(tmp_path).days() == ()


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "editions").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        Editions(tmp_path).save(edition()[0])


def test_an_archive_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "archive").symlink_to(tmp_path / "disk")
    briefing, _ = edition()
    assert Editions(tmp_path / "archive").save(briefing)
    assert Editions(tmp_path / "disk").load(briefing.day) == briefing


@pytest.mark.parametrize("planted", ["editions", "editions/2026"])
@pytest.mark.parametrize("target", ["outside", "nowhere", "archive-2"])
def test_a_link_below_the_archive_folder_leads_nothing_out_of_it(tmp_path: Path, planted: str, target: str) -> None:
    """Case X12."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "archive-2").mkdir()
    link = tmp_path / "archive" / planted
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / target)
    with pytest.raises(StoreError, match=r"leads out of the archive folder .* was not published"):
        Editions(tmp_path / "archive").save(edition()[0])
    assert [*(tmp_path / "outside").iterdir(), *(tmp_path / "archive-2").iterdir()] == []
    assert not (tmp_path / "nowhere").exists()


def test_a_link_that_stays_within_the_archive_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "editions").symlink_to("old")
    assert Editions(tmp_path).save(edition()[0])
    assert (tmp_path / "old/2026/2026-11-20.json").is_file()


def test_links_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "editions").symlink_to("editions")
    with pytest.raises(StoreError, match="was not published"):
        Editions(tmp_path).save(edition()[0])


def test_links_in_the_place_of_the_file_and_of_the_one_beside_it_are_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("kept")
    briefing, _ = edition()
    path = Editions(tmp_path).path_of(briefing.day, 1)
    path.parent.mkdir(parents=True)
    path.symlink_to(victim)
    path.with_name(f".{path.name}.{os.getpid()}").symlink_to(victim)
    assert Editions(tmp_path).save(briefing)
    assert victim.read_text() == "kept"
    assert path.is_file() and not path.is_symlink()


def test_a_full_disk_leaves_the_old_edition(tmp_path: Path) -> None:
    """With RLIMIT_FSIZE a write beyond the limit fails as it does on a full disk."""
    editions = Editions(tmp_path)
    briefing, _ = edition()
    editions.save(briefing)
    before = editions.path(briefing.day).read_bytes()
    code = f"""
import resource, signal, sys
from dataclasses import replace
from pathlib import Path
from briefing.errors import StoreError
from briefing.store.editions import Editions
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
editions = Editions(Path({str(tmp_path)!r}))
briefing = editions.latest()
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
try:
    editions.save(replace(briefing, title="new"))
except StoreError as error:
    sys.exit(4 if "was not published" in str(error) else 1)
"""
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 4
    assert editions.path(briefing.day).read_bytes() == before
    assert list(editions.path(briefing.day).parent.iterdir()) == [editions.path(briefing.day)]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 200
