"""Detection by example: the marked passages are found at level A or B, and nothing else is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from support.detecting import found
from woo_redact.rulepack.marks import parse_marks

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parents[2] / "cases" / "detect").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["cases"]
]


@pytest.mark.parametrize("case", CASES)
def test_the_marked_passages_are_found(case: dict[str, Any]) -> None:
    text, passages = parse_marks(case["text"])
    assert found(text, case.get("profile", "woo-verzoek")) == [text[start:end] for start, end in passages]
