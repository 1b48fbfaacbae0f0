"""A line that is being typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from woo_redact.cli.terminal.pressed import BACKSPACE, DELETE, END, ESCAPE, HOME, LEFT, PASTE, RIGHT, UP, Pressed
from woo_redact.cli.terminal.typed import Typed

NAMES = (BACKSPACE, DELETE, END, HOME, LEFT, RIGHT, "\x15", "\x17", "\x0b", UP, "a", "é", " ")


def typed(*names: str) -> Typed:
    line = Typed()
    for name in names:
        line = line.after(Pressed(name))
    return line


@pytest.mark.parametrize(
    ("names", "text"),
    [
        pytest.param([*"Jan"], "Jan", id="characters"),
        pytest.param([*"Jam", BACKSPACE, "n"], "Jan", id="backspace"),
        pytest.param([*"an", HOME, "J"], "Jan", id="at the beginning"),
        pytest.param([*"Jn", LEFT, "a"], "Jan", id="in the middle"),
        pytest.param([*"xJan", HOME, DELETE, END, "!"], "Jan!", id="delete"),
        pytest.param([*"Piet Jan", "\x17"], "Piet ", id="without the last word"),
        pytest.param([*"Piet  ", "\x17"], "", id="without the only word"),
        pytest.param([*"Piet Jan", LEFT, LEFT, LEFT, "\x15"], "Jan", id="without what stands before"),
        pytest.param([*"Piet Jan", LEFT, LEFT, LEFT, LEFT, "\x0b"], "Piet", id="without what stands behind"),
        pytest.param([*"Jan", UP, ESCAPE, "\x00"], "Jan", id="keys that write nothing"),
    ],
)
def test_keys(names: list[str], text: str) -> None:
    assert typed(*names).text == text


def test_what_is_pasted_becomes_one_line() -> None:
    assert typed("x").after(Pressed(PASTE, "een\r\ntwee\tdrie")).text == "xeen twee drie"


@given(st.lists(st.sampled_from(NAMES), max_size=20), st.integers(3, 12))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_cursor_is_always_in_view(names: list[str], width: int) -> None:
    line = typed(*names)
    assert 0 <= line.at <= len(line.text)
    shown, cursor = line.window(width)
    assert 0 <= cursor <= len(shown) <= width
    assert shown in line.text


def test_what_acts_on_a_terminal_is_shown_as_a_sign() -> None:
    shown, _ = Typed("a\u202eb", 3).window(10)
    assert shown == "a\N{REPLACEMENT CHARACTER}b"
