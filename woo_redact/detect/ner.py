"""The entity model: loaded once in each process, after every file of it has been checked."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from woo_redact.detect.cues import Reason, judged
from woo_redact.detect.hits import Hit, Source
from woo_redact.detect.pieces import pieces
from woo_redact.domain.rule import EntityRule
from woo_redact.errors import ModelHashError, ModelMissingError

DESCRIPTION = "model.toml"
REMEDY = "Installeer woo-redact opnieuw."
BATCH = 64


@cache
def load_model(folder: Path) -> Any:
    """Return the pipeline in ``folder``.

    Raises:
        ModelMissingError: no model there, or a file of it is missing.
        ModelHashError: a file is not what ``model.toml`` says.
    """
    check_model(folder)
    # Loading spaCy takes longer than all the rest; it is not needed for help or status.
    import spacy

    from woo_redact.detect.matrices import faster_products

    with faster_products():
        return spacy.load(folder)


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


def find_entities(rules: Sequence[EntityRule], folder: Path, source: Source) -> Iterator[Hit]:
    """Yield the entities that the model finds, for the labels that have a rule."""
    wanted: dict[str, list[EntityRule]] = {}
    for rule in rules:
        wanted.setdefault(rule.entity, []).append(rule)
    nlp = load_model(folder)
    # The model was trained on text with its line ends.
    places = pieces(source.lines)
    texts = (source.lines[start:end] for start, end in places)
    for (offset, _), doc in zip(places, nlp.pipe(texts, batch_size=BATCH), strict=True):
        for entity in doc.ents:
            place = offset + entity.start_char, offset + entity.end_char
            for rule in wanted.get(entity.label_, ()):
                hit = judged(rule, source, place, Reason(f"model {folder.name}"))
                if hit:
                    yield hit
