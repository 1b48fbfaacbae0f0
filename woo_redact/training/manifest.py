"""Write ``model.toml``: what the model is, its scores, and a checksum of every file."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from woo_redact.training.pipeline import LABELS, Settings

NAME = "nl_woo"
VERSION = "0.2.0"
LICENCE = "CC0-1.0"
SPACY = ">=3.8,<3.9"
MANIFEST = "model.toml"
# What spaCy keeps in meta.json.
META = {
    "name": NAME.partition("_")[2],
    "version": VERSION,
    "license": LICENCE,
    "spacy_version": SPACY,
    "description": "Persons, organisations and places in Dutch government documents",
}


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_hash(paths: Iterable[Path], root: Path) -> str:
    """Give one SHA-256 over the names and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(file_hash(path).encode())
    return digest.hexdigest()


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(entry) for entry in value) + "]"
    return str(value)


def _table(name: str, values: Mapping[str, object]) -> list[str]:
    lines = [f"[{name}]"]
    lines += [f"{_key(key)} = {_value(value)}" for key, value in values.items()]
    return [*lines, ""]


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else _value(key)


def model_files(folder: Path) -> list[Path]:
    """List the files of the model, without the manifest."""
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST)


def digest(value: object) -> str:
    """Give one SHA-256 over the written form of a value."""
    return hashlib.sha256(repr(value).encode()).hexdigest()


@dataclass(frozen=True)
class Description:
    """What is told of a model.

    Attributes:
        settings: settings of the training run, with the first seed.
        seeds: one for each tagger.
        data: hashes and sizes of the data.
        use: how it is to be used.
        scores: scores per part (dev, test).
        cost: speed and size.
    """

    settings: Settings
    seeds: tuple[int, ...]
    data: Mapping[str, object]
    use: Mapping[str, float]
    scores: Mapping[str, Mapping[str, float]]
    cost: Mapping[str, float]


def write(folder: Path, description: Description) -> None:
    """Write the manifest into the folder of a saved model, as the last file."""
    head: dict[str, object] = {
        "name": NAME,
        "version": VERSION,
        "language": "nl",
        "labels": list(LABELS),
        "licence": LICENCE,
        "spacy": SPACY,
    }
    training = asdict(description.settings)
    training.pop("seed")
    tables: dict[str, Mapping[str, object]] = {
        "use": description.use,
        "training": {"seeds": description.seeds, **training},
        "data": description.data,
        "scores": description.cost,
    }
    describe(folder, head, tables | {f"scores.{part}": values for part, values in description.scores.items()})


def describe(folder: Path, head: Mapping[str, object], tables: Mapping[str, Mapping[str, object]]) -> None:
    """Write a manifest with these values and tables, and the hash of every file of the model."""
    lines = [f"{key} = {_value(value)}" for key, value in head.items()] + [""]
    for name, values in tables.items():
        lines += _table(name, values)
    hashes = {p.relative_to(folder).as_posix(): file_hash(p) for p in model_files(folder)}
    lines += _table("files", hashes)
    (folder / MANIFEST).write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
