import stat
from dataclasses import replace
from pathlib import Path

import pytest

from woo_redact.dossier.settings import DossierSettings, read_settings, write_settings
from woo_redact.errors import DossierError

SETTINGS = DossierSettings(("/inkomend/zaak 1",), "woo-verzoek", "margin", "code", "ab12", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dossier.toml"


def test_what_is_written_is_read(path: Path) -> None:
    write_settings(path, SETTINGS)
    assert read_settings(path) == SETTINGS
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_model_of_ones_own_is_kept_and_need_not_be_there(path: Path) -> None:
    own = replace(SETTINGS, model="/modellen/eigen", model_digest="cd34")
    write_settings(path, own)
    assert read_settings(path) == own
    older = [line for line in path.read_text().splitlines() if not line.startswith("model")]
    path.write_text("\n".join(older))
    assert read_settings(path) == SETTINGS


@pytest.mark.parametrize("source", ['een "map"', "c:\\zaken\\1", "regel\neinde", "é🙂", "\x7f\x01", ""])
def test_any_source_name_comes_back(path: Path, source: str) -> None:
    settings = replace(SETTINGS, sources=(source, "b"))
    write_settings(path, settings)
    assert read_settings(path) == settings


def test_a_name_that_is_no_text_can_still_be_written(path: Path) -> None:
    write_settings(path, replace(SETTINGS, sources=("zaak\udce9", "zaak\udce9")))
    assert read_settings(path).sources == ("zaak\\udce9",)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda text: text.replace('profile = "woo-verzoek"', "profile = 3"), "'profile'"),
        (lambda text: text.replace("version = 1", 'version = "1"'), "'version'"),
        (lambda text: text.replace("version = 1", "version = true"), "'version'"),
        (lambda text: text.replace('scheme = "code"\n', ""), "'scheme'"),
        (lambda text: text + "schema = 1\n", "'schema'"),
        (lambda text: text.replace('sources = ["/inkomend/zaak 1"]', "sources = [1]"), "'sources'"),
        (lambda text: text.replace("version = 1", "version = 99"), "nieuwere versie"),
        (lambda text: text + "nog iets", "geen geldige TOML"),
        (lambda text: text.replace('public_from = ""', 'public_from = "koning"'), "bewindspersoon, SG/DG, directeur"),
        (lambda text: text.replace('"withheld"', '"misschien"'), "'spokespersons'"),
        (lambda text: text.replace("sample_share = 10", "sample_share = 101"), "'sample_share'"),
        (lambda text: text.replace("sample_share = 10", "sample_share = true"), "'sample_share'"),
        (lambda text: text.replace("second_review = false", "second_review = 0"), "'second_review'"),
    ],
)
def test_mistakes_are_named_with_file_and_key(path: Path, change: object, named: str) -> None:
    write_settings(path, SETTINGS)
    path.write_text(change(path.read_text()))  # type: ignore[operator]
    with pytest.raises(DossierError) as caught:
        read_settings(path)
    assert str(path) in caught.value.message
    assert named in caught.value.message
    assert caught.value.remedy


def test_a_dossier_of_an_earlier_version_has_the_usual_choices(path: Path) -> None:
    write_settings(path, SETTINGS)
    later = ("widths", "keep_digest", "public_from", "spokespersons", "sample_share")
    lines = [line for line in path.read_text().splitlines() if not line.startswith(later)]
    path.write_text("\n".join(lines))
    assert read_settings(path) == SETTINGS


def test_all_mistakes_are_told_at_once(path: Path) -> None:
    path.write_text("profile = 3\nlabels = 4\n")
    with pytest.raises(DossierError, match=r"'profile'.*'labels'.*'scheme'"):
        read_settings(path)


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(DossierError, match=r"dossier\.toml"):
        read_settings(path)


def test_nothing_half_written_stays_when_writing_fails(path: Path) -> None:
    write_settings(path, SETTINGS)
    with pytest.raises(AttributeError):
        write_settings(path, replace(SETTINGS, profile=None))  # type: ignore[arg-type]
    assert read_settings(path) == SETTINGS
    assert [p.name for p in path.parent.iterdir()] == ["dossier.toml"]
