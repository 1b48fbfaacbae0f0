"""The kinds of findings of an audit: how grave each is, and what a person can do about it."""

from collections import Counter
from collections.abc import Iterable

from woo_redact.domain.geometry import Box
from woo_redact.domain.report import Finding, Severity

LEAK, LOOK, NOTE = Severity.BLOCKING, Severity.WARNING, Severity.NOTE
# Findings of one kind; a file with more is no better known for it.
ENOUGH = 200
# A longer value of the file's own data is cut when it is shown.
LONGEST_VALUE = 200

_AGAIN = "Lak het origineel opnieuw met een programma dat de tekst echt verwijdert, zoals woo-redact run."
_PRINT = "Maak een nieuwe PDF zonder dit onderdeel, bijvoorbeeld met woo-redact run."
_CLEAR = "Maak het veld leeg bij de eigenschappen van het document en sla het opnieuw op."
_READ = "Lees na of hier niets staat dat weg moet."

# Kind to gravity and remedy.
KINDS: dict[str, tuple[Severity, str]] = {
    "text-under-box": (LEAK, _AGAIN),
    "text-under-picture": (LEAK, _AGAIN),
    "scan-text-under-box": (LEAK, "Lak het origineel opnieuw en verwijder ook de doorzoekbare tekst van de scan."),
    "picture-under-box": (LEAK, _AGAIN),
    "hidden-text": (LEAK, "Kopieer alle tekst van de pagina naar een tekstbestand om te zien wat er staat. " + _PRINT),
    "tiny-text": (LEAK, "Kopieer alle tekst van de pagina naar een tekstbestand om te zien wat er staat. " + _PRINT),
    "off-page-text": (LEAK, _PRINT),
    "clipped-text": (LEAK, _PRINT),
    "scan-text": (NOTE, "Gewoon bij een gescand document: zo is het doorzoekbaar."),
    "scan-text-astray": (LOOK, "Controleer of op deze plaatsen iets is weggelakt of weggehaald."),
    "metadata": (LEAK, _CLEAR),
    "metadata-shown": (NOTE, "De woorden staan ook zichtbaar in het document."),
    "metadata-program": (NOTE, ""),
    "metadata-other": (LOOK, _READ),
    "comment": (LEAK, "Verwijder de opmerkingen en sla het bestand opnieuw op als nieuwe PDF."),
    "mark": (LOOK, "Controleer wat eronder ligt, en maak een nieuwe PDF zonder opmerkingen."),
    "unapplied-redaction": (LEAK, "De tekst is gemarkeerd om te lakken, maar niet gelakt. Voer het lakken echt uit."),
    "links": (NOTE, ""),
    "address-in-link": (
        LOOK,
        "Is dit adres op de pagina gelakt, verwijder dan ook de koppeling.",
    ),
    "field-value": (LEAK, "Druk het formulier af naar een nieuwe PDF, of lak het met woo-redact run."),
    "fields": (NOTE, ""),
    "attachment": (LEAK, "Verwijder de bijlagen, of maak een nieuwe PDF met woo-redact run."),
    "script": (LEAK, _PRINT),
    "layer-off": (LEAK, "Wat op een verborgen laag staat, is met één klik te zien. " + _PRINT),
    "layers": (NOTE, ""),
    "earlier-version": (LEAK, "Sla het bestand opnieuw op als nieuwe PDF (niet: wijzigingen toevoegen)."),
    "after-the-end": (LEAK, "Sla het bestand opnieuw op als nieuwe PDF."),
    "stray-page": (LEAK, _PRINT),
    "thumbnail": (LEAK, "Een voorbeeldplaatje kan de pagina tonen van vóór het lakken. " + _PRINT),
    "bookmarks": (NOTE, ""),
    "bookmark-unseen": (LOOK, "Lees de bladwijzers na: hun tekst staat niet op de pagina's."),
    "private-data": (LOOK, "Een programma bewaart hier zijn eigen kopie of gegevens. " + _PRINT),
    "spoken-text": (LEAK, "Een voorleesprogramma leest deze tekst voor, ook al is hij op de pagina gelakt. " + _PRINT),
    "alternative-text": (LOOK, "Lees de beschrijvingen van afbeeldingen na: ze zijn te horen, niet te zien."),
    "other-text": (LOOK, "Lees deze teksten na. Zit er iets bij dat weg moet: " + _PRINT[0].lower() + _PRINT[1:]),
    "before-the-start": (LEAK, "Sla het bestand opnieuw op als nieuwe PDF."),
    "font-letters": (NOTE, "Een kenner kan hieruit opmaken welke letters in gelakte tekst stonden."),
    "picture-data": (
        LOOK,
        "Foto's kunnen plaats, tijd en toestel bevatten. Sla de afbeelding op zonder deze gegevens.",
    ),
    "picture-preview": (LEAK, "Het voorbeeldplaatje kan tonen wat op de foto is weggelakt. " + _PRINT),
    "words-gone": (NOTE, ""),
    "words-lost": (LOOK, "Vergelijk de pagina met het origineel: deze woorden zijn weg zonder dat er een lak staat."),
    "words-new": (NOTE, "Meestal zijn dit de codes bij de lakken."),
    "pages-missing": (LOOK, "Controleer of er bladzijden ontbreken."),
    "pages-added": (LOOK, "Controleer of dit het goede origineel is."),
    "picture-changed": (LOOK, "Vergelijk de pagina met het origineel."),
    "picture-not-compared": (NOTE, ""),
    "unchecked": (LEAK, "Sla de PDF opnieuw op en controleer hem dan nog eens."),
    "locked": (LEAK, "Open het met het wachtwoord en sla het op zonder beveiliging."),
    "unreadable": (LEAK, "Vraag een nieuw exemplaar of sla de PDF opnieuw op."),
}


def finding(kind: str, message: str, page: int | None = None, box: Box | None = None, value: str = "") -> Finding:
    """Return a finding of one of :data:`KINDS`; ``value`` is what the file itself says, cut when it is long."""
    severity, remedy = KINDS[kind]
    shown = value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
    return Finding(kind, severity, message, page, box, remedy, shown)


def count(number: int, one: str, many: str) -> str:
    """Return a number with its word."""
    return f"{number} {one if number == 1 else many}"


def limited(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return at most :data:`ENOUGH` findings of a kind, and one for the rest of them."""
    seen: Counter[str] = Counter()
    kept = []
    for one in findings:
        seen[one.kind] += 1
        if seen[one.kind] <= ENOUGH:
            kept.append(one)
    more = (finding(k, f"En nog {n - ENOUGH} plaatsen van deze soort") for k, n in seen.items() if n > ENOUGH)
    return *kept, *more
