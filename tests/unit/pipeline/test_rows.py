"""A row says why in words, those of the document that weighed most included; the suggestion itself holds none."""

from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box
from woo_redact.domain.suggestion import Level, Provenance, Suggestion
from woo_redact.dossier import codec
from woo_redact.pipeline.rows import suggestion_rows
from woo_redact.rulepack.load import load_rules

TEXT = "Parijs steunt een verlenging niet."
REASON = Provenance("model m", "passage-5.1.2a", score=0.8, cues=(Span(0, 0, 6), Span(0, 18, 28)))
SUGGESTION = Suggestion("s", "d", (Span(0, 0, 34),), "5.1.2a", "passage", Level.B, (REASON,), ((Box(0, 0, 1, 1),),))


def test_the_words_that_weighed_most_are_told() -> None:
    (row,) = suggestion_rows(SUGGESTION, "nota.pdf", (TEXT,), {}, load_rules())
    assert row.reason.endswith("Het zwaarst wogen: ‘Parijs’, ‘verlenging’.")
    assert "Parijs" not in repr(row) + repr(SUGGESTION)


def test_the_places_of_the_words_are_kept_in_the_dossier_and_older_dossiers_have_none() -> None:
    row = list(codec.suggestion_row(SUGGESTION))
    places = codec.span_rows(SUGGESTION)
    assert codec.suggestion(row, places) == SUGGESTION
    row[-1] = '[{"detector": "d", "rule": "r"}]'
    assert codec.suggestion(row, places).provenance == (Provenance("d", "r"),)
