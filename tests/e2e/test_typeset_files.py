"""What veraPDF says of the PDFs that are typeset: PDF/A-2a and PDF/UA-1, whatever stands in them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from support.package_values import MEMO_DOCUMENT, PUBLICATION, many, package
from support.verapdf import Verdict, absence, verdicts
from woo_redact.disclosure.formats import inventory
from woo_redact.domain.publication import Package

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(absence()), reason=absence() or "it is there")]

ODD = replace(
    MEMO_DOCUMENT,
    id="A" * 170,
    title="日本 #eval <b> \x07\t😀 " + "x" * 300,
    remark="y" * 900,
    links=("https://a.example/" + "b" * 400, "Staatscourant"),
)
PACKAGES = {
    "one of each kind": package(),
    "a draft": package(publication=replace(PUBLICATION, concept=True)),
    "nothing": Package(PUBLICATION, (), {}),
    "odd text": package(ODD),
    "several sheets": many(100),
}
LEVELS = ("2a", "ua1")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Verdict]:
    folder = tmp_path_factory.mktemp("typeset")
    paths: dict[str, Path] = {}
    for name, content in PACKAGES.items():
        made = inventory.files(content)["inventarislijst.pdf"]
        assert isinstance(made, bytes)
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(made)
    told = verdicts((level, path) for path in paths.values() for level in LEVELS)
    return {(name, level): told[level, path] for name, path in paths.items() for level in LEVELS}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PACKAGES)
def test_the_inventory_is_what_it_claims(found: Mapping[tuple[str, str], Verdict], name: str, level: str) -> None:
    verdict = found[name, level]
    assert verdict.compliant, verdict.messages
