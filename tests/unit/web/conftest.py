"""A dossier that is served: one for all tests that change nothing, and one of its own for each that does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.web import Client, Serving, make_dossier, serving
from woo_redact.dossier.layout import DossierLayout


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(make_dossier(tmp_path_factory.mktemp("served") / "zaak.woo").root) as review:
        yield review


@pytest.fixture
def dossier(tmp_path: Path) -> DossierLayout:
    return make_dossier(tmp_path / "zaak.woo")


@pytest.fixture
def served(dossier: DossierLayout) -> Iterator[Serving]:
    with serving(dossier.root) as review:
        yield review
        assert not review.errors


@pytest.fixture
def owner(served: Serving) -> Client:
    return served.client()
