"""The stages by name, as the tables in ``plugins`` register them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from woo_redact import plugins
from woo_redact.detect.ner import DESCRIPTION, check_model
from woo_redact.domain.ground import LabelStyle
from woo_redact.domain.rule import RuleSet, Term
from woo_redact.errors import ModelHashError, ModelMissingError
from woo_redact.plugins import Detector, Reader, Verifier, Writer
from woo_redact.resources import models_root
from woo_redact.rulepack.load import load_rules

MODEL = "nl_woo"


@dataclass(frozen=True, slots=True)
class StageNames:
    """Which registered reader, detector, writer and verifier a run uses."""

    reader: str = "pymupdf"
    detector: str = "dutch"
    writer: str = "pymupdf"
    verifier: str = "pdfium"


@cache
def load_rule_set() -> RuleSet:
    """Return the bundled rules, loaded once in each process."""
    return load_rules()


def model_folder() -> Path:
    """Return the folder of the bundled entity model.

    Raises:
        ModelMissingError: it is not there.
    """
    folder = models_root() / MODEL
    if not (folder / DESCRIPTION).is_file():
        raise ModelMissingError(f"Het taalmodel {MODEL} ontbreekt.", "Installeer woo-redact opnieuw.")
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


def detector(name: str, rules: RuleSet, terms: Sequence[Term], model: Path | None = None) -> Detector:
    """Return the detector registered under ``name``, with these rules and terms, and this model or the bundled one."""
    return cast(Detector, plugins.load("detectors", name)(rules, model or model_folder(), tuple(terms)))


def writer(name: str) -> Writer:
    """Return the writer registered under ``name``."""
    return cast(Writer, plugins.load("writers", name)())


def verifier(name: str, style: LabelStyle) -> Verifier:
    """Return the verifier registered under ``name``; it has to know the labels to tell them from text."""
    labels = frozenset(ground.label(style.scheme) for ground in style.grounds.values())
    return cast(Verifier, plugins.load("verifiers", name)(labels))
