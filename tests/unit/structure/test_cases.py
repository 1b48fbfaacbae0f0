"""Text in, parts out: each file of ``tests/cases/structure`` is a behaviour, each ``[[case]]`` an example of it.

``blocks`` has one block a line: kind, name or level (or "-"), bar, text; a line break in it is shown as " / ".
Blocks of the cases are complete and in order. ``sentences`` are those of paragraphs and list items.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from woo_redact.domain.document import Block, BlockKind, Document, ParsedDocument
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.structure.facts import describe
from woo_redact.structure.parse import parse

FOLDER = Path(__file__).parents[2] / "cases" / "structure"
PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET)


def _cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{path.stem}: {case['name']}"))
    return found


def _read(text: str) -> ParsedDocument:
    pages = pages_from_text(text.lstrip("\n").replace("<page>\n", "\f").replace("<tab>", "\t"))
    return parse(Document("proef", "proef.pdf", len(pages)), pages)


def _shown(parsed: ParsedDocument, block: Block) -> str:
    text = " / ".join(line.strip() for line in parsed.flow.text[block.start : block.end].split("\n") if line.strip())
    return f"{block.kind} {block.name or block.level or '-'} | {text}".replace("\t", "<tab>")


@pytest.mark.parametrize("case", _cases())
def test_structure(case: dict[str, Any]) -> None:
    assert case.keys() & {"blocks", "sentences", "title", "date", "reference"}
    parsed = _read(case["text"])
    if "blocks" in case:
        assert [_shown(parsed, b) for b in parsed.blocks] == case["blocks"].strip().split("\n")
    if "sentences" in case:
        prose = [b for b in parsed.blocks if b.kind in PROSE]
        found = [s for s in parsed.sentences if any(b.start <= s[0] and s[1] <= b.end for b in prose)]
        assert [" ".join(parsed.flow.text[a:b].split()) for a, b in found] == case["sentences"]
    facts = describe(parsed)
    if "title" in case:
        assert " ".join(parsed.text(span) for span in facts.title) == case["title"]
    if "date" in case:
        assert facts.date == case["date"]
    if "reference" in case:
        assert facts.reference == case["reference"]
