"""Where the bundled ``rules/`` and ``models/`` lie: in the wheel, or in a checkout beside the package.

And how their tables are read.
"""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from woo_redact.errors import ModelMissingError, RulePackError

T = TypeVar("T")
_PACKAGE = Path(__file__).parent


def _locate(kind: str) -> Path | None:
    bundled = _PACKAGE / "_data" / kind
    if bundled.is_dir():
        return bundled
    checkout = _PACKAGE.parent / kind
    # Only a checkout has pyproject.toml beside the package; site-packages may hold an unrelated "models".
    if checkout.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return checkout
    return None


def rules_root() -> Path:
    """Return the folder of bundled rule packs.

    Raises:
        RulePackError: the installation is incomplete.
    """
    found = _locate("rules")
    if found is None:
        raise RulePackError(("de meegeleverde regels ontbreken",), "Installeer woo-redact opnieuw.")
    return found


def models_root() -> Path:
    """Return the folder of bundled models.

    Raises:
        ModelMissingError: the installation is incomplete.
    """
    found = _locate("models")
    if found is None:
        raise ModelMissingError("Het meegeleverde taalmodel ontbreekt.", "Installeer woo-redact opnieuw.")
    return found


def tessdata_root() -> Path:
    """Return the folder of the model that recognises printed words.

    Raises:
        ModelMissingError: the installation is incomplete.
    """
    return models_root() / "tessdata"


def read_rules_file(path: Path, convert: Callable[[Mapping[str, Any]], T]) -> T:
    """Return what ``convert`` makes of a TOML file.

    Raises:
        RulePackError: the file is missing or a key is wrong.
    """
    try:
        return convert(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulePackError((f"{path}: {error}",), "Herstel het bestand of installeer opnieuw.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise RulePackError((f"{path}: sleutel {error} ontbreekt of is onjuist",), "Herstel het bestand.") from error
