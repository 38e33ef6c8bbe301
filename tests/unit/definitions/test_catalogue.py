"""The catalogue: versions, drafts, publishing, search, and that copying a folder is enough for a new service."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from portal.definitions import catalogue as catalogue_module
from portal.definitions import digests
from portal.definitions.catalogue import NoSuchService, load_catalogue, open_catalogue
from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.folder import definition_files
from portal.domain.workflow import Shelf
from tests.factories.definitions import SMALL, WORKFLOWS, edit, scratch


def test_the_shipped_services_are_found() -> None:
    catalogue = load_catalogue(WORKFLOWS)
    assert catalogue.current("enterprise-opening").name.zh == "企业开办"
    assert catalogue.county.name.zh == "峡江县"
    assert catalogue.department("tax").short.zh == "税务局"
    assert [one.key for one in catalogue.on_shelf(Shelf.START)] == ["enterprise-opening"]


@pytest.mark.parametrize("words", ["公司", "开办 公章", "licence", "LICENCE company"])
def test_search_wants_every_word(words: str) -> None:
    assert "enterprise-opening" in [one.key for one in load_catalogue(WORKFLOWS).search(words)]


def test_search_finds_nothing_for_an_unknown_word() -> None:
    assert load_catalogue(WORKFLOWS).search("公司 xyzzy") == ()


def test_an_unknown_service_is_refused_by_name() -> None:
    catalogue = load_catalogue(WORKFLOWS)
    with pytest.raises(NoSuchService):
        catalogue.current("nothing")
    with pytest.raises(NoSuchService):
        catalogue.version("enterprise-opening", 99)
    with pytest.raises(NoSuchService):
        catalogue.digest("enterprise-opening", 99)


def copy_as(folder: Path, key: str, *, version: int = 1) -> Path:
    (folder / key).mkdir(exist_ok=True)
    words = (folder / SMALL / "v1.yaml").read_text(encoding="utf-8")
    words = words.replace(f"key: {SMALL}", f"key: {key}").replace("version: 1", f"version: {version}", 1)
    path = folder / key / f"v{version}.yaml"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_copied_folder_with_another_key_is_a_new_service(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    copy_as(folder, "pool-permit")
    catalogue = load_catalogue(folder)
    assert [one.key for one in catalogue.on_shelf(Shelf.PERMIT)] == ["pool-permit", SMALL]


def test_the_highest_version_is_offered_and_the_others_are_kept(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    for version in (2, 10):
        copy_as(folder, SMALL, version=version)
    catalogue = load_catalogue(folder)
    assert catalogue.current(SMALL).version == 10
    assert catalogue.version(SMALL, 1).version == 1
    assert len({catalogue.digest(SMALL, version) for version in (1, 2, 10)}) == 3


@pytest.mark.parametrize(("old", "new"), [(f"key: {SMALL}", "key: other-key"), ("version: 1", "version: 2")])
def test_a_file_in_the_wrong_place_is_refused(tmp_path: Path, old: str, new: str) -> None:
    edit(scratch(tmp_path), (old, new))
    with pytest.raises(DefinitionsInvalid, match="WRONG-"):
        load_catalogue(tmp_path)


def publish(folder: Path) -> list[str]:
    return digests.write_lock(folder, definition_files(folder))


def test_production_serves_published_versions_only_and_survives_a_broken_draft(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    assert publish(folder) == [f"{SMALL}/v1.yaml"]
    copy_as(folder, SMALL, version=2).write_text("nonsense", encoding="utf-8")
    assert load_catalogue(folder, drafts=False).current(SMALL).version == 1
    with pytest.raises(DefinitionsInvalid):
        load_catalogue(folder)


def test_a_published_version_may_never_change(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    publish(folder)
    edit(folder, ("value: 7", "value: 8"))
    with pytest.raises(DefinitionsInvalid, match="LOCK this published version was changed"):
        load_catalogue(folder)
    assert publish(folder) == []


def test_a_published_version_may_never_go(tmp_path: Path) -> None:
    folder = scratch(tmp_path)
    publish(folder)
    (folder / SMALL / "v1.yaml").unlink()
    with pytest.raises(DefinitionsInvalid, match="is missing"):
        load_catalogue(folder)


def test_a_broken_line_in_lock_is_refused(tmp_path: Path) -> None:
    (scratch(tmp_path) / "LOCK").write_text("abc\n", encoding="utf-8")
    with pytest.raises(DefinitionsInvalid, match="not a line of sha256sum"):
        load_catalogue(tmp_path)


def test_an_opened_catalogue_complains_only_when_asked(tmp_path: Path) -> None:
    edit(scratch(tmp_path), ("code: WS01", "code: ws"))
    catalogue = open_catalogue(tmp_path)
    with pytest.raises(DefinitionsInvalid):
        catalogue.all_current()


TODAY = date(2026, 9, 21)
LATER = date(2026, 12, 1)


@dataclass(slots=True)
class Day:
    """Today, moved by hand."""

    today: date = TODAY

    def __call__(self) -> date:
        return self.today


def with_second_version(folder: Path, effective: date | None) -> Path:
    """The first version published without a day, the second one from a day."""
    scratch(folder)
    publish(folder)
    digests.write_lock(folder, [copy_as(folder, SMALL, version=2)], effective=effective)
    return folder


@pytest.mark.parametrize("drafts", [True, False])
def test_a_version_is_offered_from_its_day(tmp_path: Path, *, drafts: bool) -> None:
    day = Day()
    catalogue = load_catalogue(with_second_version(tmp_path, LATER), drafts=drafts, today=day)
    assert catalogue.current(SMALL).version == 1
    assert (catalogue.is_published(SMALL, 2), catalogue.effective(SMALL, 2)) == (True, LATER)
    assert catalogue.effective(SMALL, 1) is None
    day.today = LATER
    assert catalogue.current(SMALL).version == 2
    assert [one.version for one in catalogue.all_current()] == [2]


def test_a_service_whose_only_version_is_to_come_is_not_offered(tmp_path: Path) -> None:
    digests.write_lock(scratch(tmp_path), definition_files(tmp_path), effective=LATER)
    catalogue = load_catalogue(tmp_path, today=Day())
    with pytest.raises(NoSuchService):
        catalogue.current(SMALL)
    assert catalogue.version(SMALL, 1).version == 1


def test_lock_stays_a_list_for_sha256sum(tmp_path: Path) -> None:
    with_second_version(tmp_path, LATER)
    text = (tmp_path / "LOCK").read_text(encoding="utf-8")
    assert f"# effective 2026-12-01: {SMALL}/v2.yaml\n" in text
    assert digests.read_lock(tmp_path)[f"{SMALL}/v2.yaml"].effective == LATER
    tool = shutil.which("sha256sum")
    if tool:
        subprocess.run([tool, "--check", "--strict", "LOCK"], cwd=tmp_path, check=True, capture_output=True)


@pytest.mark.parametrize("line", ["# effective 2026-13-01: x/v1.yaml", "# effective 2026-12-01: x/v1.yaml", "# a note"])
def test_a_day_without_its_digest_is_refused(tmp_path: Path, line: str) -> None:
    (scratch(tmp_path) / "LOCK").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(DefinitionsInvalid, match="LOCK"):
        load_catalogue(tmp_path)


def test_a_day_that_was_published_never_changes(tmp_path: Path) -> None:
    folder = with_second_version(tmp_path, LATER)
    before = (folder / "LOCK").read_text(encoding="utf-8")
    assert digests.write_lock(folder, definition_files(folder), effective=TODAY) == []
    assert (folder / "LOCK").read_text(encoding="utf-8") == before


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is a look at the folder."""
    monkeypatch.setattr(catalogue_module, "LOOK_EVERY", 0.0)


@pytest.mark.usefixtures("at_once")
def test_a_running_process_sees_a_publication(tmp_path: Path) -> None:
    publish(scratch(tmp_path))
    catalogue = load_catalogue(tmp_path, drafts=False, today=Day())
    first = catalogue.current(SMALL)
    path = copy_as(tmp_path, SMALL, version=2)
    assert catalogue.current(SMALL) is first
    digests.write_lock(tmp_path, [path], effective=TODAY)
    assert catalogue.current(SMALL).version == 2
    assert catalogue.version(SMALL, 1) is first


@pytest.mark.usefixtures("at_once")
def test_what_cannot_be_read_leaves_everything_as_it_was(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    publish(scratch(tmp_path))
    catalogue = load_catalogue(tmp_path, drafts=False, today=Day())
    lock = tmp_path / "LOCK"
    kept = lock.read_text(encoding="utf-8")
    lock.write_text("half a li", encoding="utf-8")
    assert catalogue.current(SMALL).version == 1
    assert catalogue.current(SMALL).version == 1
    assert len(caplog.records) == 1
    lock.write_text(kept, encoding="utf-8")
    os.utime(lock, ns=(1, 1))
    assert catalogue.is_published(SMALL, 1)


def test_looks_are_rare_and_can_be_hurried(tmp_path: Path) -> None:
    publish(scratch(tmp_path))
    catalogue = load_catalogue(tmp_path, drafts=False, today=Day())
    catalogue._next_look = float("inf")  # as if it had looked just now
    digests.write_lock(tmp_path, [copy_as(tmp_path, SMALL, version=2)])
    assert catalogue.current(SMALL).version == 1
    catalogue.refresh()
    assert catalogue.current(SMALL).version == 2


@pytest.mark.usefixtures("at_once")
def test_drafts_are_seen_while_they_are_written(tmp_path: Path) -> None:
    catalogue = load_catalogue(scratch(tmp_path), today=Day())
    copy_as(tmp_path, SMALL, version=2)
    assert catalogue.current(SMALL).version == 2
