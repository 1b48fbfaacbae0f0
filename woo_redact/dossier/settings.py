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
# Percent.
WHOLE, SAMPLE_SHARE = 100, 10
# What a dossier of an earlier version did not know.
LATER = frozenset(
    {
        "widths",
        "pseudonyms",
        "keep_digest",
        "public_from",
        "spokespersons",
        "model",
        "model_digest",
        "second_review",
        "sample_share",
    }
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
    has to confirm each document before it is final, and ``sample_share`` which percentage (0 to 100) of what was
    approved as suggested that person is shown.
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
    sample_share: int = SAMPLE_SHARE


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
        if field.name in found:
            asked = _asks(field.name, found[field.name])
            problems += [f"sleutel {field.name!r} moet {asked}"] if asked else []
        elif field.name not in LATER:
            problems.append(f"sleutel {field.name!r} ontbreekt")
    return problems


def _asks(name: str, value: Any) -> str:
    """Return what a value has to be; empty when it is."""
    # A bool is an int in Python, not in TOML.
    is_number = isinstance(value, int) and not isinstance(value, bool)
    match name:
        case "sources":
            right = isinstance(value, list) and all(isinstance(item, str) for item in value)
            asks = "een lijst van teksten zijn"
        case "version":
            right, asks = is_number, "een getal zijn"
        case "sample_share":
            right, asks = is_number and 0 <= value <= WHOLE, f"een percentage zijn, van 0 tot en met {WHOLE}"
        case "second_review":
            right, asks = isinstance(value, bool), "true of false zijn"
        case _ if isinstance(value, str) and name in CHOICES:
            right, asks = value in CHOICES[name], f"een van deze zijn: {', '.join(filter(None, CHOICES[name]))}"
        case _:
            right, asks = isinstance(value, str), "een tekst zijn"
    return "" if right else asks


def _quoted(text: str) -> str:
    """Return a TOML basic string: JSON's escapes are a part of TOML's, which also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _printable(text: str) -> str:
    """Write bytes of a file name that are no UTF-8 as escapes: TOML has no way to hold them."""
    return text.encode("utf-8", "backslashreplace").decode()
