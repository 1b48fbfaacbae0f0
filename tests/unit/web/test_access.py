"""Links work once and not for long, sessions belong to one person, and guessing is slowed down."""

from collections.abc import Callable

import pytest

from woo_redact.errors import ReviewError
from woo_redact.web.access import IDLE, OWN_LINK, PASSED_ON, WINDOW, WRONG, Access, Person, Role, TooManyWrongError


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Access:
    return Access("Olga", clock)


def entered(access: Access, token: str, address: str = "10.0.0.1") -> str:
    session = access.enter(token, address)
    assert session is not None
    return session


def test_a_link_lets_in_once(access: Access) -> None:
    token = access.own_link()
    assert access.who(entered(access, token)) == Person("Olga", Role.OWNER)
    assert access.enter(token, "10.0.0.1") is None


def test_tokens_have_256_bits_and_are_never_alike(access: Access) -> None:
    tokens = {access.own_link() for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)


@pytest.mark.parametrize(
    ("make", "seconds"),
    [(Access.own_link, OWN_LINK), (lambda access: access.invite("Femke", Role.REVIEWER), PASSED_ON)],
)
def test_a_link_grows_old(access: Access, clock: Clock, make: Callable[[Access], str], seconds: float) -> None:
    in_time = make(access)
    clock.now += seconds
    assert access.enter(in_time, "10.0.0.1")
    too_late = make(access)
    clock.now += seconds + 1
    assert access.enter(too_late, "10.0.0.1") is None


def test_a_session_ends_when_nothing_is_asked_for_long(access: Access, clock: Clock) -> None:
    session = entered(access, access.own_link())
    clock.now += IDLE
    assert access.who(session)
    clock.now += IDLE
    assert access.who(session)
    clock.now += IDLE + 1
    assert access.who(session) is None


def test_whoever_left_is_nobody(access: Access) -> None:
    one, other = entered(access, access.own_link()), entered(access, access.own_link())
    access.leave(one)
    assert access.who(one) is None
    assert access.who(other)


def test_no_session_is_nobody(access: Access) -> None:
    for wrong in ("", "x", "\udcff"):
        assert access.who(wrong) is None


def test_of_one_name_the_last_link_holds(access: Access) -> None:
    first = access.invite("Femke", Role.REVIEWER)
    second = access.invite("femke ", Role.REVIEWER)
    assert access.enter(first, "10.0.0.1") is None
    assert access.who(entered(access, second)) == Person("Femke", Role.REVIEWER)


def test_another_role_ends_what_the_former_one_opened(access: Access) -> None:
    session = entered(access, access.invite("Femke", Role.SECOND))
    access.invite("Femke", Role.READER)
    assert access.who(session) is None


def test_the_same_role_leaves_what_is_open(access: Access) -> None:
    session = entered(access, access.invite("Femke", Role.SECOND))
    access.invite("Femke", Role.SECOND)
    assert access.who(session)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_takes_the_place_of_the_owner(access: Access, role: Role) -> None:
    with pytest.raises(ReviewError):
        access.invite(" OLGA", role)
    with pytest.raises(ReviewError):
        access.invite("Femke", Role.OWNER)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Fem\x00ke", "Fem\u202eke", "Fem\u200bke", "Fem\u2066ke"])
def test_what_cannot_be_read_is_no_name(access: Access, name: str) -> None:
    with pytest.raises(ReviewError):
        access.invite(name, Role.REVIEWER)
    with pytest.raises(ReviewError):
        Access(name)


def test_a_line_break_in_a_name_is_a_blank(access: Access) -> None:
    session = entered(access, access.invite("Femke\n de  Wit", Role.REVIEWER))
    assert access.who(session) == Person("Femke de Wit", Role.REVIEWER)


def test_who_guesses_has_to_wait_and_others_have_not(access: Access, clock: Clock) -> None:
    token = access.own_link()
    for _ in range(WRONG):
        assert access.enter("wrong", "10.0.0.9") is None
    with pytest.raises(TooManyWrongError):
        access.enter(token, "10.0.0.9")
    assert access.enter(token, "10.0.0.1")
    clock.now += WINDOW + 1
    assert access.enter(access.own_link(), "10.0.0.9")


def test_many_addresses_do_not_fill_the_memory(access: Access) -> None:
    for number in range(3000):
        access.enter("wrong", f"10.{number // 256}.{number % 256}.1")
    assert len(access._wrong) <= 1025
