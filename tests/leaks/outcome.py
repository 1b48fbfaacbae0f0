"""An attack through the command line, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from leaks import seek
from leaks.attacks_content import CONTENT
from leaks.attacks_document import DOCUMENT
from leaks.attacks_images import IMAGES
from leaks.making import Attack

from woo_redact.cli.main import main

ATTACKS: dict[str, Attack] = {**CONTENT, **IMAGES, **DOCUMENT}


@dataclass(frozen=True)
class Outcome:
    """What came of an attack; when the file was held back nothing is published, so nothing can be found in it."""

    held_back: bool
    exit_code: int
    leaks: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    uncopiable: tuple[str, ...] = ()
    """Words that can be seen, but no longer be copied or searched: their page became a picture."""
    pages: int = 0
    sound: bool = True


def redacted(source: Path, terms: Sequence[str]) -> tuple[int, Path]:
    """Black out the terms; return the exit code, and where the published file is when there is one."""
    listed = source.with_name("terms.tsv")
    listed.write_text("".join(f"{term}\t5.1.2e\n" for term in terms), encoding="utf-8")
    dossier = source.with_name("dossier")
    options = ("--dossier", dossier, "--terms", listed, "--accept", "AB", "--workers", 1, "--json")
    result = CliRunner().invoke(main, [str(a) for a in ("run", source, *options)], catch_exceptions=False)
    return result.exit_code, dossier / "redacted" / source.name


def attacked(attack: Attack, folder: Path) -> Outcome:
    """Build the file, black it out through the command line, and seek in what is published."""
    source = folder / "stuk.pdf"
    source.write_bytes(attack.build(attack.terms[0]))
    code, published = redacted(source, attack.terms)
    if not published.exists():
        return Outcome(True, code)
    texts = seek.page_texts(published)
    missing = seek.lost(texts, attack.stays)
    by_eye: list[tuple[str, str]] = []
    if attack.in_pixels or (missing and not seek.missing(seek.OCR)):
        by_eye = list(seek.readings(published))
    in_sight = {f"{way} {i}": text for i, (way, text) in enumerate(by_eye) if way == seek.PAGE}
    return Outcome(
        held_back=False,
        exit_code=code,
        leaks=tuple(sorted({*seek.found(published, attack.terms, texts), *seek.telling(by_eye, attack.terms)})),
        lost=tuple(seek.lost(in_sight, [*attack.in_sight, *missing])),
        uncopiable=tuple(missing),
        pages=seek.page_count(texts),
        sound=seek.is_sound(published),
    )
