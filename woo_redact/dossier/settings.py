"""``dossier.toml``: what a dossier was made with."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from woo_redact.domain.public import PublicFrom, Spokespersons
from woo_redact.dossier import toml_keys
from woo_redact.dossier.toml_keys import Key, as_toml, read_keys
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
KEYS = {
    name: Key(name, read)
    for name, read in {
        "sources": toml_keys.strings,
        "profile": toml_keys.string,
        "labels": toml_keys.string,
        "scheme": toml_keys.string,
        "terms_digest": toml_keys.string,
        "version": toml_keys.whole(),
        "widths": toml_keys.string,
        "pseudonyms": toml_keys.string,
        "keep_digest": toml_keys.string,
        "public_from": toml_keys.one_of("", *PublicFrom),
        "spokespersons": toml_keys.one_of(*Spokespersons),
        "model": toml_keys.string,
        "model_digest": toml_keys.string,
        "second_review": toml_keys.flag,
        "sample_share": toml_keys.whole(0, WHOLE),
    }.items()
}
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
            value = tuple(dict.fromkeys(map(_printable, value)))
        elif not isinstance(value, int):
            value = _printable(value)
        lines.append(f"{field.name} = {as_toml(value)}")
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
    values, problems = read_keys(found, KEYS)
    problems += [f"sleutel {name!r} ontbreekt" for name in KEYS if name not in found and name not in LATER]
    if problems:
        raise DossierError(f"{path} bevat fouten: {'; '.join(problems)}.", REMEDY)
    if values["version"] > VERSION:
        raise DossierError(f"{path} is van een nieuwere versie.", "Installeer de nieuwste woo-redact.")
    return DossierSettings(**values)


def _printable(text: str) -> str:
    """Write bytes of a file name that are no UTF-8 as escapes: TOML has no way to hold them."""
    return text.encode("utf-8", "backslashreplace").decode()
