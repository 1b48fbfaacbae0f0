"""Mutated samples: refused, held back or published as they should be; thousands of them in ``bench/fuzz_files.py``."""

from pathlib import Path

import pytest
from bench.fuzz_files import mutated, outcome

SEED = 7
# One of the first takes an object away without which there is no file.
MADE = [number for number in range(36) if number != 14]
GOOD_ENDS = {"refused", "held back", "picture", "written"}


@pytest.mark.filterwarnings("ignore:Unexpected end of stream")
@pytest.mark.parametrize("number", MADE)
def test_a_mutated_file_comes_to_a_good_end(tmp_path: Path, number: int) -> None:
    content = mutated(number, SEED)
    assert content is not None
    path = tmp_path / "in.pdf"
    path.write_bytes(content)
    assert outcome(path, tmp_path) in GOOD_ENDS
