"""One person over a dossier: found by the name that another file makes certain, with one number everywhere."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner, Result

from woo_redact.cli.main import main
from woo_redact.errors import DamagedPdfError
from woo_redact.pipeline.worker import Scan, ScanTask, read_and_tag

NOTA = ("Opgesteld door: Tjitske Zandbergen", "Datum: 3 maart 2025", "De nota gaat over de dijken.")
# Nothing here tells that it is a name: alone, the file has no suggestion.
VERSLAG = ("Verslag van het overleg", "Het voorstel Zandbergen is besproken en aangenomen.", "De kosten vallen mee.")
MAIL = ("Van: Karin Ouwehand", "Aan: Tjitske Zandbergen", "Onderwerp: planning", "Beste Tjitske,", "Dank.", "Karin")
FILES = {"01-nota.pdf": NOTA, "02-verslag.pdf": VERSLAG, "03-mail.pdf": MAIL}


def invoke(*arguments: object, keys: str = "") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=keys, catch_exceptions=False)


def put(folder: Path, files: Mapping[str, Sequence[str]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, lines in files.items():
        with pymupdf.open() as document:
            page = document.new_page()
            for number, line in enumerate(lines):
                page.insert_text((90, 100 + 30 * number), line, fontsize=11)
            document.save(folder / name)


def run(folder: Path, *more: object) -> dict[str, dict[str, object]]:
    result = invoke("run", folder, "--workers", 1, "--json", *more)
    assert result.exit_code == 0, result.output
    return {file["name"]: file for file in json.loads(result.stdout)["files"]}


def fresh(files: Mapping[str, Mapping[str, object]]) -> list[str]:
    return [name for name, file in files.items() if file["fresh"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "zaak", FILES)
    return tmp_path / "zaak"


def text_of(folder: Path, name: str) -> str:
    with pymupdf.open(folder.with_name("zaak.woo") / "redacted" / name) as document:
        return "\n".join(page.get_text() for page in document)


def labels(folder: Path, name: str) -> list[int]:
    return [int(number) for number in re.findall(r"Persoon\s(\d+)", text_of(folder, name))]


def sidecar(folder: Path, name: str) -> str:
    path = (folder.with_name("zaak.woo") / "redacted" / name).with_suffix(".redactions.json")
    return path.read_text(encoding="utf-8")


def told(folder: Path, name: str) -> list[int | None]:
    return [box.get("person") for box in json.loads(sidecar(folder, name))["boxes"]]


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    lines = invoke("suggestions", folder, "--file", name, "--format", "jsonl").stdout.splitlines()
    return [json.loads(line) for line in lines]


def persons(folder: Path) -> dict[str, int]:
    return {p["name"]: p["number"] for p in json.loads(invoke("persons", folder, "--json").stdout)}


def test_alone_the_file_tells_of_no_name(tmp_path: Path) -> None:
    put(tmp_path / "zaak", {"02-verslag.pdf": VERSLAG})
    run(tmp_path / "zaak")
    assert rows(tmp_path / "zaak", "02-verslag.pdf") == []


def test_a_name_certain_in_one_file_goes_in_the_others(folder: Path) -> None:
    run(folder)
    [row] = rows(folder, "02-verslag.pdf")
    assert (row["text"], row["rules"], row["verdict"]) == ("Zandbergen", ["name-in-dossier"], "approved")
    assert "staat in een ander document van dit dossier vast als naam" in str(row["reason"])
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")


def test_labels_give_a_person_one_number_everywhere(folder: Path) -> None:
    run(folder, "--pseudonyms", "label")
    assert labels(folder, "01-nota.pdf") == [1]
    assert labels(folder, "02-verslag.pdf") == [1]
    assert labels(folder, "03-mail.pdf") == [2, 1, 1, 2]
    assert told(folder, "02-verslag.pdf") == [1]
    outputs = [folder.with_name("zaak.woo") / "redacted" / name for name in FILES]
    assert invoke("verify", *outputs).exit_code == 0
    for name in FILES:
        for word in ("Zandbergen", "Tjitske", "Ouwehand", "Karin"):
            assert word.lower() not in (text_of(folder, name) + sidecar(folder, name)).lower()


def test_numbers_in_the_sidecar_alone(folder: Path) -> None:
    run(folder, "--pseudonyms", "sidecar")
    assert told(folder, "03-mail.pdf") == [2, 1, 1, 2]
    assert labels(folder, "03-mail.pdf") == []


def test_nobody_gets_a_number_unasked(folder: Path) -> None:
    run(folder)
    assert told(folder, "03-mail.pdf") == [None] * 4
    assert labels(folder, "03-mail.pdf") == []
    assert fresh(run(folder, "--pseudonyms", "label")) == list(FILES)
    assert fresh(run(folder, "--pseudonyms", "none")) == list(FILES)


def test_a_second_run_reads_and_writes_nothing_and_keeps_the_choice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, "--pseudonyms", "label")

    def fail(*_: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr("woo_redact.pipeline.scanning.read_and_tag", fail)
    assert fresh(run(folder)) == []
    assert labels(folder, "02-verslag.pdf") == [1]


def test_a_run_cut_off_before_names_went_round_is_not_written_by_export(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("woo_redact.pipeline.scanning.names_from_elsewhere", stopped)
    assert invoke("run", folder, "--workers", 1).exit_code == 130
    monkeypatch.undo()
    result = invoke("export", folder)
    assert result.exit_code == 3
    assert "niet afgemaakt" in result.stderr
    assert not list((folder.with_name("zaak.woo") / "redacted").glob("*.pdf"))
    run(folder)
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")
    assert invoke("export", folder).exit_code == 0


def test_a_file_that_cannot_be_read_again_is_not_written_without_the_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(task: ScanTask) -> Scan:
        if task.names:
            raise DamagedPdfError("het bestand is beschadigd.", "Vraag een nieuw bestand.")
        return read_and_tag(task)

    monkeypatch.setattr("woo_redact.pipeline.scanning.read_and_tag", failing)
    assert invoke("run", folder, "--workers", 1).exit_code == 3
    assert not (folder.with_name("zaak.woo") / "redacted" / "02-verslag.pdf").exists()
    monkeypatch.undo()
    assert fresh(run(folder)) == ["02-verslag.pdf"]
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")


def test_a_file_added_later_changes_no_number(folder: Path) -> None:
    run(folder, "--pseudonyms", "label")
    put(folder, {"00-brief.pdf": ("Opgesteld door: Femke Hoekzema", "Het voorstel Zandbergen is goed.")})
    assert fresh(run(folder)) == ["00-brief.pdf"]
    assert labels(folder, "00-brief.pdf") == [3, 1]
    assert persons(folder) == {"Tjitske Zandbergen": 1, "Karin Ouwehand": 2, "Femke Hoekzema": 3}


def test_earlier_files_are_read_again_only_for_a_name_that_they_hold(folder: Path) -> None:
    put(folder, {"02-verslag.pdf": (*VERSLAG, "Het voorstel Zonneveld is besproken en uitgesteld.")})
    run(folder, "--pseudonyms", "label")
    assert [row["text"] for row in rows(folder, "02-verslag.pdf")] == ["Zandbergen"]
    put(folder, {"04-brief.pdf": ("Opgesteld door: Femke Zonneveld",)})
    assert fresh(run(folder)) == ["02-verslag.pdf", "04-brief.pdf"]
    assert [row["text"] for row in rows(folder, "02-verslag.pdf")] == ["Zandbergen", "Zonneveld"]
    assert labels(folder, "02-verslag.pdf") == [1, 3]


def test_a_name_that_a_person_rejects_counts_nowhere_else(folder: Path) -> None:
    (folder / "03-mail.pdf").unlink()
    run(folder)
    assert invoke("review", folder, "--file", "01-nota.pdf", "--reject-all").exit_code == 0
    run(folder)
    assert rows(folder, "02-verslag.pdf") == []
    assert "Zandbergen" in text_of(folder, "02-verslag.pdf")


def test_what_a_person_decided_stays_when_the_name_is_no_longer_certain(folder: Path) -> None:
    (folder / "03-mail.pdf").unlink()
    run(folder)
    assert invoke("review", folder, "--file", "02-verslag.pdf", "--approve-all").exit_code == 0
    assert invoke("review", folder, "--file", "01-nota.pdf", "--reject-all").exit_code == 0
    run(folder)
    [row] = rows(folder, "02-verslag.pdf")
    assert (row["verdict"], row["decided_by"]) == ("approved", "person")
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")


def test_two_of_one_surname_get_no_number_where_it_stands_alone(folder: Path) -> None:
    put(folder, {"04-brief.pdf": ("Opgesteld door: Kees Zandbergen",)})
    run(folder, "--pseudonyms", "label")
    assert labels(folder, "02-verslag.pdf") == []
    assert told(folder, "02-verslag.pdf") == [None]
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")
    unsure = json.loads(invoke("persons", folder, "--unsure", "--json").stdout)
    assert [(row["file"], row["text"]) for row in unsure] == [("02-verslag.pdf", "Zandbergen")]


def test_the_persons_are_listed_with_their_mentions(folder: Path) -> None:
    run(folder)
    table = invoke("persons", folder).stdout
    assert re.search(r"1\s+Tjitske Zandbergen\s+4\s+3", table)
    found = json.loads(invoke("persons", folder, "--number", 1, "--json").stdout)
    assert [(row["file"], row["page"], row["text"]) for row in found] == [
        ("01-nota.pdf", 1, "Tjitske Zandbergen"),
        ("02-verslag.pdf", 1, "Zandbergen"),
        ("03-mail.pdf", 1, "Tjitske Zandbergen"),
        ("03-mail.pdf", 1, "Tjitske"),
    ]
    assert invoke("persons", folder, "--number", 9).exit_code == 3


def test_all_mentions_of_a_person_in_one_step_and_back(folder: Path) -> None:
    run(folder)
    shown = invoke("review", folder, "--terminal", "--reviewer", "Femke", keys="w\nr\nq\n").stdout
    assert "Tjitske Zandbergen (persoon 1)  ·  4 vermeldingen in 3 documenten" in shown
    assert "Blijft leesbaar: 4 passages." in shown
    rejected = [row for name in FILES for row in rows(folder, name) if row["verdict"] == "rejected"]
    assert len(rejected) == 4
    assert persons(folder) == {"Karin Ouwehand": 2}
    invoke("review", folder, "--terminal", "--reviewer", "Femke", keys="u\nq\n")
    assert not [row for name in FILES for row in rows(folder, name) if row["verdict"] == "rejected"]
    assert persons(folder) == {"Tjitske Zandbergen": 1, "Karin Ouwehand": 2}


def test_a_person_rejected_and_taken_back_has_its_number_still(folder: Path) -> None:
    run(folder, "--pseudonyms", "label")
    invoke("review", folder, "--terminal", "--reviewer", "Femke", keys="w\nr\nq\n")
    assert invoke("export", folder).exit_code == 0
    assert labels(folder, "03-mail.pdf") == [2, 2]
    put(folder, {"04-brief.pdf": ("Opgesteld door: Femke Zonneveld",)})
    run(folder)
    assert labels(folder, "04-brief.pdf") == [3]
    invoke("review", folder, "--terminal", "--reviewer", "Femke", keys="u\nq\n")
    run(folder)
    assert labels(folder, "03-mail.pdf") == [2, 1, 1, 2]


def test_what_the_case_keeps_stays_although_another_file_has_the_name(folder: Path, tmp_path: Path) -> None:
    run(folder)
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")
    keep = tmp_path / "leesbaar.txt"
    keep.write_text("Zandbergen\n", encoding="utf-8")
    run(folder, "--keep", keep)
    assert rows(folder, "02-verslag.pdf") == []
    assert "Zandbergen" in text_of(folder, "02-verslag.pdf")
    assert fresh(run(folder, "--keep", keep)) == []
    keep.write_text("Zandhuizen\n", encoding="utf-8")
    run(folder, "--keep", keep)
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")


def test_a_term_goes_although_the_case_keeps_a_name_with_it(folder: Path, tmp_path: Path) -> None:
    terms, keep = tmp_path / "termen.tsv", tmp_path / "leesbaar.txt"
    terms.write_text("Zandbergen\n", encoding="utf-8")
    keep.write_text("Tjitske Zandbergen\n", encoding="utf-8")
    run(folder, "--terms", terms, "--keep", keep)
    assert all("Zandbergen" not in text_of(folder, name) for name in FILES)


def test_the_applicant_beside_an_office_in_another_file_is_a_flag(tmp_path: Path) -> None:
    files = {
        "01-brief.pdf": ("Datum: 3 maart 2025", "Verzoeker: Tjitske Zandbergen", "Het gaat over de dijken."),
        "02-verslag.pdf": VERSLAG,
        "03-notulen.pdf": ("Notulen", "Volgens wethouder Zandbergen is het plan klaar."),
    }
    folder = tmp_path / "zaak"
    put(folder, files)
    run(folder)
    assert "Zandbergen" not in text_of(folder, "02-verslag.pdf")
    [row] = rows(folder, "03-notulen.pdf")
    assert (row["text"], row["level"]) == ("Zandbergen", "C")
    assert all(rule in str(row["rules"]) for rule in ("name-in-dossier", "applicant"))
    assert "ook voor wie anders openbaar zou zijn" in str(row)
    assert "Zandbergen" in text_of(folder, "03-notulen.pdf")
