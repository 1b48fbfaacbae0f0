import json
import stat
from dataclasses import replace
from pathlib import Path

from support.values import DOCUMENT
from woo_redact import __version__
from woo_redact.disclosure.certificate import REMAINING, TELLING, certificate_content, write_certificate
from woo_redact.domain.file import FileRecord
from woo_redact.domain.report import Finding, Severity, VerificationReport

RECORD = FileRecord("memo.pdf", "/in/memo.pdf", DOCUMENT, page_count=2, output="e" * 64)
PICTURE = Finding("page-picture", Severity.WARNING, "De pagina is een afbeelding geworden, want proef", 1)
READABLE = Finding("still-readable", Severity.WARNING, "Een weggelakte tekst staat elders nog leesbaar", 0)
WHOLE = Finding("note", Severity.WARNING, "Over het hele bestand")
REPORT = VerificationReport(2, 12, 340, (PICTURE, READABLE, WHOLE), (("PDFium", "1.2"), ("qpdf", "3.4")))


def test_it_tells_what_was_checked_with_what_and_what_remains() -> None:
    assert certificate_content(RECORD, REPORT) == {
        "format": 1,
        "program": f"woo-redact {__version__}",
        "original_sha256": DOCUMENT,
        "redacted_sha256": "e" * 64,
        "pages": 2,
        "engines": {"PDFium": "1.2", "qpdf": "3.4"},
        "checked": {"characters_erased": 12, "characters_kept": 340},
        "words": {"beyond_passages": None, "taken_along": 0},
        "widths": {"gaps_within_lines": 0, "gaps_that_tell_a_width": 0},
        "pages_as_picture": [{"page": 2, "message": PICTURE.message}],
        "warnings": [{"page": 1, "message": READABLE.message}, {"message": WHOLE.message}],
        "remaining_risks": list(REMAINING),
    }


def test_gaps_that_tell_a_width_are_counted_and_a_risk() -> None:
    content = certificate_content(RECORD, replace(REPORT, gaps=5, telling=2))
    assert content["widths"] == {"gaps_within_lines": 5, "gaps_that_tell_a_width": 2}
    assert content["remaining_risks"] == [TELLING, *REMAINING]


def test_words_that_no_passage_holds_are_counted() -> None:
    content = certificate_content(RECORD, replace(REPORT, beyond=3, taken=8))
    assert content["words"] == {"beyond_passages": 3, "taken_along": 8}


def test_it_tells_no_name_and_no_place(tmp_path: Path) -> None:
    path = tmp_path / "memo.certificate.json"
    write_certificate(path, RECORD, REPORT)
    told = path.read_text(encoding="utf-8")
    assert "memo" not in told
    assert "/in/" not in told
    assert json.loads(told) == certificate_content(RECORD, REPORT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
