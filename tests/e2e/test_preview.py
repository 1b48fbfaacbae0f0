"""The preview for an applicant: as it would be published now, marked as a draft, outside the dossier."""

from pathlib import Path

import pymupdf
import pytest

from support.command import as_json, copied, invoke, letter, made, rows, text_of
from woo_redact.domain.decision import Verdict
from woo_redact.domain.suggestion import Level
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.opening import opened

FIRST = (
    "Behandeld door: Karin Ouwehand",
    "Bel Karin Ouwehand op 06-18273645 of mail k.ouwehand@minocw.nl.",
    "Onze jurist geeft een beroep van de dorpsraad een redelijke kans, omdat niets is gemeten.",
)
SECOND = ("Het gesprek van gisteren duurde een uur.", "Daarna is besloten dat de missie veilig kan werken.")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bron") / "zaak"
    letter(folder / "nota.pdf", (FIRST, SECOND))
    letter(folder / "map" / "Ouwehand.pdf", (FIRST,))
    return made(folder, "--accept", "A")


@pytest.fixture
def dossier(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path)


def test_every_page_says_concept_and_what_goes_by_policy_is_gone(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "zicht"
    result = invoke("preview", dossier, "--out", out, "--workers", 1)
    assert result.exit_code == 0, result.output
    with pymupdf.open(out / "CONCEPT - nota.pdf") as document:
        assert [page.get_text().count("CONCEPT") for page in document] == [1, 1]
        assert "Daarna is besloten" in document[1].get_text()
    text = text_of(out / "CONCEPT - nota.pdf")
    assert "Ouwehand" not in text
    assert "06-18273645" not in text
    assert "5.1.2e" in text
    assert (
        invoke("verify", out / "CONCEPT - nota.pdf", "--against", dossier_original(dossier, "nota.pdf")).exit_code == 0
    )


def dossier_original(dossier: Path, name: str) -> Path:
    with opened(dossier) as (layout, store):
        record = store.file(name)
        assert record is not None
        return layout.original(record.document)


def test_what_is_open_at_level_a_or_b_is_withheld_and_what_a_person_left_stays(dossier: Path, tmp_path: Path) -> None:
    # Policy was asked to accept level A only, so what is B is open.
    opens = [row for row in rows(dossier) if row["verdict"] == "open" and row["level"] == Level.B]
    assert opens
    with opened(dossier) as (layout, store):
        record = store.file("nota.pdf")
        assert record is not None
        phone = next(r["id"] for r in rows(dossier) if r["text"].startswith("06-") and r["file"] == "nota.pdf")
        Desk(layout, store).decide(Asked("An"), [phone], Verdict.REJECTED)
    told = as_json("preview", dossier, "--out", tmp_path / "zicht", "--file", "nota.pdf", "--workers", 1)
    assert [(file["file"], file["assumed"] > 0, file["message"]) for file in told] == [("nota.pdf", True, "")]
    text = text_of(tmp_path / "zicht" / "CONCEPT - nota.pdf")
    assert "06-18273645" in text
    for row in opens:
        if row["file"] == "nota.pdf" and row["page"] == 1:
            assert row["text"] not in text


def test_a_name_that_gives_something_away_is_not_told(dossier: Path, tmp_path: Path) -> None:
    told = as_json("preview", dossier, "--out", tmp_path / "zicht", "--workers", 1)
    names = sorted(Path(file["output"]).relative_to(tmp_path / "zicht").as_posix() for file in told)
    assert names == ["CONCEPT - Document 1.pdf", "CONCEPT - nota.pdf"]


def test_files_are_private_and_nothing_is_left_in_the_dossier(dossier: Path, tmp_path: Path) -> None:
    before = sorted(path for path in dossier.rglob("*") if path.is_file())
    assert invoke("preview", dossier, "--out", tmp_path / "zicht", "--workers", 1).exit_code == 0
    after = sorted(path for path in dossier.rglob("*") if path.is_file())
    assert [p for p in after if p not in before and p.name != "dossier.lock"] == []
    for path in (tmp_path / "zicht").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


class TestRefused:
    @pytest.mark.parametrize("inside", ["", "redacted", "redacted/zicht", "nieuw"])
    def test_a_folder_in_the_dossier(self, dossier: Path, inside: str) -> None:
        result = invoke("preview", dossier, "--out", dossier / inside)
        assert result.exit_code == 9
        assert "ligt in het dossier zelf" in result.stderr
        assert "CONCEPT" not in " ".join(path.name for path in dossier.rglob("*"))

    def test_a_folder_in_the_dossier_by_another_way(self, dossier: Path, tmp_path: Path) -> None:
        (tmp_path / "elders").symlink_to(dossier / "redacted")
        assert invoke("preview", dossier, "--out", tmp_path / "elders").exit_code == 9

    def test_a_folder_that_the_next_run_would_read(self, base: Path) -> None:
        result = invoke("preview", base, "--out", base.with_suffix("") / "zicht")
        assert result.exit_code == 9
        assert "waaruit het dossier zijn bestanden haalt" in result.stderr

    def test_to_overwrite_anything(self, dossier: Path, tmp_path: Path) -> None:
        out = tmp_path / "zicht"
        out.mkdir()
        (out / "CONCEPT - nota.pdf").write_text("mijn aantekeningen")
        result = invoke("preview", dossier, "--out", out, "--workers", 1)
        assert result.exit_code == 9
        assert "bestaat al" in result.stderr
        assert (out / "CONCEPT - nota.pdf").read_text() == "mijn aantekeningen"
        assert [path.name for path in out.iterdir()] == ["CONCEPT - nota.pdf"]

    def test_a_name_that_is_not_in_the_dossier(self, dossier: Path, tmp_path: Path) -> None:
        result = invoke("preview", dossier, "--out", tmp_path / "zicht", "--file", "notta.pdf")
        assert result.exit_code == 3
        assert "notta.pdf staat niet in dossier" in result.stderr

    def test_a_dossier_whose_last_run_was_cut_off(self, dossier: Path, tmp_path: Path) -> None:
        with opened(dossier) as (_, store):
            store.set_made_from("names", "")
        result = invoke("preview", dossier, "--out", tmp_path / "zicht")
        assert result.exit_code == 3
        assert "niet afgemaakt" in result.stderr


def test_a_file_that_cannot_be_used_is_told_and_stops_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "zaak"
    letter(folder / "goed.pdf", (SECOND,))
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\n" + bytes(300))
    assert invoke("run", folder, "--workers", 1).exit_code == 3
    result = invoke("preview", folder, "--out", tmp_path / "zicht", "--workers", 1)
    assert result.exit_code == 3
    assert "stuk.pdf" in result.stderr
    assert [path.name for path in (tmp_path / "zicht").iterdir()] == ["CONCEPT - goed.pdf"]
