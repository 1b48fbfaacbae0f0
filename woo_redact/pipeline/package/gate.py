"""What keeps a package back: everything at once, each with how to solve it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from woo_redact.disclosure.dutch import counted
from woo_redact.domain.file import FileRecord, FileState
from woo_redact.domain.report import Severity
from woo_redact.domain.showing import shown, some_of
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store
from woo_redact.errors import NotReadyError
from woo_redact.pipeline.examining import Examination, examined
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.state import redactions, undecided

# Names of files that a message lists.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why no package can be made yet, and what to do about it. Both Dutch; names of files, no text of them."""

    reason: str
    remedy: str


def obstacles(
    layout: DossierLayout,
    store: Store,
    decided: date,
    severities: Mapping[str, Severity] | None = None,
    *,
    written: bool = True,
) -> tuple[Obstacle, ...]:
    """Return what keeps a package of an open dossier back.

    ``decided`` is the date of the decision; ``severities`` replace those of the legal checks, by their id ("R4").
    Without ``written`` it is no matter whether the files are blacked out as decided.
    """
    settings = read_settings(layout.settings_file)
    found = examined(layout, store, settings.profile, decided, severities)
    return (
        *_empty(layout, store),
        *_unknown_grounds(layout, store),
        *_open(layout, store),
        *_unconfirmed(layout, store, asked=settings.second_review),
        *_examination(layout, found),
        *(_unwritten(layout, store.files()) if written else ()),
    )


def refuse(layout: DossierLayout, found: Sequence[Obstacle]) -> None:
    """See to it that nothing keeps a package back.

    Raises:
        NotReadyError: something does.
    """
    if found:
        told = tuple((one.reason, one.remedy) for one in found)
        raise NotReadyError(f"Van dossier {layout.root} kan nog geen pakket worden gemaakt:", told)


def _empty(layout: DossierLayout, store: Store) -> Iterator[Obstacle]:
    if not store.files():
        yield Obstacle("Er zijn geen bestanden in het dossier.", f"Voeg ze toe met: woo-redact run MAP {layout.root}.")


def _open(layout: DossierLayout, store: Store) -> Iterator[Obstacle]:
    """Only what a person decided counts; policy does not."""
    held = store.held()
    left = {
        record.name: count for record in _read(store) if (count := len(undecided(store.scan(record.document), held)))
    }
    if left:
        yield Obstacle(
            f"{counted(sum(left.values()), 'voorstel is', 'voorstellen zijn')} nog door niemand beoordeeld"
            f" ({_named(left)}).",
            f"Beoordeel ze met: woo-redact review {layout.root}; besluiten volgens beleid tellen hier niet.",
        )


def _unknown_grounds(layout: DossierLayout, store: Store) -> Iterator[Obstacle]:
    """A ground that the rules do not have (any more) cannot be printed, read out or explained."""
    known = load_rule_set().grounds
    held = store.held()
    unknown: dict[str, list[str]] = {}
    for record in _read(store):
        for redaction in redactions(record.document, store.scan(record.document), held):
            for ground in redaction.grounds:
                if ground not in known:
                    unknown.setdefault(ground, []).append(record.name)
    for ground, names in unknown.items():
        yield Obstacle(
            f"De grond {ground} staat niet in de lijst van gronden ({_named(names)}).",
            f"Geef de passages een andere grond met: woo-redact review {layout.root}.",
        )


def _unconfirmed(layout: DossierLayout, store: Store, *, asked: bool) -> Iterator[Obstacle]:
    """Where two people have to look, see to it that they did."""
    if not asked:
        return
    progress = store.progress.all()
    left = [
        record.name
        for record in store.files()
        if record.document not in progress or not progress[record.document].is_final(second_review=True)
    ]
    if left:
        yield Obstacle(
            f"{counted(len(left), 'document is', 'documenten zijn')} nog niet door een tweede persoon bevestigd"
            f" ({_named(left)}).",
            f"Markeer ze als klaar en laat een ander ze bevestigen: woo-redact review {layout.root}.",
        )


def _examination(layout: DossierLayout, found: Examination) -> Iterator[Obstacle]:
    grave: dict[str, list[str]] = {}
    for name, finding in found.findings:
        if finding.severity is Severity.BLOCKING:
            grave.setdefault(finding.message, []).append(name)
    for message, names in grave.items():
        yield Obstacle(f"{message} ({_named(names)}).", f"Bekijk waar met: woo-redact check {layout.root}.")
    left = [one.readable.file for one in found.differences if not one.settled]
    if left:
        yield Obstacle(
            f"{counted(len(left), 'passage is', 'passages zijn')} op de ene plaats gelakt en op de andere leesbaar"
            f" ({_named(left)}).",
            f"Bekijk waar met: woo-redact check {layout.root}, en beslis overal hetzelfde.",
        )


def _unwritten(layout: DossierLayout, records: Iterable[FileRecord]) -> Iterator[Obstacle]:
    left = {r.name: r.message for r in records if r.state is not FileState.WRITTEN}
    for name, message in list(left.items())[:NAMED]:
        yield Obstacle(
            f"{shown(name)} is niet gelakt: {message or 'het is nog niet gelezen'}",
            f"Herstel het of haal het uit de invoer en draai woo-redact run opnieuw voor {layout.root}.",
        )
    if len(left) > NAMED:
        yield Obstacle(
            f"Nog {len(left) - NAMED} bestanden zijn niet gelakt.", f"Bekijk ze met: woo-redact status {layout.root}."
        )


def _read(store: Store) -> Iterator[FileRecord]:
    seen: set[str] = set()
    for record in store.files():
        if record.document and record.document not in seen:
            seen.add(record.document)
            yield record


def _named(names: Iterable[str]) -> str:
    return some_of(dict.fromkeys(map(shown, names)), NAMED)
