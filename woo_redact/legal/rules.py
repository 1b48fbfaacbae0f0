"""The legal checks by number: what each tells, what to do, and how grave it is unless a setting says otherwise."""

from dataclasses import dataclass

from woo_redact.domain.report import Finding, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """A check: ``message`` and ``remedy`` are Dutch; ``of_document``: told once for a document, without a page."""

    id: str
    severity: Severity
    message: str
    remedy: str
    of_document: bool = False

    @property
    def kind(self) -> str:
        """The kind of its findings."""
        return f"legal-{self.id.lower()}"


def number_of(finding: Finding) -> str:
    """Return the id of the check that made a finding: "R4"."""
    return finding.kind.rpartition("-")[2].upper()


CHECKS = (
    Check(
        "R1",
        Severity.BLOCKING,
        "Artikel 5.1 lid 5 staat naast een grond van lid 1 of lid 2 bij dezelfde passage; dat kan niet.",
        "Kies een van de twee: lid 5 geldt alleen als geen andere grond geldt.",
    ),
    Check(
        "R2",
        Severity.WARNING,
        "Artikel 5.1 lid 5 is gebruikt voor milieu-informatie; daarvoor geldt die grond niet.",
        "Kijk of het milieu-informatie is, en kies dan een andere grond of maak de passage openbaar.",
    ),
    Check(
        "R3",
        Severity.WARNING,
        "Artikel 5.1 lid 6 geldt alleen voor bedrijfsgegevens in milieu-informatie, en in plaats van lid 1 onder c.",
        "Gebruik lid 1 onder c voor andere bedrijfsgegevens, en nooit de twee naast elkaar.",
    ),
    Check(
        "R4",
        Severity.WARNING,
        "De passage lijkt over emissies naar het milieu te gaan; artikel 5.1 lid 7 laat weigeren daarvan niet toe.",
        "Kijk of het emissiegegevens zijn; die blijven openbaar.",
    ),
    Check(
        "R5",
        Severity.WARNING,
        "Een relatieve grond (artikel 5.1 lid 2) is gebruikt zonder motivering.",
        "Leg bij het besluit vast waarom het belang hier zwaarder weegt dan openbaarheid (artikel 5.1 lid 3).",
        of_document=True,
    ),
    Check(
        "R6",
        Severity.BLOCKING,
        "Artikel 5.1 lid 4 (de geadresseerde neemt eerst kennis) is gebruikt zonder datum waarop het stuk alsnog"
        " openbaar wordt.",
        "Leg die datum vast bij het besluit.",
    ),
    Check(
        "R7",
        Severity.WARNING,
        "Het document is ouder dan vijf jaar; dan vraagt artikel 5.3 om een nadere motivering.",
        "Leg vast waarom het belang ondanks het tijdsverloop zwaarder weegt, of maak de passages openbaar.",
        of_document=True,
    ),
    Check(
        "R8",
        Severity.WARNING,
        "Persoonlijke beleidsopvattingen zijn geweigerd in een stuk voor formele bestuurlijke besluitvorming; die"
        " worden in beginsel openbaar, zonder namen (artikel 5.2 lid 3).",
        "Kijk of het intern beraad onevenredig wordt geschaad; zo niet, maak ze openbaar.",
        of_document=True,
    ),
    Check(
        "R9",
        Severity.WARNING,
        "Als persoonlijke beleidsopvatting is geweigerd wat alleen cijfers, data of een citaat bevat; feiten vallen er"
        " niet onder (artikel 5.2 lid 1).",
        "Maak de passage openbaar, of kies de grond die er wel bij past.",
    ),
    Check(
        "R10",
        Severity.BLOCKING,
        "Artikel 5.2 is gebruikt in een beslisnota; die grond geldt daar niet.",
        "Maak de passage openbaar, of kies een andere grond.",
    ),
    Check(
        "R11",
        Severity.WARNING,
        "De beoordeling van het document past niet bij wat er gelakt is.",
        "Openbaar: geen lakken. Deels of niet openbaar: minstens één grond. Reeds openbaar: een vindplaats.",
        of_document=True,
    ),
    Check(
        "R12",
        Severity.WARNING,
        "Een nationaal identificatienummer is geweigerd als persoonlijke levenssfeer.",
        "Gebruik artikel 5.1 lid 1 onder e.",
    ),
    Check(
        "R13",
        Severity.WARNING,
        "Een bijzonder of strafrechtelijk persoonsgegeven is geweigerd als persoonlijke levenssfeer.",
        "Gebruik artikel 5.1 lid 1 onder d.",
    ),
    Check(
        "R14",
        Severity.BLOCKING,
        "De motivering bevat woorden die in het document gelakt zijn.",
        "Geef de reden in andere woorden.",
    ),
)
