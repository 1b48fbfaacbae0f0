import pytest

from woo_redact.disclosure.mentions import References, Subjects, separate_papers

REFERENCES = References(
    [
        ("0001", "Min-BuZa.2022.695"),
        ("0002", "HH/2022/0381"),
        ("0003", "DGW 2022 / 14"),
        ("0004", "12"),
        ("0005", "mei 2022"),
    ]
)
TITLES = Subjects(
    {
        "0001": "Nederlandse veiligheidsinzet in de Sahel post-2022",
        "0002": "Partnerschap Burkina Faso t.b.v. FLINTLOCK 2023",
        "0003": "Antwoord MP aan president Bazoum (Niger) inzake bilaterale veiligheidssamenwerking",
        "0004": "Verslag overleg president",
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie onze brief (kenmerk: Min-BuZa.2022.695).", {"0001"}),
        ("zie min-buza.2022.695, en HH/2022/0381", {"0001", "0002"}),
        ("Nota DGW 2022 / 14 van vorige week", {"0003"}),
        ("Min-BuZa.2022.6951 en xMin-BuZa.2022.695", set()),
        ("in mei 2022 waren er 12, en op 12 mei 2021 meer", set()),
        ("", set()),
    ],
)
def test_a_printed_reference_leads_to_its_document(text: str, found: set[str]) -> None:
    assert REFERENCES.printed_in(text) == found


def test_a_reference_that_several_have_leads_nowhere() -> None:
    assert References([("0001", "ZK-2022-14"), ("0002", "ZK-2022-14")]).printed_in("ZK-2022-14") == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nederland zal Burkina Faso [separate nota volgt] mentoren, met Flintlock.", {"0002"}),
        ("- Iets anders\n- Brief van president Bazoum over Niger (nota ter beslissing\nligt separaat voor).", {"0003"}),
        ("Over Burkina Faso en Flintlock is gesproken.", set()),
        ("- Burkina Faso doet mee aan Flintlock.\n- Een separate nota volgt.", set()),
        ("Over burkina en faso volgt een aparte brief.", set()),
        ("Over Burkina volgt een aparte nota.", set()),
        ("Over Burkina Faso, Niger en Bazoum volgt een aparte nota.", set()),
        ("Een separate nota over het overleg met de president volgt.", set()),
    ],
)
def test_a_separate_paper_is_known_by_the_words_of_its_title(text: str, found: set[str]) -> None:
    assert TITLES.meant_by(separate_papers(text), "0001") == found


def test_no_document_speaks_of_itself() -> None:
    passages = separate_papers("Over Burkina Faso en Flintlock volgt een separate nota.")
    assert TITLES.meant_by(passages, "0002") == frozenset()


def test_a_word_of_two_titles_tells_neither() -> None:
    titles = Subjects({"0001": "Brug Lobith vervangen", "0002": "Brug Lobith geschilderd", "0003": "Dijk"})
    assert titles.meant_by(["een aparte nota over Brug Lobith"], "0003") == frozenset()
