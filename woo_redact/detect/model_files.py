"""The files of a model, held against what its description says. Imports nothing that reads or finds."""

import hashlib
import tomllib
from pathlib import Path

from woo_redact.errors import ModelHashError, ModelMissingError

DESCRIPTION = "model.toml"
REMEDY = "Installeer woo-redact opnieuw."


def check_model(folder: Path, remedy: str = REMEDY) -> None:
    """Compare every file of a model with its hash in ``model.toml``; ``remedy`` is what to do when it is not in order.

    Raises:
        ModelMissingError: no description there, or a file is missing.
        ModelHashError: a file is not what the description says.
    """
    try:
        files = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))["files"]
    except FileNotFoundError as error:
        raise ModelMissingError(f"Het taalmodel {folder.name} ontbreekt.", remedy) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ModelHashError(f"De beschrijving van het taalmodel {folder.name} is beschadigd.", remedy) from error
    for name, digest in files.items():
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelMissingError(f"Bestand {name} van het taalmodel {folder.name} ontbreekt.", remedy) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise ModelHashError(f"Bestand {name} van het taalmodel {folder.name} is veranderd.", remedy)
