"""The sheet in front of a document: for citizens, in plain Dutch, and for screen readers too."""

import pymupdf
import pytest

from support.package_values import PUBLICATION, document, grounds, package_of
from support.structure_tree import tags
from woo_redact.disclosure.ground_sheet import ground_sheet
from woo_redact.domain.publication import Listed, Publication, PublishedDocument
from woo_redact.rulepack.load import load_rules

EXPLANATIONS = load_rules(patterns=False).explanations
PARTLY = document(1, [("5.1.2e", 4), ("5.2", 1)])


def made(of: PublishedDocument = PARTLY, publication: Publication = PUBLICATION) -> bytes:
    return ground_sheet(of, publication, grounds(), EXPLANATIONS)


def pages(content: bytes) -> list[str]:
    with pymupdf.open("pdf", content) as pdf:
        return [" ".join(page.get_text().split()) for page in pdf]


def test_it_tells_which_document_this_is_and_why_something_is_black() -> None:
    (text,) = pages(made())
    for part in (
        "Leeswijzer bij document HAVEN0001",
        "Nota over de haven, deel 1",
        "Datum: 6 mei 2024",
        "met een code, zoals 5.1.2e, of met een paar woorden",
        "5.1.2e Bescherming persoonlijke levenssfeer",
        EXPLANATIONS.by_ground["5.1.2e"].plain,
        "Weggelaten op 4 plekken in dit document. De regel staat in artikel 5.1, tweede lid, onder e, Woo.",
        "Weggelaten op 1 plek in dit document.",
        "Op de website (ministerie van Buitenlandse Zaken) staat hoe u contact kunt opnemen.",
        "In het besluit leest u",
        "hoort niet bij het oorspronkelijke document",
    ):
        assert part in text, part
    assert "Eenheid van de Kroon" not in text
    assert "Pagina" not in text


def test_what_has_no_code_is_told_by_its_name() -> None:
    (text,) = pages(made(document(1, [("buiten-verzoek", 2)])))
    assert "Buiten verzoek" in text
    assert "Bij het vlak staat kort waarom." in text
    assert "De regel staat" not in text


def test_nothing_withheld_is_said_to_be_nothing() -> None:
    (text,) = pages(made(document(3)))
    assert "In dit document is niets weggelaten." in text
    assert "zwart vlak" not in text


def test_without_a_request_no_decision_is_pointed_at() -> None:
    other = package_of([], requested=None, category=Listed("https://voorbeeld.nl/c", "beslisnota's")).publication
    assert "In het besluit leest u" not in pages(made(publication=other))[0]


def test_all_grounds_go_on_over_pages_and_none_is_cut() -> None:
    content = made(document(1, [(ground, 1) for ground in grounds()]))
    found = pages(content)
    assert 1 < len(found) <= 4
    for ground in grounds().values():
        assert any(EXPLANATIONS.by_ground[ground.id].plain in text for text in found), ground.id
    with pymupdf.open("pdf", content) as pdf:
        for page in pdf:
            for x0, top, x1, bottom, *_ in page.get_text("words"):
                assert 40 < x0 < x1 < 555
                assert 20 < top < bottom < 830


def test_it_is_tagged_with_headings() -> None:
    kinds = [kind for kind, _ in tags(made())]
    assert (kinds.count("H1"), kinds.count("H2"), kinds.count("H3")) == (1, 3, 2)


def test_a_draft_says_so_and_the_same_sheet_has_the_same_bytes() -> None:
    assert made() == made()
    assert "CONCEPT" in pages(made(publication=package_of([], concept=True).publication))[0]


@pytest.mark.parametrize("title", ["", "#panic()", "漢字 🙂 \u0627", "x" * 300, "a\x00b\nc"])
def test_odd_titles_do_not_stop_it(title: str) -> None:
    assert pages(made(document(1, [("5.2", 1)], title=title)))
