"""Whether the log of a dossier is still what it was: by itself, and by what the report of the last run tells of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from woo_redact.domain.event import LogCheck
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store
from woo_redact.errors import DossierError
from woo_redact.pipeline.results import LogState

RUN_REPORT = "verslag.json"
# Where it stands in the report that machines read.
KEY = "log"

NOT_PROJECTED = "De stand van de besluiten volgt niet uit het logboek; draai woo-redact export, die maakt haar opnieuw"
REMEDY = "Zet een kopie van het dossier terug van voor de wijziging, en zoek uit wie het heeft veranderd."


def log_state(layout: DossierLayout, store: Store) -> LogState:
    """Return what the log holds, and in Dutch what is wrong with it, if anything is."""
    told = store.log.check()
    problem = _changed(layout, store, told) or ("" if told.projected else NOT_PROJECTED)
    return LogState(told.events, told.last, told.hash, problem)


def reported_log(layout: DossierLayout, store: Store) -> Mapping[str, Any]:
    """Return what the report of a run tells of the log.

    One that was changed is held against the same row of the log after every further run.
    """
    told = store.log.check()
    problem = _changed(layout, store, told)
    before = _before(layout)
    content = asdict(LogState(told.events, told.last, told.hash, problem))
    return content | {key: before[key] for key in ("last", "hash")} if problem and before else content


def mend_state(store: Store) -> None:
    """Make what holds anew from the log when it does not follow from it; a broken log is left as it is."""
    told = store.log.check()
    if not told.projected:
        store.log.rebuild()


def refuse_changed(layout: DossierLayout, store: Store) -> None:
    """See to it that the log is what it was.

    Raises:
        DossierError: it was changed.
    """
    problem = _changed(layout, store, store.log.check())
    if problem:
        raise DossierError(f"Dossier {layout.root}: {problem[0].lower()}{problem[1:]}.", REMEDY)


def _changed(layout: DossierLayout, store: Store, told: LogCheck) -> str:
    if told.broken:
        return f"Het logboek is veranderd: regel {told.broken} is niet meer zoals zij werd opgeslagen"
    before = _before(layout)
    if before and store.log.hash_of(before["last"]) != before["hash"]:
        return f"Het logboek is een ander dan bij de laatste run: regel {before['last']} past niet bij het verslag"
    return ""


def _before(layout: DossierLayout) -> Mapping[str, Any]:
    """Return what the last report tells; nothing when there is none, or it is of an earlier version."""
    return _known(layout.reports / RUN_REPORT)


def _known(report: Path) -> Mapping[str, Any]:
    try:
        known = json.loads(report.read_bytes())[KEY]
        return {"last": int(known["last"]), "hash": str(known["hash"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
