from woo_redact.pipeline.stages import load_rule_set
from woo_redact.review.keys import FAVOURITE, KEYS, ground_keys


def test_no_key_does_two_things() -> None:
    keys = [key.key for key in KEYS]
    assert len(keys) == len(set(keys))
    assert not set(keys) & set("123456789")


def test_every_key_is_explained_and_has_a_name_for_programs() -> None:
    assert all(key.text and key.name.isidentifier() for key in KEYS)


def test_the_digits_stand_for_the_grounds_of_the_profile() -> None:
    assert FAVOURITE in {key.name for key in KEYS}
    digits = ground_keys(load_rule_set().profiles["woo-verzoek"])
    assert (digits["5.1.2e"], digits["5.2"], digits["5.1.1e"]) == ("1", "2", "9")
    assert "5.2" not in ground_keys(load_rule_set().profiles["beslisnota"])
