"""What a third party gets for a zienswijze: their own passages readable, everybody else's gone."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest

from support.command import as_json, copied, invoke, letter, made, rows, text_of
from woo_redact.domain.decision import Redaction, Verdict
from woo_redact.dossier.store import Store
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.finding import Finder, withhold_hits
from woo_redact.pipeline.opening import opened
from woo_redact.plugins import Written
from woo_redact.write.burn import PyMuPdfWriter

COSTS = "onze kostprijs komt op EUR 5,12 per kuub"
NOTE = (
    ("Behandeld door: Karin Ouwehand", f"Zandgat schreef: {COSTS}.", "Bel Karin Ouwehand op 06-18273645."),
    ("Deze pagina gaat over iets anders.", "Behandeld door: Younes Haddou"),
    ("Ook Baggerman gaf een prijs: EUR 6,80 per kuub.", "Zandgat vroeg uitstel, aldus Karin Ouwehand."),
)
OTHER = (("Beste Karin Ouwehand,", "Een brief zonder iets over dat bedrijf.", "Younes Haddou"),)
SECRETS = ("Ouwehand", "06-18273645", "Haddou", "6,80")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bron") / "zaak"
    letter(folder / "Ouwehand.pdf", NOTE, lambda pdf: pdf.set_toc([[1, "Ouwehand", 1], [1, "Haddou", 2]]))
    letter(folder / "brief.pdf", OTHER)
    dossier = made(folder)
    with opened(dossier) as (layout, store):
        desk, finder = Desk(layout, store), Finder(store)
        for words, ground in ((COSTS, "5.1.1c"), ("Zandgat vroeg uitstel", "5.1.2b"), ("EUR 6,80", "5.1.1c")):
            withhold_hits(desk, Asked("An"), finder.hits(words), (ground,))
        # The name of a firm is no person's.
        names = [row["id"] for row in rows(dossier) if row["text"] in ("Zandgat", "Baggerman")]
        desk.decide(Asked("An"), names, Verdict.REJECTED)
    return dossier


@pytest.fixture
def dossier(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path)


def asked(dossier: Path, out: Path, *options: object) -> Any:
    return as_json("zienswijze", dossier, "--for", "Zandgat B.V.", "--out", out, "--workers", 1, *options)


def document_of(store: Store, name: str) -> str:
    record = store.file(name)
    assert record is not None
    return record.document


class TestOwnPassages:
    def test_are_readable_with_their_number_and_ground_and_all_else_is_gone(
        self, dossier: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "zienswijze"
        told = asked(dossier, out, "--words", "kostprijs", "--words", "vroeg uitstel")
        assert [(p["number"], p["pages"], p["grounds"], p["plan"]) for p in told["passages"]] == [
            (1, [1], ["5.1.1c"], "niet openbaar maken"),
            (2, [3], ["5.1.2b"], "niet openbaar maken"),
        ]
        text = text_of(out / "document-01.pdf")
        assert COSTS in text
        assert "Zandgat vroeg uitstel" in text
        assert "1: 5.1.1c" in text
        assert "2: 5.1.2b" in text
        assert "Ter zienswijze, document 1, pagina 3 van 3" in text
        assert [secret for secret in SECRETS if secret in text] == []

    def test_no_file_holds_anything_of_another(self, dossier: Path, tmp_path: Path) -> None:
        out = tmp_path / "zienswijze"
        asked(dossier, out, "--words", "kostprijs")
        for path in out.iterdir():
            content = path.read_bytes()
            if path.suffix == ".pdf":
                with pikepdf.open(path) as pdf:
                    plain = io.BytesIO()
                    pdf.save(plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
                content = plain.getvalue() + text_of(path).encode()
            for secret in (*SECRETS, "dossier", str(dossier)):
                assert secret.encode() not in content, (path.name, secret)

    def test_pages_without_any_of_theirs_are_left_out_and_the_sheet_says_which(
        self, dossier: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "zienswijze"
        told = asked(dossier, out, "--words", "kostprijs", "--words", "vroeg uitstel")
        assert [file["file"] for file in told["files"]] == ["Ouwehand.pdf"]
        with pymupdf.open(out / "document-01.pdf") as document:
            assert [page.get_label() for page in document] == ["1", "3"]
            assert document.get_toc() == []
        assert "iets anders" not in text_of(out / "document-01.pdf")
        sheet = " ".join(text_of(out / "zienswijze.pdf").split())
        assert "Voor: Zandgat B.V." in sheet
        # The name of the file is withheld in it.
        assert "1 Document 1 1, 3 2" in sheet

    def test_whole_documents_have_every_page_blacked_out(self, dossier: Path, tmp_path: Path) -> None:
        out = tmp_path / "zienswijze"
        asked(dossier, out, "--words", "kostprijs", "--whole")
        text = text_of(out / "document-01.pdf")
        assert "iets anders" in text
        assert [secret for secret in SECRETS if secret in text] == []
        with pymupdf.open(out / "document-01.pdf") as document:
            assert len(document) == 3

    def test_a_person_sees_their_own_name_only(self, dossier: Path, tmp_path: Path) -> None:
        persons = as_json("persons", dossier)
        (number,) = [p["number"] for p in persons if p["name"] == "Younes Haddou"]
        told = asked(dossier, tmp_path / "zienswijze", "--person", number)
        assert {p["text"] for p in told["passages"]} == {"Younes Haddou"}
        assert {p["file"] for p in told["passages"]} == {"Ouwehand.pdf", "brief.pdf"}
        for file in told["files"]:
            text = text_of(Path(file["output"]))
            assert "Haddou" in text
            assert "Ouwehand" not in text
            assert COSTS not in text

    def test_a_suggestion_by_its_id_and_one_that_stays_readable(self, dossier: Path, tmp_path: Path) -> None:
        (row,) = [r for r in rows(dossier) if r["text"] == COSTS]
        with opened(dossier) as (layout, store):
            Desk(layout, store).decide(Asked("An"), [row["id"]], Verdict.REJECTED)
            # What else is said of that sentence stays readable too.
            flags = [r["id"] for r in rows(dossier) if COSTS in r["text"] and r["verdict"] == "open"]
            Desk(layout, store).decide(Asked("An"), flags, Verdict.REJECTED)
        out = tmp_path / "zienswijze"
        (passage,) = asked(dossier, out, "--suggestion", row["id"])["passages"]
        assert (passage["plan"], passage["grounds"], passage["suggestions"]) == ("openbaar maken", [], [row["id"]])
        assert "1: openbaar" in text_of(out / "document-01.pdf")

    def test_what_nobody_decided_is_black_even_at_level_c_unless_it_is_theirs(
        self, dossier: Path, tmp_path: Path
    ) -> None:
        with opened(dossier) as (layout, store):
            ids = [s.id for s in store.scan(document_of(store, "Ouwehand.pdf"))]
            Desk(layout, store).decide(Asked("An"), ids, Verdict.OPEN)
        out = tmp_path / "zienswijze"
        told = asked(dossier, out, "--words", "kostprijs")
        assert {p["plan"] for p in told["passages"]} == {"nog niet besloten, misschien niet openbaar maken"}
        text = text_of(out / "document-01.pdf")
        assert "nog niet beslist" in " ".join(text.split())
        assert [secret for secret in SECRETS if secret in text] == []


class TestAround:
    def test_the_form_has_a_row_for_each_passage(self, dossier: Path, tmp_path: Path) -> None:
        out = tmp_path / "zienswijze"
        asked(dossier, out, "--words", "kostprijs", "--words", "vroeg uitstel")
        content = (out / "reactieformulier.csv").read_bytes().decode("utf-8-sig")
        found = list(csv.reader(io.StringIO(content), delimiter=";"))
        assert [row[:6] for row in found[1:]] == [
            ["1", "1", "Document 1", "1", "niet openbaar maken", "5.1.1c"],
            ["2", "1", "Document 1", "3", "niet openbaar maken", "5.1.2b"],
        ]
        assert (out / "reactieformulier.xlsx").is_file()

    def test_nothing_of_it_is_kept_in_the_dossier(self, dossier: Path, tmp_path: Path) -> None:
        def state() -> tuple[object, ...]:
            files = sorted(p.relative_to(dossier).as_posix() for p in dossier.rglob("*") if p.is_file())
            with opened(dossier) as (_, store):
                return [name for name in files if name != "dossier.lock"], store.log.last()

        before = state()
        asked(dossier, tmp_path / "zienswijze", "--words", "kostprijs")
        assert state() == before
        assert b"Zandgat B.V." not in (dossier / "dossier.db").read_bytes()

    def test_people_are_told_what_to_look_at(self, dossier: Path, tmp_path: Path) -> None:
        result = invoke(
            *("zienswijze", dossier, "--for", "Zandgat", "--out", tmp_path / "z", "--workers", 1),
            *("--words", "kostprijs", "--words", "iets anders", "--words", "zeppelin"),
        )
        assert result.exit_code == 0, result.output
        # A cell of the table goes on below itself in a narrow window.
        assert set(COSTS.split()) <= set(result.stdout.split())
        assert "Kijk na of alles wat leesbaar is" in result.stdout
        assert "Nergens gevonden: zeppelin." in result.stderr
        assert "1 vindplaats staat in geen enkel voorstel" in result.stderr

    def test_what_lies_under_anothers_passage_is_told_with_the_way_out(self, dossier: Path, tmp_path: Path) -> None:
        with opened(dossier) as (layout, store):
            hits = Finder(store).hits(f"schreef: {COSTS}.")
            withhold_hits(Desk(layout, store), Asked("An"), hits, ("5.2",))
        own = next(r["id"] for r in rows(dossier) if r["text"] == COSTS)
        around = next(r["id"] for r in rows(dossier) if r["text"].startswith("schreef"))
        told = asked(dossier, tmp_path / "z", "--suggestion", own)
        assert (told["passages"], told["sheet"]) == ([], None)
        assert around in told["hiding"]
        more = [part for name in told["hiding"] for part in ("--suggestion", name)]
        told = asked(dossier, tmp_path / "z", "--suggestion", own, *more)
        assert len(told["passages"]) == 1


def only_boxes(self: object, source: Path, target: Path, redactions: Sequence[Redaction], *more: object) -> Written:
    """Black out as those do who only draw boxes."""
    with pymupdf.open(source) as document:
        for redaction in redactions:
            for box in redaction.cover:
                page = document[redaction.span.page]
                page.draw_rect(pymupdf.Rect(box.x0, box.top, box.x1, box.bottom), color=0, fill=0)
        document.save(target)
    return Written()


class TestRefused:
    def test_a_document_that_shows_what_it_may_not_is_not_handed_out(
        self, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(PyMuPdfWriter, "write", only_boxes)
        result = invoke(
            *("zienswijze", dossier, "--for", "Zandgat", "--words", "kostprijs"),
            *("--out", tmp_path / "z", "--workers", 1),
        )
        assert result.exit_code == 8
        assert "NIET gemaakt" in result.stderr
        assert not (tmp_path / "z").exists()
        assert list(dossier.rglob("*.part")) == []

    @pytest.mark.parametrize(
        ("options", "code", "message"),
        [
            ((), 2, "welke passages"),
            (("--words", "zeppelin"), 3, "geen voorstellen die over deze derde gaan"),
            (("--person", "99"), 3, "Persoon 99 komt niet voor"),
            (("--suggestion", "abc"), 3, "Het voorstel abc staat niet in het dossier"),
        ],
    )
    def test_what_names_nothing(
        self, dossier: Path, tmp_path: Path, options: tuple[str, ...], code: int, message: str
    ) -> None:
        result = invoke("zienswijze", dossier, "--for", "Zandgat", "--out", tmp_path / "z", *options)
        assert result.exit_code == code
        assert message in result.stderr
        assert not (tmp_path / "z").exists()

    def test_to_overwrite_or_to_write_in_the_dossier(self, dossier: Path, tmp_path: Path) -> None:
        (tmp_path / "z").mkdir()
        (tmp_path / "z" / "zienswijze.pdf").write_text("bewaren")
        for out, message in ((tmp_path / "z", "bestaat al"), (dossier / "z", "ligt in het dossier zelf")):
            result = invoke("zienswijze", dossier, "--for", "Zandgat", "--words", "kostprijs", "--out", out)
            assert result.exit_code == 9
            assert message in result.stderr
        assert [path.name for path in (tmp_path / "z").iterdir()] == ["zienswijze.pdf"]

    def test_without_a_name_for_whom_it_is(self, dossier: Path, tmp_path: Path) -> None:
        result = invoke("zienswijze", dossier, "--for", " ", "--words", "kostprijs", "--out", tmp_path / "z")
        assert result.exit_code == 2
