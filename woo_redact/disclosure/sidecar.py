"""``<name>.redactions.json``: what was withheld in a written PDF, where and why, for machines. Never the text.

Offsets in the text are left out as well: they would tell how many letters a withheld name has.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.file import FileRecord
from woo_redact.domain.geometry import Box
from woo_redact.domain.report import VerificationReport
from woo_redact.domain.width import Covering, Shift
from woo_redact.errors import InputError, MissingInputError
from woo_redact.files import write_private

FORMAT = 1
REMEDY = "Schrijf de PDF opnieuw met: woo-redact export."
# A hundredth of the thickness of a hairline.
DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a list of redactions tells.

    ``document`` and ``output`` are the SHA-256 of the original and of the written PDF; ``reviewed`` counts the
    passages that a person approved. In ``redactions`` start and end only number the passages.
    """

    document: str
    output: str
    page_count: int
    redactions: tuple[Redaction, ...]
    reviewed: int
    pictures: frozenset[int] = frozenset()
    """Pages (0-based) that became pictures."""
    coverings: Mapping[int, Covering] = field(default_factory=dict)
    """What was done to pages (0-based) beyond their redactions, to hide widths."""
    beyond: int | None = None
    """How many words went that no passage holds, if that was counted."""
    taken: int = 0
    """How many words went along to hide widths."""


def sidecar_content(
    record: FileRecord, redactions: Sequence[Redaction], reviewed: int, report: VerificationReport
) -> dict[str, Any]:
    """Return the content: per box its page (1-based), rectangle and grounds; counts; hashes in and out.

    Rectangles are [left, top, right, bottom] in points, origin top-left of the page before rotation. ``reviewed``
    counts the redactions that a person approved; the others rest on policy alone. ``report`` tells which pages became
    pictures, and what else is covered, taken along or moved. A redaction that names a person whose number was asked
    for has it; it follows from no name. The reasoning is told as the redactions have it: whoever calls sees to it that
    it holds no withheld words.
    """
    by_ground = Counter(ground for r in redactions for ground in r.grounds)
    return {
        "format": FORMAT,
        "original_sha256": record.document,
        "redacted_sha256": record.output,
        "pages": record.page_count,
        "pages_as_picture": [page + 1 for page in sorted(report.pictures)],
        "counts": {
            "passages": len(redactions),
            "boxes": sum(len(r.cover) for r in redactions),
            "reviewed": reviewed,
            "by_policy": len(redactions) - reviewed,
            "by_ground": dict(sorted(by_ground.items())),
            "words_beyond_passages": report.beyond,
            "words_taken_along": report.taken,
        },
        "boxes": [
            {
                "passage": number,
                "page": redaction.span.page + 1,
                "rectangle": _rectangle(box),
                "grounds": list(redaction.grounds),
                **({} if redaction.person is None else {"person": redaction.person}),
                **({"reason": redaction.reason} if redaction.reason else {}),
                **({} if redaction.characters else {"without_text": True}),
            }
            for number, redaction in enumerate(redactions, 1)
            for box in redaction.cover
        ],
        "coverings": [
            {
                "page": page + 1,
                "drawn": [_rectangle(box) for box in covering.boxes],
                "taken": [_rectangle(box) for box in covering.taken],
                "moved": [{"rectangle": _rectangle(s.box), "by": round(s.by, DECIMALS)} for s in covering.shifts],
            }
            for page, covering in sorted(report.coverings.items())
        ],
    }


def _rectangle(box: Box) -> list[float]:
    return [round(v, DECIMALS) for v in (box.x0, box.top, box.x1, box.bottom)]


def write_sidecar(
    path: Path, record: FileRecord, redactions: Sequence[Redaction], reviewed: int, report: VerificationReport
) -> None:
    """Write the list of redactions of a written PDF; see :func:`sidecar_content`.

    Raises:
        OutputError: the file cannot be written.
    """
    content = json.dumps(sidecar_content(record, redactions, reviewed, report), indent=1)
    write_private(path, f"{content}\n".encode())


def read_sidecar(path: Path) -> Sidecar:
    """Read a list of redactions.

    Raises:
        MissingInputError: there is none.
        InputError: it is not what :func:`write_sidecar` writes.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MissingInputError(f"{path} ontbreekt of kan niet worden gelezen.", REMEDY) from error
    except ValueError as error:
        raise InputError(f"{path} is geen geldige lijst van lakken.", REMEDY) from error
    try:
        return _sidecar(found)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{path} is geen geldige lijst van lakken.", REMEDY) from error


def _sidecar(found: Mapping[str, Any]) -> Sidecar:
    if found["format"] != FORMAT:
        raise ValueError("unknown format")
    document = str(found["original_sha256"])
    passages: dict[int, list[Mapping[str, Any]]] = {}
    for box in found["boxes"]:
        passages.setdefault(int(box["passage"]), []).append(box)
    redactions = tuple(
        Redaction(
            document=document,
            span=Span(int(boxes[0]["page"]) - 1, number, number + (not boxes[0].get("without_text", False))),
            cover=tuple(_box(box["rectangle"]) for box in boxes),
            grounds=tuple(boxes[0]["grounds"]),
            person=None if boxes[0].get("person") is None else int(boxes[0]["person"]),
            reason=str(boxes[0].get("reason", "")),
        )
        for number, boxes in sorted(passages.items())
    )
    if len(redactions) != found["counts"]["passages"] or sum(map(len, passages.values())) != found["counts"]["boxes"]:
        raise ValueError("boxes are missing")
    return Sidecar(
        document=document,
        output=str(found["redacted_sha256"]),
        page_count=int(found["pages"]),
        redactions=redactions,
        reviewed=int(found["counts"]["reviewed"]),
        pictures=frozenset(int(page) - 1 for page in found.get("pages_as_picture", ())),
        coverings={int(held["page"]) - 1: _covering(held) for held in found.get("coverings", ())},
        beyond=None if (words := found["counts"].get("words_beyond_passages")) is None else int(words),
        taken=int(found["counts"].get("words_taken_along", 0)),
    )


def _covering(held: Mapping[str, Any]) -> Covering:
    return Covering(
        taken=tuple(map(_box, held["taken"])),
        shifts=tuple(Shift(_box(shift["rectangle"]), float(shift["by"])) for shift in held["moved"]),
        boxes=tuple(map(_box, held["drawn"])),
    )


def _box(rectangle: Sequence[float]) -> Box:
    return Box(*map(float, rectangle))
