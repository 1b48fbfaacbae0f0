"""Marks are read, found again in other order and line breaks, and counted both ways."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.document import Document, Flow, Page, ParsedDocument, Span
from woo_redact.domain.suggestion import Level, Provenance, Suggestion
from woo_redact.errors import InputError
from woo_redact.evaluation.align import place_marks
from woo_redact.evaluation.marks import parse_marked
from woo_redact.evaluation.picture import picture
from woo_redact.evaluation.report import Count, merge
from woo_redact.evaluation.scores import score
from woo_redact.evaluation.slips import worst

RAW = """---
type: e-mail
profile: woo-verzoek
---
Dag [[5.1.2e person#1|Karin]],

De {{ORG|ILT}} belt [[5.1.2e phone#1|06-18273645]]. [[5.2 opinion|Dat lijkt me dwaas.]]
"""


def parsed(text: str) -> ParsedDocument:
    flow = Flow(text, ((0, Span(0, 0, len(text))),))
    return ParsedDocument(Document("x", "x", 1), (Page(0, 100, 100, 0, text, ()),), flow, ())


def suggestion(text: str, passage: str, ground: str = "5.1.2e", level: Level = Level.A) -> Suggestion:
    start = text.index(passage)
    spans = (Span(0, start, start + len(passage)),)
    return Suggestion(passage, "x", spans, ground, "person", level, (Provenance("d", "r"),))


def test_marks_are_taken_out_of_the_text() -> None:
    marked = parse_marked(RAW, "a.txt")
    assert marked.profile == "woo-verzoek"
    assert [marked.text[m.start : m.end] for m in marked.marks] == ["Karin", "06-18273645", "Dat lijkt me dwaas."]
    assert [(marked.text[k.start : k.end], k.label) for k in marked.kept] == [("ILT", "ORG")]
    assert "[[" not in marked.text


@pytest.mark.parametrize("body", ["Dag [[5.1.2e person#1|Karin,", "Dag Karin]],", "De {{ORG|ILT belt"])
def test_a_mark_that_is_not_closed_is_named_by_line(body: str) -> None:
    with pytest.raises(InputError, match="regel 4"):
        parse_marked(f"---\ntype: brief\n---\n{body}\n", "a.txt")


def test_marks_are_found_across_line_breaks_and_in_other_order() -> None:
    marked = parse_marked(RAW, "a.txt")
    read = "Dat lijkt\nme dwaas.\n\nDe ILT belt 06-\n18273645.\nDag Karin,"
    placed = place_marks(marked, read)
    assert not placed.unplaced
    assert [read[p.start : p.end] for p in placed.marks] == ["Karin", "06-\n18273645", "Dat lijkt\nme dwaas."]


def test_words_broken_over_a_line_are_found() -> None:
    marked = parse_marked("de [[5.1.2e address|Burgemeester-Prinslaan 4]] dus", "a.txt")
    read = "de Burge-\nmeester-\nPrins\u00adlaan 4 dus"
    (found,) = place_marks(marked, read).marks
    assert read[found.start : found.end] == "Burge-\nmeester-\nPrins\u00adlaan 4"


def test_a_passage_over_a_page_break_is_found_past_the_running_header() -> None:
    marked = parse_marked("Kop\n\n[[5.2 opinion|Dat lijkt me dwaas.]] Goed.", "a.txt")
    first, second = "Kop\n\nDat lijkt", "Datum\n1 mei\n\nme dwaas. Goed."
    body = second.index("me dwaas")
    # "Kop\n\nDat lijkt me dwaas. Goed.", then the running header.
    text = f"{first} {second[body:]}\n\n{second[: body - 2]}"
    pieces = (
        (0, Span(0, 0, len(first))),
        (len(first) + 1, Span(1, body, len(second))),
        (len(text) - body + 2, Span(1, 0, body - 2)),
    )
    pages = tuple(Page(i, 100, 100, 0, t, ()) for i, t in enumerate((first, second)))
    document = ParsedDocument(Document("x", "x", 2), pages, Flow(text, pieces), ())
    spans = (Span(0, 5, len(first)), Span(1, body, body + len("me dwaas.")))
    whole = Suggestion("s", "x", spans, "5.2", "opinion", Level.B, (Provenance("d", "r"),))
    report = score("a", marked, document, [whole])
    assert report.unplaced == 0
    assert report.by_ground["5.2"].found == 1
    assert report.readable_share == 1
    half = score("a", marked, document, [suggestion(first, "Dat lijkt", "5.2")])
    assert half.by_ground["5.2"].found == 0
    assert half.by_ground["5.2"].covered == len("Datlijkt")


def test_of_equal_passages_the_one_in_the_same_surroundings_is_taken() -> None:
    marked = parse_marked("minister Jansen en ambtenaar [[5.1.2e person|Jansen]] spraken", "a.txt")
    read = "minister Jansen en\nambtenaar Jansen spraken"
    (found,) = place_marks(marked, read).marks
    assert found.start == read.rindex("Jansen")


def test_what_cannot_be_found_is_told() -> None:
    marked = parse_marked("Dag [[5.1.2e person|Karin]],", "a.txt")
    placed = place_marks(marked, "Dag Femke,")
    assert [m.kind for m in placed.unplaced] == ["person"]
    report = score("a", marked, parsed("Dag Femke,"), ())
    assert report.personal.found == 0
    assert report.unplaced == 1


def test_both_sides_are_counted() -> None:
    marked = parse_marked(RAW, "a.txt")
    found = [suggestion(marked.text, "Karin"), suggestion(marked.text, "belt 06-18273645")]
    report = score("a", marked, parsed(marked.text), found)
    assert report.personal.marks == report.personal.found == 2
    kept = sum(c.isalnum() for c in "Dag De ILT belt ")
    assert report.documents[0].kept == kept
    assert report.readable_share == pytest.approx(1 - 4 / kept)
    assert report.by_ground["5.2"].found == 0


def test_flags_count_for_nothing() -> None:
    marked = parse_marked(RAW, "a.txt")
    report = score("a", marked, parsed(marked.text), [suggestion(marked.text, "Karin", level=Level.C)])
    assert report.personal.found == 0
    assert report.levels[Level.C] == 1


def test_reports_add_up() -> None:
    marked = parse_marked(RAW, "a.txt")
    one = score("a", marked, parsed(marked.text), [suggestion(marked.text, "Karin")])
    both = merge([one, one])
    assert both.personal.marks == 4
    assert both.personal.found == 2
    assert both.readable_share == one.readable_share


def test_precision_counts_what_had_to_go_under_whatever_ground() -> None:
    marked = parse_marked(RAW, "a.txt")
    found = [suggestion(marked.text, "Karin"), suggestion(marked.text, "ILT"), suggestion(marked.text, "Dat lijkt")]
    count = score("a", marked, parsed(marked.text), found).total(Level.B, {"person"})
    assert (count.suggested, count.right) == (3, 2)
    assert count.precision == pytest.approx(2 / 3)
    assert count.character_precision == pytest.approx(13 / 16)
    assert (count.marks, count.recall) == (1, 1.0)
    assert count.f1 == pytest.approx(0.8)


def test_each_level_counts_the_surer_ones_with_it() -> None:
    marked = parse_marked(RAW, "a.txt")
    found = [suggestion(marked.text, "Karin", level=Level.B), suggestion(marked.text, "ILT", level=Level.C)]
    report = score("a", marked, parsed(marked.text), found)
    by_level = [report.total(level, {"person"}) for level in Level]
    assert [(c.found, c.suggested) for c in by_level] == [(0, 0), (1, 1), (1, 2)]


def test_a_name_that_has_to_stay_is_lost_when_it_is_taken_for_a_person() -> None:
    marked = parse_marked(RAW, "a.txt")
    report = score("a", marked, parsed(marked.text), [suggestion(marked.text, "ILT")])
    assert (report.names_lost, report.names_kept) == (1, 1)
    assert score("a", marked, parsed(marked.text), [suggestion(marked.text, "Karin")]).names_lost == 0


def test_mistakes_are_told_in_their_context_the_largest_first() -> None:
    marked = parse_marked(RAW, "a.txt")
    report = score("a", marked, parsed(marked.text), [suggestion(marked.text, "De ILT")])
    missed = worst(report.slips, 5, missed=True)
    assert [s.passage for s in missed] == ["Dat lijkt me dwaas", "06-18273645", "Karin"]
    (false,) = worst(report.slips, 5, missed=False)
    assert (false.passage, false.rule, false.before[-3:], false.after[:5]) == ("De ILT", "r", ",\n\n", " belt")
    assert "Karin" not in repr(report)


def test_the_picture_has_a_line_for_each_kind_and_a_point_for_each_level() -> None:
    counts = {level: Count(10, n, 100, 10 * n, 10, 9, 100, 90) for n, level in enumerate(Level, 6)}
    drawn = ElementTree.fromstring(picture("Cijfers & meer", {"namen": counts, "e-mail": counts}))
    tags = [element.tag.rpartition("}")[2] for element in drawn.iter()]
    assert (tags.count("polyline"), tags.count("circle")) == (2, 6)
    assert "Cijfers & meer" in [element.text for element in drawn.iter()]


@given(st.lists(st.sampled_from(["Karin", "belt", "06-1", "de", "ILT"]), min_size=1, max_size=12), st.data())
def test_every_mark_finds_itself(words: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.integers(0, len(words) - 1)))
    raw = " ".join(f"[[5.1.2e person|{w}]]" if i in chosen else w for i, w in enumerate(words))
    marked = parse_marked(raw, "a.txt")
    placed = place_marks(marked, marked.text)
    assert not placed.unplaced
    assert [(p.start, p.end) for p in placed.marks] == [(m.start, m.end) for m in marked.marks]
