"""What tests of many parts begin with."""

from pathlib import Path

import pytest

from woo_redact.dossier.layout import DossierLayout


@pytest.fixture
def layout(tmp_path: Path) -> DossierLayout:
    layout = DossierLayout(tmp_path / "zaak.woo")
    layout.create()
    return layout
