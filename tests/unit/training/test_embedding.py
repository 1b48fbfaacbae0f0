"""Words of a kind together: who lies near shares a centre, and the file gives each word its own."""

import json
from pathlib import Path

import numpy as np

from woo_redact.training.embedding import DIMENSIONS, Clusters, cluster, read, vocabulary


def test_rows_that_lie_together_share_a_centre() -> None:
    rng = np.random.default_rng(3)
    kinds = np.eye(64, dtype=np.float32)[:3] * 5
    rows = np.concatenate([kind + 0.01 * rng.normal(size=(900, 64)).astype(np.float32) for kind in kinds])
    centres, nearest = cluster(rows)
    assert centres.shape[1] == DIMENSIONS
    groups = [set(nearest[start : start + 900]) for start in (0, 900, 1800)]
    assert not groups[0] & groups[1] and not groups[1] & groups[2] and not groups[0] & groups[2]


def test_the_file_gives_each_word_its_centre(tmp_path: Path) -> None:
    path = tmp_path / "clusters.npz"
    centres = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    np.savez_compressed(path, words=np.array(["schip", "karin", "boot"]), centres=centres, nearest=np.array([0, 1, 0]))
    assert read(path) == Clusters({"schip": (1.0, 0.0), "karin": (0.0, 1.0), "boot": (1.0, 0.0)})
    assert (read(path).dimensions, Clusters({}).dimensions) == (2, 0)


def test_words_of_the_test_part_are_not_among_them(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for part, word in (("train", "dossier"), ("test", "geheimwoord")):
        text = f"---\npart: {part}\n---\n\n{word} {word}\n"
        (tmp_path / "a" / f"a-00{len(part)}-x.txt").write_text(text, encoding="utf-8")
    (tmp_path / "prose").write_text(json.dumps({"text_nl": "vergunning " * 5 + "zelden"}) + "\n", encoding="utf-8")
    for name, content in (
        ("dutch_first_names.json", {"Karin": 9}),
        ("dutch_last_names.json", {"Holtrop": 9}),
        ("city_gazetteer.json", {"woonplaatsen": ["Zwiep"]}),
    ):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    found = vocabulary([tmp_path], tmp_path / "prose", tmp_path, None)
    assert found == ["dossier", "vergunning", "karin", "holtrop", "zwiep"]
