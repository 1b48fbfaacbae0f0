"""What is told of one passage by a look at its pages is what a look at the whole document tells."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from support.values import DOCUMENT, at, suggest
from woo_redact.domain.decision import Verdict
from woo_redact.domain.file import Facts, FileRecord
from woo_redact.domain.suggestion import Suggestion
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import open_store
from woo_redact.pipeline.review_notes import ReviewNotes
from woo_redact.review.session import decide

TEXTS = (
    "Het milieu en de uitstoot van 12 kg lood is op 3 mei 2024 gemeten bij Jansen en natuurlijk ook daarbuiten.",
    "Besluit: het milieu wordt beschermd tegen de uitstoot van 40 ton, zo vindt de heer De Vries van het kabinet.",
    "Bijlage zonder woorden over iets.",
)
GROUNDS = ("5.1.2e", "5.1.2i", "5.1.5", "5.1.6", "5.2", "5.1.4", "5.1.1c")
PLACES = ((0, 0, 10), (0, 8, 30), (0, 30, 50), (0, 70, 76), (1, 0, 20), (1, 40, 60), (1, 85, 94), (2, 0, 7))
POOL = (
    *(suggest(place, ground=ground) for place in PLACES for ground in GROUNDS[:3]),
    suggest((0, 90, 100), (1, 0, 8), kind="health"),
    suggest((1, 100, 105), (2, 0, 3), ground="5.2", kind="bsn"),
)
REASONS = ("", "Vanwege Jansen.", "Vertrouwelijk tot 1 januari 2030.", "Tijdsverloop: ouder dan vijf jaar.")
steps = st.lists(
    st.tuples(
        st.sampled_from(POOL),
        st.sampled_from(Verdict),
        st.lists(st.sampled_from(GROUNDS), max_size=2, unique=True).map(tuple),
        st.sampled_from(REASONS),
    ),
    max_size=12,
)


@given(steps, st.sampled_from(("", "2015-02-03", "2025-02-03")), st.sampled_from(("woo-verzoek", "beslisnota")))
@settings(max_examples=60, deadline=None)
def test_one_passage_is_told_the_same(
    moves: list[tuple[Suggestion, Verdict, tuple[str, ...], str]], date: str, profile: str
) -> None:
    with TemporaryDirectory() as folder, open_store(DossierLayout(Path(folder)), create=True) as store:
        store.put_file(FileRecord("a.pdf", "/in", DOCUMENT, page_count=3, facts=Facts(date=date)))
        store.save_scan(DOCUMENT, POOL, TEXTS)
        near, whole = ReviewNotes(store, profile), ReviewNotes(store, profile)
        for minute, (suggestion, verdict, grounds, reason) in enumerate(moves):
            store.append(decide([suggestion], verdict, "An", at(minute), grounds, reason))
            whole.decided([DOCUMENT])
            for one in (suggestion, *POOL[-4:]):
                # Else what was worked out for the whole document would be taken.
                near.decided([DOCUMENT])
                assert set(near.of_one(one, store.held())) == set(whole.of(DOCUMENT, one.id))
