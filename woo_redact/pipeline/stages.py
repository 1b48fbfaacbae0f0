"""The stages by name, as the tables in ``plugins`` register them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from woo_redact import plugins
from woo_redact.detect.model_files import DESCRIPTION, check_model
from woo_redact.domain.decision import Redaction
from woo_redact.domain.ground import LabelStyle
from woo_redact.domain.name import KnownName
from woo_redact.domain.rule import RuleSet, Term
from woo_redact.errors import ModelHashError, ModelMissingError
from woo_redact.plugins import Detector, Reader, Verifier, Writer
from woo_redact.resources import models_root
from woo_redact.rulepack.load import load_rules

MODEL = "nl_woo"
PASSAGES = "nl_woo_passages"


@dataclass(frozen=True, slots=True)
class StageNames:
    """Which registered reader, detector, writer and verifier a run uses."""

    reader: str = "pymupdf"
    detector: str = "dutch"
    writer: str = "pymupdf"
    verifier: str = "pdfium"


@cache
def load_rule_set() -> RuleSet:
    """Return the bundled rules, loaded once in each process; their patterns are checked by :func:`check_rule_set`."""
    return load_rules(patterns=False)


def check_rule_set() -> RuleSet:
    """Return the bundled rules, all of them checked.

    Raises:
        RulePackError: all mistakes in them.
    """
    return load_rules()


def model_folder() -> Path:
    """Return the folder of the bundled entity model.

    Raises:
        ModelMissingError: it is not there.
    """
    return _bundled(MODEL)


def passages_folder() -> Path:
    """Return the folder of the bundled model for passages.

    Raises:
        ModelMissingError: it is not there.
    """
    return _bundled(PASSAGES)


def _bundled(name: str) -> Path:
    folder = models_root() / name
    if not (folder / DESCRIPTION).is_file():
        raise ModelMissingError(f"Het taalmodel {name} ontbreekt.", "Installeer woo-redact opnieuw.")
    return folder


def own_model(folder: Path, digest: str = "") -> Path:
    """Return the absolute path of a model of one's own, every file of which is as its description says.

    Raises:
        ModelMissingError: it is not there, or a file of it is missing.
        ModelHashError: a file was changed, or the description is not the one with this ``digest``.
    """
    remedy = "Zet de map terug zoals zij was, of kies met --model een andere (--model standaard: de meegeleverde)."
    if not (folder / DESCRIPTION).is_file():
        raise ModelMissingError(f"{folder} bevat geen taalmodel.", remedy)
    check_model(folder, remedy)
    if digest and model_digest(folder) != digest:
        remedy = f"Is dat de bedoeling, geef dan --model {folder}; anders --model standaard of een andere map."
        raise ModelHashError(f"Het taalmodel {folder} is niet meer dat waarmee het dossier is gemaakt.", remedy)
    return folder.absolute()


def model_digest(folder: Path | None = None) -> str:
    """Return a digest of a model's description, which holds the hash of each of its files; by default the bundled."""
    return hashlib.sha256(((folder or model_folder()) / DESCRIPTION).read_bytes()).hexdigest()


def reader(name: str) -> Reader:
    """Return the reader registered under ``name``."""
    return cast(Reader, plugins.load("readers", name)())


def detector(
    name: str,
    rules: RuleSet,
    terms: Sequence[Term] = (),
    *,
    keep: Sequence[str] = (),
    names: Sequence[KnownName] = (),
    model: Path | None = None,
) -> Detector:
    """Return the detector registered under ``name``, with these rules, terms, texts to keep and names from elsewhere.

    ``names`` are certain in other documents of the dossier; ``model`` is the folder of a model of one's own.
    """
    detector_of = plugins.load("detectors", name)
    folder = model or model_folder()
    more = {"keep": tuple(keep), "names": tuple(names), "passages": passages_folder()}
    return cast(Detector, detector_of(rules, folder, tuple(terms), **more))


def writer(name: str) -> Writer:
    """Return the writer registered under ``name``."""
    return cast(Writer, plugins.load("writers", name)())


def verifier(name: str, style: LabelStyle, redactions: Iterable[Redaction] = ()) -> Verifier:
    """Return the verifier registered under ``name``; it has to know the labels to tell them from text.

    Of the persons only the numbers that the ``redactions`` have are labels.
    """
    labels = {ground.label(style.scheme) for ground in style.grounds.values()}
    labels.update(text for r in redactions for text in style.text(r.grounds, style.persons_of(r.person)))
    return cast(Verifier, plugins.load("verifiers", name)(frozenset(labels)))
