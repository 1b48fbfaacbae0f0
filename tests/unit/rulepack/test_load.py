"""All packs are read and checked; every mistake is told at once, with file and key."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from woo_redact.detect.validators import VALIDATORS
from woo_redact.domain.ground import LabelScheme, Weighing
from woo_redact.domain.rule import VALIDATOR_NAMES, ContextRule, FieldRule, PatternRule
from woo_redact.errors import ExitCode, RulePackError
from woo_redact.resources import rules_root
from woo_redact.rulepack import load
from woo_redact.rulepack.check import check
from woo_redact.rulepack.files import read_bundled
from woo_redact.rulepack.load import load_rules

PACK = 'schema = 1\nversion = "1"\nground = "5.1.2e"\n'
RIVAL = '[[rivals]]\nrules = ["{rule}"]\nground = "9.9"\nlist = "geen-lijst"\nunless = "weg"\n'


@pytest.fixture
def pack(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "5.1.2e-eigen.toml"


def problems(path: Path, text: str) -> tuple[str, ...]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_rules([path])
    assert caught.value.exit_code is ExitCode.RULE_PACK
    assert caught.value.remedy
    return caught.value.problems


def test_the_bundled_packs_are_in_order() -> None:
    rules = load_rules()
    assert rules.rules and rules.exceptions and rules.examples
    assert {"beslisnota", "woo-verzoek"} <= set(rules.profiles)


def test_all_grounds_of_the_act_are_there() -> None:
    expected = {f"5.1.1{c}" for c in "abcde"} | {f"5.1.2{c}" for c in "abcdefghi"}
    expected |= {"5.1.4", "5.1.5", "5.1.6", "5.2", "5.4", "8.8", "buiten-verzoek", "reeds-openbaar", "dubbel"}
    assert expected <= set(load_rules().grounds)


def test_short_names_are_unique() -> None:
    shorts = [ground.short for ground in load_rules().grounds.values()]
    assert len(shorts) == len(set(shorts))


def test_absolute_grounds_are_those_of_the_first_paragraph() -> None:
    for ground in load_rules().grounds.values():
        assert (ground.weighing is Weighing.ABSOLUTE) == ground.id.startswith("5.1.1")


def test_decision_memos_print_words_and_offer_no_opinions() -> None:
    rules = load_rules()
    profile = rules.profiles["beslisnota"]
    assert profile.scheme is LabelScheme.SHORT
    assert "5.2" not in profile.grounds
    assert not any(rule.head.ground == "5.2" for rule in rules.for_profile("beslisnota").rules)
    assert rules.grounds["5.1.2e"].label(profile.scheme) == "Bescherming persoonlijke levenssfeer"
    assert rules.grounds["5.1.1b"].label(profile.scheme) == "Veiligheid van de Staat"
    assert rules.grounds["5.1.2a"].label(profile.scheme) == "Internationale en diplomatieke belangen"


def test_requests_print_codes_and_offer_everything() -> None:
    profile = load_rules().profiles["woo-verzoek"]
    assert profile.scheme is LabelScheme.CODE
    assert set(profile.grounds) == set(load_rules().grounds)


def test_keys_of_a_profile_stand_for_grounds_that_it_offers_and_each_once() -> None:
    rules = load_rules()
    wrong = replace(rules.profiles["beslisnota"], keys=("5.2", "5.1.2e", "5.1.2e"))
    assert list(check(replace(rules, profiles={"beslisnota": wrong})))[:2] == [
        "profiles.toml: profiel beslisnota: keys: grond: 5.1.2e komt 2 keer voor",
        "profiles.toml: profiel beslisnota: keys: de grond 5.2 wordt niet aangeboden",
    ]


def test_the_validators_that_rules_may_name_exist() -> None:
    assert set(VALIDATORS) == VALIDATOR_NAMES


def test_a_pack_of_the_user_is_added(pack: Path) -> None:
    pack.write_text(
        PACK
        + '[[rules]]\nid = "badge"\nkind = "pattern"\ndata = "personnel"\n'
        + 'level = "A"\nscore = 0.9\npattern = "P-[0-9]{4}"\n'
        + '[[examples]]\ntext = "Pas [[P-1234]] is weg."\n',
        encoding="utf-8",
    )
    rules = load_rules([pack])
    added = next(rule for rule in rules.rules if rule.head.id == "badge")
    assert isinstance(added, PatternRule)
    assert added.head.pack == pack.name
    assert rules.examples[-1].passages == ((4, 10),)
    assert len(rules.rules) == len(load_rules().rules) + 1


def test_a_folder_may_bring_word_lists(tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    (folder / "woo").mkdir(parents=True)
    (folder / "lists" / "boten").mkdir(parents=True)
    (folder / "lists" / "boten" / "items.txt").write_text("# eigen\nZeehond\nMeeuw\nZwaan\n", encoding="utf-8")
    (folder / "lists" / "boten" / "exceptions.txt").write_text("Zwaan\n", encoding="utf-8")
    (folder / "woo" / "5.1.1b-boten.toml").write_text(
        'schema = 1\nversion = "1"\nground = "5.1.1b"\n'
        '[[rules]]\nid = "boot"\nkind = "list"\ndata = "operation"\nlevel = "B"\nscore = 0.5\nlist = "boten"\n',
        encoding="utf-8",
    )
    assert load_rules([folder]).lists["boten"] == ("Zeehond", "Meeuw")


def test_the_digest_follows_every_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(rules_root(), copy)
    pack = tmp_path / "5.2-eigen.toml"
    pack.write_text('schema = 1\nversion = "1"\nground = "5.2"\n', encoding="utf-8")
    first = load_rules([pack]).digest
    assert load_rules([pack]).digest == first
    pack.write_text('schema = 1\nversion = "2"\nground = "5.2"\n', encoding="utf-8")
    assert load_rules([pack]).digest != first


def test_other_words_for_a_reason_are_no_other_rules(tmp_path: Path) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(rules_root(), copy)
    first = read_bundled(copy)
    reasons = copy / "reasons.toml"
    reasons.write_text(reasons.read_text(encoding="utf-8").replace("Deze grond is absoluut", "Absoluut"))
    second = read_bundled(copy)
    assert second.reasons != first.reasons
    assert second.digest == first.digest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('schema = 1\nolder = "x"\n', "reasons: deze sleutel ontbreekt"),
        ('schema = 1\nolder = "x"\n[[reasons]]\nground = "5.2"\ntexts = []\n', "texts: deze lijst mag niet leeg zijn"),
        ('schema = 1\nolder = "x"\n[[reasons]]\nground = "9.9"\ntexts = ["x"]\n', "de grond 9.9 bestaat niet"),
    ],
)
def test_mistakes_in_the_text_blocks_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    copy = tmp_path / "rules"
    shutil.copytree(rules_root(), copy)
    (copy / "reasons.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(load, "rules_root", lambda: copy)
    empty = tmp_path / "leeg"
    empty.mkdir()
    with pytest.raises(RulePackError) as caught:
        load_rules([empty])
    assert any("reasons.toml" in problem and told in problem for problem in caught.value.problems)


def test_all_mistakes_of_a_pack_are_told_at_once(pack: Path) -> None:
    told = problems(
        pack,
        PACK
        + '[[rules]]\nid = "a"\nkind = "pattern"\ndata = "x"\nlevel = "D"\nscoer = 1\npattern = "("\n'
        + '[[rules]]\nid = "b"\nkind = "raden"\n'
        + '[[exceptions]]\nid = "c"\nspread = 3\n',
    )
    text = "\n".join(told)
    assert "5.1.2e-eigen.toml: rules.1.level: onbekende waarde" in text
    assert "5.1.2e-eigen.toml: rules.1.score: deze sleutel ontbreekt" in text
    assert "5.1.2e-eigen.toml: rules.1.scoer: deze sleutel is onbekend" in text
    assert "5.1.2e-eigen.toml: rules.2: onbekende soort regel" in text
    assert "5.1.2e-eigen.toml: exceptions.1.spread: hier hoort true of false" in text


RULE = '[[rules]]\nid = "{id}"\nkind = "pattern"\ndata = "x"\nlevel = "B"\nscore = 0.5\npattern = \'{pattern}\'\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RULE.format(id="a", pattern="(open"), "regel a: pattern: geen geldige reguliere expressie"),
        (RULE.format(id="a", pattern="x*"), "regel a: pattern: de expressie past op niets"),
        (RULE.format(id="a", pattern="{{NERGENS}}"), "regel a: pattern: de macro NERGENS bestaat niet"),
        (RULE.format(id="a", pattern=r"\L<geen_lijst>"), "regel a: pattern: de woordenlijst geen-lijst bestaat niet"),
        (RULE.format(id="email", pattern="x"), "id: email komt 2 keer voor"),
        (RULE.format(id="a", pattern="x") + 'validator = "magie"\n', "regel a: validator: magie bestaat niet"),
        (RULE.format(id="a", pattern="x") + 'profiles = ["anders"]\n', "regel a: profiles: het profiel anders bestaat"),
        (RULE.format(id="a", pattern="x") + 'cue = { level = "A", score = 1 }\n', "regel a: cue: geef words"),
        ('[[examples]]\ntext = "Een [[mark"\n', "examples.1.text: de haken [[ en ]] kloppen niet"),
        ('[[examples]]\ntext = "x"\nprofile = "anders"\n', "examples: het profiel anders bestaat niet"),
        (
            '[[exceptions]]\nid = "x"\n',
            "regel x: pattern: een uitzondering heeft een pattern, een list of een register",
        ),
        ('[[exceptions]]\nid = "x"\npattern = "y"\nrules = ["weg"]\n', "regel x: rules: de regel weg bestaat niet"),
        (RIVAL.format(rule="weg"), "rivals: rules: de regel weg bestaat niet"),
        (RIVAL.format(rule="bids"), "rivals: ground: de grond 9.9 bestaat niet"),
        (RIVAL.format(rule="bids"), "regel rivals: list: de woordenlijst geen-lijst bestaat niet"),
        (RIVAL.format(rule="bids"), "regel rivals: unless: de woordenlijst weg bestaat niet"),
    ],
)
def test_mistakes_between_files_are_told(pack: Path, text: str, told: str) -> None:
    assert any(told in problem for problem in problems(pack, PACK + text)), problems(pack, PACK + text)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"schema = ", "is geen geldige TOML"),
        (b"\xff\xfe", "is geen UTF-8-tekst"),
        (b'schema = 2\nversion = "1"\nground = "5.1.2e"\n', "schema: onbekende waarde"),
        (b'schema = 1\nversion = "1"\nground = "5.9"\n', "bestandsnaam moet beginnen met 5.9"),
    ],
)
def test_files_that_are_no_pack_are_told(pack: Path, content: bytes, told: str) -> None:
    pack.write_bytes(content)
    with pytest.raises(RulePackError, match=told):
        load_rules([pack])


def test_a_missing_pack_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match="kan niet worden gelezen"):
        load_rules([tmp_path / "weg.toml"])


def test_every_kind_of_rule_is_used() -> None:
    kinds = {type(rule).__name__ for rule in load_rules().rules}
    assert {"PatternRule", "EntityRule", "FieldRule", "SectionRule", "ContextRule"} <= kinds
    assert ContextRule.__name__ in kinds and FieldRule.__name__ in kinds
