import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from woo_redact.disclosure import typesetting
from woo_redact.disclosure.typesetting import UNKNOWN, compile
from woo_redact.errors import OutputError, RulePackError
from woo_redact.resources import rules_root

MOMENT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TEMPLATE = """#import "opmaak.typ": data, page-style
#show: page-style
= #data.title
#for text in data.at("texts", default: ()) { par(text) }
#if "number" in data [#str(data.number)]
"""


@pytest.fixture(autouse=True)
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "opmaak.typ").write_bytes((rules_root() / "templates" / "opmaak.typ").read_bytes())
    (folder / "proef.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(typesetting, "rules_root", lambda: tmp_path)
    return folder / "proef.typ"


def made(*texts: str, title: str = "Proef", foot: str = "", concept: bool = False) -> bytes:
    return compile("proef.typ", {"texts": list(texts)}, title=title, moment=MOMENT, foot=foot, concept=concept)


def text_of(content: bytes) -> str:
    with pymupdf.open("pdf", content) as pdf:
        return "\n".join(page.get_text() for page in pdf)


def test_the_same_data_give_the_same_bytes() -> None:
    assert made("één", "twee") == made("één", "twee")
    assert made("één") != made("twee")


def test_the_only_time_is_the_one_given() -> None:
    with pikepdf.open(io.BytesIO(made("tekst"))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260304050600Z"
        xmp = pdf.Root.Metadata.read_bytes().decode()
    assert set(re.findall(r"20\d\d-\d\d-\d\dT[^<]+", xmp)) == {"2026-03-04T05:06:00+00:00"}


def test_it_claims_the_standards_and_has_tags_language_and_title() -> None:
    with pikepdf.open(io.BytesIO(made("tekst", title="Een titel"))) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.MarkInfo.Marked
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo["/Title"]) == "Een titel"
    for claim in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        assert claim in xmp


@pytest.mark.parametrize(
    "text", ['#panic("x")', "$x^2$", "*vet* _schuin_", "= Kop", "[haken] #[", "\\ @a <b> `c`", "//"]
)
def test_text_is_never_taken_for_markup(text: str) -> None:
    assert text in text_of(made(text))
    assert text in text_of(made("tekst", title=text))


def test_a_character_that_no_font_has_is_shown_as_a_square_and_the_rest_stays() -> None:
    text = text_of(made("voor 日本 na", "en 😀 ook", title="Titel 語"))
    assert f"voor {UNKNOWN}{UNKNOWN} na" in text
    assert f"en {UNKNOWN} ook" in text
    assert f"Titel {UNKNOWN}" in text


def test_characters_of_other_scripts_that_a_font_has_stay() -> None:
    assert "é ë ñ š ł ø ß α я → ½ € ✓" in text_of(made("é ë ñ š ł ø ß α я → ½ € ✓"))


@pytest.mark.parametrize(
    "text", ["", " ", "\x00\x07", "\u202eomgekeerd", "\ue000", "a\u200db", "\u00ad", "\x80\x9f\t\r\n", "x" * 5000]
)
def test_odd_text_is_no_obstacle(text: str) -> None:
    assert made(text, title=text or "leeg").startswith(b"%PDF")


def test_a_draft_says_so_in_its_title_and_on_each_page() -> None:
    content = made(*["regel"] * 200, title="Lijst", concept=True)
    with pymupdf.open("pdf", content) as pdf:
        assert pdf.page_count > 2
        assert pdf.metadata["title"] == "CONCEPT: Lijst"
        assert all("CONCEPT" in page.get_text() for page in pdf)
    assert "CONCEPT" not in text_of(made("regel"))


def test_the_foot_and_the_number_stand_on_each_page() -> None:
    with pymupdf.open("pdf", made(*["regel"] * 200, foot="zaak 12")) as pdf:
        for number, page in enumerate(pdf, 1):
            assert "zaak 12" in page.get_text()
            assert f"Pagina {number} van {pdf.page_count}" in page.get_text()


def test_a_template_that_is_not_there_is_an_installation_that_is_not_whole() -> None:
    with pytest.raises(RulePackError, match=r"geen\.typ ontbreekt"):
        compile("geen.typ", {}, title="x", moment=MOMENT)


def test_what_goes_wrong_is_told_without_the_data(template: Path) -> None:
    template.write_text("#panic(json(bytes(sys.inputs.data)).secret)", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        compile("proef.typ", {"secret": "Jan Geheim"}, title="x", moment=MOMENT)
    assert "Geheim" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_numbers_and_lists_within_lists_are_passed_as_they_are(template: Path) -> None:
    template.write_text(TEMPLATE + "#for row in data.rows { par(row.at(1)) }", encoding="utf-8")
    content = compile("proef.typ", {"number": 12, "rows": [("a", "日")]}, title="x", moment=MOMENT)
    assert "12" in text_of(content)
    assert UNKNOWN in text_of(content)
