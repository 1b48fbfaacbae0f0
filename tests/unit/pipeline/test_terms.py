"""Reading the lists of a case."""

from pathlib import Path

import pytest

from woo_redact.domain.rule import Term
from woo_redact.errors import InputError, MissingInputError
from woo_redact.pipeline.terms import read_keep, read_terms


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lijst.txt"


def test_every_line_that_says_something_is_kept_once(path: Path) -> None:
    path.write_text(
        "# blijft leesbaar\n\nKarin Ouwehand\n  Project Zilvermeeuw  \nKarin Ouwehand\n", encoding="utf-8-sig"
    )
    assert read_keep(path) == ("Karin Ouwehand", "Project Zilvermeeuw")


def test_all_lines_that_cannot_be_used_are_named_and_no_text_is_shown(path: Path) -> None:
    path.write_text("Karin Ouwehand\nx\nR.J. Okafor\t5.1.2e\n...\n")
    with pytest.raises(InputError) as caught:
        read_keep(path)
    assert "regel 2: de tekst is te kort; regel 3: er staat een tab in" in caught.value.message
    assert "regel 4" in caught.value.message
    assert "Okafor" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("line", ["Karin Ouwehand", "karin  ouwehand", "KARIN OUWEHAND."])
def test_a_text_that_both_lists_name_is_a_mistake_however_it_is_written(path: Path, line: str) -> None:
    path.write_text(f"Iets anders\n{line}\n")
    with pytest.raises(InputError, match="regel 2: deze tekst staat ook in de termenlijst") as caught:
        read_keep(path, (Term("Karin Ouwehand", "5.1.2e"),))
    assert "Ouwehand" not in str(caught.value)


def test_a_part_of_a_term_may_stay_elsewhere(path: Path) -> None:
    path.write_text("Ouwehand\n")
    assert read_keep(path, (Term("Karin Ouwehand", "5.1.2e"),)) == ("Ouwehand",)


@pytest.mark.parametrize("read", [read_keep, lambda path: read_terms(path, "woo-verzoek")])
def test_a_list_that_cannot_be_read_is_named(path: Path, read: object) -> None:
    with pytest.raises(MissingInputError, match=r"lijst\.txt"):
        read(path)  # type: ignore[operator]
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="geen UTF-8"):
        read(path)  # type: ignore[operator]


def test_terms_are_read_with_their_grounds(path: Path) -> None:
    path.write_text("Van Zuidwolde\nProject Zilvermeeuw\tart. 5.1, tweede lid, onder b\n")
    assert read_terms(path, "woo-verzoek") == (Term("Van Zuidwolde", "5.1.2e"), Term("Project Zilvermeeuw", "5.1.2b"))
