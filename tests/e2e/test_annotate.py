"""Out to another program and back: what was changed in the marks becomes decisions, and nothing else does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array

from support.command import as_json, copied, invoke, letter, made, rows, text_of
from woo_redact.domain.decision import Verdict
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.pipeline.opening import opened

LINES = (
    "Behandeld door: Karin Ouwehand",
    "Bel Karin Ouwehand op 06-18273645 of mail k.ouwehand@minocw.nl.",
    "Het gesprek is op de derde verdieping van het oude gebouw gevoerd.",
)
SECOND = ("Deze bladzijde noemt alleen Younes Haddou, tel. 06-27384950.",)
NAME = "NIET GELAKT - nota.pdf"


def turned(document: Any) -> None:
    document[1].set_rotation(90)
    document[1].set_cropbox(pymupdf.Rect(40, 30, 560, 800))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bron") / "zaak"
    letter(folder / "nota.pdf", (LINES, SECOND), turned)
    letter(folder / "map" / "brief.pdf", (SECOND,))
    return made(folder)


@pytest.fixture
def dossier(base: Path, tmp_path: Path) -> Path:
    return copied(base, tmp_path)


@pytest.fixture
def out(dossier: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "acrobat"
    assert invoke("annotate", dossier, "--out", folder, "--workers", 1).exit_code == 0
    return folder


def edited(path: Path, edit: Callable[[Any], object]) -> None:
    """Change a file as another program does."""
    with pymupdf.open(path) as document:
        edit(document)
        content = document.tobytes()
    path.write_bytes(content)


def rewritten(path: Path, edit: Callable[[pikepdf.Pdf], object]) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        edit(pdf)
        pdf.save(path)


def back(dossier: Path, folder: Path, *options: object, reviewer: str = "An") -> dict[str, Any]:
    """Import, and return what is told of the note."""
    arguments = ("--import", folder, "--reviewer", reviewer, "--workers", 1, *options)
    told = as_json("annotate", dossier, *arguments)
    (note,) = [file for file in told if file["path"] == NAME]
    found: dict[str, Any] = note
    return found


def notes(path: Path) -> dict[str, Any]:
    """Return the marks of a file by the text under them."""
    found = {}
    with pikepdf.open(path) as pdf, pymupdf.open(path) as read:
        for number, page in enumerate(pdf.pages):
            for note, seen in zip(page.obj.Annots, read[number].annots(), strict=True):
                found[read[number].get_textbox(seen.rect).strip()] = str(note.NM)
    return found


def note_of(pdf: pikepdf.Pdf, text: str, path: Path) -> Any:
    name = next(name for words, name in notes(path).items() if text in words)
    return next(note for page in pdf.pages for note in page.obj.Annots if str(note.NM) == name)


def verdicts(dossier: Path) -> dict[str, tuple[str, list[str], str | None]]:
    return {
        row["text"]: (row["verdict"], row["grounds"], row["decided_by"])
        for row in rows(dossier)
        if row["file"] == "nota.pdf"
    }


def last(dossier: Path) -> int:
    with opened(dossier) as (_, store):
        return store.log.last()[0]


class TestOut:
    def test_every_suggestion_is_a_mark_with_its_ground_and_state(self, dossier: Path, out: Path) -> None:
        known = [row for row in rows(dossier) if row["file"] == "nota.pdf"]
        with pikepdf.open(out / NAME) as pdf:
            found = [note for page in pdf.pages for note in page.obj.Annots]
            assert {str(note.Subtype) for note in found} == {"/Redact"}
            assert sorted(str(note.NM) for note in found) == sorted(f"woo-redact-{row['id']}" for row in known)
            assert {str(note.Subj) for note in found} == {"Lakken volgens beleid"}
            assert {str(note.T) for note in found} == {"woo-redact"}
            assert all(str(note.Contents).startswith("5.1.2e ") for note in found)
            assert all(len(note.QuadPoints) % 8 == 0 for note in found)
        with pymupdf.open(out / NAME) as document:
            assert [len(list(page.annots())) for page in document] == [
                sum(row["page"] == page for row in known) for page in (1, 2)
            ]

    def test_the_state_of_each_can_be_told(self, dossier: Path, tmp_path: Path) -> None:
        ids = {row["text"]: row["id"] for row in rows(dossier) if row["file"] == "nota.pdf"}
        with opened(dossier) as (layout, store):
            desk = Desk(layout, store)
            desk.decide(Asked("Bo"), [ids["06-18273645"]], Verdict.REJECTED)
            desk.decide(Asked("Bo"), [ids["k.ouwehand"]], Verdict.APPROVED, ("5.1.2i", "5.1.2e"))
            desk.decide(Asked("Bo"), [ids["Younes Haddou"]], Verdict.OPEN)
        assert invoke("annotate", dossier, "--out", tmp_path / "a", "--workers", 1).exit_code == 0
        path = tmp_path / "a" / NAME
        with pikepdf.open(path) as pdf:
            told = {
                text: (str(note.Subj), str(note.T), str(note.Contents))
                for text in ("06-18273645", "k.ouwehand", "Younes Haddou")
                for note in (note_of(pdf, text, path),)
            }
            colours = {tuple(map(float, note.C)) for page in pdf.pages for note in page.obj.Annots}
        assert told["06-18273645"][:2] == ("Blijft leesbaar", "Bo")
        assert told["k.ouwehand"][:2] == ("Lakken", "Bo")
        assert told["k.ouwehand"][2].startswith("5.1.2i")
        assert "5.1.2e" in told["k.ouwehand"][2]
        assert told["Younes Haddou"][:2] == ("Open, niveau B", "woo-redact")
        assert len(colours) == 4

    def test_it_is_clear_that_nothing_is_redacted(self, dossier: Path, out: Path) -> None:
        assert (out / "NIET GELAKT - bevat alle tekst.txt").read_text(encoding="utf-8").startswith("NIET GELAKT")
        assert (out / "map" / "NIET GELAKT - brief.pdf").is_file()
        assert "Karin Ouwehand" in text_of(out / NAME)
        assert all(path.stat().st_mode & 0o077 == 0 for path in out.rglob("*"))
        result = invoke("annotate", dossier, "--out", out.with_name("nog"), "--workers", 1)
        assert "NIET GELAKT" in result.stdout

    def test_nothing_is_overwritten_and_nothing_goes_into_the_dossier(self, dossier: Path, out: Path) -> None:
        for folder, message in ((out, "bestaat al"), (dossier / "redacted", "ligt in het dossier zelf")):
            result = invoke("annotate", dossier, "--out", folder, "--workers", 1)
            assert result.exit_code == 9
            assert message in result.stderr

    def test_one_of_the_two_ways_is_asked_for(self, dossier: Path, tmp_path: Path) -> None:
        assert invoke("annotate", dossier).exit_code == 2
        assert invoke("annotate", dossier, "--out", tmp_path / "a", "--import", tmp_path).exit_code == 2
        assert invoke("annotate", dossier, "--import", tmp_path, "--file", "nota.pdf").exit_code == 2


class TestBack:
    def test_what_nobody_touched_changes_nothing(self, dossier: Path, out: Path) -> None:
        before = last(dossier)
        result = invoke("annotate", dossier, "--import", out, "--reviewer", "An", "--workers", 1)
        assert result.exit_code == 0, result.output
        assert result.stdout.count("niets veranderd") == 2
        assert last(dossier) == before

    @pytest.mark.parametrize("save", [{}, {"garbage": 4, "deflate": True}, {"clean": True}])
    def test_what_another_program_saved_again_changes_nothing(
        self, dossier: Path, out: Path, save: dict[str, Any]
    ) -> None:
        before = last(dossier)
        with pymupdf.open(out / NAME) as document:
            for page in document:
                for note in page.annots():
                    note.update()
            content = document.tobytes(**save)
        (out / NAME).write_bytes(content)
        told = back(dossier, out)
        assert (told["message"], told["conflicts"], told["unclear"]) == ("", [], [])
        assert last(dossier) == before

    def test_another_ground_in_any_form(self, dossier: Path, out: Path) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            note_of(pdf, "06-18273645", out / NAME).Contents = "art. 5.1 lid 2 sub h"
            note_of(pdf, "Younes Haddou", out / NAME).Contents = "artikel 5.1, tweede lid, onder e"

        rewritten(out / NAME, change)
        assert back(dossier, out)["regrounded"] == 1
        assert verdicts(dossier)["06-18273645"] == ("approved", ["5.1.2h"], "person")
        # The same ground in other words is no other ground.
        assert verdicts(dossier)["Younes Haddou"][2] == "policy"

    def test_a_deleted_mark_is_told_and_rejected_only_when_asked_for(self, dossier: Path, out: Path) -> None:
        def delete(document: Any) -> None:
            page = document[0]
            for note in page.annots():
                if "06-18273645" in page.get_textbox(note.rect):
                    page.delete_annot(note)

        edited(out / NAME, delete)
        before = last(dossier)
        result = invoke("annotate", dossier, "--import", out, "--reviewer", "An", "--workers", 1)
        assert result.exit_code == 0
        assert "1 markering is verwijderd" in result.stderr
        assert last(dossier) == before
        assert back(dossier, out, "--deleted", "reject")["rejected"] == 1
        assert verdicts(dossier)["06-18273645"] == ("rejected", ["5.1.2e"], "person")

    def test_a_mark_that_was_made_longer_takes_the_place_of_the_old_one(self, dossier: Path, out: Path) -> None:
        def stretch(pdf: pikepdf.Pdf) -> None:
            note = note_of(pdf, "06-18273645", out / NAME)
            quad = [float(n) for n in note.QuadPoints]
            # To the left, over "op ".
            quad[0] = quad[4] = quad[0] - 17
            note.QuadPoints = Array(quad)
            note.Rect = Array([quad[4], quad[5], quad[2], quad[3]])

        rewritten(out / NAME, stretch)
        assert back(dossier, out)["moved"] == 1
        found = verdicts(dossier)
        assert found["06-18273645"][0] == "rejected"
        assert found["op 06-18273645"] == ("approved", ["5.1.2e"], "person")

    def test_new_marks_are_words_or_a_rectangle_on_a_turned_and_cropped_page_too(
        self, dossier: Path, out: Path
    ) -> None:
        def add(document: Any) -> None:
            page = document[0]
            (quad,) = page.search_for("derde verdieping", quads=True)
            note = page.add_redact_annot(quad, text="5.1.2h")
            corners = [n for point in (quad.ul, quad.ur, quad.ll, quad.lr) for n in (point.x, 842 - point.y)]
            document.xref_set_key(note.xref, "QuadPoints", "[" + " ".join(map(str, corners)) + "]")
            page = document[1]
            page.add_redact_annot(page.search_for("bladzijde")[0], text="5.1.2b")

        edited(out / NAME, add)
        told = back(dossier, out)
        assert (told["added"], told["unclear"]) == (2, [])
        found = verdicts(dossier)
        assert found["derde verdieping"] == ("approved", ["5.1.2h"], "person")
        assert found["bladzijde"] == ("approved", ["5.1.2b"], "person")
        assert invoke("export", dossier, "--workers", 1).exit_code == 0
        text = text_of(dossier / "redacted" / "nota.pdf")
        assert "verdieping" not in text
        assert "bladzijde" not in text
        assert "van het oude gebouw" in text

    def test_a_new_mark_without_a_ground_is_told_or_gets_the_one_that_was_given(self, dossier: Path, out: Path) -> None:
        edited(out / NAME, lambda document: document[0].add_redact_annot(document[0].search_for("gebouw")[0]))
        before = last(dossier)
        result = invoke("annotate", dossier, "--import", out, "--reviewer", "An", "--workers", 1)
        assert result.exit_code == 7
        assert "pagina 1: de markering noemt geen bekende grond" in result.stderr
        assert last(dossier) == before
        assert invoke("annotate", dossier, "--import", out, "--ground", "9.9").exit_code == 3
        assert back(dossier, out, "--ground", "5.1, tweede lid, onder h")["added"] == 1
        assert verdicts(dossier)["gebouw"] == ("approved", ["5.1.2h"], "person")

    def test_everything_in_a_file_is_one_step_and_one_undo(self, dossier: Path, out: Path) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            note_of(pdf, "06-18273645", out / NAME).Contents = "5.1.2h"
            note_of(pdf, "k.ouwehand", out / NAME).Contents = "5.1.2i"

        rewritten(out / NAME, change)
        edited(out / NAME, lambda d: d[0].add_redact_annot(d[0].search_for("gebouw")[0], text="5.1.2h"))
        before = verdicts(dossier)
        told = back(dossier, out)
        assert (told["regrounded"], told["added"]) == (2, 1)
        with opened(dossier) as (layout, store):
            assert len(Desk(layout, store).undo(Asked("An")).suggestions) == 3
        assert verdicts(dossier) == before

    def test_twice_is_once(self, dossier: Path, out: Path) -> None:
        rewritten(out / NAME, lambda pdf: setattr(note_of(pdf, "06-18273645", out / NAME), "Contents", "5.1.2h"))
        edited(out / NAME, lambda d: d[0].add_redact_annot(d[0].search_for("gebouw")[0], text="5.1.2h"))
        back(dossier, out)
        before = last(dossier)
        told = back(dossier, out)
        assert (told["known"], told["conflicts"], told["unclear"]) == (2, [], [])
        assert last(dossier) == before

    def test_after_an_undo_it_can_be_taken_back_again(self, dossier: Path, out: Path) -> None:
        rewritten(out / NAME, lambda pdf: setattr(note_of(pdf, "06-18273645", out / NAME), "Contents", "5.1.2h"))
        back(dossier, out)
        with opened(dossier) as (layout, store):
            Desk(layout, store).undo(Asked("An"))
        assert back(dossier, out)["regrounded"] == 1
        assert verdicts(dossier)["06-18273645"][1] == ["5.1.2h"]


class TestMeanwhile:
    def test_what_was_decided_since_stays_and_is_told_and_the_rest_is_taken_over(
        self, dossier: Path, out: Path
    ) -> None:
        def change(pdf: pikepdf.Pdf) -> None:
            note_of(pdf, "06-18273645", out / NAME).Contents = "5.1.2h"
            note_of(pdf, "k.ouwehand", out / NAME).Contents = "5.1.2i"

        rewritten(out / NAME, change)
        (phone,) = [row["id"] for row in rows(dossier) if row["text"] == "06-18273645"]
        with opened(dossier) as (layout, store):
            Desk(layout, store).decide(Asked("Bo"), [phone], Verdict.REJECTED)
        result = invoke("annotate", dossier, "--import", out, "--reviewer", "An", "--workers", 1)
        assert result.exit_code == 7
        assert "pagina 1: Bo heeft deze passage intussen afgewezen" in result.stderr
        found = verdicts(dossier)
        assert found["06-18273645"][0] == "rejected"
        assert found["k.ouwehand"] == ("approved", ["5.1.2i"], "person")

    def test_the_same_decision_by_another_is_no_conflict(self, dossier: Path, out: Path) -> None:
        rewritten(out / NAME, lambda pdf: setattr(note_of(pdf, "06-18273645", out / NAME), "Contents", "5.1.2h"))
        (phone,) = [row["id"] for row in rows(dossier) if row["text"] == "06-18273645"]
        with opened(dossier) as (layout, store):
            Desk(layout, store).decide(Asked("Bo"), [phone], Verdict.APPROVED, ("5.1.2h",))
        told = back(dossier, out)
        assert (told["known"], told["conflicts"]) == (1, [])

    def test_a_suggestion_that_is_gone_is_told(self, dossier: Path, out: Path) -> None:
        rewritten(out / NAME, lambda pdf: setattr(note_of(pdf, "06-18273645", out / NAME), "Contents", "5.1.2h"))
        with opened(dossier) as (_, store):
            record = store.file("nota.pdf")
            assert record is not None
            left = [s for s in store.scan(record.document) if s.kind != "phone"]
            store.save_scan(record.document, left, store.page_texts(record.document))
        assert back(dossier, out)["unclear"] == ["pagina 1: dit voorstel bestaat niet meer"]


class TestRefused:
    def refused(self, dossier: Path, out: Path, message: str) -> None:
        before = last(dossier)
        result = invoke("annotate", dossier, "--import", out, "--reviewer", "An", "--workers", 1)
        assert result.exit_code == 3, result.output
        assert f"{NAME}: {NAME} {message}" in result.stderr
        assert last(dossier) == before
        # The other file is read all the same.
        assert "niets veranderd" in result.stdout

    def test_a_file_in_which_the_marks_were_applied(self, dossier: Path, out: Path) -> None:
        edited(out / NAME, lambda document: document[0].apply_redactions())
        self.refused(dossier, out, "is niet meer gelijk aan het origineel (pagina 1)")

    def test_a_file_of_another_dossier(self, dossier: Path, out: Path, tmp_path: Path) -> None:
        other = made(letter(tmp_path / "ander.pdf", (SECOND,)))
        assert invoke("annotate", other, "--out", tmp_path / "elders", "--workers", 1).exit_code == 0
        (tmp_path / "elders" / "NIET GELAKT - ander.pdf").replace(out / NAME)
        self.refused(dossier, out, "hoort niet bij dit dossier")

    def test_a_pdf_that_is_none_of_ours(self, dossier: Path, out: Path) -> None:
        (out / NAME).unlink()
        letter(out / NAME, (SECOND,))
        self.refused(dossier, out, "is geen bestand van woo-redact annotate")

    def test_a_broken_one(self, dossier: Path, out: Path) -> None:
        (out / NAME).write_bytes((out / NAME).read_bytes()[:400])
        self.refused(dossier, out, "is beschadigd")

    def test_a_folder_without_any(self, dossier: Path, tmp_path: Path) -> None:
        (tmp_path / "leeg").mkdir()
        assert invoke("annotate", dossier, "--import", tmp_path / "leeg").exit_code == 3
        assert invoke("annotate", dossier, "--import", tmp_path / "nergens").exit_code == 3

    def test_marks_that_lie_nowhere_are_told_and_stop_nothing(self, dossier: Path, out: Path) -> None:
        def add(document: Any) -> None:
            for area in (pymupdf.Rect(700, 900, 800, 950), pymupdf.Rect(100, 600, 100.5, 600.5)):
                document[0].add_redact_annot(area, text="5.1.2h")

        edited(out / NAME, add)
        edited(out / NAME, lambda d: d[0].add_redact_annot(d[0].search_for("gebouw")[0], text="5.1.2h"))
        told = back(dossier, out)
        assert told["added"] == 1
        assert len(told["unclear"]) == 2
