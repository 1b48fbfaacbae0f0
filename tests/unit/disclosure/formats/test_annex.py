"""The annex to the decision: what was decided on which grounds and why, and what is still to be filled in."""

import time
from collections.abc import Sequence
from datetime import date

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.package_values import CATEGORY, PUBLICATION, document, explained, grounds, package_of
from support.structure_tree import tags
from woo_redact.disclosure.formats import annex
from woo_redact.disclosure.formats.annex_content import Annex, Chart, Paragraph, Section, Table, plain
from woo_redact.disclosure.formats.annex_grounds import known_blanks
from woo_redact.domain.publication import Judgement, Listed, Package
from woo_redact.rulepack.load import load_rules

EXPLANATIONS = load_rules(patterns=False).explanations
DOCX, PDF = "besluit/bijlage-bij-besluit.docx", "besluit/bijlage-bij-besluit.pdf"


def made(of: Package) -> Annex:
    return annex.content(of, EXPLANATIONS)


def section(of: Annex, title: str) -> Section:
    return next(s for s in of.sections if title in s.title)


def running(of: Section) -> str:
    return " ".join("".join(p.text for p in part.pieces) for part in of.parts if isinstance(part, Paragraph))


def tables(of: Section) -> dict[str, list[tuple[str, ...]]]:
    return {part.title: [tuple(map(plain, row)) for row in part.rows] for part in of.parts if isinstance(part, Table)}


def blanks(of: Annex) -> list[str]:
    found = [
        p.text for s in of.sections for part in s.parts if isinstance(part, Paragraph) for p in part.pieces if p.blank
    ]
    rows = [row for s in of.sections for part in s.parts if isinstance(part, Table) for row in part.rows]
    return [*found, *(cell.text for row in rows for cell in row if not isinstance(cell, str) and cell.blank)]


def pdf_of(of: Package) -> bytes:
    content = annex.files(of, EXPLANATIONS)[PDF]
    assert isinstance(content, bytes)
    return content


def text_of(content: bytes) -> str:
    with pymupdf.open("pdf", content) as pdf:
        return " ".join(" ".join(page.get_text().split()) for page in pdf)


def test_sections_are_numbered_and_grounds_stand_in_the_order_of_the_law() -> None:
    assert [s.title for s in made(explained()).sections] == [
        "1 Overzicht",
        "2 Gronden en motivering",
        "2.1 Vertrouwelijk meegedeelde bedrijfs- en fabricagegegevens (5.1.1c)",
        "2.2 Eerbiediging van de persoonlijke levenssfeer (5.1.2e)",
        "2.3 Onevenredige benadeling (5.1.5)",
        "2.4 Persoonlijke beleidsopvattingen (5.2)",
        "3 Documenten ouder dan vijf jaar (artikel 5.3 Woo)",
        "4 Documenten die later worden verstrekt",
        "5 Documenten die al openbaar waren",
        "6 Cijfers",
    ]


def test_the_overview_tells_what_became_of_how_many_documents() -> None:
    found = section(made(explained()), "Overzicht")
    assert "verzoek om informatie van 3 november 2025 (kenmerk 2026-017)" in running(found)
    assert "Het gaat om 8 documenten. Zij worden gedeeltelijk openbaar." in running(found)
    assert "In 5 documenten is informatie weggelaten." in running(found)
    assert tables(found)["Documenten per beoordeling"] == [
        ("openbaar", "1", "4"),
        ("deels openbaar", "4", "8"),
        ("niet openbaar", "1", "5"),
        ("reeds openbaar", "2", "13"),
        ("totaal", "8", "30"),
    ]


@pytest.mark.parametrize(
    ("judgements", "told"),
    [
        ([Judgement.FULL], "Het gaat om 1 document. Het wordt geheel openbaar."),
        ([Judgement.FULL] * 2, "Zij worden geheel openbaar."),
        ([Judgement.NONE] * 2, "Zij worden niet openbaar."),
        ([Judgement.ALREADY_PUBLIC], "Het was al openbaar."),
        ([Judgement.ALREADY_PUBLIC, Judgement.NONE], "Een deel was al openbaar; de andere worden niet openbaar."),
        ([Judgement.FULL, Judgement.NONE], "Zij worden gedeeltelijk openbaar."),
        ([], "Er zijn geen documenten gevonden."),
    ],
)
def test_the_outcome_is_told_in_a_sentence(judgements: Sequence[Judgement], told: str) -> None:
    documents = [document(number, judgement=judgement) for number, judgement in enumerate(judgements, 1)]
    assert told in running(section(made(package_of(documents)), "Overzicht"))


def test_a_ground_has_its_reasoning_its_documents_and_each_reason_once() -> None:
    found = section(made(explained()), "(5.2)")
    assert running(found).startswith("Artikel 5.2 Woo. Gebruikt in 2 documenten, 3 passages.")
    assert tables(found) == {
        "Motivering bij afzonderlijke passages": [("Het advies is intern gebleven.", "HAVEN0001, HAVEN0007")],
        "Documenten waarin deze grond is gebruikt": [
            ("HAVEN0001", "Nota over de haven, deel 1", "deels openbaar", "2"),
            ("HAVEN0007", "Nota over de haven, deel 7", "deels openbaar", "1"),
        ],
    }


def test_what_holds_for_a_kind_of_ground_is_said_where_one_is_used() -> None:
    def opening(ground: str) -> str:
        return running(section(made(package_of([document(1, [(ground, 1)])])), "Gronden en motivering"))

    general = EXPLANATIONS.general
    assert opening("5.1.2e") == f"{general.relative} {general.emissions}"
    assert opening("5.1.1b") == f"{general.absolute} {general.emissions}"
    assert opening("5.2") == opening("buiten-verzoek") == opening("5.1.6") == ""


def test_what_is_no_ground_in_law_has_no_number_of_an_article() -> None:
    found = section(made(package_of([document(1, [("buiten-verzoek", 2)])])), "reikwijdte")
    assert found.title == "2.1 Buiten de reikwijdte van het verzoek"
    assert running(found).startswith("Gebruikt in 1 document, 2 passages.")


def test_old_documents_are_listed_with_a_further_reasoning_per_ground() -> None:
    found = section(made(explained()), "artikel 5.3")
    assert tables(found)["Documenten die op de datum van het besluit ouder zijn dan vijf jaar"] == [
        ("HAVEN0002", "Nota over de haven, deel 2", "11 februari 2019", "5.1.2e")
    ]
    assert tables(found)["Documenten zonder volledige datum"] == [
        ("HAVEN0008", "Nota over de haven, deel 8", "onbekend", "5.1.5")
    ]
    assert "Eerbiediging van de persoonlijke levenssfeer (5.1.2e). Sinds het opstellen" in running(found)
    assert "Persoonlijke beleidsopvattingen (5.2). Sinds" not in running(found)


def test_old_documents_with_absolute_grounds_only_need_no_further_reason() -> None:
    found = section(made(package_of([document(1, [("5.1.1c", 1), ("8.8", 1)], date="1999-01-01")])), "artikel 5.3")
    assert "Er was op 2 maart 2026 geen document ouder dan vijf jaar" in running(found)
    assert not tables(found)


def test_of_documents_without_a_date_nothing_is_claimed() -> None:
    found = running(section(made(package_of([document(1, [("5.2", 1)], date="2019")])), "artikel 5.3"))
    assert "Voor zover de datum bekend is, was op 2 maart 2026 geen document" in found
    assert "[Beoordeel of zij ouder zijn dan vijf jaar.]" in found


def test_without_a_date_of_the_decision_it_is_asked_for() -> None:
    found = made(package_of([document(1, [("5.2", 1)], date="1999-01-01")], decided=None))
    assert any("datum van het besluit" in blank for blank in blanks(found))
    assert plain(found.about.rows[-1][1]) == "[datum van het besluit]"


def test_article_5_3_is_about_requests_only() -> None:
    other = Listed("https://voorbeeld.nl/c", "beleidsdocumenten")
    titles = [s.title for s in made(package_of([document(1)], requested=None, category=other)).sections]
    assert not any("5.3" in title for title in titles)
    assert any(title.startswith("3 Documenten die later") for title in titles)
    assert any("5.3" in s.title for s in made(package_of([document(1)], requested=None, category=CATEGORY)).sections)


def test_what_goes_out_later_and_what_is_public_already_are_listed() -> None:
    found = made(explained())
    assert tables(section(found, "later"))["Opgeschorte documenten"] == [
        ("HAVEN0002", "Nota over de haven, deel 2", "deels openbaar")
    ]
    assert tables(section(found, "al openbaar waren"))["Vindplaats per document"] == [
        ("HAVEN0005", "Nota over de haven, deel 5", "https://voorbeeld.nl/haven"),
        ("HAVEN0006", "Nota over de haven, deel 6", "[vindplaats]"),
    ]
    assert "[vindplaats]" in blanks(found)


def test_figures_agree_with_the_documents() -> None:
    found = tables(section(made(explained()), "Cijfers"))
    assert ("Documenten waarin informatie is weggelaten", "5") in found["Totalen"]
    assert ("5.1.2e", "Eerbiediging van de persoonlijke levenssfeer", "2", "5") in found[
        "Documenten en passages per grond"
    ]
    assert found["Documenten per maand"] == [("februari 2019", "1"), ("mei 2024", "5"), ("datum onbekend", "2")]


@pytest.mark.parametrize(
    ("years", "unit", "first"),
    [
        (range(2000, 2002), "maand", "januari 2000"),
        (range(2000, 2024), "jaar", "2000"),
        (range(1900, 2025), "tien jaar", "1900-1909"),
    ],
)
def test_documents_of_many_years_are_counted_by_longer_times(years: range, unit: str, first: str) -> None:
    dates = [f"{year}-{month:02d}-01" for year in years for month in (1, 7)]
    found = section(made(package_of([document(n, date=day) for n, day in enumerate(dates, 1)])), "Cijfers")
    assert tables(found)[f"Documenten per {unit}"][0][0] == first
    chart = next(part for part in found.parts if isinstance(part, Chart))
    assert chart.title == f"Aantal documenten per {unit}"
    assert sum(count for _, count in chart.bars) == len(dates)


def test_the_pdf_is_tagged_and_its_charts_are_told_in_words() -> None:
    found = tags(pdf_of(explained()))
    kinds = [kind for kind, _ in found]
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 6
    assert kinds.count("Table") == kinds.count("THead") > 10
    told = [alt for kind, alt in found if kind == "Figure"]
    assert told[0] == (
        "Staafdiagram. Aantal documenten per beoordeling: "
        "openbaar: 1; deels openbaar: 4; niet openbaar: 1; reeds openbaar: 2."
    )
    assert len(told) == 3


def test_the_pdf_says_all_that_the_content_does() -> None:
    text = text_of(pdf_of(explained()))
    for part in ("HAVEN0008", "[vindplaats]", "Het advies is intern gebleven.", "Pagina 1 van", "2.4 Persoonlijke"):
        assert part in text, part
    assert "CONCEPT" not in text


def test_a_draft_says_so_on_every_page() -> None:
    with pymupdf.open("pdf", pdf_of(package_of(explained().documents, concept=True))) as pdf:
        assert len(pdf) > 1
        assert all("CONCEPT" in page.get_text() for page in pdf)


def test_the_same_package_gives_the_same_bytes() -> None:
    assert annex.files(explained(), EXPLANATIONS) == annex.files(explained(), EXPLANATIONS)


def test_every_ground_and_no_document_can_be_told() -> None:
    every = package_of([document(1, [(ground, 1) for ground in grounds()], date="2001-01-01")])
    assert len([s for s in made(every).sections if s.level == 2]) == len(grounds())
    assert "Goed functioneren" in text_of(pdf_of(every))
    assert "Er zijn geen documenten gevonden." in text_of(pdf_of(package_of([])))


@settings(max_examples=12, deadline=None)
@given(title=st.text(max_size=60), link=st.text(max_size=30), day=st.text(max_size=12))
def test_odd_titles_links_and_dates_do_not_stop_it(title: str, link: str, day: str) -> None:
    odd = [
        document(1, [("5.2", 1)], title=title, date=day),
        document(2, judgement=Judgement.ALREADY_PUBLIC, links=(link,), title=title),
    ]
    files = annex.files(package_of(odd, title=title or "x", matter=link or "y"), EXPLANATIONS)
    assert set(files) == {DOCX, PDF}


def test_a_chart_of_one_bar_is_left_out() -> None:
    found = section(made(package_of([document(1, [("5.2", 1)])])), "Cijfers")
    assert not any(isinstance(part, Chart) for part in found.parts)


def test_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    odd = document(1, [("5.2", 1)], title="#panic() *vet* $x$ <b> _x_ @ref `c`")
    assert "#panic() *vet* $x$ <b> _x_ @ref `c`" in text_of(pdf_of(package_of([odd])))


@pytest.mark.slow
def test_a_thousand_documents_take_seconds() -> None:
    ids = list(grounds())
    many = [document(n, [(ids[n % len(ids)], 2), ("5.1.2e", 1)], date=f"{2000 + n % 25}-03-01") for n in range(1000)]
    started = time.monotonic()
    files = annex.files(package_of(many), EXPLANATIONS)
    assert time.monotonic() - started < 60
    assert all(isinstance(content, bytes) and len(content) < 10_000_000 for content in files.values())


def test_the_annex_is_called_after_the_decision() -> None:
    assert made(package_of([])).title == "Bijlage bij het besluit op Woo-verzoek over de dijk bij Zeedorp"
    assert made(package_of([], title="Haven")).title == "Bijlage bij het besluit: Haven"


def test_known_things_are_filled_into_the_blocks() -> None:
    known = known_blanks(package_of([]))
    assert known["bestuursorgaan"] == PUBLICATION.organisation.label
    assert known["datum van het besluit"] == "2 maart 2026"
    assert known_blanks(package_of([], decided=None, requested=date(2026, 1, 1)))["datum van het besluit"] == ""
