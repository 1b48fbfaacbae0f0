"""What a run is asked to do."""

from dataclasses import dataclass, field
from pathlib import Path

from woo_redact.domain.ground import LabelPlace, LabelScheme, Pseudonyms
from woo_redact.domain.public import PublicFrom, Spokespersons
from woo_redact.domain.rule import Term
from woo_redact.domain.suggestion import Level
from woo_redact.domain.width import Widths
from woo_redact.dossier.settings import SAMPLE_SHARE

DEFAULT_PROFILE = "woo-verzoek"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """The choices of one run.

    ``accept`` are the levels whose suggestions are approved by policy; ``scheme`` overrides how the profile prints
    grounds; ``widths`` is what hides how wide removed text was; ``workers`` is the number of processes (0: one per
    core); ``pseudonyms`` tells where persons are told apart by a number. ``terms`` always go and ``keep`` always stays,
    unless a term says otherwise. ``second_review`` asks a second person to confirm each document, who is shown
    ``sample_share`` percent of what was approved as suggested. ``public_from`` overrides from which rank the profile
    leaves names readable. ``model`` is the folder of a model of one's own instead of the bundled one, ``model_digest``
    what it has to be (empty: whatever it is).
    """

    profile: str = DEFAULT_PROFILE
    accept: frozenset[Level] = frozenset({Level.A, Level.B})
    terms: tuple[Term, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)
    public_from: PublicFrom | None = None
    spokespersons: Spokespersons = Spokespersons.WITHHELD
    labels: LabelPlace = LabelPlace.MARGIN
    scheme: LabelScheme | None = None
    widths: Widths = Widths.STEP
    pseudonyms: Pseudonyms = Pseudonyms.NONE
    workers: int = 0
    second_review: bool = False
    sample_share: int = SAMPLE_SHARE
    model: Path | None = None
    model_digest: str = ""
    reader: str = "pymupdf"
    detector: str = "dutch"
    writer: str = "pymupdf"
    verifier: str = "pdfium"
