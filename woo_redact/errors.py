"""Every deliberate error, with its exit code and a message in Dutch that a user can act on.

::

    WooRedactError                    1   (shown only when something is wrong with the program)
      InputError                      3   the file or folder that was offered
        MissingInputError
        EncryptedPdfError
        DamagedPdfError
        NotAPdfError
        EmptyFileError
        XfaPdfError
        SignedPdfError
        UnreadPageError
      RulePackError                   4   all mistakes of all packs at once
      ModelError                      5
        ModelMissingError
        ModelHashError
        ModelWorseError
      DossierError                    6
        DossierLockedError
        DossierVersionError
      ReviewError                     7
        UndecidedError
        StaleDecisionError
        NotReadyError             all that keeps a package back at once
      VerificationError               8   an output failed its check; it was not left in place
      OutputError                     9   nowhere to write, no room to write
        EraseError

Usage errors end with 2 (click), an interrupt with 130.
Messages name the file, the cause and the remedy; they never hold document text.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    RULE_PACK = 4
    MODEL = 5
    DOSSIER = 6
    REVIEW = 7
    VERIFICATION = 8
    OUTPUT = 9
    INTERRUPTED = 130


class WooRedactError(Exception):
    """Base of all deliberate errors.

    ``message`` says what is wrong and names the file; ``remedy`` says what to do about it. Both Dutch.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.BUG

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InputError(WooRedactError):
    """The file or folder that was offered cannot be used."""

    exit_code = ExitCode.INPUT


class MissingInputError(InputError):
    """No such file or folder, or no permission to read it."""


class EncryptedPdfError(InputError):
    """The PDF asks for a password."""


class DamagedPdfError(InputError):
    """The PDF cannot be opened or its pages cannot be read."""


class NotAPdfError(InputError):
    """The content is not a PDF, whatever the name says."""


class EmptyFileError(InputError):
    """The file holds no bytes."""


class XfaPdfError(InputError):
    """The file is an XFA form: its content is not on the pages."""


class SignedPdfError(InputError):
    """The file carries a digital signature, which blacking out would break."""


class UnreadPageError(InputError):
    """A page could not be read, so nothing can be said about what it holds."""


class RulePackError(WooRedactError):
    """One or more rule packs are wrong; ``problems`` lists every mistake with file and key."""

    exit_code = ExitCode.RULE_PACK

    def __init__(self, problems: tuple[str, ...], remedy: str = "") -> None:
        super().__init__("De regels zijn niet in orde:\n" + "\n".join(f"- {p}" for p in problems), remedy)
        self.problems = problems


class ModelError(WooRedactError):
    """The entity model cannot be used."""

    exit_code = ExitCode.MODEL


class ModelMissingError(ModelError):
    """No model folder, or a file of it is missing."""


class ModelHashError(ModelError):
    """A file of the model is not the file its description promises."""


class ModelWorseError(ModelError):
    """A model that was trained further is worse than the one it came from; it was not kept."""


class OcrError(ModelError):
    """Printed words cannot be recognised: the model for it is missing, or not what it should be."""


class DossierError(WooRedactError):
    """The dossier cannot be used."""

    exit_code = ExitCode.DOSSIER


class DossierLockedError(DossierError):
    """Another process works on this dossier."""


class DossierVersionError(DossierError):
    """The dossier was made by a newer version."""


class ReviewError(WooRedactError):
    """The review does not allow this step."""

    exit_code = ExitCode.REVIEW


class UndecidedError(ReviewError):
    """Suggestions are open that a person has to decide first."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A decision that somebody else made on a suggestion: who, what ("approved", "rejected", "open"), when (UTC).

    ``sequence`` is its number in the log.
    """

    suggestion: str
    reviewer: str
    verdict: str
    at: datetime
    sequence: int


class StaleDecisionError(ReviewError):
    """Somebody else decided in between; ``meanwhile`` tells what, by suggestion."""

    def __init__(self, message: str, remedy: str = "", meanwhile: tuple[Meanwhile, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.meanwhile = meanwhile


class NotReadyError(ReviewError):
    """A package is kept back; ``obstacles`` are all the reasons, each with what to do about it."""

    def __init__(self, message: str, obstacles: tuple[tuple[str, str], ...]) -> None:
        told = "\n".join(f"- {reason} {remedy}" for reason, remedy in obstacles)
        super().__init__(
            f"{message}\n{told}", "Los dit op en maak het pakket opnieuw, of maak een concept met --concept."
        )
        self.obstacles = obstacles


class VerificationError(WooRedactError):
    """An output failed its check and was not left in place."""

    exit_code = ExitCode.VERIFICATION


class OutputError(WooRedactError):
    """The output cannot be written."""

    exit_code = ExitCode.OUTPUT


class EraseError(OutputError):
    """Text cannot be erased without touching its neighbours."""
