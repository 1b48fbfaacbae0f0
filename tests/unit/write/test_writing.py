"""What is covered is gone, what is beside it stays, and the label stands in the margin."""

import stat
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from support.write_pages import find, pages, text_of, write
from woo_redact.domain.ground import LabelPlace, LabelScheme, LabelStyle
from woo_redact.errors import OutputError
from woo_redact.pipeline.stages import load_rule_set, verifier
from woo_redact.verify.check import TwoEngineVerifier
from woo_redact.write.burn import PyMuPdfWriter

SENTENCE = "Karin Ouwehand belt morgen met de gemeente."


def make(path: Path, lines: list[str], spacing: float = 1.2, size: float = 11, font: str = "helv") -> Path:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(lines):
            page.insert_text((90, 100 + number * spacing * size), line, fontsize=size, fontname=font)
        document.save(path)
    return path


def test_the_passage_is_gone_and_the_rest_is_there(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", [SENTENCE, "Tweede regel."])
    text = text_of(write(source, [find(pages(source)[0], "Karin Ouwehand")]))
    assert "Karin" not in text
    assert "Ouwehand" not in text
    assert "belt morgen met de gemeente." in text
    assert "Tweede regel." in text
    assert "5.1.2e" in text


@pytest.mark.parametrize("spacing", [1.0, 1.05, 1.2, 1.5])
@pytest.mark.parametrize("font", ["helv", "tiro", "cour"])
def test_lines_above_and_below_stay_whatever_the_spacing(tmp_path: Path, spacing: float, font: str) -> None:
    lines = ["gjpqy Åéö boven de regel gjpqy", "naam Jansen-De Vries, gjpqy", "ÅÉÔ onder de regel ÅÉÔ"]
    source = make(tmp_path / "a.pdf", lines, spacing, font=font)
    text = text_of(write(source, [find(pages(source)[0], "Jansen-De Vries")]))
    for kept in (lines[0], "naam", "gjpqy", lines[2]):
        assert kept in text
    assert "Jansen" not in text


def test_part_of_a_word_goes_and_its_neighbours_stay(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", ["mail k.ouwehand@minocw.nl, of bel"])
    text = text_of(write(source, [find(pages(source)[0], "k.ouwehand")]))
    assert "@minocw.nl, of bel" in text
    assert "ouwehand" not in text


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 60, 500, 700)])
def test_rotated_pages_and_shifted_crop_boxes(tmp_path: Path, rotation: int, crop: tuple[int, ...] | None) -> None:
    path = make(tmp_path / "a.pdf", [SENTENCE, "Tweede regel."])
    with pymupdf.open(path) as document:
        if crop:
            document[0].set_cropbox(pymupdf.Rect(*crop))
        document[0].set_rotation(rotation)
        content = document.tobytes()
    path.write_bytes(content)
    text = text_of(write(path, [find(pages(path)[0], "Ouwehand")]))
    assert "Ouwehand" not in text
    assert "Karin" in text
    assert "Tweede regel." in text


@pytest.mark.parametrize("rotate", [90, 270])
def test_text_that_runs_up_or_down(tmp_path: Path, rotate: int) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((300, 400), "Karin Ouwehand belt", fontsize=11, rotate=rotate)
        page.insert_text((312, 400), "andere regel hier", fontsize=11, rotate=rotate)
        document.save(path)
    text = text_of(write(path, [find(pages(path)[0], "Ouwehand")]))
    assert "Ouwehand" not in text
    assert "Karin" in text
    assert "andere regel hier" in text


def test_pixels_under_a_cover_are_removed_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page()
        picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 200, 100))
        picture.set_rect(picture.irect, (200, 30, 30))
        page.insert_image(pymupdf.Rect(90, 80, 290, 180), pixmap=picture)
        page.insert_text((100, 120), "Karin staat in beeld", fontsize=11)
        document.save(path)
    target = write(path, [find(pages(path)[0], "Karin")])
    with pymupdf.open(target) as document:
        image = document.extract_image(document[0].get_images()[0][0])["image"]
    pixels = pymupdf.Pixmap(image)
    assert pixels.pixel(20, 35) != (200, 30, 30)
    assert pixels.pixel(150, 80) == (200, 30, 30)


def test_table_lines_beside_a_cover_stay(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", [SENTENCE])
    with pymupdf.open(path) as document:
        document[0].draw_line((80, 104), (400, 104))
        document[0].draw_rect((80, 85, 400, 130))
        content = document.tobytes()
    path.write_bytes(content)
    target = write(path, [find(pages(path)[0], "Karin Ouwehand")])
    with pymupdf.open(target) as document:
        boxes = [d["rect"] for d in document[0].get_drawings()]
    assert any(b.width > 300 and b.height < 1 for b in boxes)
    assert any(b.width > 300 and b.height > 40 for b in boxes)


def test_the_label_is_in_the_margin_or_in_the_box(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", [SENTENCE])
    covered = find(pages(source)[0], "Karin Ouwehand")
    for place, inside in ((LabelPlace.MARGIN, False), (LabelPlace.BOX, True)):
        with pymupdf.open(write(source, [covered], place=place)) as document:
            word = next(w for w in document[0].get_text("words") if w[4] == "5.1.2e")
        assert (covered.cover[0].x0 <= word[0] <= covered.cover[0].x1) is inside


def test_a_long_label_is_broken_over_lines_in_the_margin(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", [SENTENCE])
    target = write(source, [find(pages(source)[0], "Karin")], LabelScheme.SHORT)
    with pymupdf.open(target) as document:
        words = [w for w in document[0].get_text("words") if w[4] in ("Bescherming", "persoonlijke", "levenssfeer")]
        assert len(words) == 3
        assert all(w[2] < 90 for w in words)
        sizes = {
            s["size"] for b in document[0].get_text("dict")["blocks"] for line in b["lines"] for s in line["spans"]
        }
    assert min(sizes) >= 6


def test_consecutive_lines_get_one_label(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", ["een twee drie", "vier vijf zes", "zeven acht"])
    page = pages(source)[0]
    target = write(source, [find(page, "een twee drie\nvier vijf zes", "5.1.1b")])
    assert text_of(target).count("5.1.1b") == 1


def test_a_page_without_margins_gets_a_gutter(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=200)
        page.insert_text((6, 100), "Karin " + "x" * 46, fontsize=11)
        document.save(path)
    target = write(path, [find(pages(path)[0], "Karin")])
    with pymupdf.open(target) as document:
        assert document[0].rect.width > 330
    assert "5.1.2e" in text_of(target)


def test_nothing_of_the_source_but_its_pages_is_left(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", [SENTENCE])
    with pymupdf.open(path) as document:
        document.set_metadata({"title": "Ouwehand", "author": "Karin Ouwehand"})
        document.set_toc([[1, "Ouwehand", 1]])
        document.embfile_add("Ouwehand.txt", b"Ouwehand")
        document[0].add_text_annot((200, 200), "Ouwehand")
        content = document.tobytes()
    path.write_bytes(content)
    target = write(path, [find(pages(path)[0], "Karin Ouwehand")])
    with pikepdf.open(target) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/Metadata"}
        pdf.save(tmp_path / "b.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    assert b"Ouwehand" not in (tmp_path / "b.pdf").read_bytes()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", [SENTENCE])
    covered = [find(pages(source)[0], "Karin")]
    assert write(source, covered).read_bytes() == write(source, covered).read_bytes()


def test_only_the_owner_may_read_the_output(tmp_path: Path) -> None:
    target = write(make(tmp_path / "a.pdf", [SENTENCE]), [])
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_an_output_that_cannot_be_written_is_told_and_not_left_half(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", [SENTENCE])
    style = LabelStyle({}, LabelScheme.CODE)
    with pytest.raises(OutputError, match="kan niet worden geschreven"):
        PyMuPdfWriter().write(source, tmp_path / "geen-map" / "b.pdf", [], style)


def test_spoken_text_of_tags_is_gone(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", [SENTENCE])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(
            b"/Span << /MCID 0 /ActualText (Karin Ouwehand) >> BDC\n" + content + b"\nEMC /P /Named BDC EMC"
        )
        page.obj.Resources.Properties = pikepdf.Dictionary(Named=pikepdf.Dictionary(Alt=pikepdf.String("Ouwehand")))
        leaf = pikepdf.Dictionary(
            S=pikepdf.Name.P, K=0, Pg=page.obj, Alt=pikepdf.String("Ouwehand"), T=pikepdf.String("Ouwehand")
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([leaf]), IDTree=pikepdf.String("Ouwehand")
            )
        )
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True, Who=pikepdf.String("Ouwehand"))
        pdf.Root.Lang = pikepdf.String("nl-NL")
        pdf.save(path)
    target = write(path, [find(pages(path)[0], "Karin Ouwehand")])
    with pikepdf.open(target) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.MarkInfo.Marked
        pdf.save(tmp_path / "b.pdf", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    assert b"Ouwehand" not in (tmp_path / "b.pdf").read_bytes()


def test_a_watermark_beside_the_passage_stays(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", ["Opgesteld door Karin Ouwehand", *["gewone regel tekst"] * 20], spacing=2)
    with pymupdf.open(path) as document:
        page = document[0]
        writer = pymupdf.TextWriter(page.rect, color=(0.8, 0.8, 0.8))
        writer.append((150, 500), "CONCEPT", fontsize=70)
        writer.write_text(page, morph=(pymupdf.Point(300, 450), pymupdf.Matrix(45)))
        content = document.tobytes()
    path.write_bytes(content)
    text = text_of(write(path, [find(pages(path)[0], "Karin Ouwehand")]))
    assert "Ouwehand" not in text
    assert all(letter in text for letter in "CONCEPT")
    assert text.count("gewone regel tekst") == 20


def test_bookmarks_that_still_stand_on_the_pages_and_repeat_nothing_withheld_remain(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", ["Aanleiding van het gesprek", SENTENCE, "Karin Ouwehand belt"])
    with pymupdf.open(path) as document:
        titles = ("Aanleiding", "Gesprek met Karin Ouwehand", "Ouwehand", "Staat nergens")
        document.set_toc([[1, title, 1] for title in titles])
        content = document.tobytes()
    path.write_bytes(content)
    with pymupdf.open(write(path, [find(pages(path)[0], "Karin Ouwehand")])) as document:
        assert [title for _, title, _ in document.get_toc()] == ["Aanleiding"]


def test_a_bookmark_that_repeats_a_withheld_name_with_an_accent_goes(tmp_path: Path) -> None:
    path = make(tmp_path / "a.pdf", ["Daniëls en anderen", SENTENCE, "Karin Daniëls belt"])
    with pymupdf.open(path) as document:
        document.set_toc([[1, "Daniëls en anderen", 1]])
        content = document.tobytes()
    path.write_bytes(content)
    with pymupdf.open(write(path, [find(pages(path)[0], "Karin Daniëls")])) as document:
        assert document.get_toc() == []


def test_words_of_the_metadata_that_every_output_has_may_be_withheld(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", ["Dit staat op http bij de dienst", SENTENCE])
    found = [find(pages(source)[0], "http")]
    report = TwoEngineVerifier(frozenset({"5.1.2e"})).verify(source, write(source, found), found)
    assert report.findings == ()


@pytest.mark.parametrize("place", list(LabelPlace))
def test_a_label_tells_persons_apart_and_the_check_knows_it(tmp_path: Path, place: LabelPlace) -> None:
    source = make(tmp_path / "a.pdf", ["Aan Karin van Ouwehand-Jorritsma en Tjitske Wiersma-Zandbergen hier", "Slot."])
    page = pages(source)[0]
    found = [
        replace(find(page, "Karin van Ouwehand-Jorritsma"), person=12),
        replace(find(page, "Tjitske Wiersma-Zandbergen"), person=3),
    ]
    style = LabelStyle(load_rule_set().grounds, LabelScheme.CODE, place, persons=True)
    target = tmp_path / "out.pdf"
    written = PyMuPdfWriter().write(source, target, found, style)
    text = " ".join(text_of(target).split())
    assert text.index("Persoon 12") < text.index("Persoon 3")
    check = verifier("pdfium", style, found).verify
    assert check(source, target, found, frozenset(), written.coverings).passed
    # Another number than those of the redactions is no label.
    others = [replace(r, person=7) for r in found]
    refused = verifier("pdfium", style, others).verify(source, target, found, frozenset(), written.coverings)
    assert {f.kind for f in refused.findings} == {"added-text"}


def test_without_persons_no_number_is_printed(tmp_path: Path) -> None:
    source = make(tmp_path / "a.pdf", [SENTENCE])
    text = text_of(write(source, [replace(find(pages(source)[0], "Karin Ouwehand"), person=3)]))
    assert "Persoon" not in text
