"""What veraPDF says of the PDFs that are typeset: PDF/A-2a and PDF/UA-1, whatever stands in them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from support.package_values import MEMO_DOCUMENT, PUBLICATION, grounds, many, package
from support.verapdf import Verdict, absence, verdicts
from woo_redact.disclosure.formats import inventory
from woo_redact.disclosure.third_party import PartyDocument, PartyPassage, PartyView, Plan, sheet_pdf
from woo_redact.domain.ground import LabelScheme
from woo_redact.domain.publication import Package

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(absence()), reason=absence() or "it is there")]

ODD = replace(
    MEMO_DOCUMENT,
    id="A" * 170,
    title="日本 #eval <b> \x07\t😀 " + "x" * 300,
    remark="y" * 900,
    links=("https://a.example/" + "b" * 400, "Staatscourant"),
)
PARTY_DOCUMENT = PartyDocument(1, ODD.title, (1, 3), tuple(range(4, 3000, 2)))
PACKAGES = {
    "one of each kind": package(),
    "a draft": package(publication=replace(PUBLICATION, concept=True)),
    "nothing": Package(PUBLICATION, (), {}),
    "odd text": package(ODD),
    "several sheets": many(100),
}
SHEET = "the sheet for a third party"
LEVELS = ("2a", "ua1")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Verdict]:
    made = {name: inventory.files(content)["inventarislijst.pdf"] for name, content in PACKAGES.items()}
    made[SHEET] = sheet_pdf(_view())
    folder = tmp_path_factory.mktemp("typeset")
    paths: dict[str, Path] = {}
    for name, content in made.items():
        assert isinstance(content, bytes)
        paths[name] = folder / f"{name}.pdf"
        paths[name].write_bytes(content)
    told = verdicts((level, path) for path in paths.values() for level in LEVELS)
    return {(name, level): told[level, path] for name, path in paths.items() for level in LEVELS}


def _view() -> PartyView:
    used = tuple(grounds().values())
    passages = tuple(PartyPassage(n, PARTY_DOCUMENT, (n,), Plan.WITHHELD, used[:n]) for n in range(1, 30))
    return PartyView(ODD.title, PUBLICATION.moment, (PARTY_DOCUMENT,), passages, LabelScheme.CODE)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", [*PACKAGES, SHEET])
def test_what_is_typeset_is_what_it_claims(found: Mapping[tuple[str, str], Verdict], name: str, level: str) -> None:
    verdict = found[name, level]
    assert verdict.compliant, verdict.messages
