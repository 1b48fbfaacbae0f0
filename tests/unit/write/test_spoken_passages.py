"""Withheld passages in a copy: heard once, between the words beside their box; nothing else of the page changes."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from support.hearing import copy_of, engines, faults, glyphs, reading, said, unlike
from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box
from woo_redact.write.archive.tagging import tag

HEIGHT = 842
# On the baseline at y = 700 of a text in 10 points, between words.
GAP = Box(120, HEIGHT - 707.8, 180, HEIGHT - 697.8)
LABEL = "/Artifact BMC q 0 g 120 697.8 60 10 re f Q BT /F1 6 Tf 20 700 Td (5.1.2e) Tj ET EMC"


def box_at(x: float, y: float, width: float = 60) -> Box:
    """A box on the baseline at (x, y) of the file."""
    return Box(x, HEIGHT - y - 7.8, x + width, HEIGHT - y + 2.2)


def document(*contents: str, **page: object) -> bytes:
    """Pages with this content, Helvetica as F1 and a picture as X1."""
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        picture = pdf.make_stream(b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        for content in contents:
            made = pdf.add_blank_page(page_size=(595, HEIGHT)).obj
            made.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(X1=picture))
            made.Contents = pdf.make_stream(content.encode("latin-1"))
            for key, value in page.items():
                made[f"/{key}"] = value
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def tagged(content: str, tree: str, **page: object) -> bytes:
    """A page with a structure tree, written as ``Document(P(0 Span(1)) P(2))``."""
    with pikepdf.open(io.BytesIO(document(content, **page))) as pdf:
        root = pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        above, last, row = [root], root, {}
        for token in re.findall(r"\w+|[()]", tree):
            if token == "(":
                above.append(last)
            elif token == ")":
                above.pop()
            elif token.isdigit():
                above[-1].K.append(int(token))
                row[int(token)] = above[-1]
            else:
                last = Dictionary(
                    Type=Name.StructElem, S=Name(f"/{token}"), P=above[-1], Pg=pdf.pages[0].obj, K=Array()
                )
                last = pdf.make_indirect(last)
                above[-1].K.append(last)
                if token == "Figure":
                    last.Alt = "Afbeelding"
        numbers = Array([row.get(n) for n in range(max(row) + 1)])
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, numbers])))
        root.ParentTreeNextKey = 1
        pdf.pages[0].obj.StructParents = 0
        saved = io.BytesIO()
        pdf.save(saved)
    return saved.getvalue()


def check(before: bytes, passages: Sequence[SpokenPassage], folder: Path, *, whole: bool = True) -> bytes:
    """Return the copy; it looks the same, has the same letters, and says each passage once in each engine."""
    after = copy_of(before, passages)
    assert faults(after, whole=whole) == []
    assert glyphs(after) == glyphs(before)
    assert unlike(before, after) == {"pdfium": 0, "mupdf": 0}
    for engine, text in engines(after, folder).items():
        assert [text.count(passage.text) for passage in passages] == [1] * len(passages), engine
    return after


LINE = "BT /F1 10 Tf 72 700 Td [(Dag heer ) -6600 ( met spoed.)] TJ ET"
HEARD = "Dag heer [gelakt: passage een (Woo)] met spoed."

WAYS = {
    "a mark around a text": f"/P <</MCID 0>> BDC {LINE} EMC",
    "a mark in a text": "BT /F1 10 Tf 72 700 Td /P <</MCID 0>> BDC [(Dag heer ) -6600 ( met spoed.)] TJ EMC ET",
    "states in between": f"q /P <</MCID 0>> BDC q 0 0 595 842 re W n q 1 0 0 1 0 0 cm {LINE} Q Q EMC Q",
    "a mark in a mark": f"/P <</MCID 0>> BDC /Span BMC {LINE} EMC EMC",
    "a mark with a language": f"/P <</MCID 0 /Lang (nl)>> BDC {LINE} EMC",
    "texts of their own": "/P <</MCID 0>> BDC BT /F1 10 Tf 72 700 Td (Dag heer ) Tj ET "
    "BT /F1 10 Tf 185 700 Td ( met spoed.) Tj ET EMC",
    "strings placed by themselves": "/P <</MCID 0>> BDC BT /F1 10 Tf 72 700 Td (Dag heer ) Tj "
    "113 0 Td ( met spoed.) Tj ET EMC",
    "a page upside down": "/P <</MCID 0>> BDC q 1 0 0 -1 0 842 cm BT /F1 10 Tf 1 0 0 -1 72 142 Tm "
    "[(Dag heer ) -6600 ( met spoed.)] TJ ET Q EMC",
    "a large matrix": "/P <</MCID 0>> BDC BT /F1 1 Tf 10 0 0 10 72 700 Tm [(Dag heer ) -6600 ( met spoed.)] TJ ET EMC",
    "a state that outlives its mark": f"/P <</MCID 0>> BDC q {LINE} EMC Q",
}


@pytest.mark.parametrize("content", WAYS.values(), ids=WAYS.keys())
def test_a_passage_stands_between_the_words_beside_its_box_however_they_are_marked(
    content: str, tmp_path: Path
) -> None:
    before = tagged(f"{content} {LABEL}", "Document(P(0))")
    loose = "outlives" in next(name for name, way in WAYS.items() if way == content)
    after = copy_of(before, [said("een", GAP)])
    assert loose or faults(after) == []
    assert reading(after) == [HEARD]
    assert unlike(before, after) == {"pdfium": 0, "mupdf": 0}
    for engine, text in engines(after, tmp_path).items():
        assert HEARD.replace("[", "").replace("]", "") in text, engine


def test_the_element_says_the_text_in_dutch_and_holds_one_content(tmp_path: Path) -> None:
    after = check(tagged(f"{WAYS['a mark around a text']} {LABEL}", "Document(P(0))"), [said("een", GAP)], tmp_path)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        kids: list[Any] = list(pdf.Root.StructTreeRoot.K[0].K[0].K)
        span = kids[1]
        assert (kids[0], kids[2]) == (0, 2)
        assert (span.S, str(span.ActualText), str(span.Lang)) == ("/Span", "gelakt: passage een (Woo)", "nl-NL")
        assert list(span.K) == [1]


def test_a_passage_of_many_lines_is_heard_once_at_its_first_box(tmp_path: Path) -> None:
    content = "/P <</MCID 0>> BDC BT /F1 10 Tf 12 TL 72 700 Td (Dag) Tj T* T* (Groet) Tj ET EMC"
    passage = said("een", box_at(100, 700, 300), box_at(72, 688, 300))
    after = check(tagged(content, "P(0)"), [passage], tmp_path)
    assert reading(after) == ["Dag [gelakt: passage een (Woo)] Groet"]


def test_an_emptied_cell_has_its_own_passage(tmp_path: Path) -> None:
    row = "/TD <</MCID {}>> BDC q BT /F1 10 Tf {} {} Td ({}) Tj ET Q EMC "
    content = row.format(0, 72, 720, "Naam") + row.format(1, 172, 720, "Nummer") + row.format(2, 272, 720, "Plaats")
    content += "/TD <</MCID 3>> BDC q Q EMC /TD <</MCID 4>> BDC q Q EMC " + row.format(5, 272, 700, "Delft")
    tree = "Table(TR(TD(0) TD(1) TD(2)) TR(TD(3) TD(4) TD(5)))"
    # In the order of a list that goes by ground, not by place.
    passages = [said("nummer", box_at(172, 700)), said("naam", box_at(72, 700))]
    after = check(tagged(content, tree), passages, tmp_path)
    assert reading(after) == [
        "Naam",
        "Nummer",
        "Plaats",
        "[gelakt: passage naam (Woo)]",
        "[gelakt: passage nummer (Woo)]",
        "Delft",
    ]


def test_a_passage_in_a_picture_is_heard_beside_it(tmp_path: Path) -> None:
    content = "/Figure <</MCID 0>> BDC q 400 0 0 600 72 100 cm /X1 Do Q EMC"
    after = check(tagged(content, "Document(Figure(0) P())"), [said("een", GAP)], tmp_path)
    assert reading(after) == ["<Afbeelding>", "[gelakt: passage een (Woo)]"]


def test_a_passage_in_an_artifact_is_heard_all_the_same(tmp_path: Path) -> None:
    content = f"/Artifact BMC {LINE} EMC /P <</MCID 0>> BDC BT /F1 10 Tf 72 500 Td (Tekst) Tj ET EMC"
    after = check(tagged(content, "P(0)"), [said("een", GAP)], tmp_path)
    assert reading(after) == ["[gelakt: passage een (Woo)] Tekst"]


def test_a_page_of_a_tagged_document_without_any_content_left_has_its_passage(tmp_path: Path) -> None:
    before = tagged("0 g 120 697.8 60 10 re f /P <</MCID 0>> BDC EMC", "Document(P(0))")
    after = check(before, [said("een", GAP)], tmp_path, whole=False)
    assert reading(after) == ["[gelakt: passage een (Woo)]"]


def test_text_between_marks_that_cross_gets_its_passage_in_front(tmp_path: Path) -> None:
    before = tagged("/P <</MCID 0>> BDC BT /F1 10 Tf 72 700 Td (Dag) Tj EMC ET", "P(0)")
    after = copy_of(before, [said("een", GAP)])
    assert reading(after)[-1] == "[gelakt: passage een (Woo)]"
    assert unlike(before, after) == {"pdfium": 0, "mupdf": 0}
    assert all("gelakt: passage een (Woo)" in text for text in engines(after, tmp_path).values())


def test_many_passages_keep_the_order_of_their_lines(tmp_path: Path) -> None:
    content = "/P <</MCID 0>> BDC BT /F1 10 Tf 12 TL 72 700 Td "
    content += "[(a) -5500 (b) -5500 (c)] TJ T* [-6000 (d) -6000] TJ T* (e) ' ET EMC"
    places = {"ab": (80, 700), "bc": (142, 700), "voor d": (72, 688), "na d": (142, 688)}
    passages = [said(name, box_at(x, y, 50)) for name, (x, y) in places.items()]
    after = check(tagged(content, "P(0)"), passages[::-1], tmp_path)
    heard = "a [ab] b [bc] c [voor d] d [na d] e"
    assert reading(after) == [re.sub(r"\[(.*?)\]", r"[gelakt: passage \1 (Woo)]", heard)]


# -- documents without tags


def test_a_document_without_tags_gets_paragraphs_pictures_and_artifacts(tmp_path: Path) -> None:
    content = f"{LINE} BT /F1 10 Tf 72 688 Td (Tweede regel) Tj 0 -40 Td (Nieuw blok) Tj ET "
    content += f"q 100 0 0 100 300 300 cm /X1 Do Q 0 0 m 100 100 l S {LABEL}"
    after = check(document(content), [said("een", GAP)], tmp_path)
    assert reading(after) == [f"{HEARD}Tweede regel", "Nieuw blok", "<Afbeelding>"]
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert bool(pdf.Root.MarkInfo.Marked)


def test_a_scan_is_named_by_its_page_and_its_passages_follow(tmp_path: Path) -> None:
    page = "q 595 0 0 842 0 0 cm /X1 Do Q"
    passages = [said("b", box_at(100, 400), page=1), said("a", box_at(100, 600), page=1)]
    after = check(document(page, f"{page} {LABEL}"), passages, tmp_path)
    heard = ["[gelakt: passage a (Woo)]", "[gelakt: passage b (Woo)]"]
    assert reading(after) == ["<Gescande pagina 1>", "<Gescande pagina 2>", *heard]


def test_columns_that_were_written_across_are_read_down() -> None:
    rows = [(72, 700, "een"), (350, 700, "vier"), (72, 600, "twee"), (350, 600, "vijf"), (72, 500, "drie")]
    content = " ".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in rows[::-1])
    assert reading(copy_of(document(content), [])) == ["een", "twee", "drie", "vier", "vijf"]


def test_a_form_with_text_is_one_paragraph(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(document("q /X2 Do Q", "/X3 Do"))) as pdf:
        for name, content in (("/X2", LINE), ("/X3", "0 0 100 100 re f")):
            form = pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form)
            form.BBox, form.Resources = Array([0, 0, 595, HEIGHT]), pdf.pages[0].Resources
            pdf.pages[int(name == "/X3")].Resources.XObject[name] = form
        saved = io.BytesIO()
        pdf.save(saved)
    after = check(saved.getvalue(), [said("een", GAP)], tmp_path)
    with pikepdf.open(io.BytesIO(after)) as pdf:
        parts = list(pdf.Root.StructTreeRoot.K[0].K)
        assert [part.S for part in parts] == ["/P", "/P"]
        assert [("/ActualText" in part.K[0] if isinstance(part.K[0], Dictionary) else False) for part in parts] == [
            False,
            True,
        ]


def test_a_document_that_cannot_be_marked_has_its_passages_in_the_content_alone(tmp_path: Path) -> None:
    before = document(f"{LINE} {LABEL}", "/Span BMC BT /F1 10 Tf 72 700 Td (Dag) Tj EMC ET")
    passages = [said("een", GAP), said("twee", GAP, page=1)]
    after = copy_of(before, passages, tree=False)
    assert unlike(before, after) == {"pdfium": 0, "mupdf": 0}
    for engine, text in engines(after, tmp_path).items():
        assert HEARD.replace("[", "").replace("]", "") in text, engine
        assert text.count("passage twee") == 1, engine
    with pikepdf.open(io.BytesIO(after)) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert "/MarkInfo" not in pdf.Root


ODD = {
    "nothing": "",
    "an unbalanced Q": f"Q Q {LINE}",
    "an open q": f"q {LINE} q",
    "no font": "BT 72 700 Td (Dag) Tj ET",
    "an inline picture": f"q 50 0 0 50 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q {LINE}",
    "an operator that is none": f"{LINE} 1 2 zz",
    "operands that are missing": f"Td Tf cm {LINE}",
    "a name that is not there": f"/Q1 Do /F9 10 Tf {LINE}",
    "text of no size": f"BT /F1 0 Tf 72 700 Td (x) Tj ET {LINE}",
    "a flat matrix": f"BT /F1 10 Tf 0 0 0 0 72 700 Tm (x) Tj ET {LINE}",
    "numbers without a structure": f"/P <</MCID 7>> BDC {LINE} EMC",
    "marks in marks": f"/Span BMC /Span BMC {LINE} EMC 0 0 10 10 re f EMC",
    "what is said already": f"/Span <</ActualText (Anders)>> BDC {LINE} EMC",
    "a text in a text": f"BT BT /F1 10 Tf 72 700 Td (Dag) Tj ET ET {LINE}",
    "an EMC too many": f"{LINE} EMC",
    "a mark left open": f"/Span BMC {LINE}",
    "a word that is none of the language": "BT /F1 10 Tf 72 700 Td <2",
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD.keys())
def test_odd_content_stays_as_it_is_and_its_passage_is_heard(content: str, tmp_path: Path) -> None:
    before = document(f"{content} ")
    with pikepdf.open(io.BytesIO(before)) as pdf:
        made = tag(pdf, [said("een", GAP)], "nl")
        saved = io.BytesIO()
        pdf.save(saved, deterministic_id=True)
    after = saved.getvalue()
    assert unlike(before, after) == {"pdfium": 0, "mupdf": 0}
    assert glyphs(after) == glyphs(before)
    assert not made or [fault for fault in faults(after) if "closes" not in fault and "left open" not in fault] == []
    silent = {engine for engine, text in engines(before, tmp_path).items() if content and not text}
    for engine, text in engines(after, tmp_path).items():
        assert engine in silent or text.count("gelakt: passage een (Woo)") == 1, engine


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "more", [{}, {"CropBox": Array([40, 30, 560, 800])}, {"UserUnit": 2}, {"MediaBox": Array([595, 842, 0, 0])}]
)
def test_a_box_is_found_however_the_page_lies(rotation: int, more: dict[str, object], tmp_path: Path) -> None:
    left, top = (40, 800) if "CropBox" in more else (0, HEIGHT)
    box = Box(120 - left, top - 707.8, 180 - left, top - 697.8)
    before = document(f"{LINE} BT /F1 10 Tf 72 600 Td (Later) Tj ET", Rotate=rotation, **more)
    after = check(before, [said("een", box), said("wijd", Box(-50, top - 660, 900, top - 640))], tmp_path)
    assert HEARD in reading(after)


def test_a_page_that_is_not_there_is_refused() -> None:
    with pikepdf.new() as pdf, pytest.raises(ValueError, match="page"):
        tag(pdf, [said("een", GAP)], "nl")


def test_the_same_document_gives_the_same_bytes() -> None:
    before = document(f"{LINE} {LABEL}")
    assert copy_of(before, [said("een", GAP)]) == copy_of(before, [said("een", GAP)])


def test_nothing_but_passages_and_fixed_words_enters_the_tree() -> None:
    after = copy_of(document(f"{LINE} q 595 0 0 842 0 0 cm /X1 Do Q {LABEL}"), [said("een", GAP)])
    with pikepdf.open(io.BytesIO(after)) as pdf:
        texts = set()
        for item in pdf.objects:
            if isinstance(item, Dictionary) and item.get("/Type") == "/StructElem":
                texts |= {str(value) for value in dict(item.items()).values() if isinstance(value, pikepdf.String)}
    assert texts == {"gelakt: passage een (Woo)", "nl-NL", "Afbeelding"}


# -- the checks of these tests find what they are for


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("BT /F1 10 Tf 72 100 Td (Los) Tj ET", "Tj in no content"),
        ("/P <</MCID 99>> BDC EMC", "in the content"),
        ("/P <</MCID 0>> BDC EMC", "in the content"),
        ("/Artifact BMC BT EMC ET", "EMC closes BT"),
    ],
)
def test_content_that_does_not_fit_the_tree_is_noticed(wrong: str, fault: str) -> None:
    with pikepdf.open(io.BytesIO(copy_of(document(LINE), []))) as pdf:
        pdf.pages[0].contents_add(wrong.encode())
        saved = io.BytesIO()
        pdf.save(saved)
    assert any(fault in one for one in faults(saved.getvalue()))
