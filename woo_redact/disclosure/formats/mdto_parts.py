"""The recurring parts of MDTO 1.0.1: references, terms of a list, events, restrictions, files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from woo_redact.disclosure.formats.identity import address_of, matter_number, one_line, utc
from woo_redact.disclosure.formats.wording import code_of, ground_name, printed
from woo_redact.disclosure.formats.xml_building import Element, Maker
from woo_redact.domain.age import known_day
from woo_redact.domain.ground import Ground
from woo_redact.domain.publication import ArchiveTerms, Judgement, Publication, PublishedDocument

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
# By this a file says which version of MDTO it follows, as the specification of a SIP asks.
VERSION = {
    "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": f"{NAMESPACE} {NAMESPACE}/MDTO-XML1.0.1.xsd",
}
LEVELS, EVENTS, VALUATIONS, RESTRICTIONS, CHECKSUMS = (
    "Begrippenlijst Aggregatieniveaus MDTO",
    "Begrippenlijst EventTypeLijst MDTO",
    "Begrippenlijst Waarderingen MDTO",
    "Begrippenlijst Beperkingen MDTO",
    "Begrippenlijst ChecksumAlgoritme MDTO",
)
WOO = "Wet open overheid"
TOOI = "TOOI-waardelijst"
# PRONOM, by level of PDF/A; without one the files are PDF 1.7.
FORMATS = {
    "2a": ("Acrobat PDF/A - Portable Document Format 2a", "fmt/476"),
    "2b": ("Acrobat PDF/A - Portable Document Format 2b", "fmt/477"),
    "2u": ("Acrobat PDF/A - Portable Document Format 2u", "fmt/478"),
}
PLAIN_FORMAT = ("Acrobat PDF 1.7 - Portable Document Format", "fmt/276")
VALUED = {"B": "Blijvend te bewaren", "V": "Tijdelijk te bewaren"}
_PART_OF_DATE = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
_DURATION = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+D)?")
_IN_ADDRESS = r"(?:[A-Za-z0-9._~/:?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = re.compile(rf"https?://[A-Za-z0-9.-]+(:\d{{1,5}})?([/?]{_IN_ADDRESS})?(#{_IN_ADDRESS})?")
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")

made = Maker(NAMESPACE)


@dataclass(frozen=True, slots=True)
class SipFile:
    """A file of the delivery: its name there, where it lies in the package, and which object it shows."""

    name: str
    path: str
    size: int
    sha256: str
    level: str
    number: str
    title: str = field(repr=False)


def sidecar(content: Element) -> Element:
    """Return a document of MDTO that tells of an object or a file."""
    return made("MDTO", content, **VERSION)


def identified(element: str, number: str, source: str) -> Element:
    """Return an identification: a number and what gave it out."""
    return made(element, made("identificatieKenmerk", number), made("identificatieBron", source))


def reference(element: str, name: str, number: str = "", source: str = "") -> Element:
    """Return a reference to something by name, and by number when it has one."""
    known = identified("verwijzingIdentificatie", number, source) if number else None
    return made(element, made("verwijzingNaam", name), known)


def concept(element: str, label: str, source: str, code: str = "") -> Element:
    """Return a term with the list that it comes from."""
    return made(
        element,
        made("begripLabel", label),
        made.some("begripCode", code),
        reference("begripBegrippenlijst", source),
    )


def event(kind: str, time: str, actor: str, result: str = "") -> Element | None:
    """Return an event, or nothing when its time (ISO 8601) is not known; the one responsible is an organisation."""
    if not time:
        return None
    return made(
        "event",
        concept("eventType", kind, EVENTS),
        made("eventTijd", time),
        reference("eventVerantwoordelijkeActor", actor) if actor else None,
        made.some("eventResultaat", result),
    )


def time_of(text: str) -> str:
    """Return a date as far as it is known (day, month or year), or nothing when it is none."""
    if day := known_day(text):
        return day.isoformat()
    return text if _PART_OF_DATE.fullmatch(text) else ""


def moment_of(publication: Publication) -> str:
    """Return the moment of the last decision in the review."""
    return utc(publication.moment).isoformat()


def valued(terms: ArchiveTerms) -> tuple[Element | None, ...]:
    """Return the valuation and, when it is known, for how long something is kept."""
    label = VALUED.get(terms.valuation, "Nader te bepalen")
    code = terms.valuation if terms.valuation in VALUED else "N"
    term = terms.term if _DURATION.fullmatch(terms.term) else ""
    return (
        concept("waardering", label, VALUATIONS, code),
        made.some("bewaartermijn", made.some("termijnLooptijd", term)),
    )


def creator(terms: ArchiveTerms) -> Element:
    """Return who formed the archive."""
    return reference("archiefvormer", terms.creator.label, terms.creator.uri, "TOOI")


def free() -> Element:
    """Return that nothing restricts the use."""
    return made("beperkingGebruik", concept("beperkingGebruikType", "Geen beperking", RESTRICTIONS))


def restrictions(document: PublishedDocument, grounds: Mapping[str, Ground]) -> Iterator[Element]:
    """Yield what restricts the use: a ground each, with how often and why; or that nothing does."""
    if document.judgement in (Judgement.FULL, Judgement.ALREADY_PUBLIC):
        yield free()
        return
    if not document.grounds:
        yield made("beperkingGebruik", concept("beperkingGebruikType", document.judgement.value.capitalize(), WOO))
    for ground in document.grounds:
        yield made(
            "beperkingGebruik",
            concept("beperkingGebruikType", ground_name(ground, grounds), WOO, code_of(ground)),
            made("beperkingGebruikNadereBeschrijving", _told(document, ground, grounds)),
        )


def _told(document: PublishedDocument, ground: str, grounds: Mapping[str, Ground]) -> str:
    known = grounds.get(ground)
    spoken = known.spoken if known else printed(ground)
    count = dict(document.passages).get(ground, 0)
    passages = f"{count} {'passage' if count == 1 else 'passages'} onleesbaar gemaakt"
    what = passages if document.judgement is Judgement.PARTIAL else document.judgement.value
    reasons = (reason for found, reason in document.reasons if ground in found)
    return " ".join([f"{spoken[:1].upper()}{spoken[1:]}: {what}.", *reasons])


def online(addresses: tuple[str, ...]) -> Iterator[Element]:
    """Yield where something can be read; what is no address is left out."""
    for address in addresses:
        plain = quote(one_line(address), safe="%/:?#@!$&'()*+,;=-._~")
        plain = _STRAY_PERCENT.sub("%25", plain)
        if _ADDRESS.fullmatch(plain):
            yield made("raadpleeglocatie", made("raadpleeglocatieOnline", plain))


def file_object(publication: Publication, file: SipFile) -> Element:
    """Return the metadata of a file."""
    label, code = FORMATS.get(file.level, PLAIN_FORMAT)
    return sidecar(
        made(
            "bestand",
            identified("identificatie", file.name, matter_number(publication)),
            made("naam", file.name),
            made("omvang", str(file.size)),
            concept("bestandsformaat", label, "PRONOM-register", code),
            made(
                "checksum",
                concept("checksumAlgoritme", "SHA256", CHECKSUMS),
                made("checksumWaarde", file.sha256),
                made("checksumDatum", moment_of(publication)),
            ),
            made.some("URLBestand", address_of(publication, file.path)),
            reference("isRepresentatieVan", file.title, file.number, publication.organisation.label),
        ),
    )
