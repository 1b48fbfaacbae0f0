"""Whatever is read: all characters stay, blocks and sentences lie where they should, and lead back to their page."""

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.domain.document import Document, ParsedDocument
from woo_redact.pipeline.stages import load_rule_set
from woo_redact.readers.plaintext import pages_from_text
from woo_redact.structure.facts import describe
from woo_redact.structure.parse import parse

GROUNDS = load_rule_set().grounds
LINES = st.sampled_from(
    [
        "",
        "",
        "\f",
        "Aan",
        "Van",
        "Datum",
        "8 november 2022",
        "Onze Referentie",
        "Min-BuZa.2022.695",
        "Onderwerp: dak\ten goot",
        "TER BESLISSING",
        "# nota",
        "## Kernpunten",
        "- een punt dat doorloopt op",
        "    - dieper",
        "de volgende regel. En nog een zin.",
        "Naam\tFunctie\tTel",
        "Van: Ilse Dam <i.dam@rws.example>",
        "Verzonden: maandag 6 mei 2019 15:50",
        "Op 7 mei 2019 om 15:50 heeft Kees Dam <k@x.example> het volgende geschreven:",
        "> Beste Ilse,",
        ">",
        "Met vriendelijke groet,",
        "Ilse",
        "Pagina 1 van 2",
        "17-10-2024 07:11 - Floor: hoi",
        "Bescherming persoonlijke levenssfeer",
        "- 5.1.2e, 10.2.g",
        "INGEKOMEN 31 februari 2022",
        "Binnengekomen op: 8 junı 20222",
    ]
)
TEXTS = st.lists(LINES | st.text(max_size=40), max_size=30).map("\n".join)


def _parsed(text: str) -> ParsedDocument:
    pages = pages_from_text(text)
    return parse(Document("proef", "proef.pdf", len(pages)), pages)


@given(TEXTS)
def test_no_character_is_lost_or_doubled(text: str) -> None:
    parsed = _parsed(text)
    shown = "".join(p.text for p in parsed.pages)
    assert sorted("".join(parsed.flow.text.split())) == sorted("".join(shown.split()))


@given(TEXTS)
def test_every_piece_leads_back_to_its_page(text: str) -> None:
    parsed = _parsed(text)
    for offset, span in parsed.flow.pieces:
        length = span.end - span.start
        assert parsed.flow.text[offset : offset + length] == parsed.text(span)
        assert parsed.flow.locate(offset, offset + length)[0].start == span.start


@given(TEXTS)
def test_blocks_are_in_order_and_sentences_lie_within_one(text: str) -> None:
    parsed = _parsed(text)
    edges = [edge for block in parsed.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(block.start < block.end <= len(parsed.flow.text) for block in parsed.blocks)
    for start, end in parsed.sentences:
        assert start < end
        assert any(block.start <= start and end <= block.end for block in parsed.blocks)
    flat = [edge for sentence in parsed.sentences for edge in sentence]
    assert flat == sorted(flat)


@given(TEXTS)
def test_every_letter_is_in_a_block(text: str) -> None:
    parsed = _parsed(text)
    covered = set().union(*(range(b.start, b.end) for b in parsed.blocks)) if parsed.blocks else set()
    assert not any(c.isalnum() for i, c in enumerate(parsed.flow.text) if i not in covered)


@given(TEXTS)
def test_facts_never_fail(text: str) -> None:
    facts = describe(_parsed(text), GROUNDS)
    assert all(day == "" or len(day) == len("2022-11-08") for day in (facts.date, facts.received))
    assert set(facts.printed_grounds) <= GROUNDS.keys()
