"""What tests of the terminal begin with."""

import pytest

from support.reviewing import Case
from woo_redact.dossier.layout import DossierLayout


@pytest.fixture
def case(layout: DossierLayout) -> Case:
    return Case(layout)
