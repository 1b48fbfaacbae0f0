"""``publicatie.toml``: what an archive team tells of a publication, in its own words and by hand."""

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from string import Template
from typing import Any

from woo_redact.domain.publication_settings import ArchiveEntry, DocumentEntry, PublicationSettings
from woo_redact.domain.showing import shown
from woo_redact.dossier import toml_keys
from woo_redact.dossier.toml_keys import Key, as_toml, read_keys
from woo_redact.errors import DossierError, RulePackError
from woo_redact.files import write_new
from woo_redact.resources import rules_root

TEMPLATE = "publication/publicatie.toml"
REMEDY = "Pas het bestand aan en draai het pakket opnieuw."
LONGEST_DESCRIPTION, LONGEST_REMARK = 2000, 1000
SHOWN_PROBLEMS = 12

KEYS = {
    "organisatie": Key("organisation", toml_keys.text()),
    "titel": Key("title", toml_keys.text()),
    "zaaknummer": Key("matter", toml_keys.case_number),
    "voorvoegsel": Key("prefix", toml_keys.number),
    "omschrijving": Key("description", toml_keys.text(LONGEST_DESCRIPTION)),
    "verzoekdatum": Key("requested", toml_keys.day),
    "besluitdatum": Key("decided", toml_keys.day),
    "categorie": Key("category", toml_keys.text()),
    "themas": Key("themes", toml_keys.texts),
    "adres": Key("address", toml_keys.folder_address),
    "besluitbrief": Key("decision_letter", toml_keys.pdf),
    "bijlage": Key("annex", toml_keys.pdf),
    "gronden-uitleg-voorin": Key("ground_sheet", toml_keys.flag),
    "zienswijzelijst": Key("third_parties", toml_keys.flag),
    "ghostscript": Key("ghostscript", toml_keys.text()),
}
ARCHIVE_KEYS = {
    "archiefvormer": Key("creator", toml_keys.text()),
    "waardering": Key("valuation", toml_keys.valuation),
    "bewaartermijn": Key("term", toml_keys.term),
    "selectielijst": Key("selection_list", toml_keys.text()),
    "bestemming": Key("target", toml_keys.text()),
    "contact": Key("contact", toml_keys.text()),
}
DOCUMENT_KEYS = {
    "id": Key("id", toml_keys.text()),
    "titel": Key("title", toml_keys.text()),
    "datum": Key("date", toml_keys.iso_day),
    "ontvangen": Key("received", toml_keys.iso_day),
    "soort": Key("sort", toml_keys.text()),
    "themas": Key("themes", toml_keys.texts),
    "opgeschort": Key("suspended", toml_keys.flag),
    "vindplaats": Key("links", toml_keys.addresses),
    "toelichting": Key("remark", toml_keys.text(LONGEST_REMARK)),
    "familie": Key("family", toml_keys.whole(1)),
    "gerelateerd": Key("related", toml_keys.texts),
}
FILE, ARCHIVE, DOCUMENT = "bestand", "archief", "document"


def write_template(path: Path, known: PublicationSettings | None = None) -> None:
    """Write the file for people to fill in, with what is known already; what it tells of single documents is not.

    Raises:
        OutputError: it is there already, or cannot be written.
        RulePackError: the installation is incomplete.
    """
    known = known or PublicationSettings()
    try:
        template = Template((rules_root() / TEMPLATE).read_text(encoding="utf-8"))
    except OSError as error:
        raise RulePackError((f"{TEMPLATE}: {error}",), "Installeer woo-redact opnieuw.") from error
    values = {name: getattr(known, key.field) for name, key in KEYS.items()}
    values |= {name: getattr(known.archive, key.field) for name, key in ARCHIVE_KEYS.items()}
    filled = template.substitute({name.replace("-", "_"): as_toml(value) for name, value in values.items()})
    write_new(path, filled.encode())


def read_publication_file(path: Path, names: Collection[str]) -> PublicationSettings:
    """Read the file; ``names`` are the file names of the dossier, of which alone it may tell.

    Raises:
        DossierError: the file is missing or wrong; the message names it and each key.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DossierError(f"{path} kan niet worden gelezen.", "Kijk of het er is en of u het mag lezen.") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = f" (regel {line[1]})" if line else ""
        raise DossierError(
            f"{path} is geen geldige TOML{place}.", f"{REMEDY} Teksten en datums staan tussen aanhalingstekens."
        ) from error
    except UnicodeDecodeError as error:
        raise DossierError(f"{path} is geen UTF-8.", "Bewaar het bestand opnieuw als UTF-8.") from error
    archive, documents = found.pop(ARCHIVE, {}), found.pop(DOCUMENT, [])
    values, problems = read_keys(found, KEYS)
    terms, more = _archive(archive)
    entries, others = _documents(documents, frozenset(names))
    problems += more + others
    if problems:
        rest = f"; en nog {len(problems) - SHOWN_PROBLEMS}" if len(problems) > SHOWN_PROBLEMS else ""
        raise DossierError(f"{path} bevat fouten: {'; '.join(problems[:SHOWN_PROBLEMS])}{rest}.", REMEDY)
    return PublicationSettings(**values, archive=terms, documents=entries)


def _archive(found: Any) -> tuple[ArchiveEntry, list[str]]:
    if not isinstance(found, dict):
        return ArchiveEntry(), [f"{ARCHIVE!r} moet een tabel zijn: [{ARCHIVE}]"]
    values, problems = read_keys(found, ARCHIVE_KEYS, f"[{ARCHIVE}] ")
    if values.get("valuation") == "V" and not values.get("term") and not problems:
        problems.append(f"[{ARCHIVE}] sleutel 'bewaartermijn' ontbreekt: met waardering V is die nodig")
    return ArchiveEntry(**values), problems


def _documents(found: Any, names: Collection[str]) -> tuple[tuple[DocumentEntry, ...], list[str]]:
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return (), [f"{DOCUMENT!r} moet een reeks tabellen zijn: [[{DOCUMENT}]]"]
    entries: dict[str, DocumentEntry] = {}
    problems: list[str] = []
    for position, one in enumerate(found, 1):
        name = one.pop(FILE, None)
        if not isinstance(name, str) or not name.strip():
            problems.append(f"[[{DOCUMENT}]] {position}: sleutel {FILE!r} ontbreekt of is geen tekst")
            continue
        where = f"[[{DOCUMENT}]] {shown(name)!r}: "
        if name not in names:
            problems.append(f"{where}dit bestand staat niet in het dossier")
        if name in entries:
            problems.append(f"{where}dit bestand staat er twee keer in")
        values, wrong = read_keys(one, DOCUMENT_KEYS, where)
        problems += wrong
        entries[name] = DocumentEntry(name, **values)
    return tuple(entries.values()), problems
