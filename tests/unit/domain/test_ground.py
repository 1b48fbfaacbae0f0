"""What is read out in the place of a withheld passage."""

import pytest

from woo_redact.domain.ground import spoken_text
from woo_redact.pipeline.stages import load_rule_set


@pytest.mark.parametrize(
    ("grounds", "text"),
    [
        (["5.1.2e"], "gelakt: artikel 5.1, tweede lid, onder e, Woo (persoonlijke levenssfeer)"),
        (["5.1.1b"], "gelakt: artikel 5.1, eerste lid, onder b, Woo (veiligheid van de Staat)"),
        (["5.2"], "gelakt: artikel 5.2 Woo (persoonlijke beleidsopvattingen)"),
        (["buiten-verzoek"], "gelakt: buiten verzoek"),
        (
            ["5.1.2e", "buiten-verzoek"],
            "gelakt: artikel 5.1, tweede lid, onder e, Woo (persoonlijke levenssfeer) en buiten verzoek",
        ),
    ],
)
def test_a_screen_reader_hears_the_article_and_the_name(grounds: list[str], text: str) -> None:
    known = load_rule_set().grounds
    assert spoken_text(known[ground] for ground in grounds) == text
