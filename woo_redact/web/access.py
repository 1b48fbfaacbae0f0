"""Who may see a dossier: invitations, the sessions that they are exchanged for, and roles.

Kept in the memory of the server only. Of a token or a session nothing but its hash is kept, so that how long a search
takes tells nothing.
"""

import hashlib
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from woo_redact.errors import ReviewError

TOKEN_BYTES = 32
# Seconds that a link works: the one of whoever starts the server, and those that are passed on to others.
OWN_LINK, PASSED_ON = 15 * 60, 24 * 3600
# Seconds without a request after which a session ends.
IDLE = 12 * 3600
# So many wrong links in so many seconds from one address, and it has to wait.
WRONG, WINDOW = 10, 60
# Addresses of which wrong links are counted; more than there are people.
ADDRESSES = 1024
LONGEST_NAME = 80


class Role(StrEnum):
    """What somebody may do."""

    OWNER = "owner"
    """Started the server: everything, and inviting others."""
    REVIEWER = "reviewer"
    """Decides, and marks as done."""
    SECOND = "second"
    """As a reviewer, and confirms what others did."""
    READER = "reader"
    """Looks only."""


EVERYBODY = frozenset(Role)
REVIEWERS = frozenset({Role.OWNER, Role.REVIEWER, Role.SECOND})
CONFIRMERS = frozenset({Role.OWNER, Role.SECOND})
OWNERS = frozenset({Role.OWNER})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may see the dossier."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class _Invitation:
    person: Person
    until: float


@dataclass(slots=True)
class _Session:
    person: Person
    seen: float


class TooManyWrongError(Exception):
    """Too many wrong links came from this address."""


class Access:
    """The invitations and sessions of one server; may be used by several threads.

    ``clock`` gives seconds that only go up.
    """

    def __init__(self, owner: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with nobody but the owner, who has no session yet.

        Raises:
            ReviewError: this is no name.
        """
        self._clock = clock
        self._lock = threading.Lock()
        self._people = {_folded(owner): Person(checked_name(owner), Role.OWNER)}
        self._invitations: dict[bytes, _Invitation] = {}
        self._sessions: dict[bytes, _Session] = {}
        self._wrong: dict[str, list[float]] = {}

    def own_link(self) -> str:
        """Return a token for the owner."""
        with self._lock:
            owner = next(person for person in self._people.values() if person.role is Role.OWNER)
            return self._token(owner, OWN_LINK)

    def invite(self, name: str, role: Role) -> str:
        """Return a token for somebody else; of one name the last invitation holds, and only that one.

        Raises:
            ReviewError: this is no name, or the owner's, or a second owner is asked for.
        """
        person = Person(checked_name(name), role)
        with self._lock:
            known = self._people.get(_folded(name))
            if role is Role.OWNER or (known and known.role is Role.OWNER):
                raise ReviewError("De eigenaar van deze beoordeling bent u zelf.", "Nodig iemand anders uit.")
            if known and known.role is not role:
                self._withdraw(known)
            if known:
                person = Person(known.name, role)
            self._people[_folded(name)] = person
            self._invitations = {k: i for k, i in self._invitations.items() if i.person != person}
            return self._token(person, PASSED_ON)

    def enter(self, token: str, address: str) -> str | None:
        """Exchange a token for a new session and return that; ``None`` when the token is not valid (any more).

        Raises:
            TooManyWrongError: ``address`` offered too many wrong ones.
        """
        with self._lock:
            self._refuse_guessing(address)
            found = self._invitations.pop(_hash(token), None)
            if found is None or found.until < self._clock():
                self._wrong.setdefault(address, []).append(self._clock())
                return None
            session = secrets.token_urlsafe(TOKEN_BYTES)
            self._sessions[_hash(session)] = _Session(found.person, self._clock())
            return session

    def who(self, session: str) -> Person | None:
        """Return whose session this is, if it is one."""
        with self._lock:
            found = self._sessions.get(_hash(session))
            if found is None:
                return None
            if found.seen + IDLE < self._clock():
                del self._sessions[_hash(session)]
                return None
            found.seen = self._clock()
            return found.person

    def leave(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(_hash(session), None)

    def people(self) -> tuple[Person, ...]:
        """Return everybody who is or was invited, the owner first."""
        with self._lock:
            return tuple(self._people.values())

    def _token(self, person: Person, seconds: float) -> str:
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self._clock()
        self._invitations = {k: i for k, i in self._invitations.items() if i.until >= now}
        self._invitations[_hash(token)] = _Invitation(person, now + seconds)
        return token

    def _withdraw(self, person: Person) -> None:
        self._sessions = {k: s for k, s in self._sessions.items() if s.person != person}
        self._invitations = {k: i for k, i in self._invitations.items() if i.person != person}

    def _refuse_guessing(self, address: str) -> None:
        since = self._clock() - WINDOW
        recent = [at for at in self._wrong.pop(address, ()) if at > since]
        if recent:
            # The address that was wrong last stands last, and the one at the front goes when there are too many.
            self._wrong[address] = recent
        while len(self._wrong) > ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        if len(recent) >= WRONG:
            raise TooManyWrongError


def checked_name(name: str) -> str:
    """Return a name as it is shown: without blanks around it or twice in it.

    Raises:
        ReviewError: it is empty, too long, or holds characters that cannot be seen.
    """
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy or len(tidy) > LONGEST_NAME or not tidy.isprintable():
        raise ReviewError("Dit is geen bruikbare naam.", f"Geef een naam van ten hoogste {LONGEST_NAME} gewone tekens.")
    return tidy


def _folded(name: str) -> str:
    """Another spelling of a name is no other person."""
    return checked_name(name).casefold()


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
