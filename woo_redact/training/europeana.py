"""Old newspaper sentences with marked names, in which the persons are replaced."""

import random
import re
from pathlib import Path

from woo_redact.training.corpus import Item
from woo_redact.training.names import NameSampler, Person

TOKENS = 60
SHARE_INJECTED = 0.8
TRAILING = re.compile(r"[.,;:!?)\"']+$")
NO_BLANK_BEFORE = frozenset(".,;:!?)")


def _sentences(path: Path) -> list[list[tuple[str, str]]]:
    """Read token lines and cut them after a full stop."""
    sentences: list[list[tuple[str, str]]] = []
    current: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        token, _, tag = line.rstrip().rpartition(" ")
        if not token:
            continue
        current.append((token, tag))
        ended = token[-1] in ".!?" and len(token) > 2 and tag == "O"
        if (ended and len(current) >= TOKENS // 3) or len(current) >= 2 * TOKENS:
            sentences.append(current)
            current = []
    return [*sentences, current] if current else sentences


def _entities(sentence: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join the tokens of an entity to one piece with its label."""
    pieces: list[tuple[str, str]] = []
    for token, tag in sentence:
        if tag.startswith("I-") and pieces and pieces[-1][1] == tag[2:]:
            pieces[-1] = (f"{pieces[-1][0]} {token}", tag[2:])
        else:
            pieces.append((token, tag[2:] if tag != "O" else ""))
    return pieces


def _modern(person: Person, old: str, rng: random.Random) -> str:
    if len(old.split()) == 1:
        return rng.choice([person.family[0].upper() + person.family[1:], person.first])
    if "." in old:
        return f"{'.'.join(person.initials(rng.randint(1, 2)))}. {person.family}"
    return f"{person.first} {person.family}"


def load(folder: Path, sampler: NameSampler, seed: int) -> list[Item]:
    """Read the sentences, most persons replaced by sampled ones.

    Args:
        folder: folder with the ``.bio`` file.
        sampler: where the new names come from.
        seed: seed for the choice of form.
    """
    rng = random.Random(seed)
    items = []
    for path in sorted(folder.glob("*.bio")):
        for sentence in _sentences(path):
            items.append(_item(_entities(sentence), sampler, rng))
    return items


def _item(pieces: list[tuple[str, str]], sampler: NameSampler, rng: random.Random) -> Item:
    text = ""
    spans: list[tuple[int, int, str]] = []
    for piece, label in pieces:
        if text and piece not in NO_BLANK_BEFORE:
            text += " "
        tail = TRAILING.search(piece) if label else None
        core = piece[: tail.start()] if tail else piece
        if label == "PER" and rng.random() < SHARE_INJECTED:
            core = _modern(sampler.person(), core, rng)
        if label and core:
            spans.append((len(text), len(text) + len(core), label))
        text += core + (tail[0] if tail else "")
    return Item(text, tuple(spans))
