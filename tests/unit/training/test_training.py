"""The training code: marks to spans, cuts that never part a name, a split that keeps versions together."""

import tomllib
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from woo_redact.detect.ner import bias_of
from woo_redact.detect.tagging import tag
from woo_redact.training.chunks import chunks
from woo_redact.training.corpus import Document, Item, load, parse, render, split
from woo_redact.training.evaluate import score
from woo_redact.training.lexicon import Lexicon
from woo_redact.training.manifest import Description, file_hash, model_files, write
from woo_redact.training.pipeline import Settings, build, slim, train
from woo_redact.training.tokenizer import customise

MODEL = Path(__file__).parents[3] / "models" / "nl_woo"


def spans(raw: str) -> list[tuple[str, str]]:
    item = render(parse(raw))
    return [(item.text[start:end], label) for start, end, label in item.spans]


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Dag [[5.1.2e person#1|Karin]],", [("Karin", "PER")]),
        (
            "minister {{PER|De Waal}} van {{ORG|OCW}} in {{LOC|Enschede}}",
            [("De Waal", "PUB"), ("OCW", "ORG"), ("Enschede", "LOC")],
        ),
        ("bel [[5.1.2e phone#1|06-18273645]]", []),
        ("[[5.1.2e address#1|Duinroosweg 8, 1321 AC Waterwijk]]", [("Duinroosweg", "LOC"), ("Waterwijk", "LOC")]),
        ("[[5.2 opinion|dat lijkt me dwaas]]", []),
    ],
)
def test_marks_become_spans(raw: str, wanted: list[tuple[str, str]]) -> None:
    assert spans(raw) == wanted


@given(
    st.lists(
        st.sampled_from(["Karin Ouwehand", "tekst", "\n", "\n\n", " ", "een langere zin over niets " * 8]), max_size=20
    )
)
def test_cuts_keep_every_name_whole(parts: list[str]) -> None:
    text, marked = "", []
    for part in parts:
        if part[0].isupper():
            marked.append((len(text), len(text) + len(part), "PER"))
        text += part
    pieces = chunks(Item(text, tuple(marked)))
    found = [piece.text[start:end] for piece in pieces for start, end, _ in piece.spans]
    assert found == ["Karin Ouwehand"] * len(marked)


def test_documents_go_to_the_part_that_they_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for number, part in enumerate(("train", "dev", "test", "train")):
        (tmp_path / "a" / f"a-00{number}-x.txt").write_text(f"---\npart: {part}\n---\n\nDag.\n", encoding="utf-8")
    parts = split(load(tmp_path))
    assert {part: [d.name[:5] for d in found] for part, found in parts.items()} == {
        "train": ["a-000", "a-003"],
        "dev": ["a-001"],
        "test": ["a-002"],
    }


def test_a_document_without_a_part_is_refused() -> None:
    with pytest.raises(ValueError, match="a-001 names no part"):
        split([Document("a-001", "a", ())])


@pytest.fixture(scope="module")
def tokenise() -> Language:
    nlp = spacy.blank("nl")
    customise(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("de motie-Van Dijk", "Van"),
        ("El Idrissi/Bakker", "Bakker"),
        ("A.B.C.de Wit", "de"),
        ("commissie-Oosterveld", "Oosterveld"),
        ("Bijlage_Tavares.pdf", "Bijlage"),
    ],
)
def test_names_do_not_hide_inside_a_token(tokenise: Language, text: str, token: str) -> None:
    assert token in [t.text for t in tokenise(text)]


def test_the_committed_model_is_what_its_description_says() -> None:
    described = tomllib.loads((MODEL / "model.toml").read_text(encoding="utf-8"))
    files = {p.relative_to(MODEL).as_posix() for p in MODEL.rglob("*") if p.is_file()} - {"model.toml"}
    assert files == set(described["files"])
    for name, digest in described["files"].items():
        assert file_hash(MODEL / name) == digest
    assert described["scores"]["megabytes"] <= 15


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(MODEL)


def persons(model: Language, text: str) -> list[str]:
    (tagged,) = tag(model, [text], bias_of(MODEL))
    return [text[e.start : e.end] for e in tagged.entities if e.label in ("PER", "PUB")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wij spraken gisteren met Younes Haddou over de begroting.", ["Younes Haddou"]),
        ("Beste Karin,\n\nDank voor je bericht.\n\nGroet,\nTjitske Dijkstra", ["Karin", "Tjitske Dijkstra"]),
        ("Aan: A.M. van den Akker\nVan: Priya Ramdin\nDatum: 3 maart 2024", ["A.M. van den Akker", "Priya Ramdin"]),
        ("OPGESTELD DOOR: MEHMET YILDIZ\nDATUM: 3 MAART 2024", ["MEHMET YILDIZ"]),
        ("Dit is besproken met mevrouw Oosterwijk en de heer Pattinama.", ["Oosterwijk", "Pattinama"]),
        ("Het verzoek is behandeld door Margot\nvan Steenis van de afdeling inkoop.", ["Margot\nvan Steenis"]),
    ],
)
def test_the_committed_model_finds_names(model: Language, text: str, names: list[str]) -> None:
    assert persons(model, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Wij stellen voor de begroting over 2024 ongewijzigd vast te stellen.",
        "Kenmerk: Min-BuZa.2022.14672-32\nBedrag: € 12.500,-",
    ],
)
def test_the_committed_model_leaves_other_words(model: Language, text: str) -> None:
    assert persons(model, text) == []


def test_training_twice_gives_the_same_weights_and_a_true_description(tmp_path: Path) -> None:
    settings = Settings(seed=3, width=16, depth=1, rows=(50, 50, 50, 50), max_steps=4, check_every=2)
    text = "Dag Karin Ouwehand van OCW in Zwolle."
    items = [Item(text, ((4, 18, "PER"), (23, 26, "ORG"), (30, 36, "LOC")))] * 60
    steps: list[int] = []
    words = Lexicon({"karin": (1.0, 0.0), "van": (0.0, 1.0)})

    def weights(folder: Path) -> dict[str, str]:
        nlp = build(settings, words, hide=True)
        averages = train(nlp, items, settings, lambda step, _, __: steps.append(step))
        with nlp.use_params(averages):
            slim(nlp, settings, words).to_disk(folder)
        return {path.relative_to(folder).as_posix(): file_hash(path) for path in model_files(folder)}

    first, second = weights(tmp_path / "a"), weights(tmp_path / "b")
    assert first == second
    assert steps == [2, 2]
    scores = {"dev": {"per_f": 0.5}}
    told = Description(settings, (3, 4), {"made": "here"}, {"bias": 0.7}, scores, {"megabytes": 0.1})
    write(tmp_path / "a", told)
    described = tomllib.loads((tmp_path / "a" / "model.toml").read_text(encoding="utf-8"))
    assert described["files"] == first
    assert described["training"]["rows"] == [50, 50, 50, 50]
    assert described["training"]["seeds"] == [3, 4]
    assert described["use"] == {"bias": 0.7}
    assert described["scores"] == {"megabytes": 0.1, "dev": {"per_f": 0.5}}


def test_scores_count_characters_and_leave_out_what_is_unknown(model: Language) -> None:
    text = "Wij spraken gisteren met Younes Haddou over de begroting."
    start = text.index("Younes")
    half = Item(text, ((start, start + 6, "PER"),))
    scores = score(model, [[half]])
    assert (scores["person_r"], scores["person_count"]) == (0, 1)
    assert (scores["person_characters_found"], scores["person_characters_precise"]) == (1, 0.5)
    unknown = score(model, [[Item(text, (), ((start, start + 13),))]])
    assert unknown["person_characters_precise"] == 0
    assert unknown["person_count"] == 0
