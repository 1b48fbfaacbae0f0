"""From the database of a dossier to documents of the private corpus."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.file import Facts, FileRecord
from woo_redact.domain.suggestion import Level, Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.rulepack.load import load_rules
from woo_redact.training.dossiers import ReadDocument, learn, read_documents
from woo_redact.training.reviewed import Passage, ReviewedPage

AT = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = ("Bel Karin Ouwehand van OCW.", "Karin Ouwehand belt.")
LISTS = load_rules().lists


class OneOrganisation:
    """A tagger that is sure of OCW, and less sure that Karin is somebody who stays readable."""

    labels = ("B-ORG", "B-PER", "B-PUB", "O")

    @property
    def model(self) -> "OneOrganisation":
        return self

    def predict(self, docs: list[Doc]) -> list[np.ndarray]:
        other = (0.0, 0.0, 0.0, 9.0)
        rows = {"OCW": (9.0, 0.0, 0.0, 0.0), "Karin": (0.0, 0.0, 1.0, 0.5)}
        return [np.array([rows.get(token.text, other) for token in doc], dtype=np.float32) for doc in docs]

    def __call__(self, doc: Doc) -> Doc:
        return doc


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return a model of one tagger."""
    Language.factory("one_organisation", func=lambda nlp, name: OneOrganisation())
    nlp = spacy.blank("nl")
    nlp.add_pipe("one_organisation", name="names")
    return nlp


def read(folder: Path, decided: tuple[int, ...]) -> list[ReadDocument]:
    """Return the documents of a dossier: one document under two names, a suggestion on each page."""
    layout = DossierLayout(folder)
    layout.create()
    places = (Span(0, 4, 18), Span(1, 0, 14))
    found = [Suggestion(f"s{s.page}", "abc", (s,), "5.1.2e", "person", Level.A, (), ((),)) for s in places]
    with open_store(layout, create=True) as store:
        for name in ("a.pdf", "b.pdf"):
            store.put_file(FileRecord(name, name, "abc", facts=Facts(date="2026-01-01")))
        store.save_scan("abc", found, TEXTS)
        store.append([Decision(f"s{n}", Verdict.APPROVED, Author.PERSON, "Femke", AT, "b") for n in decided])
        return list(read_documents(store, folder.name, "woo-verzoek"))


def test_a_document_is_read_once_with_the_pages_that_were_decided(tmp_path: Path, nlp: Language) -> None:
    (document,) = read(tmp_path / "zaak.woo", (0,))
    assert (document.id, document.dossier, document.date) == ("abc", "zaak.woo", "2026-01-01")
    learnt = learn([document], nlp, LISTS)
    assert (learnt.pages, learnt.all_pages, learnt.persons) == (1, 2, 1)
    assert learnt.documents[0].pages == ("Bel [[5.1.2e person|Karin Ouwehand]] van {{UNKNOWN|OCW}}.",)


def test_of_a_document_in_two_dossiers_the_fullest_review_counts(tmp_path: Path, nlp: Language) -> None:
    full, part = read(tmp_path / "een.woo", (0, 1)), read(tmp_path / "twee.woo", (1,))
    for order in ([*full, *part], [*part, *full]):
        (document,) = learn(order, nlp, LISTS).documents
        assert (document.dossier, len(document.pages)) == ("een.woo", 2)


def test_a_document_that_teaches_nothing_comes_along_so_that_its_earlier_version_can_go(
    tmp_path: Path, nlp: Language
) -> None:
    learnt = learn(read(tmp_path / "zaak.woo", ()), nlp, LISTS)
    assert (learnt.pages, learnt.persons, [d.pages for d in learnt.documents]) == (0, 0, [()])


@pytest.mark.parametrize(("bias", "counts"), [(0.0, (0, 1)), (2.0, (1, 0))])
def test_who_the_model_takes_for_readable_is_not_unlearnt_at_the_bias_that_it_is_used_with(
    nlp: Language, bias: float, counts: tuple[int, int]
) -> None:
    # Nothing but the model tells that this word is a name.
    page = ReviewedPage(0, "Dag Karin, dag.", (Passage(4, 9, "person", "5.1.2e", approved=False),))
    document = ReadDocument("abc", "zaak.woo", "woo-verzoek", "2026-01-01", (page.text,), (page,))
    learnt = learn([document], nlp, {}, bias)
    assert (learnt.no_names, learnt.undecidable) == counts
    assert learnt.documents[0].pages == (("Dag {{UNKNOWN|Karin}}, dag.",) if counts[1] else ("Dag Karin, dag.",))
