"""The private corpus: what stands in it, who may read it, what replaces what; and what training goes through."""

import stat
from collections import Counter
from pathlib import Path

import pytest

from woo_redact.errors import InputError, ModelWorseError, OutputError
from woo_redact.evaluation.marks import read_marked
from woo_redact.training import further, private
from woo_redact.training.corpus import Document, parse, render
from woo_redact.training.names import Names
from woo_redact.training.private import PrivateDocument, PrivatePage
from woo_redact.training.produce import TOLERANCES, refuse_taken, refuse_worse

ID = "ab" * 32
PAGES = ("Dag [[5.1.2e person|Karin]] van {{UNKNOWN|OCW}}.", "[[5.2 opinion|Wat dwaas]]. [[5.1.2e address|Kade 8]]")


def document(*pages: str, number: str = ID, dossier: str = "zaak.woo") -> PrivateDocument:
    return PrivateDocument(number, dossier, "woo-verzoek", "2026-01-01", pages)


def test_what_is_stored_can_be_read_and_is_the_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    private.store(folder, [document(*PAGES)])
    first, second = (render(page.segments) for page in private.read(folder))
    assert [first.text[a:b] for a, b, _ in first.spans] == ["Karin"]
    assert [first.text[a:b] for a, b in first.unknown] == ["OCW"]
    # A place in an address and the words of an opinion: nobody told what those are.
    assert second.spans == ()
    assert [second.text[a:b] for a, b in second.unknown] == ["Wat dwaas", "Kade"]
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_stored_document_is_a_marked_document_for_training(tmp_path: Path) -> None:
    private.store(tmp_path, [document(*PAGES)])
    (path,) = private.files(tmp_path)
    marked = read_marked(path)
    assert (marked.part, marked.profile, marked.date) == ("train", "woo-verzoek", "2026-01-01")
    assert [marked.text[m.start : m.end] for m in marked.marks] == ["Karin", "Wat dwaas", "Kade 8"]
    assert ID[:16] in path.name


def test_a_document_takes_the_place_of_its_earlier_version(tmp_path: Path) -> None:
    private.store(tmp_path, [document(*PAGES)])
    private.store(tmp_path, [document("Dag.")])
    assert len(private.read(tmp_path)) == 1


@pytest.mark.parametrize(("dossier", "left"), [("zaak.woo", 0), ("andere.woo", 1)])
def test_what_was_taken_back_goes_when_it_came_from_that_dossier(tmp_path: Path, dossier: str, left: int) -> None:
    private.store(tmp_path, [document(*PAGES)])
    private.store(tmp_path, [document(dossier=dossier)])
    assert len(private.files(tmp_path)) == left


def test_an_empty_corpus_and_a_broken_mark_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen beoordeelde"):
        private.read(tmp_path)
    private.store(tmp_path, [document("Dag [[5.1.2e person|Karin.")])
    with pytest.raises(InputError, match="niet af"):
        private.read(tmp_path)


@pytest.mark.parametrize(("documents", "pages", "held"), [(1, 9, 0), (1, 10, 1), (2, 30, 6), (10, 2, 2), (25, 2, 4)])
def test_a_tenth_is_held_out_as_whole_documents_where_there_are_enough(documents: int, pages: int, held: int) -> None:
    all_pages = [PrivatePage(f"d{n}", number, ()) for n in range(documents) for number in range(pages)]
    learnt, out = private.split(all_pages)
    assert len(out) == held
    assert sorted((p.document, p.number) for p in (*learnt, *out)) == sorted((p.document, p.number) for p in all_pages)
    assert private.split(all_pages) == (learnt, out)
    if documents >= 10:
        assert not {p.document for p in learnt} & {p.document for p in out}


@pytest.fixture
def shipped() -> further.Shipped:
    text = "De heer [[5.1.2e person|Younes Haddou]] stelt voor de begroting van de dienst ongewijzigd vast te stellen."
    names = Names(["Dijkstra", "Bakker"], ["Els", "Jan"], ["Els", "Jan"], ["Zwolle"])
    return further.Shipped((Document("a", "a", parse(text), "train"),), (), names)


def test_training_goes_through_private_pages_and_twice_as_much_of_the_shipped_ones(shipped: further.Shipped) -> None:
    page = Document("p", "p", parse("Vandaag belde [[5.1.2e person|Sjoerd Wildeboer]] over de planning van mei."))
    settings = further.settings_for([page])
    items = further.mixed([page], shipped, settings)
    words: Counter[bool] = Counter()
    for item in items:
        low = item.text.lower()
        if "vandaag belde" in low or "begroting van de dienst" in low:
            words["vandaag belde" in low] += len(item.text.split())
    assert 2 * words[True] <= words[False] <= 2 * words[True] + 20
    # Every other round the place of the real name is another's.
    own = [item for item in items if "vandaag belde" in item.text.lower()]
    assert len(own) == further.ROUNDS
    real = sum("wildeboer" in item.text.lower() for item in own)
    assert further.ROUNDS // 2 <= real < further.ROUNDS
    assert all(len(item.spans) == 1 for item in own)
    assert further.mixed([page], shipped, settings) == items


def test_steps_follow_the_amount_unless_told_otherwise() -> None:
    few, many = Document("p", "p", parse("woord " * 50)), Document("p", "p", parse("woord " * 10_000))
    assert further.settings_for([few]).max_steps == further.LEAST_STEPS
    assert further.LEAST_STEPS < further.settings_for([many]).max_steps < further.settings_for([many] * 3).max_steps
    assert further.settings_for([many] * 100).max_steps == further.MOST_STEPS
    assert further.settings_for([many], 7).max_steps == 7


FOUND, PRECISE = TOLERANCES
BEFORE = {FOUND: 0.9, PRECISE: 0.8}


@pytest.mark.parametrize(("found", "precise"), [(0.9, 0.8), (0.891, 0.781), (1.0, 0.79), (0.895, 0.9)])
def test_a_model_that_is_as_good_is_kept(found: float, precise: float) -> None:
    refuse_worse(BEFORE, {FOUND: found, PRECISE: precise})


@pytest.mark.parametrize(("found", "precise"), [(0.88, 0.9), (1.0, 0.77)])
def test_a_model_that_finds_less_or_is_less_precise_is_refused_with_the_figures(found: float, precise: float) -> None:
    with pytest.raises(ModelWorseError) as caught:
        refuse_worse(BEFORE, {FOUND: found, PRECISE: precise})
    for share in (0.9, 0.8, found, precise):
        assert f"{100 * share:.1f}".replace(".", ",") in caught.value.message


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    refuse_taken(tmp_path / "nieuw")
    (tmp_path / "los").symlink_to(tmp_path / "weg")
    for taken in (tmp_path, tmp_path / "los"):
        with pytest.raises(OutputError, match="nooit overschreven"):
            refuse_taken(taken)
