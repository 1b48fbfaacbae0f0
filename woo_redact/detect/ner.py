"""The entity model: loaded once in each process, after every file of it has been checked."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from woo_redact.detect import tagging
from woo_redact.detect.cues import Reason, judged
from woo_redact.detect.hits import LEVELS, Hit, Source
from woo_redact.detect.model_files import DESCRIPTION, check_model
from woo_redact.detect.persons import PERSON
from woo_redact.detect.pieces import pieces
from woo_redact.detect.tagging import Entity, reader_of, tag
from woo_redact.detect.word_reader import WordReader
from woo_redact.domain.rule import ELSEWHERE, IN_DOSSIER, EntityRule, Rule
from woo_redact.domain.suggestion import Level

# A name found elsewhere in the document or the dossier asks for support as well: it may be a word or a firm here.
ELSEWHERE_SUPPORT = (0.05, 0.3)
AS_PERSON = {tagging.PUBLIC: tagging.PERSON}


@cache
def bias_of(folder: Path) -> float:
    """Return how much the model leans to finding no name, as its description says."""
    described = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))
    return float(described.get("use", {}).get("bias", 0.0))


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


@cache
def load_reader(folder: Path) -> WordReader:
    """Return what reads for the pipeline in ``folder``, which is not trained any more.

    Raises:
        ModelError: it is missing or was changed.
    """
    return reader_of(load_model(folder))


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of a document.

    ``persons`` has for each character how probable it is that it is in a person's name, ``publics`` in the name of
    somebody in a public role. Places are those of the source.
    """

    model: str
    entities: tuple[Entity, ...]
    persons: npt.NDArray[np.float32]
    publics: npt.NDArray[np.float32]

    def support(self, text: str, start: int, end: int) -> float:
        """Return how probable a person's name is at a place: the mean over its letters."""
        letters = [i for i in range(start, end) if text[i].isalnum()]
        return float(self.persons[letters].mean()) if letters else 0.0

    def in_public(self, text: str, start: int, end: int) -> float:
        """Return which share of the support at a place is for somebody in a public role."""
        letters = [i for i in range(start, end) if text[i].isalnum()]
        support = float(self.persons[letters].sum()) if letters else 0.0
        return float(self.publics[letters].sum()) / support if support else 0.0


def read(folder: Path, source: Source) -> Reading:
    """Put the model in ``folder`` to a document.

    Raises:
        ModelError: it is missing or was changed.
    """
    nlp = load_model(folder)
    # The model was trained on text with its line ends.
    places = pieces(source.lines)
    tagged = tag(nlp, [source.lines[start:end] for start, end in places], bias_of(folder), load_reader(folder))
    persons, publics = (np.zeros(len(source.lines), dtype=np.float32) for _ in range(2))
    entities: list[Entity] = []
    for (offset, _), piece in zip(places, tagged, strict=True):
        entities += [_placed(entity, offset) for entity in piece.entities]
        for start, end, person, public in piece.persons:
            persons[offset + start : offset + end] = person
            publics[offset + start : offset + end] = public
    return Reading(folder.name, tuple(entities), persons, publics)


def _placed(entity: Entity, offset: int) -> Entity:
    """Return the entity in the whole text.

    Whether somebody stays readable is for rules and reviewers to say: for them a person is a person.
    """
    label = AS_PERSON.get(entity.label, entity.label)
    return replace(entity, start=offset + entity.start, end=offset + entity.end, label=label)


def find_entities(rules: Sequence[EntityRule], reading: Reading, source: Source) -> Iterator[Hit]:
    """Yield the entities that the model found, for the labels that have a rule."""
    wanted: dict[str, list[EntityRule]] = {}
    for rule in rules:
        wanted.setdefault(rule.entity, []).append(rule)
    for entity in reading.entities:
        for rule in wanted.get(entity.label, ()):
            hit = judged(rule, source, (entity.start, entity.end), Reason(f"model {reading.model}"))
            if hit:
                yield hit


def supported(hits: Iterable[Hit], rules: Sequence[Rule], reading: Reading, source: Source) -> list[Hit]:
    """Lower the hits of rules that ask for the support of the model and lack it.

    Nothing is dropped: what the model speaks against stays a flag. What a firm rule found is not put to it.
    """
    asked = {rule.head.id: rule.head.support for rule in rules} | dict.fromkeys(
        (ELSEWHERE, IN_DOSSIER), ELSEWHERE_SUPPORT
    )
    found = []
    for hit in hits:
        flag, review = asked.get(hit.reasons[0].rule, (0.0, 0.0)) if hit.kind == PERSON and not hit.firm else (0.0, 0.0)
        if review:
            support = reading.support(source.text, hit.start, hit.end)
            if support < flag:
                hit = replace(hit, level=Level.C)
            elif support < review:
                hit = replace(hit, level=max(hit.level, Level.B, key=LEVELS.index))
        found.append(hit)
    return found
