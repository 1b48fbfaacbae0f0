"""What goes wrong, as the answer to a request: a status, and words in Dutch for people. Never text of a document."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from starlette.exceptions import HTTPException

from woo_redact.errors import (
    DossierLockedError,
    InputError,
    ReviewError,
    StaleDecisionError,
    WooRedactError,
)
from woo_redact.web.access import TooManyWrongError

NOTHING: Mapping[str, Any] = MappingProxyType({})
# The code of what should not happen: a mistake in the program.
UNFORESEEN = "program"
RETRY_SECONDS = 2
# Seconds after which guessing at links may go on.
GUESS_SECONDS = 60


class Fault(Exception):
    """A request that is not granted.

    ``code`` is for programs, ``message`` and ``remedy`` are for people; ``more`` goes along in an answer as JSON,
    ``headers`` in any.
    """

    def __init__(
        self, status: int, code: str, message: str, remedy: str = "", more: Mapping[str, Any] = NOTHING
    ) -> None:
        super().__init__(status, code)
        self.status = status
        self.code = code
        self.message = message
        self.remedy = remedy
        self.more = more
        self.headers: dict[str, str] = {}

    def with_headers(self, headers: Mapping[str, str]) -> "Fault":
        """Return the fault with headers that its answer has."""
        self.headers.update(headers)
        return self

    def as_json(self) -> dict[str, Any]:
        """Return what a program is told."""
        return {"error": self.message, "remedy": self.remedy, "code": self.code, **self.more}


def bad_body() -> Fault:
    """Return the fault of a body that is not what it should be."""
    return Fault(400, "bad-request", "De vraag is niet goed gevormd.", "Laad de bladzijde opnieuw.")


def not_found() -> Fault:
    """Return the fault of something that is not there."""
    return Fault(404, "not-found", "Dit bestaat niet (meer) in dit dossier.", "Ga terug naar het overzicht.")


def missing(error: InputError) -> Fault:
    """Return the fault of something that a page asks to see and cannot be shown."""
    return Fault(404, "not-found", error.message, error.remedy)


def forbidden() -> Fault:
    """Return the fault of somebody whose role does not allow something."""
    return Fault(403, "role", "Dat mag u in dit dossier niet doen.", "Vraag het aan wie u uitnodigde.")


def no_session() -> Fault:
    """Return the fault of somebody who is not let in."""
    return Fault(
        401,
        "no-session",
        "U bent niet (meer) aangemeld.",
        "Open de link die u kreeg, of vraag een nieuwe: elke link werkt één keer.",
    )


def wrong_link() -> Fault:
    """Return the fault of a link that does not work."""
    return Fault(
        401,
        "link",
        "Deze link werkt niet (meer).",
        "Een link werkt één keer, en niet langer dan is aangegeven. Vraag een nieuwe.",
    )


def telling(words: Sequence[str]) -> Fault:
    """Return the fault of a reason that holds ``words`` of what is withheld: for whoever wrote it, and for no log."""
    more = {"words": list(words)}
    return Fault(422, "reason", "De motivering noemt wat gelakt wordt.", "Geef de reden in andere woorden.", more)


def stale(error: StaleDecisionError, sequence: int) -> Fault:
    """Return the fault of a step against what somebody else did; ``sequence`` is the number of the last event."""
    meanwhile = [
        {"suggestion": m.suggestion, "reviewer": m.reviewer, "verdict": m.verdict, "at": m.at.isoformat()}
        for m in error.meanwhile
    ]
    return Fault(409, "stale", error.message, error.remedy, {"meanwhile": meanwhile, "sequence": sequence})


def fault_of(error: Exception) -> Fault:
    """Return what to answer to an error, whatever it is; an unforeseen one tells nothing."""
    match error:
        case Fault():
            return error
        case HTTPException():
            return _of_routing(error)
        case TooManyWrongError():
            return Fault(
                429,
                "too-many",
                "Er zijn te veel verkeerde links geprobeerd.",
                "Wacht een minuut en probeer het opnieuw.",
            ).with_headers({"retry-after": str(GUESS_SECONDS)})
        case DossierLockedError():
            busy = Fault(503, "locked", error.message, error.remedy)
            return busy.with_headers({"retry-after": str(RETRY_SECONDS)})
        case ReviewError():
            return Fault(422, "review", error.message, error.remedy)
        case InputError():
            return Fault(422, "input", error.message, error.remedy)
        case WooRedactError():
            return Fault(500, "dossier", error.message, error.remedy)
        case _:
            return Fault(
                500,
                UNFORESEEN,
                "Er ging iets mis in het programma zelf.",
                "Probeer het opnieuw; blijft dit zo, meld het dan aan de beheerder. Wat u besloot, is bewaard.",
            )


def _of_routing(error: HTTPException) -> Fault:
    if error.status_code == 405:
        return Fault(405, "method", "Zo kan dit niet worden gevraagd.").with_headers(error.headers or {})
    return not_found()
