import pytest

from woo_redact.domain.showing import bullets, some_of


@pytest.mark.parametrize(
    ("count", "told"), [(0, ""), (1, "1"), (3, "1, 2, 3"), (4, "1, 2, 3 en 1 andere"), (9, "1, 2, 3 en 6 andere")]
)
def test_of_many_the_first_are_told_and_the_others_counted(count: int, told: str) -> None:
    assert some_of(range(1, count + 1), 3) == told


@pytest.mark.parametrize(
    ("texts", "told"), [((), ""), (("a", "b"), "- a\n- b"), (("a", "b", "c"), "- a\n- b\n- en nog 1")]
)
def test_each_has_a_line_of_its_own(texts: tuple[str, ...], told: str) -> None:
    assert bullets(texts, 2) == told
