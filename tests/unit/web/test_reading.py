"""What pages are given to show: a document, its items, its pages; also of a file that means harm."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from PIL import Image

from support.web import NAMES, OWNER, Client, Serving, dossier_of, make_dossier, serving
from woo_redact.review.keys import KEYS
from woo_redact.web.access import Role

LARGEST = 40_000_000


@pytest.fixture(scope="module")
def owner(untouched: Serving) -> Client:
    return untouched.client()


@pytest.fixture(scope="module")
def memo(owner: Client) -> str:
    return next(str(one["id"]) for one in owner.get("/api/board").json()["documents"] if one["name"] == "nota.pdf")


def item(client: Client, document: str) -> str:
    return str(client.get(f"/api/documents/{document}").json()["items"][0]["id"])


def test_the_start_page_has_what_it_shows(untouched: Serving, owner: Client) -> None:
    untouched.client(Role.READER, "Lezer")
    board = owner.get("/api/board").json()
    assert board["me"] == {"name": OWNER, "role": "owner"}
    assert {"name": "Lezer", "role": "reader", "decided": 0, "assigned": 0, "done": 0, "confirmed": 0} in board[
        "people"
    ]
    assert board["totals"] == {"documents": 2, "done": 0, "confirmed": 0, "open": 6, "decided": 0}
    assert [one["name"] for one in board["documents"]] == ["mail.pdf", "nota.pdf"]
    first = board["documents"][1]
    assert (first["pages"], first["open"], first["assigned"], first["done"]) == (2, {"A": 0, "B": 4, "C": 0}, "", None)
    digits = {ground["id"]: ground["key"] for ground in board["grounds"] if ground["key"]}
    assert (digits["5.1.2e"], digits["5.2"]) == ("1", "2")
    assert [key["name"] for key in board["keys"]] == [key.name for key in KEYS]


def test_a_document_has_pages_and_items_with_their_places(owner: Client, memo: str) -> None:
    sheet = owner.get(f"/api/documents/{memo}").json()
    assert [(p["width"], p["height"], p["rotation"], p["done"]) for p in sheet["pages"]] == [(595, 842, 0, False)] * 2
    first = sheet["items"][0]
    assert (first["text"], first["kind_text"], first["level"], first["verdict"], first["by"]) == (
        NAMES[0],
        "Naam van een persoon",
        "B",
        "open",
        "",
    )
    [place] = first["places"]
    [[x0, top, x1, bottom]] = place["boxes"]
    assert 90 < x0 < x1 < 300
    assert 80 < top < bottom < 110
    groups = [one["group"] for one in sheet["items"]]
    assert groups[0] == groups[2] != groups[1]
    assert sheet["previous"]["name"] == "mail.pdf"
    assert sheet["next"] is None


def test_an_item_tells_why_and_what_is_like_it(owner: Client, memo: str) -> None:
    name = item(owner, memo)
    told = owner.get(f"/api/documents/{memo}/items/{name}").json()
    assert (told["before"], told["text"]) == ("Behandeld door ", NAMES[0])
    assert told["why"]
    assert (told["alike_document"], told["alike_dossier"], told["history"]) == (2, 3, [])
    here = owner.get(f"/api/documents/{memo}/items/{name}/alike?scope=document").json()["items"]
    assert [(one["name"], one["page"], one["text"]) for one in here] == [
        ("nota.pdf", 0, NAMES[0]),
        ("nota.pdf", 1, NAMES[0]),
    ]
    everywhere = owner.get(f"/api/documents/{memo}/items/{name}/alike?scope=dossier").json()["items"]
    assert len(everywhere) == 3
    assert owner.get(f"/api/documents/{memo}/items/{'0' * 20}").status == 404


def test_open_suggestions_are_selected_by_what_they_have_in_common(owner: Client, memo: str) -> None:
    for query, count in (("by=level&value=B", 6), ("by=level&value=A", 0), ("by=rule&value=person-field", 6)):
        assert len(owner.get(f"/api/select?{query}").json()["items"]) == count
    assert len(owner.get(f"/api/select?by=level&value=B&document={memo}").json()["items"]) == 4
    assert owner.get("/api/select?by=level&value=Z").status == 404


def test_words_have_places_to_point_at(owner: Client, memo: str) -> None:
    told = owner.get(f"/api/documents/{memo}/pages/0/words").json()
    first = told["lines"][0]
    assert (first["start"], first["end"]) == (0, 29)
    assert [word[:2] for word in first["words"]] == [[0, 9], [10, 14], [15, 20], [21, 29]]
    assert told["text_length"] == len(told["text"]) > 60
    assert owner.get(f"/api/documents/{memo}/pages/2/words").status == 404


@pytest.mark.parametrize(("dpi", "size"), [(36, (298, 421)), (110, (909, 1287))])
def test_a_page_is_a_picture(owner: Client, memo: str, dpi: int, size: tuple[int, int]) -> None:
    reply = owner.get(f"/api/documents/{memo}/pages/0/picture?dpi={dpi}")
    assert reply.header("content-type") == "image/jpeg"
    with Image.open(BytesIO(reply.body)) as picture:
        assert all(abs(a - b) <= 2 for a, b in zip(picture.size, size, strict=True))
    assert owner.get(f"/api/documents/{memo}/pages/2/picture?dpi={dpi}").status == 404


class TestAsPublished:
    def test_what_is_approved_is_black_and_labelled(self, served: Serving) -> None:
        client = served.client()
        document = client.get("/api/board").json()["documents"][1]["id"]
        client.step("/api/decide", ids=[item(client, document)], verdict="approved")
        [label] = client.get(f"/api/documents/{document}/pages/0/labels").json()["labels"]
        assert label["texts"] == ["5.1.2e"]
        plain = client.get(f"/api/documents/{document}/pages/0/picture?dpi=72").body
        shown = client.get(f"/api/documents/{document}/pages/0/preview?dpi=72&sequence=1").body
        [[x0, top, x1, bottom]] = client.get(f"/api/documents/{document}").json()["items"][0]["places"][0]["boxes"]
        place = (int(x0) + 2, int(top) + 2, int(x1) - 2, int(bottom) - 2)
        with Image.open(BytesIO(plain)) as before, Image.open(BytesIO(shown)) as after:
            # The page may have grown at the left to make room for labels.
            grown = after.width - before.width
            inside = after.convert("L").crop((place[0] + grown, place[1], place[2] + grown, place[3]))
            assert max(before.convert("L").crop(place).tobytes()) > 200
            assert max(inside.tobytes()) < 60


class TestHostileFiles:
    def test_a_page_of_any_size_is_a_picture_of_a_bearable_one(self, tmp_path: Path) -> None:
        made = BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(14400, 14400))
            pdf.pages[0].UserUnit = 75000
            pdf.save(made)
        with serving(dossier_of(tmp_path / "zaak.woo", {"kwaad.pdf": made.getvalue()}).root) as review:
            client = review.client()
            document = client.get("/api/board").json()["documents"][0]["id"]
            reply = client.get(f"/api/documents/{document}/pages/0/picture?dpi=220")
            assert reply.status in (200, 404)
            if reply.status == 200:
                with Image.open(BytesIO(reply.body)) as picture:
                    assert picture.width * picture.height < LARGEST

    def test_a_file_that_is_none_any_more_takes_nothing_down(self, tmp_path: Path) -> None:
        layout = make_dossier(tmp_path / "zaak.woo")
        with serving(layout.root) as review:
            client = review.client()
            mail, memo = (one["id"] for one in client.get("/api/board").json()["documents"])
            broken = next(path for path in layout.originals.iterdir() if path.stem.startswith(memo))
            broken.write_bytes(b"%PDF-1.7 \0\xff garbage")
            assert client.get(f"/api/documents/{memo}/pages/0/picture?dpi=72").status == 404
            assert client.get(f"/api/documents/{mail}/pages/0/picture?dpi=72").status == 200
            assert client.get("/api/board").status == 200

    def test_an_original_that_points_elsewhere_is_not_followed(self, tmp_path: Path) -> None:
        layout = make_dossier(tmp_path / "zaak.woo")
        elsewhere = tmp_path / "geheim.pdf"
        with pymupdf.open() as pdf:
            pdf.new_page().insert_text((90, 100), "Staatsgeheim")
            pdf.save(elsewhere)
        with serving(layout.root) as review:
            client = review.client()
            memo = str(client.get("/api/board").json()["documents"][1]["id"])
            original = next(path for path in layout.originals.iterdir() if path.stem.startswith(memo))
            original.unlink()
            original.symlink_to(elsewhere)
            paths = ("pages/0/picture?dpi=72", "pages/0/words", "pages/0/preview?dpi=72", "pages/0/labels", "")
            for path in paths:
                reply = client.get(f"/api/documents/{memo}/{path}".rstrip("/"))
                assert reply.status in (200, 500)
                assert not reply.body.startswith(b"\xff\xd8")
                assert b"Staatsgeheim" not in reply.body
            spans = [{"spans": [[0, 0, 5]]}]
            assert client.step("/api/passages", document=memo, pointed=spans, grounds=["5.1.2e"]).status == 500
            assert not review.errors
