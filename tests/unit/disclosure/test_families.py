"""File names in, attachments out: each ``[[case]]`` of ``tests/cases/families.toml`` is an example."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from woo_redact.disclosure.families import UNKNOWN, parents

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "families.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_attachments(case: dict[str, Any]) -> None:
    found = parents([(name, name) for name in case["files"]])
    known = [[child, parent] for child, parent in found.items() if not parent.startswith(UNKNOWN)]
    assert known == case["parents"]
    groups: dict[str, list[str]] = {}
    for child, parent in found.items():
        if parent.startswith(UNKNOWN):
            groups.setdefault(parent, []).append(child)
    assert list(groups.values()) == case.get("together", [])
