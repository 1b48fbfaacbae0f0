"""Detection by example: the marked passages are found at level A or B, and nothing else is.

A case may name the profile, from which rank names stay readable and whether spokespersons do, the levels that count,
and texts that stay or go by the lists of a case.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from support.detecting import found
from woo_redact.domain.public import PublicFrom, Publicity, Spokespersons
from woo_redact.domain.rule import Term
from woo_redact.rulepack.marks import parse_marks

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parents[2] / "cases" / "detect").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["cases"]
]


@pytest.mark.parametrize("case", CASES)
def test_the_marked_passages_are_found(case: dict[str, Any]) -> None:
    text, passages = parse_marks(case["text"])
    public = Publicity(
        PublicFrom(case.get("public_from", "bewindspersoon")), Spokespersons(case.get("spokespersons", "withheld"))
    )
    terms = tuple(Term(term, "5.1.2e") for term in case.get("terms", ()))
    told = found(
        text,
        case.get("profile", "woo-verzoek"),
        case.get("levels", "AB"),
        terms=terms,
        keep=tuple(case.get("keep", ())),
        public=public,
    )
    assert told == [text[start:end] for start, end in passages]
