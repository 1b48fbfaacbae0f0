"""What a dossier holds and where it stands."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.file import FileState
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.settings import read_settings
from woo_redact.errors import InputError
from woo_redact.pipeline.batch import summary_of
from woo_redact.pipeline.log_state import log_state
from woo_redact.pipeline.opening import opened
from woo_redact.pipeline.results import StatusSummary, SuggestionRow
from woo_redact.pipeline.rows import rows_of
from woo_redact.review.state import undecided


def status(dossier: Path) -> StatusSummary:
    """Count files, suggestions and decisions.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
    """
    with opened(dossier) as (layout, store):
        files = store.files()
        documents = {r.document for r in files if r.document}
        suggestions = [s for document in sorted(documents) for s in store.scan(document)]
        held = store.held()
        known = {s.id for s in suggestions}
        decided = Counter(d.author for i, d in held.items() if i in known and d.verdict is not Verdict.OPEN)
        levels = Counter(s.level for s in suggestions)
        states = Counter(r.state for r in files)
        return StatusSummary(
            dossier=layout.root,
            profile=read_settings(layout.settings_file).profile,
            by_state={state: states[state] for state in FileState if states[state]},
            by_level={level: levels[level] for level in Level},
            open=len(undecided(suggestions, held)),
            by_policy=decided[Author.POLICY],
            by_person=decided[Author.PERSON],
            problems=tuple(summary_of(r) for r in files if r.state is not FileState.WRITTEN),
            log=log_state(layout, store),
        )


def suggestion_rows(dossier: Path, name: str | None = None) -> Iterator[SuggestionRow]:
    """Yield every suggestion of the dossier, or of the file called ``name``.

    Raises:
        DossierError: there is no dossier, or it cannot be used.
        InputError: no file of that name in it.
    """
    with opened(dossier) as (layout, store):
        names = [r.name for r in store.files()]
        if name is not None:
            if name not in names:
                raise InputError(f"{name} staat niet in dossier {layout.root}.", "Bekijk: woo-redact status.")
            names = [name]
        yield from rows_of(store, names)
