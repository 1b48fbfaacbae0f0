"""Word lists as vectors: words known alike share a row, hidden names are unknown, unknown words are noughts."""

import json

import pytest
import spacy

from woo_redact.training.lexicon import NAME_COLUMNS, Lexicon, WordLists, read


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    folder = tmp_path_factory.mktemp("words")
    names = {f"Naam{letter}": 900 for letter in "abcdefghijklmnop"}
    contents = {
        "dutch_first_names.json": {"Karin": 900, "Wit": 2},
        "dutch_last_names.json": {"Wit": 900, "Holtrop": 900, **names},
        "city_gazetteer.json": {"woonplaatsen": ["Zwiep"], "gemeenten": [], "countries": ["Peru"]},
    }
    for name, content in contents.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    (folder / "words").write_text("wit\nvergunning\nZwiep\nonvoorzienbaarheid\n", encoding="utf-8")
    (folder / "prose").write_text(json.dumps({"text_nl": "Een vergunning, een wit vel."}) + "\n", encoding="utf-8")
    return read(WordLists(folder, folder / "words", folder / "prose"))


def test_a_word_may_be_a_name_and_a_word(words: Lexicon) -> None:
    assert any(words.rows["wit"][:NAME_COLUMNS]) and any(words.rows["wit"][NAME_COLUMNS:])
    assert any(words.rows["karin"][:NAME_COLUMNS]) and not any(words.rows["karin"][NAME_COLUMNS:])
    assert not any(words.rows["vergunning"][:NAME_COLUMNS]) and any(words.rows["vergunning"][NAME_COLUMNS:])


def test_long_words_of_the_list_are_left_out(words: Lexicon) -> None:
    assert "onvoorzienbaarheid" not in words.rows


def test_the_table_shares_rows_and_keeps_no_words(words: Lexicon) -> None:
    nlp = spacy.blank("nl")
    before = len(nlp.vocab.strings)
    vectors = words.vectors(nlp, hide=False)
    assert len(nlp.vocab.strings) == before
    assert len(vectors.data) < len(words.rows) == len(vectors.key2row)
    nlp.vocab.vectors = vectors
    doc = nlp("Holtrop HOLTROP onbekend")
    rows = vectors.find(keys=doc.to_array(vectors.attr))
    assert rows[0] == rows[1] >= 0
    assert rows[2] < 0


def test_a_part_of_the_names_is_hidden_the_same_each_time(words: Lexicon) -> None:
    nlp = spacy.blank("nl")
    whole, first, second = (words.vectors(nlp, hide=hide) for hide in (False, True, True))
    assert set(first.key2row) == set(second.key2row)
    assert 0 < len(first.key2row) < len(whole.key2row)


def test_a_model_in_use_does_without_long_words_that_only_the_list_has(words: Lexicon) -> None:
    row = words.rows["zwiep"]
    small = tuple(float(i == NAME_COLUMNS + 3) for i in range(len(row)))
    lexicon = Lexicon({"kortwoord": small, "kort": small, "vergunning": words.rows["vergunning"], "zwiep": row})
    assert set(lexicon.in_use().rows) == {"kort", "vergunning", "zwiep"}
