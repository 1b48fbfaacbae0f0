"""The main job on the samples: right once, nothing the second time, on again after a stop."""

import hashlib
import html
import json
import re
import shutil
import stat
from pathlib import Path

import pypdfium2
import pytest

from support.command import invoke, packaged

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of a run over all samples."""
    source = tmp_path_factory.mktemp("run") / "samples"
    shutil.copytree(SAMPLES, source)
    result = invoke("run", source, "--json")
    assert result.exit_code == 0, result.output
    return source.with_name("samples.woo")


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def suggestions(dossier: Path) -> list[dict[str, object]]:
    lines = invoke("suggestions", dossier, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_every_sample_is_written_with_its_list_of_redactions(finished: Path) -> None:
    names = {p.relative_to(SAMPLES) for p in SAMPLES.rglob("*.pdf")}
    written = {p.relative_to(finished / "redacted") for p in (finished / "redacted").rglob("*.pdf")}
    assert written == names
    for name in names:
        assert (finished / "redacted" / name).with_suffix(".redactions.json").is_file()


def test_every_output_has_a_certificate_of_its_check(finished: Path) -> None:
    for pdf in (finished / "redacted").rglob("*.pdf"):
        told = json.loads(pdf.with_suffix(".certificate.json").read_text(encoding="utf-8"))
        assert told["redacted_sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
        assert set(told["engines"]) == {"PDFium", "pdfminer.six", "qpdf"}
        assert told["checked"]["characters_kept"] > 0


def page_of(dossier: Path) -> str:
    """The page for people, without the moment at which it was made."""
    page = (dossier / "reports" / "verslag.html").read_text(encoding="utf-8")
    return re.sub(r"Gemaakt op \S+ \S+", "", page)


def test_the_page_for_people_tells_what_the_certificates_tell(finished: Path) -> None:
    page = page_of(finished)
    for certificate in (finished / "redacted").rglob("*.certificate.json"):
        told = json.loads(certificate.read_text(encoding="utf-8"))
        assert told["original_sha256"] in page
        assert told["redacted_sha256"] in page
    assert stat.S_IMODE((finished / "reports" / "verslag.html").stat().st_mode) == 0o600


def test_the_page_for_people_never_holds_what_was_withheld(finished: Path) -> None:
    page = html.unescape(page_of(finished))
    # Words that the page or a name of a file has of itself are in no sample's passages.
    withheld = {str(row["text"]) for row in suggestions(finished) if row["verdict"] == "approved"}
    assert len(withheld) > 50
    assert not [text for text in withheld if len(text) > 4 and text in page]


def test_a_second_run_says_the_same_to_people(finished: Path) -> None:
    before = page_of(finished)
    result = invoke("run", finished.with_suffix(""))
    assert result.exit_code == 0
    assert "(ongewijzigd)" in result.output
    assert str(finished / "reports" / "verslag.html") in result.output.replace("\n", "")
    assert page_of(finished) == before


def test_a_certificate_of_another_pdf_is_not_taken_for_a_check(finished: Path, tmp_path: Path) -> None:
    shutil.copytree(finished, tmp_path / "samples.woo")
    shutil.copytree(finished.with_suffix(""), tmp_path / "samples")
    first, second, *_ = sorted((tmp_path / "samples.woo" / "redacted").rglob("*.certificate.json"))
    first.write_bytes(second.read_bytes())
    invoke("run", finished.with_suffix(""), "--dossier", tmp_path / "samples.woo")
    assert "Het certificaat ontbreekt of past niet bij de PDF" in page_of(tmp_path / "samples.woo")


def test_the_report_for_machines_has_no_empty_remedies_and_no_values(finished: Path) -> None:
    told = json.loads((finished / "reports" / "verslag.json").read_text(encoding="utf-8"))
    findings = [finding for file in told["files"] for finding in file["findings"]]
    assert all("value" not in finding and finding.get("remedy", "-") for finding in findings)


def test_the_list_of_redactions_never_holds_what_was_withheld(finished: Path) -> None:
    for row in suggestions(finished):
        if row["verdict"] == "approved" and len(str(row["text"])) > 4:
            sidecar = (finished / "redacted" / str(row["file"])).with_suffix(".redactions.json")
            assert str(row["text"]) not in sidecar.read_text(encoding="utf-8")


def test_email_addresses_keep_their_domain_only(finished: Path) -> None:
    rows = [r for r in suggestions(finished) if r["kind"] == "email" and r["verdict"] == "approved"]
    assert rows
    for row in rows:
        text = text_of(finished / "redacted" / str(row["file"]))
        assert f"{row['text']}@" not in text


def test_everything_is_closed_to_others(finished: Path) -> None:
    for path in (finished, *finished.rglob("*")):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600) or (path.is_file() and mode == 0o400), path


def test_a_second_run_has_nothing_to_do(finished: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (finished / "redacted").rglob("*.pdf")}
    result = invoke("run", finished.with_suffix(""), "--json")
    assert result.exit_code == 0
    assert not any(f["fresh"] for f in json.loads(result.stdout)["files"])
    assert before == {p: p.stat().st_mtime_ns for p in (finished / "redacted").rglob("*.pdf")}


def test_only_what_changed_is_done_again(finished: Path) -> None:
    victim = next((finished / "redacted").rglob("*.pdf"))
    victim.unlink()
    result = invoke("run", finished.with_suffix(""), "--json")
    fresh = [f["name"] for f in json.loads(result.stdout)["files"] if f["fresh"]]
    assert fresh == [victim.relative_to(finished / "redacted").as_posix()]
    assert victim.is_file()


def test_written_files_pass_a_check_later_on(finished: Path) -> None:
    paths = sorted((finished / "redacted").rglob("*.pdf"))
    assert invoke("verify", *paths).exit_code == 0


def test_a_changed_file_does_not_pass(finished: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "kopie.woo"
    shutil.copytree(finished, dossier)
    victim = next((dossier / "redacted").rglob("*.pdf"))
    victim.write_bytes(victim.read_bytes() + b"\n")
    assert invoke("verify", victim).exit_code == 8


def test_no_package_before_a_person_decided(finished: Path) -> None:
    result = packaged(finished)
    assert result.exit_code == 7
    assert "beoorde" in result.stderr


def test_a_package_after_a_person_decided_everything(finished: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "kopie.woo"
    shutil.copytree(finished, dossier)
    # A name that is withheld on one page and overlooked on the next would keep the package back.
    terms = tmp_path / "termen.tsv"
    terms.write_text("Van Ommeren\t5.1.2e\n", encoding="utf-8")
    assert invoke("run", SAMPLES, "--dossier", dossier, "--terms", terms).exit_code == 0
    for level in "ABC":
        verdict = "--reject-all" if level == "C" else "--approve-all"
        assert invoke("review", dossier, verdict, "--level", level).exit_code == 0
    result = packaged(dossier, "--out", tmp_path / "pakket")
    assert result.exit_code == 0, result.output
    public = tmp_path / "pakket" / "openbaar" / "data"
    assert (public / "inventarislijst.xlsx").is_file()
    numbered = sorted(p.name for p in (public / "documenten").iterdir())
    assert len(numbered) == len(list(SAMPLES.rglob("*.pdf")))


def test_a_rejected_passage_is_readable_again(finished: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "kopie.woo"
    shutil.copytree(finished, dossier)
    row = next(r for r in suggestions(dossier) if r["rules"] and r["kind"] == "phone" and r["verdict"] == "approved")
    output = dossier / "redacted" / str(row["file"])
    assert str(row["text"]) not in text_of(output)
    rule = row["rules"][0]  # type: ignore[index]
    assert invoke("review", dossier, "--reject-all", "--rule", rule).exit_code == 0
    assert invoke("export", dossier).exit_code == 0
    assert str(row["text"]) in text_of(output)
