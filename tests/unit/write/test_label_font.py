from woo_redact.write.label_font import ASCII, label_font


def test_the_small_font_has_every_plain_character_as_wide_as_the_whole_one() -> None:
    small, whole = label_font("5.1.2e"), label_font("5.1.2e €")
    assert small.glyph_count < whole.glyph_count / 5
    for code in ASCII:
        assert small.has_glyph(code)
        assert small.text_length(chr(code), fontsize=1) == whole.text_length(chr(code), fontsize=1)


def test_other_characters_take_the_whole_font() -> None:
    assert label_font("é").has_glyph(ord("é"))
