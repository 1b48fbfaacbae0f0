"""Where the bundled ``rules/`` and ``models/`` lie: in the wheel, or in a checkout beside the package."""

from pathlib import Path

from woo_redact.errors import ModelMissingError, RulePackError

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
