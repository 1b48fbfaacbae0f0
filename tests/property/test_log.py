"""What holds, as the tables have it, is what a fold of the log gives: after any steps, and made anew."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from support.values import DOCUMENT, at, suggest
from woo_redact.domain.decision import Author, Verdict
from woo_redact.domain.event import Event, EventKind
from woo_redact.domain.suggestion import Level
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.store import Store, open_store
from woo_redact.pipeline.desk import Asked, Desk
from woo_redact.review.session import decide, undo
from woo_redact.review.state import by_policy, current

POOL = tuple(suggest((0, n * 10, n * 10 + 4), level=list(Level)[n % 3]) for n in range(5))
PEOPLE = ("An", "Bo")
people = st.sampled_from(PEOPLE)
subsets = st.lists(st.sampled_from(POOL), min_size=1, max_size=4, unique=True)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), people, subsets, st.sampled_from(Verdict)),
        st.tuples(st.just("undo"), people),
        st.tuples(st.just("take back"), people),
        st.tuples(st.just("policy"), st.frozensets(st.sampled_from(Level))),
        st.tuples(st.just("page"), people, st.integers(0, 1), st.booleans()),
        st.tuples(st.just("done"), people, st.booleans()),
        st.tuples(st.just("confirm"), people, st.booleans()),
        st.tuples(st.just("assign"), people, people),
        st.tuples(st.just("comment"), people, st.text(max_size=5)),
    ),
    max_size=10,
)


# Nothing is read from it.
LAYOUT = DossierLayout(Path("none"))
MARKS = (
    (EventKind.PAGE, {"done": True}, "1"),
    (EventKind.PAGE, {"done": False}, "1"),
    (EventKind.DOCUMENT, {"done": True}, ""),
    (EventKind.DOCUMENT, {"done": False}, ""),
    (EventKind.CONFIRMATION, {"confirmed": True}, ""),
    (EventKind.CONFIRMATION, {"confirmed": False}, ""),
    (EventKind.ASSIGNMENT, {"reviewer": "Bo"}, ""),
    (EventKind.COMMENT, {"page": None, "text": "x"}, ""),
)


def play(store: Store, moves: list[tuple[object, ...]]) -> None:
    for minute, move in enumerate(moves):
        match move:
            case ("decide", str(who), list(what), Verdict() as outcome):
                store.append(decide(what, outcome, who, at(minute)), key=str(minute))
            case ("undo", str(who)):
                store.append(undo(store.decisions(), who, at(minute)))
            case ("take back", str(who)):
                Desk(LAYOUT, store).undo(Asked(who))
            case ("policy", frozenset() as accept):
                store.append(by_policy(POOL, store.held(), accept, at(minute)))
            case ("page", str(who), int(page), bool(done)):
                tell(store, EventKind.PAGE, who, minute, {"done": done}, str(page))
            case ("done", str(who), bool(done)):
                tell(store, EventKind.DOCUMENT, who, minute, {"done": done})
            case ("confirm", str(who), bool(done)):
                tell(store, EventKind.CONFIRMATION, who, minute, {"confirmed": done})
            case ("assign", str(who), str(whom)):
                tell(store, EventKind.ASSIGNMENT, who, minute, {"reviewer": whom})
            case ("comment", str(who), str(text)):
                tell(store, EventKind.COMMENT, who, minute, {"page": None, "text": text})


def tell(store: Store, kind: EventKind, who: str, minute: int, content: dict[str, object], subject: str = "") -> None:
    store.log.append([Event(kind, DOCUMENT, subject, Author.PERSON, who, at(minute), str(minute), content)])


@given(steps)
@settings(max_examples=40, deadline=None)
def test_the_state_is_the_fold_of_the_log(moves: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder, open_store(DossierLayout(Path(folder)), create=True) as store:
        store.save_scan(DOCUMENT, POOL, ("x" * 60,))
        play(store, moves)
        fold = current(store.decisions())
        assert store.held() == fold
        told = store.log.check()
        assert (told.broken, told.projected) == (0, True)
        store.log.rebuild()
        assert store.held() == fold
        assert store.log.check() == told


def marks(store: Store) -> object:
    return store.progress.of(DOCUMENT), store.progress.comments(DOCUMENT)


@given(steps, people, st.sampled_from(MARKS))
@settings(max_examples=60, deadline=None)
def test_a_mark_that_is_taken_back_was_as_if_never_made(
    moves: list[tuple[object, ...]], who: str, mark: tuple[EventKind, dict[str, object], str]
) -> None:
    kind, content, subject = mark
    with TemporaryDirectory() as folder, open_store(DossierLayout(Path(folder)), create=True) as store:
        store.save_scan(DOCUMENT, POOL, ("x" * 60,))
        play(store, moves)
        before, held = marks(store), store.held()
        tell(store, kind, who, 99, content, subject)
        Desk(LAYOUT, store).undo(Asked(who))
        assert marks(store) == before
        assert store.held() == held
        assert store.log.check().projected
