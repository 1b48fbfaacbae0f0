"""Who publishes what: ``publicatie.toml`` of the dossier, put to the value lists of the receivers."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from woo_redact.disclosure import value_lists
from woo_redact.disclosure.value_lists import ListName
from woo_redact.domain.event import EventKind
from woo_redact.domain.package_layout import DECISION_LETTER
from woo_redact.domain.publication import ArchiveTerms, Listed, Publication
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.publication_file import KEYS, read_publication_file, write_template
from woo_redact.dossier.store import Store
from woo_redact.dossier.toml_keys import read_keys
from woo_redact.errors import InputError
from woo_redact.pipeline.opening import find_dossier

# A decision on a request, unless it is said otherwise (Woo art. 3.3 lid 2 onder i).
CATEGORY = "Woo-verzoeken en -besluiten"
TITLE = "Besluit in zaak {matter}"
# When nothing was decided and no date was told: what is made again has to be the same.
NO_MOMENT = date(2000, 1, 1)


def given_settings(given: Mapping[str, str]) -> PublicationSettings:
    """Return what a user gives with a command, by the keys of ``publicatie.toml``.

    Raises:
        InputError: a value is not what it has to be.
    """
    values, problems = read_keys(given, KEYS)
    if problems:
        raise InputError(f"Wat u opgeeft klopt niet: {'; '.join(problems)}.", "Geef het opnieuw op.")
    return PublicationSettings(**values)


def publication_settings(
    layout: DossierLayout, names: Collection[str], given: PublicationSettings
) -> PublicationSettings:
    """Return what is told of a publication; what is ``given`` goes before the file, and is kept when there is none yet.

    ``names`` are those of the files of the dossier.

    Raises:
        DossierError: the file is wrong.
        InputError: nobody said who publishes under which number, or who that is stands on no list.
        OutputError: the file cannot be written.
    """
    path = layout.publication_file
    told = read_publication_file(path, names) if path.exists() else PublicationSettings()
    settings = replace(
        told,
        organisation=given.organisation or told.organisation,
        matter=given.matter or told.matter,
        decided=given.decided or told.decided,
    )
    asked = {"organisatie": settings.organisation, "zaaknummer": settings.matter}
    if missing := [name for name, value in asked.items() if not value]:
        raise InputError(
            f"Voor een pakket ontbreekt nog: {' en '.join(missing)}.",
            f"Geef ze op met --organisation en --matter, of vul {path} in; die maakt u met --prepare.",
        )
    value_lists.organisation(settings.organisation)
    if not path.exists():
        write_template(path, settings)
    return settings


def prepare_publication(dossier: Path, given: PublicationSettings) -> tuple[Path, bool]:
    """Write ``publicatie.toml`` to be filled in; return where it lies, and whether it is new. One that is there stays.

    Raises:
        DossierError: there is no dossier.
        OutputError: it cannot be written.
    """
    path = find_dossier(dossier).publication_file
    new = not path.exists()
    if new:
        write_template(path, given)
    return path, new


def publication_of(settings: PublicationSettings, moment: datetime, *, concept: bool) -> Publication:
    """Return the publication; ``moment`` (UTC) is that of the last decision.

    Raises:
        InputError: a value stands on none of the lists.
    """
    organisation, archive = value_lists.organisation(settings.organisation), settings.archive
    return Publication(
        organisation=organisation,
        title=settings.title or TITLE.format(matter=settings.matter),
        matter=settings.matter,
        category=value_lists.category(settings.category or CATEGORY),
        archive=ArchiveTerms(
            creator=value_lists.organisation(archive.creator) if archive.creator else organisation,
            valuation=archive.valuation,
            term=archive.term,
            selection_list=archive.selection_list,
            target=archive.target,
            contact=archive.contact,
        ),
        moment=moment,
        prefix=settings.prefix,
        description=settings.description,
        requested=settings.requested,
        decided=settings.decided,
        themes=tuple(map(value_lists.theme, settings.themes)),
        address=settings.address,
        decision_file=DECISION_LETTER if settings.decision_letter else "",
        concept=concept,
    )


def looked_up(name: ListName, text: str) -> Listed | None:
    """Return the entry of a value list, if it has it."""
    try:
        return value_lists.find(name, text)
    except InputError:
        return None


def last_decision(store: Store, decided: date | None) -> datetime:
    """Return when the last decision was made: what is made of the same decisions later holds no other time."""
    rows = [row for kind in (EventKind.DECISION, EventKind.PASSAGE) for row in store.log.events(kind=kind)]
    if rows:
        return max(row.event.at for row in rows).astimezone(UTC).replace(microsecond=0)
    return datetime.combine(decided or NO_MOMENT, time(), UTC)
