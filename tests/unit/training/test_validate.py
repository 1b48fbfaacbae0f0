"""The form of the corpus: what is not in order is told, and the corpus itself is."""

from pathlib import Path

import pytest

from woo_redact.rulepack.load import load_rules
from woo_redact.training.validate import document_faults, faults

CORPUS = Path(__file__).parents[3] / "models" / "corpus"
HEAD = "---\ntype: memo\norg: dienst\nprofile: woo-verzoek\ndate: 2024-05-01\npart: train\n---\n\n"


def found(body: str, head: str = HEAD, name: str = "a-001-memo") -> list[str]:
    return list(document_faults(name, head + body, load_rules().grounds))


def test_a_document_in_order_has_no_faults() -> None:
    assert found("Dag [[5.1.2e person#1|Karin Holtrop]], BSN [[5.1.1e bsn|111222333]], {{ORG|Deltaris}}.") == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("[[5.9 person|Karin]]", "no such ground"),
        ("[[5.1.2e name|Karin]]", "no such kind"),
        ("[[5.1.2e person| Karin]]", "does not hug"),
        ("[[5.1.2e person|Karin,]]", "does not hug"),
        ("[[5.1.1e bsn|111222334]]", "does not pass"),
        ("[[5.1.2e iban|NL91 ABNA 0417 1643 01]]", "does not pass"),
        ("[[5.1.2e person|Karin", "niet af"),
        ("[[5.1.2e person#1|Karin Holtrop]] en Karin Holtrop", "without its mark"),
    ],
)
def test_a_wrong_mark_is_told(body: str, fault: str) -> None:
    assert any(fault in told for told in found(body))


@pytest.mark.parametrize("key", ["type", "profile", "date", "part", "org"])
def test_what_the_head_lacks_is_told(key: str) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(key))
    assert any(key in told for told in found("Dag.", head))


def test_versions_of_one_document_must_serve_one_part(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    text = " ".join(f"woord{i}" for i in range(60))
    for number, part in enumerate(("train", "test")):
        raw = HEAD.replace("part: train", f"part: {part}") + text
        (tmp_path / "a" / f"a-00{number}-memo.txt").write_text(raw, encoding="utf-8")
    assert list(faults(tmp_path)) == ["a-001-memo: a version of a-000-memo, which is in another part"]
