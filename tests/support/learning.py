"""A small corpus in the place of the shipped one, and dossiers that a person decided on."""

from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner, Result

from woo_redact.cli.main import main
from woo_redact.pipeline import learning
from woo_redact.training import further

SHIPPED = {
    "train": (
        "Nota\n\nVan: [[5.1.2e person#1|Tjitske Wiersma]]\nAan: de minister\n\n"
        "De heer [[5.1.2e person#2|Younes Haddou]] van {{ORG|Rijkswaterstaat}} in {{LOC|Enschede}} stelt voor de "
        "begroting ongewijzigd vast te stellen. Mevrouw [[5.1.2e person#1|Wiersma]] is het daarmee eens.\n"
    ),
    "test": (
        "Aan: [[5.1.2e person#1|Priya Ramdin]]\nVan: [[5.1.2e person#2|A.M. van den Akker]]\n\n"
        "Wij spraken gisteren met [[5.1.2e person#3|Margot van Steenis]] over de begroting. De heer "
        "[[5.1.2e person#4|Pattinama]] was er niet bij.\n"
    ),
}
PAGES = (
    (
        "Behandeld door: Karin Ouwehand",
        "Bel Karin Ouwehand op 06-18273645 of mail k.ouwehand@minocw.nl.",
        "Zijn collega Karin Ouwehand is er niet.",
    ),
    ("Met vriendelijke groet,", "Sjoerd Wildeboer", "Bel mevrouw Femke Tolsma voor de planning van volgende week."),
)


def invoke(*arguments: object, keys: str = "") -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=keys, catch_exceptions=False)


def use_small_corpus(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Have learning rehearse and score with the small corpus."""
    for part, text in SHIPPED.items():
        path = folder / "corpus" / "a" / f"a-001-{part}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"---\ntype: memo\norg: x\nprofile: woo-verzoek\ndate: 2026-01-01\npart: {part}\n---\n\n{text}",
            encoding="utf-8",
        )
    patch.setattr(further, "ROUNDS", 2)
    patch.setattr(learning, "models_root", lambda: folder)


def dossier_at(folder: Path, *, decided: bool = True) -> Path:
    """Make a dossier of two pages; with ``decided`` a person approved everything."""
    source = folder / "nota.pdf"
    with pymupdf.open() as document:
        for lines in PAGES:
            page = document.new_page()
            for number, line in enumerate(lines):
                page.insert_text((90, 100 + 40 * number), line, fontsize=11)
        document.save(source)
    assert invoke("run", source, "--workers", 1).exit_code == 0
    dossier = folder / "nota.pdf.woo"
    if decided:
        assert invoke("review", dossier, "--file", "nota.pdf", "--approve-all").exit_code == 0
    return dossier
