"""The packing slip (pakbon) of a delivery to the archive: from whom it is, and whether it arrived whole.

The specification says what it tells and leaves its form to the receiver; ``rules/standards/pakbon.xsd`` has ours.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from woo_redact.disclosure.formats.identity import publication_id, publication_title, utc
from woo_redact.disclosure.formats.mdto_parts import FORMATS, SipFile
from woo_redact.disclosure.formats.xml_building import Maker, xml_bytes
from woo_redact.domain.publication import Publication, SameAs

METADATA = ".MDTO.xml"
HOW = "SHA256 over wat sha256sum schrijft van alle bestanden naast deze pakbon, gesorteerd op pad"

_made = Maker()


@dataclass(frozen=True, slots=True)
class Content:
    """A delivery: everything by its path in it, the files that show documents, how many documents have none."""

    everything: Mapping[str, bytes | SameAs] = field(repr=False)
    files: tuple[tuple[str, SipFile], ...]
    absent: int


def packing_slip(publication: Publication, content: Content) -> bytes:
    """Return the slip of a delivery."""
    terms = publication.archive
    described = sum(path.endswith(METADATA) for path in content.everything)
    return xml_bytes(
        _made(
            "pakbon",
            _made("identificatie", str(publication_id(publication))),
            _made("naam", publication_title(publication)),
            _made.some("doelsysteem", terms.target),
            _made("hashcode", _hash(content), algoritme="SHA256", wijze=HOW),
            _made("tijdstip", utc(publication.moment).isoformat()),
            _made("organisatie", publication.organisation.label, identificatie=publication.organisation.uri),
            _made("archiefvormer", terms.creator.label, identificatie=terms.creator.uri),
            _made.some("contact", terms.contact),
            _made.some("selectielijst", terms.selection_list),
            _made("aantalInformatieobjecten", str(described - len(content.files))),
            _made("aantalBestanden", str(len(content.files))),
            _made("aantalMetagegevensbestanden", str(described)),
            _made("aantalInhoudsbestanden", str(len(content.files))),
            _made("omvangInhoudsbestanden", str(sum(file.size for _, file in content.files))),
            *(_made("bijzonderheid", said) for said in _oddities(content)),
        )
    )


def _hash(content: Content) -> str:
    held = {path: hashlib.sha256(it).hexdigest() for path, it in content.everything.items() if isinstance(it, bytes)}
    held.update((path, file.sha256) for path, file in content.files)
    return hashlib.sha256("".join(f"{held[path]}  {path}\n" for path in sorted(held)).encode()).hexdigest()


def _oddities(content: Content) -> Iterator[str]:
    plain = sum(file.level not in FORMATS for _, file in content.files)
    if plain:
        yield f"Bestanden in PDF zonder niveau van PDF/A: {plain}."
    if content.absent:
        yield f"Informatieobjecten zonder bestand, omdat ze niet of al eerder openbaar zijn: {content.absent}."
