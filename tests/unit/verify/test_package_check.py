"""A finished package is checked from its files alone; each fault is told with its file and a remedy."""

import tomllib
import zipfile
from pathlib import Path
from typing import Any

import bagit
import pytest

from support.made_packages import GROUND, PDFS, made_package, spoil, summed, write, zipped
from woo_redact.domain.report import Severity
from woo_redact.errors import InputError, MissingInputError
from woo_redact.verify.package_check import CheckedPackage, check_package
from woo_redact.verify.package_inventory import is_public

CASES = Path(__file__).parents[2] / "cases" / "packages" / "faults.toml"
FAULTS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["faults"]


def checked(package: Path) -> CheckedPackage:
    return check_package(package, {GROUND.id: GROUND})


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "elsewhere"])
def test_a_sound_package_has_no_findings(tmp_path: Path, ours: bool) -> None:
    made_package(tmp_path, ours=ours)
    found = checked(tmp_path)
    assert found.findings == ()
    assert found.passed
    assert found.ours is ours
    assert found.counts["documenten in de inventaris"] == 4
    assert found.counts["pdf's"] == 2
    assert any("originelen" in sentence for sentence in found.unchecked)


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "elsewhere"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"].replace(" ", "-"))
def test_a_fault_is_found(tmp_path: Path, fault: dict[str, Any], ours: bool) -> None:
    public = made_package(tmp_path, ours=ours)
    spoil(public, fault)
    found = checked(tmp_path)
    of_kind = [f for f in found.findings if f.kind == fault["kind"]]
    assert {f.severity.value for f in of_kind} == {fault["severity" if ours else "elsewhere"]}, found.findings
    assert all(f.remedy for f in found.findings)
    assert {f.kind for f in found.findings} <= {fault["kind"], *ALONG.get(fault["kind"], ())}
    assert "Wieringerwaard" not in repr(found)


# What comes along with a fault, since it is one of the same thing.
ALONG = {
    "package-sums": {"package-inventory"},
    # It is an inventory as well, of some of the documents.
    "importer-column": {"package-inventory"},
    "earlier-version": {"before-the-start", "after-the-end"},
    "attachment": {"other-text"},
    "comment": {"other-text"},
}


def test_a_zip_file_is_checked_like_its_folder(tmp_path: Path) -> None:
    public = made_package(tmp_path / "a", ours=False)
    write(public / "documenten" / "a1.pdf", PDFS["covered"]())
    found = checked(zipped(public, tmp_path / "levering.zip"))
    assert {f.kind for f in found.findings} == {"package-sums", "text-under-box"}


def test_documents_within_a_zip_file_in_a_package_are_looked_at(tmp_path: Path) -> None:
    public = made_package(tmp_path, ours=False)
    write(tmp_path / "x" / "a1.pdf", PDFS["author"]())
    (public / "documenten" / "a1.pdf").unlink()
    zipped(tmp_path / "x", public / "documenten.zip")
    (tmp_path / "x" / "a1.pdf").unlink()
    summed(public)
    (found,) = checked(tmp_path).findings
    assert found.kind == "metadata" and found.message.startswith("levering/documenten.zip!/a1.pdf")


def zip_of(target: Path, entries: list[tuple[zipfile.ZipInfo | str, bytes]]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return target


@pytest.mark.parametrize(
    "name", ["../weg.txt", "/etc/weg.txt", "C:/weg.txt", "a/../../weg.txt", "a\x07b.txt", "nul.txt"]
)
def test_a_name_that_leads_elsewhere_is_not_unpacked(tmp_path: Path, name: str) -> None:
    package = zip_of(tmp_path / "p.zip", [(name, b"x"), ("goed.txt", b"x")])
    found = checked(package)
    assert "package-unsafe" in {f.kind for f in found.findings}
    assert found.counts["bestanden"] == 1
    assert [p.name for p in tmp_path.rglob("*")] == ["p.zip"]


def test_a_link_in_a_zip_file_is_not_unpacked(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("verwijzing")
    link.external_attr = 0o120777 << 16
    found = checked(zip_of(tmp_path / "p.zip", [(link, b"/etc/passwd")]))
    assert "package-unsafe" in {f.kind for f in found.findings}


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    found = checked(zip_of(tmp_path / "p.zip", [("A.txt", b"x"), ("a.txt", b"y")]))
    assert "package-unsafe" in {f.kind for f in found.findings}


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    package = zip_of(tmp_path / "p.zip", [("groot.txt", b"\0" * 60_000_000)])
    with pytest.raises(InputError, match="onredelijk groot"):
        checked(package)


def test_a_bomb_within_a_package_is_told(tmp_path: Path) -> None:
    public = made_package(tmp_path, ours=False)
    zip_of(public / "sip.zip", [("groot.txt", b"\0" * 60_000_000)])
    summed(public)
    assert [f.kind for f in checked(tmp_path).findings] == ["package-unsafe"]


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        checked(tmp_path / "niets")
    write(tmp_path / "a.pdf", b"%PDF-1.7")
    with pytest.raises(InputError, match="geen map en geen zipbestand"):
        checked(tmp_path / "a.pdf")


def bag(folder: Path) -> Path:
    public = made_package(folder, ours=False)
    (public / "SHA256SUMS").unlink()
    bagit.make_bag(str(public), checksums=["sha256"], processes=1)
    return public


def test_a_sound_bag_has_no_findings(tmp_path: Path) -> None:
    bag(tmp_path)
    assert checked(tmp_path).findings == ()


def test_a_bag_that_was_changed_is_found(tmp_path: Path) -> None:
    public = bag(tmp_path)
    document = public / "data" / "documenten" / "a1.pdf"
    document.write_bytes(document.read_bytes().replace(b"a", b"b", 1))
    assert "package-bag" in {f.kind for f in checked(tmp_path).findings}


def test_a_bag_with_a_file_too_many_is_found(tmp_path: Path) -> None:
    public = bag(tmp_path)
    write(public / "data" / "extra.txt", b"x")
    found = checked(tmp_path).findings
    assert {f.kind for f in found} == {"package-bag"}
    assert all(f.severity is Severity.BLOCKING for f in found)


@pytest.mark.parametrize(
    ("judgement", "public"),
    [
        ("Openbaar", True),
        ("deels openbaar", True),
        ("gedeeltelijk openbaar", True),
        ("Deels openbaar, deels buiten reikwijdte", True),
        ("Niet openbaar", False),
        ("reeds openbaar", False),
        ("Geweigerd", False),
        ("zie document 2", None),
    ],
)
def test_judgements_of_other_makers_are_understood(judgement: str, public: bool | None) -> None:
    assert is_public(judgement) is public


def test_progress_is_told_for_each_file(tmp_path: Path) -> None:
    made_package(tmp_path, ours=True)
    told: list[tuple[int, int, str]] = []
    check_package(tmp_path, progress=lambda *step: told.append(step))
    assert [done for done, _, _ in told] == [0, 1, 2]
    assert {total for _, total, _ in told} == {2}
