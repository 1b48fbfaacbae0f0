"""Check that the corpus is in order: ``python -m woo_redact.training.validate FOLDER``.

The form is that of ``models/corpus/README.md``. What it says of the law only a reader can check.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from woo_redact.detect.validators import VALIDATORS
from woo_redact.domain.ground import Ground
from woo_redact.errors import InputError
from woo_redact.evaluation.marks import MarkedDocument, parse_marked
from woo_redact.rulepack.load import load_rules
from woo_redact.training.corpus import PARTS, front_matter

TYPES = frozenset(
    {"beslisnota", "memo", "e-mail", "thread", "chat", "brief", "verslag", "rapport", "advies", "bericht"}
    | {"formulier", "lijst", "persbericht", "beleidstekst"}
)
DATA = frozenset(
    {"person", "email", "phone", "address", "birthdate", "birthplace", "bsn", "iban", "plate", "vnumber"}
    | {"passport", "personnel", "signature"}
)
PASSAGES = frozenset(
    {"operation", "intelligence", "protection", "stance", "appraisal", "confidence", "negotiation", "amount"}
    | {"process", "price", "customer", "tactic", "threshold", "investigation", "security", "location", "cabinet"}
    | {"draft", "legal", "speaking", "access", "opinion", "health", "belief", "origin", "crime", "royal", "nature"}
    | {"union", "politics", "orientation"}
)
# Kinds whose numbers have a check of their own.
CHECKED = {"bsn": "bsn", "iban": "iban"}
NAME = re.compile(r"[a-z]{1,2}-\d{3}-[a-z0-9-]+$")
EDGE = re.compile(r"^\s|\s$|^[,;:]|[,;:]$")
# Two documents are versions of one when so many of the runs of words of the shorter are in both.
RUN = 5
SAME = 0.12
# A name of one word may be a word or another person elsewhere in the text.
TELLING_WORDS = 2


def faults(folder: Path) -> Iterator[str]:
    """Yield what is not in order in a folder of voices or of one voice, each with the name of the document."""
    grounds = load_rules().grounds
    runs: list[tuple[str, str, set[tuple[str, ...]]]] = []
    paths = sorted((*folder.glob("*/*.txt"), *folder.glob("*.txt")))
    if not paths:
        yield f"{folder.name}: no documents"
    for path in paths:
        raw = path.read_text(encoding="utf-8")
        for fault in document_faults(path.stem, raw, grounds):
            yield f"{path.stem}: {fault}"
        head, body = front_matter(raw)
        own = _runs(body)
        for name, part, other in runs:
            if part != head.get("part") and _voice(name) == _voice(path.stem) and _same(own, other):
                yield f"{path.stem}: a version of {name}, which is in another part"
        runs.append((path.stem, head.get("part", ""), own))


def _voice(name: str) -> str:
    return name.partition("-")[0]


def document_faults(name: str, raw: str, grounds: Mapping[str, Ground]) -> Iterator[str]:
    """Yield what is not in order in one document."""
    if not NAME.match(name):
        yield "the name is not voice-number-slug"
    head, _ = front_matter(raw)
    allowed = {"type": TYPES, "profile": {"beslisnota", "woo-verzoek"}, "part": set(PARTS)}
    for key, values in allowed.items():
        if head.get(key) not in values:
            yield f"{key} is {head.get(key)!r}"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", head.get("date", "")) or not head.get("org"):
        yield "date or org is missing"
    try:
        marked = parse_marked(raw, name)
    except InputError as error:
        yield str(error)
        return
    yield from _mark_faults(marked, grounds)
    yield from _unmarked(marked)


def _mark_faults(marked: MarkedDocument, grounds: Mapping[str, Ground]) -> Iterator[str]:
    for mark in marked.marks:
        passage = marked.text[mark.start : mark.end]
        line = marked.text.count("\n", 0, mark.start) + 1
        where = f"{mark.kind} at line {line}"
        if mark.ground not in grounds:
            yield f"{where}: no such ground {mark.ground}"
        if mark.kind not in DATA | PASSAGES:
            yield f"{where}: no such kind"
        if not passage.strip() or EDGE.search(passage) or "\n\n" in passage or "{{" in passage:
            yield f"{where}: the mark does not hug its words"
        if mark.kind in CHECKED and not VALIDATORS[CHECKED[mark.kind]](passage):
            yield f"{where}: the number does not pass its check"


def _unmarked(marked: MarkedDocument) -> Iterator[str]:
    """Names of withheld persons that stand in the text once more without a mark."""
    covered = [(mark.start, mark.end) for mark in marked.marks] + [(k.start, k.end) for k in marked.kept]
    names = {marked.text[m.start : m.end] for m in marked.marks if m.kind == "person"}
    for name in sorted(name for name in names if len(name.split()) >= TELLING_WORDS):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", marked.text):
            if not any(start < match.end() and match.start() < end for start, end in covered):
                line = marked.text.count("\n", 0, match.start()) + 1
                yield f"person at line {line}: a marked name without its mark"


def _runs(body: str) -> set[tuple[str, ...]]:
    words = re.sub(r"\[\[\S+ \S+\|", "", body).lower().split()
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def _same(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> bool:
    return len(one & other) / (min(len(one), len(other)) or 1) > SAME


def main(arguments: Sequence[str]) -> int:
    """Print the faults; return how the process ends."""
    found = list(faults(Path(arguments[0])))
    sys.stdout.write("".join(f"{fault}\n" for fault in found) + f"{len(found)} faults\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
