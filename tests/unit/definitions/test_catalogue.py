"""The catalogue: versions, drafts, publishing, search, and that copying a folder is enough for a new service."""

from __future__ import annotations

from pathlib import Path

import pytest

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
