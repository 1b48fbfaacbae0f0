"""What the authority keeps of a package and never publishes, from the dossier."""

from collections.abc import Iterator, Mapping, Sequence

from woo_redact.disclosure.formats import internal, third_parties
from woo_redact.disclosure.formats.internal import DecisionRow, OriginalRow
from woo_redact.disclosure.formats.third_parties import ThirdPartyRow
from woo_redact.disclosure.tables import table_csv
from woo_redact.domain.decision import Decision, Verdict
from woo_redact.domain.publication import Files
from woo_redact.domain.publication_settings import PublicationSettings
from woo_redact.dossier.store import Store
from woo_redact.pipeline.package.copies import MadeCopy
from woo_redact.pipeline.package.entry import Entry

REPORT = "verslag.csv"
REPORT_HEADINGS = ("Document", "Bestand", "Beoordeling", "PDF/A", "Toegankelijk (tags)", "Opmerkingen")
VERDICTS = {
    Verdict.APPROVED: "gelakt",
    Verdict.REJECTED: "blijft leesbaar",
    Verdict.OPEN: "teruggenomen",
}
# What a company may have a view on (Awb art. 4:8): its own data, and who is harmed out of proportion.
COMPANIES = frozenset({"5.1.1c", "5.1.2f", "5.1.5", "5.1.6"})
PLANNED = "niet openbaar maken"


def internal_files(
    store: Store, entries: Sequence[Entry], copies: Mapping[str, MadeCopy], settings: PublicationSettings
) -> Files:
    """Return the files, by their path below the internal folder."""
    ids: dict[str, str] = {}
    for entry in entries:
        ids.setdefault(entry.decided.record.document, entry.document.id)
    originals = [
        OriginalRow(
            document=entry.document.id,
            name=entry.decided.record.name,
            original=entry.decided.record.document,
            blacked_out=entry.decided.record.output,
            published=entry.document.sha256,
        )
        for entry in entries
    ]
    return {
        **internal.files(_decisions(store, entries, ids), originals),
        **(third_parties.files(_third_parties(entries)) if settings.third_parties else {}),
        REPORT: table_csv(REPORT_HEADINGS, _report(entries, copies)),
    }


def _decisions(store: Store, entries: Sequence[Entry], ids: Mapping[str, str]) -> Iterator[DecisionRow]:
    """Yield every decision of the log that is about a document of the package, in its order."""
    places = {s.id: s for entry in entries for s in entry.decided.suggestions}
    for decision in store.decisions():
        suggestion = places.get(decision.suggestion)
        if suggestion is None:
            continue
        place = suggestion.spans[0]
        yield DecisionRow(
            document=ids[suggestion.document],
            suggestion=decision.suggestion,
            page=place.page + 1,
            start=place.start,
            end=place.end,
            grounds=_grounds(decision, suggestion.ground),
            verdict=VERDICTS[decision.verdict],
            by=decision.reviewer,
            at=decision.decided_at,
            reason=decision.reason,
        )


def _grounds(decision: Decision, suggested: str) -> tuple[str, ...]:
    return decision.grounds or (suggested,)


def _third_parties(entries: Sequence[Entry]) -> Iterator[ThirdPartyRow]:
    """Yield the documents with passages that may concern a company; nobody has told which one."""
    for entry in entries:
        own = [r for r in entry.decided.redactions if COMPANIES & set(r.grounds)]
        if own:
            yield ThirdPartyRow(
                name="",
                document=entry.document.id,
                title=entry.document.title,
                dated=entry.document.date,
                pages=tuple(sorted({r.span.page + 1 for r in own})),
                passages=len(own),
                grounds=tuple(sorted({g for r in own for g in r.grounds} & COMPANIES)),
                plan=PLANNED,
            )


def _report(entries: Sequence[Entry], copies: Mapping[str, MadeCopy]) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        document, copy = entry.document, copies.get(entry.document.id)
        level, tagged, told = "", "", ""
        if copy is not None:
            level = copy.level or "geen"
            tagged = "ja" if copy.tagged else "nee"
            told = "; ".join(copy.problems)
        yield document.id, entry.decided.record.name, document.judgement.value, level, tagged, told
