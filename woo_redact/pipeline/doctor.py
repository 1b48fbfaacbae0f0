"""What is installed, what is missing, and how to get it."""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from woo_redact import __version__
from woo_redact.errors import WooRedactError
from woo_redact.pipeline.results import Diagnosis
from woo_redact.pipeline.stages import check_rule_set, model_folder, passages_folder

# Distribution name and what it does, in words for the person who runs doctor.
LIBRARIES = {
    "pymupdf": "PDF lezen en schrijven",
    "pikepdf": "PDF opschonen",
    "pypdfium2": "controle met PDFium",
    "pdfplumber": "controle met pdfplumber",
    "spacy": "taalmodel",
    "openpyxl": "inventarislijst in Excel",
    "phonenumbers": "telefoonnummers",
    "python-stdnum": "BSN en IBAN",
}
STRICT_SQLITE = (3, 37, 0)
ENOUGH_BYTES = 1 << 30


def diagnose() -> tuple[Diagnosis, ...]:
    """Look at the program, its libraries, rules, model and room on disk; never raises."""
    return (
        Diagnosis("woo-redact", True, f"{__version__} op Python {sys.version.split()[0]}"),
        *_libraries(),
        _database(),
        _try("regels", _rules, "Draai: woo-redact rules check."),
        _try("taalmodel", _model, "Installeer woo-redact opnieuw."),
        _try("passagemodel", _passages, "Installeer woo-redact opnieuw."),
        _ocr(),
        _room(),
    )


def _libraries() -> Iterator[Diagnosis]:
    for name, purpose in LIBRARIES.items():
        try:
            yield Diagnosis(f"{name} ({purpose})", True, version(name))
        except PackageNotFoundError:
            yield Diagnosis(f"{name} ({purpose})", False, "ontbreekt", f"pip install {name}")


def _database() -> Diagnosis:
    ok = sqlite3.sqlite_version_info >= STRICT_SQLITE
    remedy = "" if ok else "Gebruik een nieuwere Python, met SQLite 3.37 of hoger."
    return Diagnosis("SQLite (dossier)", ok, sqlite3.sqlite_version, remedy)


def _try(what: str, look: Callable[[], str], remedy: str) -> Diagnosis:
    try:
        return Diagnosis(what, True, look())
    except WooRedactError as error:
        return Diagnosis(what, False, error.message, error.remedy or remedy)


def _rules() -> str:
    rules = check_rule_set()
    return f"{len(rules.rules)} regels, {len(rules.grounds)} gronden, profielen {', '.join(rules.profiles)}"


def _model() -> str:
    # Loading it checks the hash of every file.
    from woo_redact.detect.ner import load_model

    folder = model_folder()
    load_model(folder)
    return f"{folder.name}, controlegetallen kloppen"


def _passages() -> str:
    from woo_redact.detect.passage_net import load_network

    folder = passages_folder()
    load_network(folder)
    return f"{folder.name}, controlegetallen kloppen"


def _ocr() -> Diagnosis:
    from woo_redact.ocr import works

    ok = works()
    return Diagnosis(
        "OCR (scans en plaatjes lezen)", ok, "werkt" if ok else "werkt niet", "Installeer woo-redact opnieuw."
    )


def _room() -> Diagnosis:
    folder = Path(tempfile.gettempdir())
    free = shutil.disk_usage(folder).free
    ok = free >= ENOUGH_BYTES
    remedy = "" if ok else "Maak ruimte vrij; kopieën van de originelen komen in het dossier."
    return Diagnosis("vrije ruimte (tijdelijk)", ok, f"{free / (1 << 30):.1f} GiB", remedy, required=False)
