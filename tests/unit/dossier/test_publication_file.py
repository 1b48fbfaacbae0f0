import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.publication_settings import ArchiveEntry, DocumentEntry, PublicationSettings
from woo_redact.dossier.publication_file import DOCUMENT_KEYS, KEYS, read_publication_file, write_template
from woo_redact.errors import DossierError, OutputError

FULL = PublicationSettings(
    organisation='ministerie van "Zaken" \\ $x',
    title="Besluit over de brug",
    matter="2026-0042",
    prefix="BZ",
    description="Waar het over gaat.",
    requested=date(2025, 12, 1),
    decided=date(2026, 2, 28),
    category="Woo-verzoeken en -besluiten",
    themes=("defensie", "internationaal"),
    address="https://www.example.nl/woo/2026-0042/",
    decision_letter="brieven/besluit.pdf",
    archive=ArchiveEntry("ministerie van Zaken", "V", "P10Y", "Selectielijst 2020", "e-depot", "archief@example.nl"),
    ground_sheet=True,
    third_parties=False,
    ghostscript="/usr/bin/gs",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "publicatie.toml"


def read(path: Path, text: str, *names: str) -> PublicationSettings:
    path.write_text(text, encoding="utf-8")
    return read_publication_file(path, names)


def told(path: Path, text: str, *names: str) -> str:
    with pytest.raises(DossierError) as caught:
        read(path, text, *names)
    assert str(path) in caught.value.message
    assert caught.value.remedy
    return caught.value.message


class TestTemplate:
    def test_what_is_known_comes_back(self, path: Path) -> None:
        write_template(path, FULL)
        assert read_publication_file(path, ()) == FULL
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_without_anything_known_everything_is_left_to_the_program(self, path: Path) -> None:
        write_template(path)
        assert read_publication_file(path, ()) == PublicationSettings()

    def test_it_explains_every_key(self, path: Path) -> None:
        write_template(path)
        text = path.read_text(encoding="utf-8")
        assert all(f"\n{key} = " in text for key in KEYS)
        assert all(f"\n# {key} = " in text for key in DOCUMENT_KEYS)

    def test_the_example_of_a_document_can_be_read(self, path: Path) -> None:
        write_template(path)
        _, head, example = path.read_text(encoding="utf-8").partition("# [[document]]")
        names = ("map/nota.pdf", "map/andere-nota.pdf")
        entry = read(path, f"{head}{example}".replace("# ", ""), *names).documents[0]
        assert (entry.name, entry.id, entry.sort, entry.family) == ("map/nota.pdf", "0001", "beslisnota", 1)

    def test_what_people_wrote_is_never_written_over(self, path: Path) -> None:
        path.write_text("titel = 'van mij'", encoding="utf-8")
        with pytest.raises(OutputError):
            write_template(path)
        assert path.read_text(encoding="utf-8") == "titel = 'van mij'"


class TestDocuments:
    def test_what_is_told_of_a_document_is_read(self, path: Path) -> None:
        text = """
            [[document]]
            bestand = "map/nota.pdf"
            id = "N1"
            titel = " De\\u202e nota\\nover de brug "
            datum = 2026-02-28
            ontvangen = "1-3-2026"
            soort = "beslisnota"
            themas = ["defensie", ""]
            opgeschort = true
            vindplaats = "https://www.example.nl/a"
            toelichting = "Zie ook elders."
            familie = 3
            gerelateerd = ["0002"]
            [[document]]
            bestand = "brief.pdf"
        """
        assert read(path, text, "map/nota.pdf", "brief.pdf").documents == (
            DocumentEntry(
                "map/nota.pdf",
                id="N1",
                title="De nota over de brug",
                date="2026-02-28",
                received="2026-03-01",
                sort="beslisnota",
                themes=("defensie",),
                suspended=True,
                links=("https://www.example.nl/a",),
                remark="Zie ook elders.",
                family=3,
                related=("0002",),
            ),
            DocumentEntry("brief.pdf"),
        )

    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("[[document]]\nbestand = 'weg.pdf'", ["'weg.pdf'", "staat niet in het dossier"]),
            ("[[document]]\nbestand = 'a.pdf'\n[[document]]\nbestand = 'a.pdf'", ["'a.pdf'", "twee keer"]),
            ("[[document]]\ntitel = 'x'", ["[[document]] 1", "'bestand'"]),
            (
                "[[document]]\nbestand = 'a.pdf'\nbeoordeling = 'openbaar'",
                ["'a.pdf'", "onbekende sleutel 'beoordeling'"],
            ),
            ("[[document]]\nbestand = 'a.pdf'\ndatum = '31-02-2026'", ["'a.pdf'", "'datum'", "bestaat"]),
            ("[[document]]\nbestand = 'a.pdf'\nfamilie = 0", ["'a.pdf'", "'familie'"]),
            ("[[document]]\nbestand = 'a.pdf'\nfamilie = true", ["'a.pdf'", "'familie'"]),
            ("[[document]]\nbestand = 'a.pdf'\nvindplaats = ['x']", ["'a.pdf'", "'vindplaats'", "https"]),
            ("[document]\nbestand = 'a.pdf'", ["[[document]]"]),
            ("document = 'a.pdf'", ["[[document]]"]),
        ],
    )
    def test_what_is_wrong_is_told_with_file_and_key(self, path: Path, text: str, parts: list[str]) -> None:
        message = told(path, text, "a.pdf")
        assert all(part in message for part in parts)


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "key"),
        [
            ("titel = 3", "titel"),
            (f"titel = '{'x' * 501}'", "titel"),
            ("zaaknummer = 'a b'", "zaaknummer"),
            ("voorvoegsel = 'a/b'", "voorvoegsel"),
            ("besluitdatum = '31-02-2026'", "besluitdatum"),
            ("besluitdatum = '2026-13-01'", "besluitdatum"),
            ("besluitdatum = '1-1-20222'", "besluitdatum"),
            ("besluitdatum = '1-1-0001'", "besluitdatum"),
            ("besluitdatum = '9999-01-01'", "besluitdatum"),
            ("besluitdatum = 2026-02-28T10:00:00Z", "besluitdatum"),
            ("besluitdatum = 20260228", "besluitdatum"),
            ("themas = 'defensie'", "themas"),
            ("themas = [1]", "themas"),
            ("adres = 'www.example.nl'", "adres"),
            ("adres = 'ftp://example.nl/'", "adres"),
            ("adres = 'https://'", "adres"),
            ("adres = 'https://[x/'", "adres"),
            ("adres = 'https://example.nl/a b/'", "adres"),
            ("adres = 'https://example.nl/?x=1'", "adres"),
            ("besluitbrief = 'besluit.docx'", "besluitbrief"),
            ("gronden-uitleg-voorin = 'ja'", "gronden-uitleg-voorin"),
            ("[archief]\nwaardering = 'X'", "waardering"),
            ("[archief]\nwaardering = ['B']", "waardering"),
            ("[archief]\nbewaartermijn = 'lang'", "bewaartermijn"),
            ("[archief]\nwaardering = 'V'", "bewaartermijn"),
            ("[archief]\nbeheerder = 'x'", "beheerder"),
            ("archief = 3", "archief"),
            ("tittel = 'x'", "tittel"),
        ],
    )
    def test_the_key_is_named(self, path: Path, text: str, key: str) -> None:
        assert key in told(path, text)

    def test_all_are_told_at_once(self, path: Path) -> None:
        message = told(path, "titel = 1\nadres = 2\n[archief]\ncontact = 3")
        assert all(key in message for key in ("titel", "adres", "[archief] sleutel 'contact'"))

    def test_a_broken_file_is_told_with_the_line(self, path: Path) -> None:
        assert "regel 2" in told(path, "titel = 'x'\ndatum = 31-02-2026\n")

    def test_a_file_of_another_encoding_is_told(self, path: Path) -> None:
        path.write_bytes("titel = 'café'".encode("latin-1"))
        with pytest.raises(DossierError, match="UTF-8"):
            read_publication_file(path, ())

    def test_a_missing_file_is_told(self, path: Path) -> None:
        with pytest.raises(DossierError, match="kan niet worden gelezen"):
            read_publication_file(path, ())


class TestForms:
    @pytest.mark.parametrize("written", ["'28-02-2026'", "'2026-02-28'", "2026-02-28", "' 28-2-2026 '"])
    def test_a_date_may_be_written_in_several_ways(self, path: Path, written: str) -> None:
        assert read(path, f"besluitdatum = {written}").decided == date(2026, 2, 28)

    @pytest.mark.parametrize(("written", "iso"), [("10 jaar", "P10Y"), ("P7Y", "P7Y"), ("010 jaren", "P10Y"), ("", "")])
    def test_a_term_may_be_written_in_words(self, path: Path, written: str, iso: str) -> None:
        assert read(path, f"[archief]\nbewaartermijn = '{written}'").archive.term == iso

    def test_the_address_of_a_folder_ends_in_a_slash(self, path: Path) -> None:
        assert read(path, "adres = 'http://example.nl/woo'").address == "http://example.nl/woo/"

    def test_a_file_that_notepad_saved_can_be_read(self, path: Path) -> None:
        path.write_bytes(b"\xef\xbb\xbftitel = 'x'\r\n")
        assert read_publication_file(path, ()).title == "x"

    @given(text=st.text(max_size=200) | st.sampled_from([f"{key} = [[1]]" for key in KEYS]))
    def test_any_text_is_read_or_told(self, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
        path = tmp_path_factory.getbasetemp() / "willekeurig.toml"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            read_publication_file(path, ())
        except DossierError as error:
            assert error.remedy
