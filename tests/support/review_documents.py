"""The documents that the tests of the review in the browser begin with: small, invented, each of another kind."""

from collections.abc import Sequence
from pathlib import Path

import pymupdf

MEMO = "01 nota besluit.pdf"
MAILS = "02 mailwisseling.pdf"
SCAN = "03 gescande brief.pdf"
TURNED = "04 lijst gedraaid.pdf"
COPY = "bijlagen/nota besluit kopie.pdf"

MEMO_PAGES = (
    (
        "Aan: de directeur Handhaving",
        "Van: Karin Ouwehand",
        "Datum: 12 september 2024",
        "",
        "Besluit over de verlenging van de vergunning",
        "",
        "Karin Ouwehand sprak op 3 september met de heer Wietse Hoekema over de vergunning.",
        "Hij is bereikbaar op 06-18273645 en per mail op w.hoekema@zandenkiezel.nl.",
        "Zijn burgerservicenummer is 111222333 en zijn rekening NL91 ABNA 0417 1643 00.",
        "Het gesprek is op de derde verdieping van het oude gebouw gevoerd en duurde een uur.",
        "De afdeling vindt de onderbouwing van het bedrijf zwak en adviseert niet te verlengen.",
    ),
    (
        "Karin Ouwehand stelt voor om de heer Hoekema opnieuw uit te nodigen.",
        "Bel haar op 06-55512345 of mail k.ouwehand@provincie.nl.",
        "De brief van Wietse Hoekema is als bijlage toegevoegd.",
        "De opbrengst van het terrein is in dit jaar met een derde gedaald.",
    ),
)
MAIL_PAGES = (
    (
        "Van: Karin Ouwehand <k.ouwehand@provincie.nl>",
        "Verzonden: dinsdag 10 september 2024 09:12",
        "Aan: Tjeerd Wouda <t.wouda@provincie.nl>",
        "Onderwerp: RE: terrein aan de plas",
        "",
        "Beste Tjeerd,",
        "",
        "De heer Wietse Hoekema belde gisteren weer over het terrein.",
        "Kun jij hem terugbellen op 06-18273645?",
        "",
        "Met vriendelijke groet,",
        "",
        "Karin Ouwehand",
        "06-55512345",
    ),
    (
        "Van: Tjeerd Wouda <t.wouda@provincie.nl>",
        "Verzonden: maandag 9 september 2024 16:40",
        "Aan: Karin Ouwehand <k.ouwehand@provincie.nl>",
        "Onderwerp: terrein aan de plas",
        "",
        "Hoi Karin,",
        "",
        "Volgens mij klopt de tekening van het terrein niet.",
        "Ik vraag het na bij Wietse Hoekema.",
        "",
        "Groet,",
        "Tjeerd Wouda",
    ),
)
SCAN_LINES = (
    "Geachte heer Hoekema,",
    "",
    "Naar aanleiding van ons gesprek van vorige week stuur ik u het verslag.",
    "Het verslag is opgesteld door Karin Ouwehand.",
    "U kunt haar bereiken op telefoonnummer 06-55512345.",
    "",
    "Hoogachtend,",
    "",
    "Tjeerd Wouda",
)
TURNED_LINES = (
    "Lijst van aanwezigen bij het gesprek van 3 september",
    "",
    "Karin Ouwehand      provincie      06-55512345",
    "Wietse Hoekema      ondernemer     06-18273645",
    "Tjeerd Wouda        provincie      t.wouda@provincie.nl",
)
# Names and text that a page must not take for anything but text.
HOSTILE = '<img src=x onerror=alert(1)>"><script>alert(2)</script>'
HOSTILE_NAME = "'\"><img src=x onerror=alert(3)>&lt;b&gt; {{7*7}} `${8*8}`.pdf"
LONG_NAME = f"{'Zeer lange naam van een bestand over de verlenging van de vergunning ' * 3}.pdf"
BROKEN_NAME = "kapot <b>.pdf"
# Looks as "omgekeerd exe.pdf" does where the direction of text is believed.
TURNED_NAME = "omgekeerd \u202efdp.exe.pdf"


def review_documents(folder: Path) -> Path:
    """Write a memo, a thread of mails, a scan, a page on its side, and a copy of the memo."""
    folder.mkdir(parents=True)
    _written(folder / MEMO, MEMO_PAGES)
    _written(folder / MAILS, MAIL_PAGES)
    _written(folder / "scan.pdf", [SCAN_LINES])
    _scanned(folder / "scan.pdf", folder / SCAN)
    _written(folder / TURNED, [TURNED_LINES], turn=90)
    (folder / COPY).parent.mkdir()
    (folder / COPY).write_bytes((folder / MEMO).read_bytes())
    return folder


def hostile_documents(folder: Path) -> Path:
    """Write files whose names and text are markup, a file with a very long name, and one that is no PDF."""
    folder.mkdir(parents=True)
    lines = (f"Van: Karin Ouwehand {HOSTILE}", "Bel 06-18273645 of mail k.ouwehand@provincie.nl.", HOSTILE)
    _written(folder / HOSTILE_NAME, [lines])
    _written(folder / LONG_NAME, [("Opgesteld door: Wietse Hoekema", "Bel 06-55512345.")])
    _written(folder / TURNED_NAME, [("Dit is een verslag zonder namen.",)])
    (folder / BROKEN_NAME).write_bytes(b"%PDF-1.7\nniets")
    return folder


def _written(path: Path, pages: Sequence[Sequence[str]], turn: int = 0) -> None:
    with pymupdf.open() as pdf:
        for lines in pages:
            # On its side: as a scanner that was fed the other way leaves it.
            page = pdf.new_page(width=842, height=595) if turn else pdf.new_page(width=595, height=842)
            for number, line in enumerate(lines):
                page.insert_text((70, 90 + 20 * number), line, fontsize=11)
            page.set_rotation(turn)
        pdf.save(path)


def _scanned(source: Path, target: Path) -> None:
    with pymupdf.open(source) as drawn, pymupdf.open() as scan:
        for page in drawn:
            pixmap = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY, alpha=False)
            scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, pixmap=pixmap)
        scan.save(target)
    source.unlink()
