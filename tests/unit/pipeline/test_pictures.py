"""Pictures of pages under review: as displayed, as published, and never at the cost of the server."""

import os
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.ground import LabelScheme, LabelStyle
from woo_redact.domain.width import Widths
from woo_redact.dossier.layout import DossierLayout
from woo_redact.errors import DossierError, InputError
from woo_redact.parallel import TimedTasks
from woo_redact.pipeline import page_tasks
from woo_redact.pipeline.page_values import PageToPublish
from woo_redact.pipeline.pictures import KEPT, Pictures
from woo_redact.pipeline.stages import load_rule_set, writer
from woo_redact.pipeline.views import PageSize
from woo_redact.readers.raster import page_jpeg

DOCUMENT = "d" * 64
SECRET = Box(88.0, 90.0, 200.0, 104.0)


@pytest.fixture
def original(layout: DossierLayout) -> Path:
    path = layout.original(DOCUMENT)
    with pymupdf.open() as pdf:
        pdf.new_page(width=595, height=842).insert_text((90, 100), "Eerste pagina", fontsize=11)
        second = pdf.new_page(width=842, height=595)
        second.insert_text((90, 100), "Karin Ouwehand belde", fontsize=11)
        second.set_rotation(90)
        pdf.save(path)
    return path


@pytest.fixture
def pictures(layout: DossierLayout, original: Path) -> Iterator[Pictures]:
    assert original.is_file()
    with Pictures(layout, 1) as made:
        yield made


def shown(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def darkest(picture: Image.Image, x: int, y: int) -> float:
    low = picture.crop((x, y, x + 1, y + 1)).getextrema()[0]
    assert isinstance(low, int | float)
    return low


def wanted(*approved: Redaction, page: int = 0, as_picture: str = "") -> PageToPublish:
    style = LabelStyle(load_rule_set().grounds, LabelScheme.CODE)
    return PageToPublish(DOCUMENT, page, approved, style, Widths.STEP, "pymupdf", as_picture)


def redaction(page: int) -> Redaction:
    return Redaction(DOCUMENT, Span(page, 0, 14), (SECRET,), ("5.1.2e",))


def test_sizes_are_those_of_page_space(pictures: Pictures) -> None:
    assert pictures.sizes(DOCUMENT) == (PageSize(595, 842, 0), PageSize(842, 595, 90))


def test_a_picture_is_turned_as_the_page_is_displayed(pictures: Pictures) -> None:
    picture = shown(pictures.picture(DOCUMENT, 1, 72))
    assert (picture.format, picture.size) == ("JPEG", (595, 842))


def test_a_page_is_read_in_another_process(pictures: Pictures) -> None:
    assert pictures.known(DOCUMENT, 1) is None
    found = pictures.page(DOCUMENT, 1)
    assert found.text == "Karin Ouwehand belde"
    assert pictures.known(DOCUMENT, 1) is found


@pytest.mark.parametrize("page", [0, 1])
def test_a_preview_is_black_where_something_goes(pictures: Pictures, page: int) -> None:
    after = shown(pictures.preview(wanted(redaction(page), page=page), 72)).convert("L")
    x, y = (120, 97) if page == 0 else (after.size[0] - 97, 120)
    assert darkest(after, x, y) < 30
    before = shown(pictures.preview(wanted(page=page), 72)).convert("L")
    assert before.size[1 - page] == after.size[1 - page]
    assert darkest(before, x, y) > 30


def test_labels_are_those_of_the_writer(pictures: Pictures) -> None:
    (label,) = pictures.labels(wanted(redaction(0)))
    assert label.texts == ("5.1.2e",)
    assert label.box.top < SECRET.bottom
    assert label.box.bottom > SECRET.top
    assert pictures.labels(wanted()) == ()


def test_a_page_that_has_to_be_a_picture_is_one_in_the_preview(pictures: Pictures) -> None:
    assert shown(pictures.preview(wanted(redaction(0), as_picture="de tekst liegt"), 72)).size[1] == 842


@pytest.mark.parametrize("dpi", [0, 73, 100_000])
def test_only_a_few_sizes_are_made(pictures: Pictures, dpi: int) -> None:
    with pytest.raises(InputError):
        pictures.picture(DOCUMENT, 0, dpi)


@pytest.mark.parametrize("page", [-1, 2, 10**9])
def test_there_is_no_other_page(pictures: Pictures, page: int) -> None:
    with pytest.raises(InputError):
        pictures.picture(DOCUMENT, page, 72)


def test_a_huge_page_is_shown_small(layout: DossierLayout, pictures: Pictures) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_400, 14_400))
        pdf.save(layout.original("e" * 64))
    width, height = shown(pictures.picture("e" * 64, 0, 220)).size
    assert width * height <= 16_100_000


def test_an_original_that_only_points_elsewhere_is_not_followed(layout: DossierLayout, pictures: Pictures) -> None:
    elsewhere = layout.root / "elders.pdf"
    layout.original(DOCUMENT).rename(elsewhere)
    layout.original(DOCUMENT).symlink_to(elsewhere)
    with pytest.raises(DossierError):
        pictures.picture(DOCUMENT, 0, 72)


@pytest.mark.parametrize("name", ["../dossier", "../../etc/passwd", "f" * 64])
def test_what_is_no_document_of_the_dossier_is_refused(pictures: Pictures, name: str) -> None:
    with pytest.raises(DossierError):
        pictures.picture(name, 0, 72)


def test_a_file_that_is_no_pdf_is_told(layout: DossierLayout, pictures: Pictures) -> None:
    layout.original("f" * 64).write_bytes(b"%PDF-1.7 rommel")
    with pytest.raises(InputError):
        pictures.picture("f" * 64, 0, 72)


def test_what_was_made_is_kept_and_no_more_than_there_is_room_for(
    pictures: Pictures, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert KEPT == 64 << 20
    first = pictures.picture(DOCUMENT, 0, 72)
    assert pictures.picture(DOCUMENT, 0, 72) is first
    monkeypatch.setattr("woo_redact.pipeline.pictures.KEPT", len(first))
    pictures.picture(DOCUMENT, 1, 72)
    assert pictures.picture(DOCUMENT, 0, 72) is not first


def test_a_task_that_hangs_crashes_or_wants_too_much_is_told_and_the_next_is_done() -> None:
    tasks = TimedTasks(1, 3.0)
    try:
        with pytest.raises(InputError, match="te lang"):
            tasks.ask(time.sleep, 60)
        with pytest.raises(InputError, match="niet gelukt"):
            tasks.ask(os._exit, 3)
        with pytest.raises(InputError, match="niet gelukt"):
            tasks.ask(bytes, 5 << 30)
        assert tasks.ask(abs, -4) == 4
    finally:
        tasks.close()


def form(path: Path) -> Path:
    """Three pages: text, a filled-in field and a coloured mark, a page that is turned."""
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((90, 100), "Eerste pagina", fontsize=11)
        page = pdf.new_page()
        page.insert_text((90, 100), "Karin Ouwehand belde over de zaak", fontsize=11)
        page.add_highlight_annot(pymupdf.Rect(180, 90, 220, 104))
        field = pymupdf.Widget()
        field.field_name, field.field_type, field.field_value = "naam", pymupdf.PDF_WIDGET_TYPE_TEXT, "Ingevuld"
        field.rect = pymupdf.Rect(90, 140, 250, 160)
        page.add_widget(field)
        turned = pdf.new_page()
        turned.insert_text((90, 100), "Karin Ouwehand belde over de zaak", fontsize=11)
        turned.set_rotation(270)
        pdf.save(path)
    return path


@pytest.mark.parametrize("page", [1, 2])
def test_a_preview_is_what_the_writer_makes_of_the_whole_document(layout: DossierLayout, page: int) -> None:
    original, target = form(layout.original(DOCUMENT)), layout.root / "whole.pdf"
    asked = wanted(redaction(page), page=page)
    written = writer("pymupdf").write(original, target, asked.approved, asked.style, {}, asked.widths)
    alone = page_tasks.publish(original, asked, layout.cache)
    assert page_tasks.picture_of(alone, 72) == page_jpeg(target, page, 72)
    assert alone.labels == written.labels[page]


def test_nothing_is_left_on_disk(layout: DossierLayout, pictures: Pictures) -> None:
    before = sorted(layout.root.rglob("*"))
    pictures.preview(wanted(redaction(0)), 72)
    with pytest.raises(InputError):
        pictures.preview(wanted(page=9), 72)
    assert sorted(layout.root.rglob("*")) == before


def test_what_a_killed_server_left_is_taken_away(layout: DossierLayout) -> None:
    left = layout.cache / "preview-x"
    left.mkdir()
    (left / ".page.part").write_text("x")
    layout.sweep()
    Pictures(layout, 1).close()
    assert not left.exists()


def test_a_worker_that_is_ended_leaves_nothing(layout: DossierLayout, original: Path) -> None:
    assert original.is_file()
    with Pictures(layout, 1, seconds=0.001) as pictures, pytest.raises(InputError, match="te lang"):
        pictures.preview(wanted(redaction(0)), 72)
    assert list(layout.cache.iterdir()) == []
