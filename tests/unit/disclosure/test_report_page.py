import html
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from support.values import DOCUMENT
from woo_redact import __version__
from woo_redact.disclosure import markup
from woo_redact.disclosure.certificate import REMAINING, certificate_content
from woo_redact.disclosure.report_page import (
    ReportedDifference,
    ReportedFile,
    ReportedFinding,
    ReportedRun,
    ReportedShare,
    ReportedShares,
    report_page,
)
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity, VerificationReport
from woo_redact.errors import RulePackError

AT = datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
REPORT = VerificationReport(
    3,
    12,
    340,
    (
        Finding("page-picture", Severity.WARNING, "De pagina is een afbeelding geworden, want proef", 1),
        Finding("still-readable", Severity.WARNING, "Een weggelakte tekst staat elders nog leesbaar", 0),
        Finding("still-readable", Severity.WARNING, "Een weggelakte tekst staat elders nog leesbaar", 2),
    ),
    (("PDFium", "1.2"), ("qpdf", "3.4")),
    gaps=5,
    telling=2,
)
CERTIFICATE = certificate_content(FileRecord("memo.pdf", "", DOCUMENT, page_count=3, output="e" * 64), REPORT)
WRITTEN = ReportedFile(
    "memo.pdf",
    "gelakt",
    3,
    5,
    2,
    "nog niet beoordeeld",
    DOCUMENT,
    certificate=CERTIFICATE,
    notes=({"message": "Had lagen"},),
)
HELD = ReportedFile(
    "scan.pdf", "tegengehouden", 7, 0, 0, "geen voorstellen", "f" * 64, "Pagina 2: niet te lezen. Lees in."
)
HOSTILE = '<script>alert("1")</script>&\x01\udc80.pdf'


class Reader(HTMLParser):
    """Notes elements and text, and whether elements are closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if data.strip() else " "


def read(*files: ReportedFile, **more: Any) -> Reader:
    page = Reader()
    page.feed(report_page(ReportedRun("zaak.woo", AT, files, **more)).decode("utf-8"))
    page.close()
    assert not page.open
    return page


def rows(*files: ReportedFile) -> dict[str, str]:
    """The rows of two cells: what stands at the left, and at the right."""
    page = report_page(ReportedRun("zaak.woo", AT, files)).decode("utf-8")
    found = re.findall(r'<tr><th scope="row">([^<]*)</th><td>(.*?)</td></tr>', page, re.DOTALL)
    return {
        html.unescape(left): html.unescape(" ".join(re.sub("<[^>]*>", " ", right).split())) for left, right in found
    }


def test_it_tells_of_a_written_file_what_its_certificate_tells() -> None:
    found = rows(WRITTEN)
    assert found["SHA-256 van het origineel"] == DOCUMENT
    assert found["SHA-256 van de gelakte PDF"] == "e" * 64
    assert found["Tekens die weg zijn"] == "12"
    assert found["Openingen op een regel"] == "5, waarvan 2 een breedte verraden"
    assert found["Tekens die er nog staan"] == "340"
    assert found["Gecontroleerd met"] == "PDFium 1.2 qpdf 3.4"
    assert found["Pagina's als afbeelding"] == "Pagina 2: De pagina is een afbeelding geworden, want proef"
    assert found["Let op"] == "Had lagen Pagina's 1, 3: Een weggelakte tekst staat elders nog leesbaar"
    assert found["Lakken"] == "5, waarvan 3 door een mens beoordeeld"
    assert found["Gelakt met"] == f"woo-redact {__version__}"


def test_totals_count_every_file() -> None:
    found = rows(WRITTEN, HELD)
    assert found["Bestanden"] == "2"
    assert found["Gelakt en gecontroleerd"] == "1"
    assert found["Zonder gelakte en gecontroleerde PDF"] == "1"
    assert found["Lakken door een mens beoordeeld"] == "3"
    assert found["Pagina's die een afbeelding zijn geworden"] == "1"


def test_it_tells_when_and_with_what_and_which_risks_remain() -> None:
    text = read(WRITTEN).text
    assert f"09-03-2026, 14:05 met woo-redact {__version__}" in text
    assert all(risk in text for risk in REMAINING)


def test_a_file_without_output_has_its_cause_and_hash_and_no_check() -> None:
    text = read(HELD).text
    assert HELD.message in text
    assert HELD.original in text
    assert "De controle per bestand" not in text
    assert not any(risk in text for risk in REMAINING)


def test_files_that_are_not_in_it_are_named() -> None:
    text = read(WRITTEN, skipped=("brief.docx",), withdrawn=("oud.pdf",)).text
    assert "brief.docx" in text
    assert "oud.pdf" in text
    assert "Niet in dit dossier" not in read(WRITTEN).text


FINDING = ReportedFinding("memo.pdf", "R6", "blokkeert", (2, 5), "Zonder datum. Leg die vast.")
DIFFERENCE = ReportedDifference("memo.pdf", 3, 1)
SHARE = ReportedShare("memo.pdf", 200, 50, (("5.1.2a", 30), ("5.1.2e", 20)), True, 3, 8)
SHARES = ReportedShares(0.04, (SHARE, ReportedShare("scan.pdf", 0, 0, (), False)))


def test_legal_findings_stand_by_file_with_how_grave_they_are() -> None:
    page = report_page(ReportedRun("zaak.woo", AT, (WRITTEN,), findings=(FINDING,))).decode("utf-8")
    row = re.search(r'<tr><th scope="row">memo.pdf</th><td>R6</td>(.*?)</tr>', page)
    assert row is not None
    assert re.findall(r"<td>(.*?)</td>", row[1]) == ["blokkeert", "2, 5", "Zonder datum. Leg die vast."]


def test_differences_are_counted_with_the_command_that_shows_them() -> None:
    text = read(WRITTEN, differences=(DIFFERENCE, replace(DIFFERENCE, file="mail.pdf", count=2))).text
    assert "5 passages zijn ergens gelakt" in text
    assert "woo-redact check zaak.woo" in text
    assert "1 passage is ergens" in read(WRITTEN, differences=(replace(DIFFERENCE, count=1),)).text


def test_how_much_of_each_file_is_withheld_stands_beside_the_middle_one() -> None:
    page = report_page(ReportedRun("zaak.woo", AT, (WRITTEN, HELD), shares=SHARES)).decode("utf-8")
    rows = re.findall(r'<tr><th scope="row">[^<]*</th><td class="number">\d+%</td>.*?</tr>', page)
    assert "middelste bestand is 4% van de woorden" in page
    assert [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows] == [
        ["25%", "5.1.2a (30), 5.1.2e (20)", "3", "8", "veel meer dan in de andere"],
        ["0%", "", "onbekend", "onbekend", ""],
    ]


def test_without_files_there_are_no_shares() -> None:
    assert "Hoeveel is gelakt" not in read(WRITTEN, shares=ReportedShares(0.0, ())).text


def test_nothing_to_tell_is_told_as_well() -> None:
    text = read(WRITTEN).text
    assert "Geen toets meldt iets." in text
    assert "Geen gelakte passage is op een andere plaats in het dossier nog te lezen." in text


@pytest.mark.parametrize("file", [WRITTEN, HELD])
def test_everything_is_escaped(file: ReportedFile) -> None:
    certificate = file.certificate and {
        **file.certificate,
        "program": HOSTILE,
        "engines": {HOSTILE: HOSTILE},
        "warnings": [{"message": HOSTILE}],
        "remaining_risks": [HOSTILE],
    }
    hostile = replace(file, name=HOSTILE, message=HOSTILE, review=HOSTILE, state=HOSTILE, certificate=certificate)
    page = read(
        hostile,
        skipped=(HOSTILE,),
        withdrawn=(HOSTILE,),
        findings=(replace(FINDING, file=HOSTILE, message=HOSTILE),),
        differences=(replace(DIFFERENCE, file=HOSTILE),),
        shares=ReportedShares(0.0, (replace(SHARE, file=HOSTILE),)),
    )
    assert "script" not in {tag for tag, _ in page.elements}
    assert '<script>alert("1")</script>&.pdf' in page.text


def test_it_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    page = read(WRITTEN, HELD)
    assert not {"script", "img", "link", "iframe", "object", "base", "form"} & {tag for tag, _ in page.elements}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {"src", "href", "action", "srcset", "style"} & names
    assert not any(name.startswith("on") for name in names)
    raw = report_page(ReportedRun("zaak.woo", AT, (WRITTEN, HELD))).decode("utf-8")
    assert not re.search(r"https?:|url\(|@import", raw)


def test_it_can_be_read_aloud() -> None:
    page = read(WRITTEN, HELD, findings=(FINDING,), differences=(DIFFERENCE,), shares=SHARES)
    assert ("html", {"lang": "nl"}) in page.elements
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == 1
    assert tags.count("table") == tags.count("caption")
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(attributes.get("scope") in ("row", "col") for tag, attributes in page.elements if tag == "th")


def test_a_missing_template_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "FOLDER", "nergens")
    with pytest.raises(RulePackError, match=r"verslag\.html"):
        report_page(ReportedRun("zaak.woo", AT, ()))
