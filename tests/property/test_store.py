"""Whatever goes into the store comes out the same."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from woo_redact.domain.decision import Author, Decision, Verdict
from woo_redact.domain.document import Span
from woo_redact.domain.file import Facts, FileRecord, FileState
from woo_redact.domain.geometry import Box
from woo_redact.domain.publication import DocumentKind
from woo_redact.domain.report import Finding, Severity
from woo_redact.domain.suggestion import Level, Provenance, Suggestion, suggestion_id
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.review.state import current

DOCUMENT = "d" * 64

# Surrogates too: names of files and texts of broken fonts hold them.
texts = st.text(st.characters(exclude_categories=()), max_size=12)
counts = st.integers(0, 2**62)
floats = st.floats(-1e6, 1e6)
boxes = st.tuples(floats, floats, st.floats(0, 1e3), st.floats(0, 1e3)).map(
    lambda t: Box(t[0], t[1], t[0] + t[2], t[1] + t[3])
)
spans = st.tuples(st.integers(0, 5000), st.integers(0, 99), st.integers(1, 99)).map(
    lambda t: Span(t[0], t[1], t[1] + t[2])
)
facts = st.builds(
    Facts,
    title=st.lists(spans, max_size=3).map(tuple),
    date=texts,
    reference=texts,
    received=texts,
    answers=texts,
    sort=texts,
    kind=st.sampled_from(DocumentKind),
    thread=texts,
    printed_grounds=st.lists(texts, max_size=2).map(tuple),
)
findings = st.builds(Finding, texts, st.sampled_from(Severity), texts, st.none() | counts, st.none() | boxes)
records = st.builds(
    FileRecord,
    name=texts,
    source=texts,
    document=texts,
    size=counts,
    modified=counts,
    page_count=counts,
    state=st.sampled_from(FileState),
    facts=facts,
    scanned_with=texts,
    written_with=texts,
    output=texts,
    message=texts,
)
provenances = st.builds(Provenance, texts, texts, texts, texts, texts, texts, st.floats(0, 1))


@st.composite
def suggestions(draw: st.DrawFn) -> Suggestion:
    places = tuple(sorted(draw(st.lists(spans, min_size=1, max_size=3, unique=True))))
    ground = draw(st.sampled_from(("5.1.2e", "5.2", "buiten verzoek")))
    lines = tuple(draw(st.lists(boxes, max_size=3).map(tuple)) for _ in places)
    return Suggestion(
        id=suggestion_id(DOCUMENT, places, ground),
        document=DOCUMENT,
        spans=places,
        ground=ground,
        kind=draw(texts),
        level=draw(st.sampled_from(Level)),
        provenance=tuple(draw(st.lists(provenances, max_size=3))),
        boxes=lines,
    )


many_suggestions = st.lists(suggestions(), max_size=6, unique_by=lambda s: s.id)
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(
    record=records,
    notes=st.lists(findings, max_size=3),
    scan=many_suggestions,
    pages=st.lists(texts, max_size=3),
    data=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_everything_comes_back_as_it_went_in(
    record: FileRecord, notes: list[Finding], scan: list[Suggestion], pages: list[str], data: st.DataObject
) -> None:
    ids = [s.id for s in scan]
    decisions = st.builds(
        Decision,
        suggestion=st.sampled_from(ids or [""]),
        verdict=st.sampled_from(Verdict),
        author=st.sampled_from(Author),
        reviewer=texts,
        decided_at=moments,
        batch=texts,
        grounds=st.lists(texts, max_size=2).map(tuple),
        reason=texts,
    )
    made = data.draw(st.lists(decisions, max_size=6 if ids else 0))
    with TemporaryDirectory() as folder:
        layout = DossierLayout(Path(folder))
        with open_store(layout, create=True) as store:
            store.put_file(record, notes)
            store.save_scan(DOCUMENT, scan, pages)
            for decision in made:
                store.append([decision], expect=store.last_sequence())
        with open_store(layout) as store:
            assert store.files() == (record,)
            assert store.findings(record.name) == tuple(notes)
            assert set(store.scan(DOCUMENT)) == set(scan)
            assert [s.spans for s in store.scan(DOCUMENT)] == sorted(s.spans for s in scan)
            assert store.page_texts(DOCUMENT) == tuple(pages)
            assert store.decisions() == tuple(made)
            assert current(store.decisions(DOCUMENT)) == current(made)
