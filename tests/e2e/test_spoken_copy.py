"""The samples and a document of our time, blacked out: a copy of them tells in each place what is withheld there."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
import typst

from support import verapdf
from support.command import made, samples_in
from support.hearing import copy_of, engines, faults, glyphs, reading, said, unlike
from support.write_pages import find, pages, write
from woo_redact.domain.archive_copy import SpokenPassage
from woo_redact.domain.geometry import Box

CHOSEN = ("01-nota-mandaat-kustwacht", "11-lijst-piketdienst", "14-lijst-inspecties-gedraaid", "15-advies-bijgesneden")
# Where a string was cut in two, PDFium may round the place of a letter to the pixel beside.
FEW = 200
# What PDF/UA-1 asks beyond tags: its name, the title, and that the title is shown. The copy adds them.
NOT_TAGS = {"5-1", "7.1-9", "7.1-10"}
REPORT = """
#set document(title: "Verslag")
#set text(lang: "nl")
= Verslag
De heer Jansma heeft een brief gestuurd aan mevrouw Veldkamp over het plan, en daarop kwam geen antwoord.

- eerste punt van Jansma
- tweede punt

#table(columns: 3, [Naam], [Telefoon], [Plaats], [Jansma], [0612345678], [Utrecht], [Veldkamp], [0687654321], [Delft])
"""


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(samples_in(tmp_path_factory.mktemp("spoken") / "bestanden", CHOSEN))


def passages_of(record: Path) -> list[SpokenPassage]:
    boxes: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in json.loads(record.read_text())["boxes"]:
        boxes[box["passage"], box["page"]].append(Box(*box["rectangle"]))
    return [said(f"nummer {n}", *found, page=page - 1) for (n, page), found in boxes.items()]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_sample_is_heard_as_it_is_seen(name: str, dossier: Path, tmp_path: Path) -> None:
    before = (dossier / "redacted" / f"{name}.pdf").read_bytes()
    passages = passages_of(dossier / "redacted" / f"{name}.redactions.json")
    assert passages
    after = copy_of(before, passages)
    assert faults(after) == []
    assert glyphs(after) == glyphs(before)
    differing = unlike(before, after)
    assert differing["mupdf"] == 0
    assert differing["pdfium"] < FEW
    for engine, text in engines(after, tmp_path).items():
        assert [text.count(passage.text) for passage in passages] == [1] * len(passages), engine


def test_a_tagged_document_is_read_in_order_with_its_passages(tmp_path: Path) -> None:
    source = tmp_path / "verslag.pdf"
    (tmp_path / "verslag.typ").write_text(REPORT)
    typst.compile(str(tmp_path / "verslag.typ"), output=str(source))
    page = pages(source)[0]
    names = ("heer Jansma", "Veldkamp over", "van Jansma", "0612345678", "0687654321")
    redactions = [find(page, name) for name in names]
    before = write(source, redactions).read_bytes()
    passages = [said(name, *one.cover) for name, one in zip("abcde", redactions, strict=True)]
    after = copy_of(before, passages)
    assert faults(after) == []
    assert glyphs(after) == glyphs(before)
    for engine, text in engines(after, tmp_path).items():
        if "layout" not in engine:
            assert f"De {passages[0].text} heeft een brief" in text, engine
            assert f"mevrouw {passages[1].text} het plan" in text, engine
        assert [text.count(passage.text) for passage in passages] == [1] * len(passages), engine
    read = reading(after)
    cells = [number for number, text in enumerate(read) if "gelakt" in text]
    assert [text.count("gelakt") for text in read if "gelakt" in text] == [2, 1, 1, 1]
    assert len(cells) == 4


@pytest.mark.skipif(verapdf.absence() != "", reason=verapdf.absence())
def test_the_tags_of_the_samples_are_what_pdf_ua_asks(dossier: Path, tmp_path: Path) -> None:
    asked = []
    for name in CHOSEN:
        folder = dossier / "redacted"
        copied = copy_of((folder / f"{name}.pdf").read_bytes(), passages_of(folder / f"{name}.redactions.json"))
        asked.append(("ua1", tmp_path / f"{name}.pdf"))
        asked[-1][1].write_bytes(copied)
    for (_, path), verdict in verapdf.verdicts(asked).items():
        assert verdict.broken.keys() <= NOT_TAGS, path.name
