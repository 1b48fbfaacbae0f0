"""Archive copies of blacked-out PDFs: what they claim is true, and nothing on the pages changes but the id."""

import io
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy
import pikepdf
import pymupdf
import pypdfium2
import pytest
import typst

from support import verapdf
from support.command import made
from support.odd_pdfs import ODD, write_odd
from support.write_pages import GROUNDS, find, pages, text_of, write
from woo_redact.domain.archive_copy import ArchiveCopy, CopyWish, SpokenPassage
from woo_redact.domain.geometry import Box, to_display
from woo_redact.domain.ground import spoken_text
from woo_redact.write.archive.copy import archive_copy
from woo_redact.write.units import take_units

SAMPLES = Path(__file__).parents[2] / "samples"
MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
ID = "WOO0012"
SPOKEN = spoken_text([GROUNDS["5.1.2e"]])
SHEET_TEXT = """
    #set document(title: "Toelichting")
    #set text(lang: "nl")
    = Toelichting op de gronden
    Zie #link("https://wetten.overheid.nl")[de wet] en #link(<hier>)[verderop].
    #pagebreak()
    == Verder <hier>
    #table(columns: 2, table.header([Code], [Uitleg]), [5.1.2e], [persoonlijke levenssfeer])
"""
# They say why they are none, and the reason is one of these.
UNFIT = {
    "unknown-font": "geen PDF/A: een lettertype is niet ingesloten",
    "wrong-widths": "geen PDF/A: lettertype Helvetica is niet ingesloten",
    "narrow-widths": "geen PDF/A: een lettertype heeft andere breedten dan het document zegt",
    "missing-glyphs": "geen PDF/A: een lettertype toont tekens die het niet heeft",
    "coded-twice": "geen PDF/A: de codering van een lettertype voldoet niet aan de norm",
    "cmyk": "geen PDF/A: kleuren staan er in CMYK in",
    "cmyk-picture": "geen PDF/A: kleuren staan er in CMYK in",
    "many-inks": "geen PDF/A: kleuren staan er als drukinkten in",
    "deep": "geen PDF/A: de opbouw van een pagina gaat over een grens van de norm",
}
# A reader draws a font that is not embedded with one of its own.
OTHER_SHAPES = {"standard", "standards", "unknown-font", "wrong-widths", "dark", "full"}
# What PDF/A forbids smooths this one.
SMOOTHED = {"smooth-picture"}


def wish(**more: object) -> CopyWish:
    values = {"id": ID, "title": "Nota over de brug", "passages": (), "moment": MOMENT, **more}
    return CopyWish(**values)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Made:
    """A blacked-out PDF, its copy, and where that lies."""

    source: Path
    copy: ArchiveCopy
    path: Path


@pytest.fixture(scope="module")
def sheet() -> bytes:
    return typst.compile(SHEET_TEXT.encode(), pdf_standards=["a-2a"])


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory, sheet: bytes) -> Mapping[str, Made]:
    """Copies of all samples, of odd PDFs, and of one with a sheet in front."""
    folder = tmp_path_factory.mktemp("copies")
    shutil.copytree(SAMPLES, folder / "samples")
    dossier = made(folder / "samples")
    sources = {path.stem: path for path in sorted((dossier / "redacted").rglob("*.pdf"))}
    sources |= {name: write(path, []) for name, path in write_odd(folder).items()}
    found = {}
    for name, source in sources.items():
        first = Box(72, 90, 150, 104)
        passages = () if name in ODD else (SpokenPassage(0, (first,), ("5.1.2e",), SPOKEN),)
        found[name] = _made(folder, name, source, wish(passages=passages))
    found["with-sheet"] = _made(folder, "with-sheet", sources["tagged"], wish(sheet=sheet, mark="CONCEPT"))
    found["untagged-with-sheet"] = _made(folder, "untagged-with-sheet", sources["two-bytes"], wish(sheet=sheet))
    return found


def _made(folder: Path, name: str, source: Path, wanted: CopyWish) -> Made:
    copy = archive_copy(source, wanted)
    path = folder / f"copy-{name}.pdf"
    path.write_bytes(copy.content)
    return Made(source, copy, path)


Verdicts = Mapping[tuple[str, Path], verapdf.Verdict]


@pytest.fixture(scope="module")
def verdicts(copies: Mapping[str, Made]) -> Verdicts:
    """What veraPDF says of all copies and their sources."""
    if reason := verapdf.absence():
        pytest.skip(reason)
    asked = [(one.copy.level or "2b", one.path) for one in copies.values()]
    asked += [("2b", one.path) for one in copies.values()]
    asked += [("ua1", path) for one in copies.values() for path in (one.path, one.source)]
    return verapdf.verdicts(asked)


def test_every_level_that_is_claimed_is_met(copies: Mapping[str, Made], verdicts: Verdicts) -> None:
    wrong = {
        name: verdicts[one.copy.level, one.path].messages
        for name, one in copies.items()
        if one.copy.level and not verdicts[one.copy.level, one.path].compliant
    }
    assert not wrong


def test_every_sample_becomes_pdf_a(copies: Mapping[str, Made]) -> None:
    assert {copies[path.stem].copy.level for path in SAMPLES.glob("*.pdf")} == {"2u"}


def has_tags(path: Path) -> bool:
    with pikepdf.open(path) as pdf:
        return "/StructTreeRoot" in pdf.Root


def test_level_a_is_for_tags_that_came_with_the_document(copies: Mapping[str, Made]) -> None:
    claimed = {name for name, one in copies.items() if one.copy.level == "2a"}
    assert "tagged" in claimed
    assert claimed <= {name for name, one in copies.items() if has_tags(one.source)}


@pytest.mark.parametrize("name", UNFIT)
def test_what_is_no_pdf_a_claims_nothing_and_says_why(
    copies: Mapping[str, Made], verdicts: Verdicts, name: str
) -> None:
    one = copies[name]
    assert one.copy.level == ""
    assert UNFIT[name] in one.copy.problems
    assert b"pdfaid:part" not in one.copy.content
    assert not verdicts["2b", one.path].compliant


def test_odd_documents_that_can_be_pdf_a_are(copies: Mapping[str, Made]) -> None:
    levels = {name: copies[name].copy.level for name in (*ODD, "scan") if name not in UNFIT}
    assert {name for name, level in levels.items() if level not in ("2u", "2a")} == {"silent"}
    assert levels["silent"] == "2b"


def test_no_font_of_a_document_is_named_unless_all_know_it(copies: Mapping[str, Made]) -> None:
    assert not [p for one in copies.values() for p in one.copy.problems if "Geheim" in p]


def test_tagged_documents_break_no_rule_of_pdf_ua_that_their_source_keeps(
    copies: Mapping[str, Made], verdicts: Verdicts
) -> None:
    for name in ("tagged", "with-sheet"):
        one = copies[name]
        assert verdicts["ua1", one.path].broken.keys() <= verdicts["ua1", one.source].broken.keys()


def shown(path: Path, page: int) -> numpy.ndarray:
    with pypdfium2.PdfDocument(path) as document:
        return numpy.array(document[page].render(scale=2, rev_byteorder=True).to_numpy())


def without(picture: numpy.ndarray, one: Made, page: int) -> numpy.ndarray:
    """Return the picture with white where the id stands."""
    with opened(one.source) as document:
        held = document[page - one.copy.front]
        box = to_display(one.copy.printed[page], held.cropbox.width, held.cropbox.height, held.rotation)
    clear = picture.copy()
    clear[max(int(2 * box.top), 0) : int(2 * box.bottom) + 1, max(int(2 * box.x0), 0) : int(2 * box.x1) + 1] = 255
    return clear


def test_pages_look_as_they_did_apart_from_the_id(copies: Mapping[str, Made]) -> None:
    differing = []
    for name, one in copies.items():
        if name in OTHER_SHAPES | SMOOTHED:
            continue
        with pymupdf.open(one.source) as document:
            count = len(document)
        for page in range(count):
            before, after = shown(one.source, page), shown(one.path, page + one.copy.front)
            after = without(after, one, page + one.copy.front)[: before.shape[0], : before.shape[1]]
            if not numpy.array_equal(without(before, one, page + one.copy.front), after):
                differing.append((name, page))
    assert not differing


def test_the_id_is_read_where_it_is_told_to_stand(copies: Mapping[str, Made]) -> None:
    for name, one in copies.items():
        with opened(one.path) as document:
            assert set(one.copy.printed) == set(range(len(document))), name
            for index, page in enumerate(document):
                box = one.copy.printed[index]
                area = pymupdf.Rect(box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)
                words = [word[4] for word in page.get_text("words") if pymupdf.Rect(word[:4]) in area]
                assert ID in words, (name, index)


def test_the_id_stands_upright_over_nothing(copies: Mapping[str, Made]) -> None:
    for name, one in copies.items():
        with opened(one.path) as document:
            for page in document:
                lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
                own = [line for line in lines if any(span["text"].endswith(ID) for span in line["spans"])]
                assert own, name
                turn = page.rotation_matrix
                assert all(
                    abs(pymupdf.Point(line["dir"]) * turn - pymupdf.Point(0, 0) * turn - (1, 0)) < 0.01 for line in own
                )
                others = [line["bbox"] for line in lines if line not in own and line["spans"][0]["text"].strip()]
                stands = [pymupdf.Rect(line["bbox"]) for line in own]
                assert not [box for box in others if any(place.intersects(box) for place in stands)], name


@contextmanager
def opened(path: Path) -> Iterator[pymupdf.Document]:
    """Open a PDF whose pages count in points."""
    with pymupdf.open(path) as document:
        take_units(document)
        yield document


def test_the_text_of_the_pages_stays(copies: Mapping[str, Made]) -> None:
    for name in ODD:
        one = copies[name]
        before, after = text_of(one.source).split(), text_of(one.path).split()
        after.remove(ID)
        assert sorted(after) == sorted(before), name


def test_the_same_wish_gives_the_same_bytes(copies: Mapping[str, Made], sheet: bytes) -> None:
    assert archive_copy(copies["tagged"].source, wish()).content == copies["tagged"].copy.content
    again = archive_copy(copies["tagged"].source, wish(sheet=sheet, mark="CONCEPT"))
    assert again.content == copies["with-sheet"].copy.content


def test_a_sheet_stands_in_front_and_all_leads_where_it_did(copies: Mapping[str, Made]) -> None:
    one = copies["with-sheet"]
    assert one.copy.front == 2
    with pymupdf.open(one.path) as document, pymupdf.open(one.source) as source:
        assert len(document) == len(source) + 2
        assert [page.get_label() for page in document] == ["i", "ii", "1"]
        assert [[level, title, at - 2] for level, title, at in document.get_toc()] == source.get_toc()
        links = document[0].get_links()
        assert [link.get("uri") for link in links if link["kind"] == pymupdf.LINK_URI] == ["https://wetten.overheid.nl"]
        assert [link["page"] for link in links if link["kind"] != pymupdf.LINK_URI] == [1]
        assert "Toelichting" in document[0].get_text()


def test_every_marked_part_of_a_page_has_its_element(copies: Mapping[str, Made]) -> None:
    with pikepdf.open(io.BytesIO(copies["with-sheet"].copy.content)) as pdf:
        numbers = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(keys)) == len(keys)
        for page, key in zip(pdf.pages, keys, strict=True):
            opened_marks = pikepdf.parse_content_stream(page, operators="BDC")
            marks = {int(part.operands[1].MCID) for part in opened_marks if "/MCID" in part.operands[1]}
            row = list(numbers[key])
            assert {number for number, element in enumerate(row) if element is not None} >= marks
            for number in marks:
                assert row[number].Type == pikepdf.Name.StructElem


def test_metadata_tells_of_the_document_and_of_no_other_time(copies: Mapping[str, Made]) -> None:
    with pikepdf.open(io.BytesIO(copies["with-sheet"].copy.content)) as pdf:
        assert set(pdf.docinfo.keys()) == {"/Title", "/Producer", "/CreationDate", "/ModDate"}
        assert str(pdf.docinfo.Title) == "Nota over de brug"
        assert str(pdf.docinfo.CreationDate) == "D:20260304050607Z"
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as told:
            assert told["dc:title"] == "Nota over de brug"
            assert told["dc:language"] == {"nl"}
            assert told["xmp:CreateDate"] == told["xmp:ModifyDate"] == "2026-03-04T05:06:07Z"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")


def test_withheld_passages_are_told_by_page_box_and_ground_alone(copies: Mapping[str, Made], sheet: bytes) -> None:
    passages = (SpokenPassage(0, (Box(72.12345, 90, 150, 104), Box(72, 106, 90, 118)), ("5.1.2e", "5.1.1b"), SPOKEN),)
    copy = archive_copy(copies["tagged"].source, wish(passages=passages, sheet=sheet))
    from lxml import etree

    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        top = etree.fromstring(pdf.Root.Metadata.read_bytes())
    spaces = {
        "r": "urn:woo-redact:redactions:1.0#",
        "p": "urn:woo-redact:passage:1.0#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    }
    (passage,) = top.findall(".//r:passages/rdf:Seq/rdf:li", spaces)
    assert passage.findtext("p:page", namespaces=spaces) == "3"
    boxes = [item.text for item in passage.findall("p:boxes/rdf:Seq/rdf:li", spaces)]
    assert boxes == ["72.123 90.000 150.000 104.000", "72.000 106.000 90.000 118.000"]
    assert [item.text for item in passage.findall("p:grounds/rdf:Bag/rdf:li", spaces)] == ["5.1.2e", "5.1.1b"]
    assert b"gelakt" not in etree.tostring(top)


def test_what_was_withheld_is_nowhere_in_the_copy(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 100), "Brief van Gerritsma over de brug")
        document.set_metadata({"title": "Brief van Gerritsma", "author": "Gerritsma"})
        document.save(tmp_path / "brief.pdf")
    (page,) = pages(tmp_path / "brief.pdf")
    source = write(tmp_path / "brief.pdf", [find(page, "Gerritsma")])
    passage = SpokenPassage(0, page.boxes(10, 19), ("5.1.2e",), SPOKEN)
    copy = archive_copy(source, wish(title="Brief over de brug", passages=(passage,)))
    with pikepdf.open(io.BytesIO(copy.content)) as pdf:
        held = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream) and "/Filter" in item]
    assert not [part for part in (copy.content, *held) if b"Gerritsma" in part]
    assert "Gerritsma" not in repr(copy)


@pytest.mark.parametrize("title", ["<&> \x00\x1f\ud800 ]]>", "", "a" * 400, "日本 \U0001f600"])
def test_any_title_makes_metadata_that_can_be_read(copies: Mapping[str, Made], title: str) -> None:
    copy = archive_copy(copies["tagged"].source, wish(title=title))
    with pikepdf.open(io.BytesIO(copy.content)) as pdf, pdf.open_metadata() as told:
        assert told["pdf:Producer"] == "woo-redact"
    assert copy.level == "2a"
