"""Which names of a document are looked for in the others: those that something found by itself."""

import pytest

from woo_redact.domain.document import Span
from woo_redact.domain.suggestion import Level, Provenance, Suggestion
from woo_redact.pipeline.persons import origin


@pytest.mark.parametrize(
    ("reasons", "rule"),
    [
        ((("person-field", 0.9),), "person-field"),
        ((("name-elsewhere", 0.9), ("person-field", 0.8)), "person-field"),
        ((("name-elsewhere", 0.9),), ""),
        ((("name-in-dossier", 0.8),), ""),
        # The applicant's rule, told where the name stands again, found nothing there.
        ((("name-elsewhere", 0.9), ("applicant", 0.0)), ""),
        ((("name-in-dossier", 0.8), ("applicant", 0.0)), ""),
        ((("person-field", 0.95), ("applicant", 0.9)), "applicant"),
    ],
)
def test_the_rule_that_found_a_name_by_itself(reasons: tuple[tuple[str, float], ...], rule: str) -> None:
    provenance = tuple(Provenance("test", name, score=score) for name, score in reasons)
    suggestion = Suggestion("s", "d", (Span(0, 0, 5),), "5.1.2e", "person", Level.A, provenance)
    assert origin(suggestion) == rule
