"""Text in, facts out: each file of ``tests/cases/facts`` is a kind of fact, each ``[[case]]`` an example of it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from woo_redact.domain.document import Document, ParsedDocument
from woo_redact.errors import RulePackError
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.structure.facts import describe
from woo_redact.structure.parse import parse
from woo_redact.structure.sorts import bundled_sorts, read_sorts

FOLDER = Path(__file__).parents[2] / "cases" / "facts"
FIELDS = {"printed": "printed_grounds"}
MAIL = (
    "Van: Ilse Dam <i.dam@rws.example>\nVerzonden: maandag 6 mei 2019 15:50\nAan: Kees\nOnderwerp: {}\n\nBeste Kees,\n"
)


def _cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def parsed(text: str) -> ParsedDocument:
    pages = pages_from_text(text.lstrip("\n").replace("<tab>", "\t"))
    return parse(Document("proef", "proef.pdf", len(pages)), pages)


def thread(subject: str) -> str:
    return describe(parsed(MAIL.format(subject))).thread


@pytest.mark.parametrize("case", _cases())
def test_facts(case: dict[str, Any]) -> None:
    facts = describe(parsed(case["text"]), load_rule_set().grounds, case.get("profile", ""))
    expected = {FIELDS.get(key, key): value for key, value in case.items() if key not in ("name", "text", "profile")}
    assert expected
    for name, value in expected.items():
        found = getattr(facts, name)
        assert (list(found) if isinstance(found, tuple) else found) == value, name


@pytest.mark.parametrize(
    "subject",
    ["RE: dijk bij Lobith", "FW: RE: Dijk bij Lobith", "Antw[2]: dijk  bij Lobith!", "Betreft: dijk bij Lobith"],
)
def test_replies_belong_to_the_thread_of_the_first_mail(subject: str) -> None:
    assert thread(subject) == thread("dijk bij Lobith") != ""


def test_another_subject_is_another_thread() -> None:
    assert thread("dijk bij Lobith") != thread("dijk bij Tiel")


@pytest.mark.parametrize("subject", ["RE:", "FW: ok", "RE: !"])
def test_a_subject_that_says_nothing_makes_no_thread(subject: str) -> None:
    assert thread(subject) == ""


def test_only_mails_have_a_thread() -> None:
    assert describe(parsed("Onderwerp: dijk bij Lobith\nDatum: 3 mei 2023\n\nDe dijk is hersteld.\n")).thread == ""


def test_no_thread_tells_its_subject() -> None:
    assert "lobith" not in thread("dijk bij Lobith").lower()


def test_every_sort_can_be_told_by_something() -> None:
    assert all(sort.headings for sort in bundled_sorts().sorts)


@pytest.mark.parametrize("content", ["sorts = 1", "[[sorts]]\nlabel = 'x'", "geen toml"])
def test_a_broken_list_of_sorts_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "sorts.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RulePackError, match=r"sorts\.toml"):
        read_sorts(path)
