from woo_redact.write.label_font import ASCII, exact_font, label_font


def test_the_small_font_has_every_plain_character_as_wide_as_the_whole_one() -> None:
    small, whole = label_font("5.1.2e"), label_font("5.1.2e €")
    assert small.glyph_count < whole.glyph_count / 5
    for code in ASCII:
        assert small.has_glyph(code)
        assert small.text_length(chr(code), fontsize=1) == whole.text_length(chr(code), fontsize=1)


def test_other_characters_take_the_whole_font() -> None:
    assert label_font("é").has_glyph(ord("é"))


def test_an_exact_font_has_the_characters_asked_for_and_no_other() -> None:
    font, whole = exact_font("CONCEPT ë€"), label_font("ë")
    assert {chr(code) for code in range(32, 0x2100) if font.has_glyph(code)} - {"\u00a0", "\u00ad"} == set("CONEPT ë€")
    assert font.text_length("CONCEPT ë€", fontsize=10) == whole.text_length("CONCEPT ë€", fontsize=10)


def test_what_the_font_does_not_have_takes_the_whole_one() -> None:
    assert exact_font("漢").has_glyph(ord("a"))
