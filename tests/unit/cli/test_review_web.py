"""What ``woo-redact review`` asks of its options before it serves anything."""

import sys
import webbrowser
from pathlib import Path
from queue import Queue

import click
import pytest
from click.testing import CliRunner, Result

from support.web import make_dossier
from woo_redact.cli import review_web
from woo_redact.cli.main import main
from woo_redact.cli.review_web import Invited, invited, place_for
from woo_redact.dossier.settings import read_settings
from woo_redact.web.access import Role
from woo_redact.web.serving import Place


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_dossier(tmp_path_factory.mktemp("cli") / "zaak.woo").root


def review(dossier: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["review", str(dossier), *options])


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--level", "A"), "--level hoort bij --terminal"),
        (("--rule", "email"), "--rule hoort bij --terminal"),
        (("--file", "nota.pdf"), "--file hoort bij --terminal"),
        (("--legal",), "--legal hoort bij --terminal"),
        (("--terminal", "--host", "127.0.0.1"), "--host is voor de beoordeling in de browser"),
        (("--terminal", "--invite", "Femke"), "--invite is voor de beoordeling in de browser"),
        (("--approve-all", "--level", "A", "--port", "80"), "--port is voor de beoordeling in de browser"),
        (("--host", "10.0.0.7"), "--tls-cert"),
        (("--host", "pc7.gemeente.example"), "--tls-cert"),
        (("--host", "0.0.0.0"), "naam of het adres waarmee collega's"),
        (("--host", "::"), "naam of het adres waarmee collega's"),
        (("--tls-cert", "a.pem"), "allebei"),
        (("--invite", "Femke:baas"), "De rol baas bestaat niet; geef Femke, Femke:tweede of Femke:meelezer."),
        (("--port", "70000"), "van 0 tot en met 65535"),
        (("--sample-share", "101"), "van 0 tot en met 100"),
    ],
)
def test_options_that_cannot_be_are_told(dossier: Path, options: tuple[str, ...], told: str) -> None:
    result = review(dossier, *options)
    assert result.exit_code == 2, result.output
    assert told in " ".join(result.stderr.split())


def test_a_name_that_is_none_is_told(dossier: Path) -> None:
    for options in (("--reviewer", " "), ("--reviewer", "Olga", "--invite", "olga"), ("--invite", ":tweede")):
        assert review(dossier, *options).exit_code == 7


def test_no_dossier_is_told(tmp_path: Path) -> None:
    assert review(tmp_path / "weg").exit_code == 6


def test_whom_an_invitation_names() -> None:
    given = ("Femke de Wit", "Sam:tweede", "Lou: meelezer")
    assert invited(given) == (
        Invited("Femke de Wit", Role.REVIEWER),
        Invited("Sam", Role.SECOND),
        Invited("Lou", Role.READER),
    )


def test_a_place_on_the_network_has_a_certificate() -> None:
    cert, key = Path("c.pem"), Path("k.pem")
    assert place_for("pc7.gemeente.example", 8443, cert, key) == Place("pc7.gemeente.example", 8443, cert, key)
    assert place_for("127.0.0.1", 0, None, None) == Place()
    with pytest.raises(click.UsageError):
        place_for("pc7.gemeente.example", 8443, None, None)


class TestSecondReview:
    @pytest.fixture
    def dossier(self, tmp_path: Path) -> Path:
        return make_dossier(tmp_path / "zaak.woo").root

    def test_it_is_kept_with_the_dossier(self, dossier: Path) -> None:
        once = ("--approve-all", "--level", "A")
        assert review(dossier, "--second-review", "--sample-share", "25", *once).exit_code == 0
        kept = read_settings(dossier / "dossier.toml")
        assert (kept.second_review, kept.sample_share) == (True, 25)
        assert review(dossier, "--sample-share", "0", *once).exit_code == 0
        assert review(dossier, "--no-second-review", *once).exit_code == 0
        kept = read_settings(dossier / "dossier.toml")
        assert (kept.second_review, kept.sample_share) == (False, 0)


class TestTheBrowser:
    LINK = "http://127.0.0.1:1/enter/x"

    @pytest.fixture(autouse=True)
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> Queue[str]:
        links: Queue[str] = Queue()
        monkeypatch.setattr(webbrowser, "open", links.put)
        for name in ("SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        return links

    def test_it_is_opened_where_somebody_can_see_it(self, opened: Queue[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISPLAY", ":0")
        assert review_web.open_browser_at(self.LINK)
        assert opened.get(timeout=10) == self.LINK

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen there")
    @pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", ""])
    def test_it_is_not_opened_far_away_or_without_a_screen(
        self, opened: Queue[str], monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        if name:
            monkeypatch.setenv("DISPLAY", ":0")
            monkeypatch.setenv(name, "10.0.0.1 22")
        assert not review_web.open_browser_at(self.LINK)
        assert opened.empty()
