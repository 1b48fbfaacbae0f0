"""The package: everything that the receivers take, nothing that was withheld, the same bytes for the same decisions."""

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import bagit
import openpyxl
import pikepdf
import pymupdf
import pytest
from click.testing import Result

from support import verapdf
from support.command import SAMPLES, copied, invoke, letter, packaged, samples_in
from support.values import suggest
from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Severity
from woo_redact.dossier.layout import DossierLayout
from woo_redact.pipeline.opening import opened
from woo_redact.verify.importer import check_production_report
from woo_redact.verify.schemas import check_xml

# Those that need OCR take most of the time.
CHOSEN = (
    "01-nota-mandaat-kustwacht",
    "05-mail-planning-werkbezoek",
    "13-persbericht-brug",
    "14-lijst-inspecties-gedraaid",
)
PUBLIC = "openbaar/data"


def reviewed(source: Path, *options: object) -> Path:
    """Return a dossier in which a person decided on everything."""
    assert invoke("run", source, "--workers", 1, *options).exit_code == 0
    dossier = source.with_name(f"{source.name}.woo")
    for level in "ABC":
        verdict = "--reject-all" if level == "C" else "--approve-all"
        assert invoke("review", dossier, verdict, "--level", level).exit_code == 0
    return dossier


def withhold(dossier: Path, name: str, words: str, box: Box, ground: str = "5.1.2e") -> None:
    """Let a person withhold words of the first page of a file, the last time that they stand there."""
    with opened(dossier) as (_, store):
        record = next(r for r in store.files() if r.name == name)
        start = store.page_text(record.document, 0).rindex(words)
        place = (0, start, start + len(words))
        made = replace(suggest(place, document=record.document, ground=ground), boxes=((box,),))
        store.add_suggestions(record.document, [made])
        at = datetime(2026, 2, 1, tzinfo=UTC)
        store.append([Decision(made.id, Verdict.APPROVED, Author.PERSON, "An", at, "b")])


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def good(result: Result) -> None:
    assert result.exit_code == 0, result.output


def prepared(dossier: Path, **values: str) -> Path:
    """Tell what a package has to know, and these lines of ``publicatie.toml``; return the path of that."""
    good(invoke("package", dossier, "--prepare", "--organisation", "mnre1013", "--matter", "12"))
    return tell(dossier, **values)


def tell(dossier: Path, **values: str) -> Path:
    """Change lines of ``publicatie.toml``, which have to be there; return its path."""
    path = dossier / "publicatie.toml"
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        name = key.replace("_", "-")
        text, count = re.subn(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
        assert count == 1, key
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed(samples_in(tmp_path_factory.mktemp("zaak") / "stukken", CHOSEN))


@pytest.fixture(scope="module")
def package(dossier: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uit") / "pakket"
    good(packaged(dossier, "--out", folder))
    return folder


@pytest.fixture(scope="module")
def public(package: Path) -> Path:
    return package / "openbaar" / "data"


class TestWhatIsInIt:
    def test_public_and_internal_never_share_a_folder(self, package: Path) -> None:
        assert {p.name for p in package.iterdir()} == {"openbaar", "intern", "LEESMIJ.txt", "SHA256SUMS"}
        internal = {p.name for p in (package / "intern").rglob("*") if p.is_file()}
        assert internal >= {"besluitenlogboek.csv", "originelen.csv", "verslag.csv", "zienswijzen.xlsx"}
        assert not internal & {p.name for p in (package / "openbaar").rglob("*")}

    def test_every_document_that_goes_out_has_its_files(self, public: Path) -> None:
        ids = [f"{number:04d}" for number in range(1, len(CHOSEN) + 1)]
        for folder, suffix in (("documenten", ".pdf"), ("gronden", ".json"), ("diwoo", ".xml")):
            assert [p.name for p in sorted((public / folder).iterdir())] == [f"{id}{suffix}" for id in ids]
        for name in ("inventarislijst.xlsx", "inventarislijst.csv", "inventarislijst.html", "inventarislijst.pdf"):
            assert (public / name).is_file()

    def test_the_xml_is_valid(self, public: Path) -> None:
        paths = sorted(public.rglob("*.xml"))
        assert len(paths) >= 3 * len(CHOSEN)
        for path in paths:
            found = check_xml(path.name, path.read_bytes())
            assert not [f for f in found if f.severity is Severity.BLOCKING], path.name

    def test_the_platform_takes_the_production_report(self, public: Path) -> None:
        names = [p.name for p in (public / "documenten").iterdir()]
        content = (public / "productierapport.xlsx").read_bytes()
        assert not [f for f in check_production_report(content, ".xlsx", names) if f.severity is Severity.BLOCKING]
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        assert sheet.max_row == len(CHOSEN) + 1

    def test_the_bag_is_valid(self, package: Path) -> None:
        bagit.Bag(str(package / "openbaar")).validate()

    def test_what_is_published_is_called_as_in_the_inventory(self, public: Path) -> None:
        table = io.StringIO((public / "inventarislijst.csv").read_bytes().decode("utf-8-sig"), newline="")
        rows = list(csv.DictReader(table, delimiter=";"))
        assert {row["Bestand"] for row in rows} == {f"documenten/{p.name}" for p in (public / "documenten").iterdir()}
        assert {row["Beoordeling"] for row in rows} == {"openbaar", "deels openbaar"}

    def test_the_list_of_grounds_tells_the_places_of_the_boxes_and_no_hash_of_the_original(
        self, dossier: Path, public: Path
    ) -> None:
        told = json.loads((public / "gronden" / "0001.json").read_text())
        sidecar = json.loads(DossierLayout(dossier).sidecar(f"{CHOSEN[0]}.pdf").read_text())
        boxes = [[box["page"], box["rectangle"], box["grounds"]] for box in sidecar["boxes"]]
        assert [[r["page"], b, r["grounds"]] for r in told["redactions"] for b in r["rectangles"]] == boxes
        everything = b"".join(contents(public).values())
        assert sidecar["original_sha256"].encode() not in everything

    def test_the_id_stands_on_each_page_and_boxes_are_heard(self, public: Path) -> None:
        with pymupdf.open(public / "documenten" / "0001.pdf") as pdf:
            texts = [page.get_text() for page in pdf]
        assert all("0001" in text for text in texts)
        assert "gelakt: artikel 5.1, tweede lid, onder e, Woo (persoonlijke levenssfeer)" in " ".join(texts[0].split())

    def test_the_annex_waits_inside_for_a_lawyer(self, package: Path, public: Path) -> None:
        assert (package / "intern" / "besluit" / "bijlage-bij-besluit.docx").is_file()
        assert not (public / "besluit").exists()

    def test_internal_lists_tie_originals_to_what_was_published(self, dossier: Path, package: Path) -> None:
        text = (package / "intern" / "originelen.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
        assert [row["Bestand"] for row in rows] == [f"{name}.pdf" for name in CHOSEN]
        assert all(DossierLayout(dossier).original(row["SHA-256 van het origineel"]).is_file() for row in rows)

    def test_it_passes_its_own_check(self, package: Path) -> None:
        result = invoke("package", "--check", package)
        good(result)
        assert "Niets houdt dit pakket tegen" in result.output


class TestPdfs:
    @pytest.mark.skipif(bool(verapdf.absence()), reason=verapdf.absence() or "it is there")
    def test_what_they_claim_is_so_and_tags_are_in_order(self, package: Path, public: Path) -> None:
        text = (package / "intern" / "verslag.csv").read_bytes().decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";")
        claimed = {public / "documenten" / f"{row['Document']}.pdf": row["PDF/A"] for row in rows}
        assert set(claimed.values()) == {"2u"}
        typeset = [public / "inventarislijst.pdf", package / "intern" / "besluit" / "bijlage-bij-besluit.pdf"]
        asked = [*((level, path) for path, level in claimed.items()), *(("2b", path) for path in claimed)]
        asked += [(level, path) for path in typeset for level in ("2a", "ua1")]
        found = verapdf.verdicts([*asked, *(("ua1", path) for path in claimed)])
        assert [(level, path.name) for level, path in asked if not found[level, path].compliant] == []
        # They do not say of themselves that they are PDF/UA: nobody has looked at their tags.
        assert {rule for path in claimed for rule in found["ua1", path].broken} == {"5-1"}


class TestTheSameAgain:
    def test_the_same_decisions_give_the_same_bytes_whatever_the_number_of_workers(
        self, dossier: Path, package: Path, tmp_path: Path
    ) -> None:
        good(packaged(dossier, "--out", tmp_path / "pakket", "--workers", 2))
        before, after = contents(package), contents(tmp_path / "pakket")
        assert sorted(before) == sorted(after)
        assert [name for name in before if before[name] != after[name]] == []

    def test_an_earlier_package_stays_unless_it_is_to_be_replaced(self, dossier: Path, tmp_path: Path) -> None:
        target = tmp_path / "pakket"
        good(packaged(dossier, "--out", target))
        before = contents(target)
        refused = packaged(dossier, "--out", target)
        assert (refused.exit_code, "--replace" in refused.stderr) == (9, True)
        assert contents(target) == before
        good(packaged(dossier, "--out", target, "--replace"))
        assert contents(target) == before
        (target / "openbaar" / "data" / "inventarislijst.csv").write_text("aangevuld")
        assert packaged(dossier, "--out", target, "--replace").exit_code == 9
        assert (target / "openbaar" / "data" / "inventarislijst.csv").read_text() == "aangevuld"

    def test_ids_stay_when_files_are_added(self, dossier: Path, tmp_path: Path) -> None:
        own = tmp_path / "stukken"
        shutil.copytree(dossier.with_name("stukken"), own)
        again = copied(dossier, tmp_path)
        good(packaged(again))
        letter(own / "00-nieuw.pdf", [["Persbericht over de brug", "De brug gaat weer open."]])
        good(invoke("run", own, "--workers", 1))
        for level in "ABC":
            good(invoke("review", again, "--reject-all", "--level", level, "--file", "00-nieuw.pdf"))
        good(packaged(again, "--replace"))
        rows = csv.DictReader(
            io.StringIO((again / "pakket/openbaar/data/inventarislijst.csv").read_bytes().decode("utf-8-sig")),
            delimiter=";",
        )
        assert [row["ID"] for row in rows] == ["0005", "0001", "0002", "0003", "0004"]


class TestConcept:
    def test_it_is_made_while_suggestions_are_open_and_says_so_everywhere(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "brief.pdf", [["Geachte mevrouw", "Bel 06 12345678 of mail jan.jansen@ziggo.nl.", "Groet"]])
        good(invoke("run", source, "--workers", 1))
        dossier = tmp_path / "zaak.woo"
        assert packaged(dossier).exit_code == 7
        result = packaged(dossier, "--concept")
        good(result)
        assert "nog door niemand beoordeeld" in result.output
        assert not (dossier / "pakket").exists()
        public = dossier / "concept-pakket" / PUBLIC
        for path in (public / "documenten" / "0001.pdf", public / "inventarislijst.pdf"):
            with pymupdf.open(path) as pdf:
                assert all("CONCEPT" in page.get_text() for page in pdf), path.name
        assert "CONCEPT" in (public / "inventarislijst.html").read_text()
        assert "CONCEPT" in (dossier / "concept-pakket" / "LEESMIJ.txt").read_text()

    def test_a_file_that_could_not_be_blacked_out_has_a_row_and_no_file(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "brief.pdf", [["Geachte mevrouw", "Bel 06 12345678.", "Groet"]])
        letter(source / f"{'x' * 243}.pdf", [["Geachte heer", "Een naam die voor wat erbij hoort te lang is."]])
        assert invoke("run", source, "--workers", 1).exit_code == 9
        dossier = tmp_path / "zaak.woo"
        good(packaged(dossier, "--concept"))
        public = dossier / "concept-pakket" / PUBLIC
        assert [p.name for p in (public / "documenten").iterdir()] == ["0001.pdf"]


class TestWhatDoesNotGoOut:
    def test_its_title_holds_no_word_that_is_withheld_further_on(self, tmp_path: Path) -> None:
        source, said = tmp_path / "zaak", "Dat zei Wolvenkamp gisteren nog tegen de wethouder over de brug."
        letter(source / "nota.pdf", [["Onderwerp: Wolvenkamp en de brug", said]])
        letter(source / "brief.pdf", [["Geachte mevrouw", "Bel 06 12345670.", "Groet"]])
        dossier = reviewed(source)
        with pymupdf.open(source / "nota.pdf") as pdf:
            x0, top, x1, bottom = pdf[0].search_for(said)[0]
        withhold(dossier, "nota.pdf", said, Box(x0, top, x1, bottom), "5.2")
        good(invoke("package", dossier, "--prepare", "--organisation", "mnre1013", "--matter", "12"))
        with (dossier / "publicatie.toml").open("a", encoding="utf-8") as file:
            file.write('\n[[document]]\nbestand = "nota.pdf"\nopgeschort = true\n')
        good(invoke("package", dossier))
        for name, content in contents(dossier / "pakket" / "openbaar").items():
            assert b"olvenkamp" not in content, name


class TestSettings:
    @pytest.fixture
    def own(self, dossier: Path, tmp_path: Path) -> Path:
        own = copied(dossier, tmp_path)
        good(invoke("package", own, "--prepare", "--organisation", "Buitenlandse Zaken", "--matter", "2026.001"))
        return own

    def test_a_sheet_in_front_explains_the_grounds(self, own: Path) -> None:
        tell(own, gronden_uitleg_voorin="true")
        good(invoke("package", own, "--workers", 1))
        public = own / "pakket" / PUBLIC
        with pymupdf.open(public / "documenten" / "0001.pdf") as pdf:
            assert "Leeswijzer" in pdf[0].get_text()
            assert "persoonlijke levenssfeer" in " ".join(pdf[0].get_text().split())
            count = len(pdf)
        with pymupdf.open(own / "redacted" / f"{CHOSEN[0]}.pdf") as pdf:
            assert len(pdf) == count - 1
        assert min(r["page"] for r in json.loads((public / "gronden" / "0001.json").read_text())["redactions"]) == 2
        assert invoke("package", "--check", own / "pakket").exit_code == 0

    def test_the_letter_comes_along_without_what_its_program_wrote_into_it(self, own: Path) -> None:
        def signed(pdf: pymupdf.Document) -> None:
            pdf.set_metadata({"author": "Femke de Vries", "title": "Concept besluit versie 3"})

        letter(own / "besluit.pdf", [["Besluit op uw verzoek", "De documenten worden deels openbaar."]], signed)
        tell(own, besluitbrief='"besluit.pdf"')
        good(invoke("package", own, "--workers", 1))
        path = own / "pakket" / PUBLIC / "besluit" / "besluit.pdf"
        assert b"Femke" not in path.read_bytes()
        with pikepdf.open(path) as pdf:
            assert "Femke" not in pdf.Root.Metadata.read_bytes().decode()
        assert "pakbon.xml" in {p.name for p in (own / "pakket" / PUBLIC / "mdto").rglob("*.xml")}

    def test_with_an_address_there_are_sitemaps(self, own: Path) -> None:
        tell(own, adres='"https://www.example.nl/woo/2026-001/"')
        good(invoke("package", own, "--workers", 1))
        names = {p.name for p in (own / "pakket" / PUBLIC / "diwoo").iterdir()}
        assert "sitemapindex-diwoo-infocat014.xml" in names

    @pytest.mark.parametrize(
        ("values", "code", "message"),
        [
            ({"organisatie": '"Ministerie van Toverij"'}, 3, "Toverij"),
            ({"categorie": '"sprookjes"'}, 3, "sprookjes"),
            ({"besluitdatum": '"31-02-2026"'}, 6, "besluitdatum"),
            ({"zaaknummer": '"zaak 1/2"'}, 6, "zaaknummer"),
            ({"besluitbrief": '"weg.pdf"'}, 3, "weg.pdf"),
            ({"adres": '"ftp://x"'}, 6, "adres"),
        ],
    )
    def test_what_cannot_be_is_told_and_nothing_is_written(
        self, own: Path, values: Mapping[str, str], code: int, message: str
    ) -> None:
        tell(own, **values)
        result = invoke("package", own, "--workers", 1)
        assert result.exit_code == code, result.output
        assert message in result.stderr
        assert not (own / "pakket").exists()
        assert not list(own.glob(".*.part"))

    @pytest.mark.parametrize(
        ("entry", "code", "message"),
        [
            ('bestand = "nergens.pdf"', 6, "nergens.pdf"),
            (f'bestand = "{CHOSEN[0]}.pdf"\nid = "{"a" * 171}"', 3, "170"),
            (f'bestand = "{CHOSEN[0]}.pdf"\nid = "a/b"', 3, CHOSEN[0]),
            (
                f'bestand = "{CHOSEN[0]}.pdf"\nid = "A1"\n[[document]]\nbestand = "{CHOSEN[1]}.pdf"\nid = "a1"',
                3,
                CHOSEN[1],
            ),
            (f'bestand = "{CHOSEN[0]}.pdf"\ndatum = "2026-13-01"', 6, "datum"),
            (f'bestand = "{CHOSEN[0]}.pdf"\nsoort = "toverspreuk"', 3, "toverspreuk"),
            (f'bestand = "{CHOSEN[0]}.pdf"\nkleur = "rood"', 6, "kleur"),
        ],
    )
    def test_a_document_that_is_told_wrongly_is_named(self, own: Path, entry: str, code: int, message: str) -> None:
        with (own / "publicatie.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[[document]]\n{entry}\n")
        result = invoke("package", own, "--workers", 1)
        assert result.exit_code == code, result.output
        assert message in result.stderr
        assert not (own / "pakket").exists()

    def test_preparing_twice_keeps_what_was_filled_in(self, own: Path) -> None:
        before = (own / "publicatie.toml").read_bytes()
        assert "blijft" in invoke("package", own, "--prepare", "--matter", "99").output
        assert (own / "publicatie.toml").read_bytes() == before

    def test_without_who_publishes_there_is_no_package(self, dossier: Path, tmp_path: Path) -> None:
        own = copied(dossier, tmp_path)
        (own / "publicatie.toml").unlink(missing_ok=True)
        result = invoke("package", own)
        assert result.exit_code == 3
        assert "organisatie" in result.stderr
        assert "--organisation" in result.stderr


class TestWhereItMayLie:
    @pytest.mark.parametrize("place", ["stukken/pakket", "stukken.woo/redacted/pakket", "stukken.woo/originals"])
    def test_not_where_the_dossier_reads_or_keeps_files(self, dossier: Path, tmp_path: Path, place: str) -> None:
        own = copied(dossier, tmp_path)
        shutil.copytree(dossier.with_name("stukken"), tmp_path / "stukken")
        settings = own / "dossier.toml"
        told = settings.read_text(encoding="utf-8")
        settings.write_text(told.replace(str(dossier.with_name("stukken")), str(tmp_path / "stukken")), "utf-8")
        before = contents(tmp_path)
        refused = packaged(own, "--out", tmp_path / place)
        assert refused.exit_code == 9, refused.output
        assert contents(tmp_path).keys() - {"stukken.woo/dossier.lock"} <= before.keys()


class TestWhatIsPublicAnyhow:
    def test_a_document_that_is_public_already_keeps_its_title_and_withholds_no_words(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "kustwacht.pdf", [["Kamerbrief over de kustwacht"]])
        letter(source / "brief.pdf", [["Geachte mevrouw", "Bel 06 12345678 of mail jan.jansen@ziggo.nl.", "Groet"]])
        dossier = reviewed(source)
        with pymupdf.open(source / "kustwacht.pdf") as pdf:
            x0, top, x1, bottom = pdf[0].get_text("blocks")[0][:4]
        words = "Kamerbrief over de kustwacht"
        withhold(dossier, "kustwacht.pdf", words, Box(x0, top, x1, bottom), "reeds-openbaar")
        path = prepared(dossier, titel='"Verzoek over de kustwacht"')
        entry = 'bestand = "kustwacht.pdf"\ntitel = "Kamerbrief over de kustwacht"\nvindplaats = ["https://www.example.nl/1"]'
        path.write_text(f"{path.read_text()}\n[[document]]\n{entry}\n")
        good(invoke("package", dossier))
        public = dossier / "pakket" / PUBLIC
        rows = csv.DictReader(io.StringIO((public / "inventarislijst.csv").read_text("utf-8-sig")), delimiter=";")
        assert {(row["Titel"], row["Beoordeling"]) for row in rows} >= {
            ("Kamerbrief over de kustwacht", "reeds openbaar")
        }
        assert [p.name for p in (public / "documenten").iterdir()] == ["0001.pdf"]

    def test_letters_of_a_postcode_are_no_prefix_and_own_words_of_the_program_no_leak(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "brief.pdf", [["Aan: Kerkstraat 12, 1311 BZ Almere", "Bel eerder 06 12345678.", "Groet"]])
        dossier = reviewed(source)
        prepared(dossier, voorvoegsel='"BZ"')
        good(invoke("package", dossier))

    def test_a_sheet_may_say_what_a_withheld_sentence_begins_with(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        shutil.copytree(SAMPLES, source, ignore=lambda _, names: [n for n in names if not n.startswith("07-")])
        dossier = reviewed(source)
        prepared(dossier, gronden_uitleg_voorin="true")
        good(invoke("package", dossier))

    def test_an_annex_that_a_lawyer_finished_comes_along(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "brief.pdf", [["Persbericht", "De brug gaat weer open."]])
        dossier = reviewed(source)
        letter(dossier / "bijlage.pdf", [["Bijlage bij het besluit", "Artikel 5.1"]])
        prepared(dossier, bijlage='"bijlage.pdf"')
        good(invoke("package", dossier))
        assert [p.name for p in (dossier / "pakket" / PUBLIC / "besluit").iterdir()] == ["bijlage-bij-besluit.pdf"]


class TestNothingLeaks:
    def test_a_withheld_name_in_a_title_of_the_archive_team_is_refused(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "brief.pdf", [["Geachte mevrouw", "Bel 06 12345678 of mail jan.wolvenkamp@ziggo.nl.", "Groet"]])
        dossier = reviewed(source)
        with prepared(dossier).open("a", encoding="utf-8") as file:
            file.write('\n[[document]]\nbestand = "brief.pdf"\ntitel = "Brief van Wolvenkamp"\n')
        result = invoke("package", dossier)
        assert result.exit_code in (3, 8)
        assert "Wolvenkamp" not in result.output
        assert not (dossier / "pakket").exists()

    def test_a_withheld_name_in_the_title_of_the_publication_is_refused(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        letter(source / "brief.pdf", [["Geachte mevrouw", "Bel 06 12345678 of mail jan.wolvenkamp@ziggo.nl.", "Groet"]])
        dossier = reviewed(source)
        prepared(dossier, titel='"Verzoek van jan.wolvenkamp@ziggo.nl"')
        result = invoke("package", dossier)
        assert result.exit_code == 8, result.output
        assert "wolvenkamp" not in result.output
        assert not (dossier / "pakket").exists()

    def test_a_file_called_after_what_is_withheld_is_called_otherwise(self, tmp_path: Path) -> None:
        source = tmp_path / "zaak"
        lines = [["Geachte mevrouw", "Bel 06 12345678 of mail jan.wolvenkamp@ziggo.nl.", "Groet"]]
        letter(source / "brief jan.wolvenkamp@ziggo.nl.pdf", lines)
        dossier = reviewed(source)
        good(packaged(dossier))
        for name, content in contents(dossier / "pakket" / "openbaar").items():
            assert b"wolvenkamp" not in content.lower(), name

    def test_a_withheld_word_that_every_package_has_keeps_none_back(self, tmp_path: Path) -> None:
        """Words of tables, schemas and metadata, some of which only packages with documents have."""
        words = "Passage Vaststelling Archiefstuk Informatieobject Inhoudsbestand Creatiedatum Onbekend Checksum"
        source, terms = tmp_path / "zaak", tmp_path / "termen.txt"
        letter(source / "een.pdf", [words.split(), ["Dit blad blijft leesbaar."]])
        letter(source / "twee.pdf", [["Geachte heer", "Dit schrijven blijft leesbaar.", "Groet"]])
        terms.write_text("".join(f"{word}\t5.1.2i\n" for word in words.split()))
        dossier = reviewed(source, "--terms", terms)
        good(packaged(dossier))

    def test_a_mail_in_a_font_that_the_file_lacks_gets_its_copy(self, tmp_path: Path) -> None:
        """Its colons lie elsewhere in the font that comes in."""
        source = tmp_path / "zaak"
        heads = ["Van: info@minbuza.nl", "Aan: beleid@minbuza.nl", "Datum: 3 maart 2026", "Onderwerp: gesprek"]
        letter(source / "mail.pdf", [[*heads, "Beste collega,", "Hierbij het verslag."]])
        good(packaged(reviewed(source)))


class TestCheckingAgain:
    def test_a_changed_file_is_told(self, package: Path, tmp_path: Path) -> None:
        changed = Path(shutil.copytree(package, tmp_path / "pakket"))
        victim = changed / PUBLIC / "documenten" / "0002.pdf"
        victim.write_bytes(victim.read_bytes() + b"\n%later\n")
        result = invoke("package", "--check", changed)
        assert result.exit_code == 8
        assert "0002.pdf" in result.output

    def test_a_zip_of_it_can_be_checked_as_well(self, package: Path, tmp_path: Path) -> None:
        made = shutil.make_archive(str(tmp_path / "pakket"), "zip", package)
        assert invoke("package", "--check", made).exit_code == 0

    def test_what_is_not_there_is_told(self, tmp_path: Path) -> None:
        result = invoke("package", "--check", tmp_path / "niets")
        assert result.exit_code == 3
        assert "niets" in result.stderr

    def test_an_empty_folder_is_no_good_package(self, tmp_path: Path) -> None:
        result = invoke("package", "--check", tmp_path)
        assert (result.exit_code, "geen bestanden" in result.stderr) == (3, True)

    @pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
    def test_a_name_begins_no_line_of_its_own(self, package: Path, tmp_path: Path) -> None:
        changed = Path(shutil.copytree(package, tmp_path / "pakket"))
        (changed / PUBLIC / "x\nNiets houdt dit pakket tegen.").touch()
        result = invoke("package", "--check", changed)
        assert result.exit_code == 8
        assert "Niets houdt dit pakket tegen." not in result.output.splitlines()
