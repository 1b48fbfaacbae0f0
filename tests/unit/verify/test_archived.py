"""An archive copy that is not the blacked-out PDF, or holds more than that, is found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from support.archive_copies import AT, SPOKEN, TITLE, Copied, Edit, copied, edited, packet, redrawn
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.archived import check_copy

NAME = "Wieringerwaard"


def checked(made: Copied) -> tuple[Finding, ...]:
    found = check_copy(*made.arguments)
    assert all(f.severity is Severity.BLOCKING and f.message for f in found)
    assert NAME not in repr(found)
    return found


def kinds(made: Copied) -> set[str]:
    return {f.kind for f in checked(made)}


def sheet() -> bytes:
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), "De gronden in dit document")
        return bytes(pdf.tobytes())


def test_an_honest_copy_passes(tmp_path: Path) -> None:
    assert checked(copied(tmp_path)) == ()


def test_an_honest_copy_with_a_sheet_in_front_passes(tmp_path: Path) -> None:
    assert checked(copied(tmp_path, sheet=sheet())) == ()


def test_what_is_heard_of_a_picture_without_tags_of_its_own_passes(tmp_path: Path) -> None:
    made = copied(tmp_path)
    for text in ("Afbeelding", "Gescande pagina 2"):
        assert checked(edited(made, tree(Alt=text))) == ()
    assert checked(edited(made, tree(Alt="Gescande pagina 99"))) != ()


# --- Pages.


def more_text(pdf: pymupdf.Document) -> None:
    pdf[0].insert_text((72, 500), "Bijgevoegd")


def unseen_text(pdf: pymupdf.Document) -> None:
    pdf[0].insert_text((72, 500), NAME, render_mode=3)


def text_under_a_box(pdf: pymupdf.Document) -> None:
    pdf[0].insert_text((160, 100), NAME, fontsize=9, render_mode=3)


def light_picture(pdf: pymupdf.Document) -> None:
    pdf[2].draw_rect((100, 400, 300, 500), color=None, fill=(0.9, 0.9, 0.9))


def lost_box(pdf: pymupdf.Document) -> None:
    pdf[1].draw_rect((150, 285, 240, 305), color=None, fill=(1, 1, 1))


def swapped_pages(pdf: pymupdf.Document) -> None:
    pdf.move_page(2, 1)


def turned_page(pdf: pymupdf.Document) -> None:
    pdf[2].set_rotation(90)


def another_id(pdf: pymupdf.Document) -> None:
    pdf[0].insert_text((AT[0], AT[1]), "7", fontsize=9)


def lost_text(pdf: pymupdf.Document) -> None:
    pdf[2].add_redact_annot((60, 190, 300, 203))
    pdf[2].apply_redactions()


DRAWN: list[tuple[Callable[[pymupdf.Document], None], str]] = [
    (more_text, "copy-added-text"),
    (unseen_text, "copy-added-text"),
    (text_under_a_box, "copy-added-text"),
    (light_picture, "copy-changed"),
    (lost_box, "copy-box-missing"),
    (swapped_pages, "copy-lost-text"),
    (turned_page, "changed-page"),
    (another_id, "copy-added-text"),
    (lost_text, "copy-lost-text"),
]


@pytest.mark.parametrize(("draw", "kind"), DRAWN, ids=lambda part: getattr(part, "__name__", ""))
def test_a_page_that_differs_is_found(tmp_path: Path, draw: Callable[[pymupdf.Document], None], kind: str) -> None:
    assert kind in kinds(redrawn(copied(tmp_path), draw))


def test_a_box_that_moved_is_found(tmp_path: Path) -> None:
    def shift(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1]
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        before, _, _ = content.rpartition(b" re")
        start = max(before.rfind(b"\n"), before.rfind(b" q "))
        assert start >= 0
        page.Contents = pdf.make_stream(content[:start] + b"\n1 0 0 1 6 0 cm" + content[start:])

    assert {"copy-changed"} <= kinds(edited(copied(tmp_path), shift))


def test_a_page_too_many_or_too_few_is_found(tmp_path: Path) -> None:
    assert kinds(edited(copied(tmp_path), lambda pdf: pdf.pages.__delitem__(2))) == {"copy-page-count"}
    assert kinds(edited(copied(tmp_path), lambda pdf: pdf.pages.append(pdf.pages[0]))) == {"copy-page-count"}


def test_an_id_over_text_is_found(tmp_path: Path) -> None:
    made = copied(tmp_path)
    printed = {**made.made.printed, 2: Box(60, 190, 120, 203)}
    found = checked(replace(made, made=replace(made.made, printed=printed)))
    assert {"copy-id-over"} <= {f.kind for f in found}


def test_an_id_over_a_box_is_found(tmp_path: Path) -> None:
    made = copied(tmp_path)
    printed = {**made.made.printed, 1: made.wish.passages[2].boxes[0]}
    assert "copy-id-over" in kinds(replace(made, made=replace(made.made, printed=printed)))


def test_a_sheet_that_was_not_asked_for_is_found(tmp_path: Path) -> None:
    made = copied(tmp_path, sheet=sheet())
    assert kinds(replace(made, wish=replace(made.wish, sheet=b""))) == {"copy-page-count"}


# --- The rest of the file.


def metadata(**changes: str) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().decode()
        for old, new in changes.items():
            assert old in data
            data = data.replace(old, new)
        pdf.Root.Metadata.write(data.encode())

    return edit


def tree(**strings: str) -> Edit:
    def edit(pdf: pikepdf.Pdf) -> None:
        element = Dictionary({"/S": Name.Figure, **{f"/{key}": value for key, value in strings.items()}})
        pdf.Root.StructTreeRoot.K.append(pdf.make_indirect(element))

    return edit


def spoken_in_content(pdf: pikepdf.Pdf) -> None:
    words = f"/Span <</ActualText ({NAME})>> BDC EMC"
    pdf.pages[0].contents_add(pdf.make_stream(words.encode()))


def spoken_twice(pdf: pikepdf.Pdf) -> None:
    tree(ActualText=SPOKEN)(pdf)


def not_spoken(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0]
    del pdf.pages[0].Contents[-1]


def heard_on_another_page(pdf: pikepdf.Pdf) -> None:
    contents = pdf.pages[1].Contents
    pdf.pages[2].contents_add(contents[-1].read_bytes())
    del contents[-1]


def stray_object(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.X = pdf.make_indirect(Dictionary(A=String(f"Gesprek met {NAME}")))


def stray_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.X = pdf.make_stream(NAME.encode("utf-16-be"))


def hidden_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(f"BT /F 9 Tf ({NAME}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 9, 9])
    form.Resources = pdf.pages[0].Resources
    fonts = next(iter(form.Resources.Font.keys()))
    form.write(form.read_bytes().replace(b"/F ", fonts.encode() + b" "))
    pdf.pages[0].Resources.XObject = Dictionary(Fx9=form)


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem(f"Gesprek met {NAME}", 0))


def author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Iemand"


def title_of_information(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = f"Gesprek met {NAME}"


def comment(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 0, 0]), Contents="hm")
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def new_link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://voorbeeld.nl/")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"abc"


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="laag"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def ghost_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.X = pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9])))


def without_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


REST: list[tuple[Edit, str]] = [
    (spoken_in_content, "copy-spoken"),
    (tree(ActualText=f"gesprek met {NAME}"), "copy-leak"),
    (tree(ActualText="iets anders"), "copy-spoken"),
    (tree(Alt=NAME), "copy-spoken"),
    (tree(E=NAME), "copy-spoken"),
    (tree(T=NAME), "copy-leak"),
    (spoken_twice, "copy-spoken"),
    (not_spoken, "copy-spoken"),
    (heard_on_another_page, "copy-spoken"),
    (stray_object, "copy-leak"),
    (stray_stream, "copy-leak"),
    (hidden_form, "residue"),
    (outline, "copy-leak"),
    (author, "copy-more"),
    (title_of_information, "copy-metadata"),
    (metadata(**{TITLE: f"Nota voor {NAME}"}), "copy-leak"),
    (metadata(**{TITLE: "Andere titel"}), "copy-metadata"),
    (metadata(**{"</rdf:RDF>": "<!-- x --></rdf:RDF>"}), "copy-metadata"),
    (metadata(**{"11:00:05": "11:00:06"}), "copy-metadata"),
    (metadata(**{"<pdf:Producer>": "<pdf:Keywords>x</pdf:Keywords><pdf:Producer>"}), "copy-metadata"),
    (metadata(**{"<dc:identifier>a0012": "<dc:identifier>a0013"}), "copy-metadata"),
    (metadata(**{"<pdfaid:conformance>B": "<pdfaid:conformance>A"}), "copy-level"),
    (metadata(**{"<passage:page>2": "<passage:page>3"}), "copy-redactions"),
    (metadata(**{"<rdf:li>5.1.2e": "<rdf:li>5.1.2i"}), "copy-redactions"),
    (metadata(**{"<passage:grounds>": "<passage:text>x</passage:text><passage:grounds>"}), "copy-redactions"),
    (without_intent, "copy-level"),
    (comment, "copy-more"),
    (new_link, "copy-more"),
    (attachment, "copy-more"),
    (script, "copy-more"),
    (layer, "copy-more"),
    (ghost_page, "copy-more"),
]


@pytest.mark.parametrize(("edit", "kind"), REST, ids=lambda part: getattr(part, "__name__", ""))
def test_what_does_not_belong_in_a_copy_is_found(tmp_path: Path, edit: Edit, kind: str) -> None:
    assert kind in kinds(edited(copied(tmp_path), edit))


def test_an_earlier_version_is_found(tmp_path: Path) -> None:
    made = copied(tmp_path)
    with pymupdf.open(made.copy) as pdf:
        pdf.set_metadata({**pdf.metadata, "title": TITLE})
        pdf.saveIncr()
    assert "copy-more" in kinds(made)


def test_a_claim_that_was_not_checked_is_found(tmp_path: Path) -> None:
    made = copied(tmp_path)
    assert kinds(replace(made, made=replace(made.made, level=""))) == {"copy-level"}


def test_the_words_of_the_pages_may_stand_in_the_title(tmp_path: Path) -> None:
    made = copied(tmp_path)
    wish = replace(made.wish, title="Gesprek met de secretaris")
    made = edited(made, lambda pdf: pdf.Root.Metadata.write(packet(wish, 0).encode()))
    made = edited(made, lambda pdf: pdf.docinfo.__setitem__("/Title", wish.title))
    assert check_copy(made.case.target, made.copy, wish, made.made, ("de secretaris", NAME)) == ()


def test_what_cannot_be_read_is_not_passed(tmp_path: Path) -> None:
    made = copied(tmp_path)
    made.copy.write_bytes(b"%PDF-1.7 niets")
    assert kinds(made) == {"copy-unchecked"}
