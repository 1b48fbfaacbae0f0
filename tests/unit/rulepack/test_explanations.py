"""Other words for what grounds mean: in a folder or file of the user, and only where they differ."""

from pathlib import Path

import pytest

from woo_redact.errors import RulePackError
from woo_redact.rulepack.load import load_rules

OWN = """schema = 1
[general]
older = "Onze woorden."
[[explanations]]
ground = "5.4"
plain = "Kort."
block = "Bondig."
"""


def test_a_user_replaces_the_texts_named_and_keeps_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    folder.mkdir()
    (folder / "explanations.toml").write_text(OWN, encoding="utf-8")
    bundled = load_rules(patterns=False)
    for given in (folder, folder / "explanations.toml"):
        rules = load_rules([given], patterns=False)
        assert rules.explanations.by_ground["5.4"].block == "Bondig."
        assert rules.explanations.by_ground["5.2"] == bundled.explanations.by_ground["5.2"]
        assert rules.explanations.general.older == "Onze woorden."
        assert rules.explanations.general.relative == bundled.explanations.general.relative


def test_other_words_are_no_other_rules(tmp_path: Path) -> None:
    own = tmp_path / "explanations.toml"
    own.write_text(OWN, encoding="utf-8")
    assert load_rules([own], patterns=False).digest == load_rules(patterns=False).digest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace("5.4", "9.9"), "de grond 9.9 bestaat niet"),
        (OWN.replace('block = "Bondig."', ""), "explanations.1.block: deze sleutel ontbreekt"),
        (OWN.replace("older =", "ouder ="), "general.ouder: deze sleutel is onbekend"),
        (OWN.replace('"5.4"', '"5.2"'), "5.2: older ontbreekt (artikel 5.3)"),
        (OWN + 'older = "x"\n', "5.4: older hoort hier niet (artikel 5.3)"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "explanations.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_rules([own], patterns=False)
    assert any("explanations.toml" in problem and told in problem for problem in caught.value.problems)
