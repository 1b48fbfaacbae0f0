"""``dossier.toml``: what a dossier was made with."""

import json
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from woo_redact.domain.public import PublicFrom, Spokespersons
from woo_redact.errors import DossierError
from woo_redact.files import write_private

VERSION = 1
# What a dossier of an earlier version did not know.
LATER = frozenset(
    {"widths", "pseudonyms", "keep_digest", "public_from", "spokespersons", "model", "model_digest", "second_review"}
)
CHOICES = {"public_from": ("", *PublicFrom), "spokespersons": tuple(Spokespersons)}
REMEDY = "Herstel het bestand, of draai woo-redact run opnieuw."


@dataclass(frozen=True, slots=True)
class DossierSettings:
    """The choices that hold for the whole dossier.

    ``sources`` are where the files came from; ``labels``, ``scheme``, ``widths`` and ``pseudonyms`` are values of
    ``LabelPlace``, ``LabelScheme``, ``Widths`` and ``Pseudonyms``, ``public_from`` (empty: as the profile has it) and
    ``spokespersons`` of ``PublicFrom`` and ``Spokespersons``; ``terms_digest`` and ``keep_digest`` are hashes, so that
    the file holds no names; ``version`` is that of this format. ``model`` is the folder of an entity model of one's own
    and ``model_digest`` what it was; empty for the bundled one. ``second_review`` tells that a second, different person
    has to confirm each document before it is final.
    """

    sources: tuple[str, ...]
    profile: str
    labels: str
    scheme: str
    terms_digest: str = ""
    version: int = VERSION
    widths: str = "step"
    pseudonyms: str = "none"
    keep_digest: str = ""
    public_from: str = ""
    spokespersons: str = "withheld"
    model: str = ""
    model_digest: str = ""
    second_review: bool = False


def write_settings(path: Path, settings: DossierSettings) -> None:
    """Write the settings, all of them or nothing.

    Raises:
        OutputError: the file cannot be written.
    """
    lines = ["# Gemaakt door woo-redact."]
    for field in fields(settings):
        value = getattr(settings, field.name)
        if field.name == "sources":
            value = list(dict.fromkeys(_printable(source) for source in value))
            lines.append("sources = [" + ", ".join(map(_quoted, value)) + "]")
        elif isinstance(value, bool):
            lines.append(f"{field.name} = {str(value).lower()}")
        else:
            lines.append(f"{field.name} = {value if isinstance(value, int) else _quoted(_printable(value))}")
    write_private(path, ("\n".join(lines) + "\n").encode())


def read_settings(path: Path) -> DossierSettings:
    """Read the settings.

    Raises:
        DossierError: the file is missing or wrong; the message names the file and the key.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DossierError(f"{path} kan niet worden gelezen.", REMEDY) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DossierError(f"{path} is geen geldige TOML.", REMEDY) from error
    problems = [*_unknown(found), *_wrong(found)]
    if problems:
        raise DossierError(f"{path} bevat fouten: {'; '.join(problems)}.", REMEDY)
    if found["version"] > VERSION:
        raise DossierError(f"{path} is van een nieuwere versie.", "Installeer de nieuwste woo-redact.")
    return DossierSettings(**{**found, "sources": tuple(found["sources"])})


def _unknown(found: dict[str, Any]) -> list[str]:
    known = {field.name for field in fields(DossierSettings)}
    return [f"onbekende sleutel {key!r}" for key in found if key not in known]


def _wrong(found: dict[str, Any]) -> list[str]:
    problems = []
    for field in fields(DossierSettings):
        value = found.get(field.name)
        if value is None and field.name in LATER:
            continue
        if value is None:
            problems.append(f"sleutel {field.name!r} ontbreekt")
        elif field.name == "sources":
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                problems.append("sleutel 'sources' moet een lijst van teksten zijn")
        elif field.name == "version":
            # A bool is an int in Python, not in TOML.
            if not isinstance(value, int) or isinstance(value, bool):
                problems.append("sleutel 'version' moet een getal zijn")
        elif field.name == "second_review":
            if not isinstance(value, bool):
                problems.append("sleutel 'second_review' moet true of false zijn")
        elif not isinstance(value, str):
            problems.append(f"sleutel {field.name!r} moet een tekst zijn")
        elif field.name in CHOICES and value not in CHOICES[field.name]:
            known = ", ".join(filter(None, CHOICES[field.name]))
            problems.append(f"sleutel {field.name!r} moet een van deze zijn: {known}")
    return problems


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are a part of TOML's, which also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _printable(text: str) -> str:
    """Write bytes of a file name that are no UTF-8 as escapes: TOML has no way to hold them."""
    return text.encode("utf-8", "backslashreplace").decode()
