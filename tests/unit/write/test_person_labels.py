"""Labels that tell persons apart: in reading order, never parted, one for each line where they differ."""

import pytest

from woo_redact.write.labels import Tag, merged, wrap


class Letters:
    """Every letter is half as wide as the font is high."""

    def measure(self, text: str) -> float:
        return 0.5 * len(text)

    def texts(self, grounds: tuple[str, ...], persons: tuple[int, ...]) -> tuple[str, ...]:
        return (*grounds, *(f"Persoon {number}" for number in persons))


def tag(top: float, x0: float, *persons: int) -> Tag:
    return Tag(top, top + 11, ("5.1.2e",), x0, x0 + 50, persons)


def test_persons_on_one_line_share_a_label_in_reading_order() -> None:
    [label] = merged([tag(100, 200, 1), tag(100, 80, 2), tag(100, 300, 1)], Letters())
    assert label.persons == (2, 1)


def test_close_lines_of_one_person_share_a_label_and_of_two_do_not() -> None:
    assert len(merged([tag(100, 80, 1), tag(112, 80, 1)], Letters())) == 1
    assert len(merged([tag(100, 80, 1), tag(112, 80, 2)], Letters())) == 2


@pytest.mark.parametrize("width", [1.0, 20.0, 40.0, 400.0])
def test_a_person_and_its_number_are_not_parted(width: float) -> None:
    lines = wrap(("5.1.2e", "Persoon 12", "Persoon 3"), width, Letters())
    assert " ".join(lines) == "5.1.2e; Persoon 12; Persoon 3"
    assert not any(line.endswith("Persoon") for line in lines)
