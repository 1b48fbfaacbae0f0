"""What is withheld in one document and can be read in another, and what only looks like it."""

import pytest

from woo_redact.consistency.compare import differences
from woo_redact.consistency.words import words_of
from woo_redact.domain.consistency import Difference
from woo_redact.domain.decision import Redaction
from woo_redact.domain.document import Span
from woo_redact.domain.geometry import Box

COVER = (Box(0, 0, 1, 1),)
Dossier = dict[str, tuple[str, list[tuple[int, int]]]]


def dossier(**texts: str) -> Dossier:
    """Documents in which ``[[...]]`` is withheld."""
    read: Dossier = {}
    for name, marked in texts.items():
        text, passages = "", []
        for number, part in enumerate(marked.replace("]]", "[[").split("[[")):
            if number % 2:
                passages.append((len(text), len(text) + len(part)))
            text += part
        read[name] = (text, passages)
    return read


def found(read: Dossier) -> list[Difference]:
    redactions = {
        name: [Redaction(name, Span(0, start, end), COVER, ("5.1.2a",)) for start, end in passages]
        for name, (_, passages) in read.items()
    }
    documents = [words_of(name, [text], redactions[name]) for name, (text, _) in read.items()]
    return list(differences(documents, redactions))


def readable(read: Dossier) -> list[tuple[str, str]]:
    places = ((d.readable.document, d.readable.spans[0]) for d in found(read))
    return [(name, read[name][0][span.start : span.end]) for name, span in places]


def test_a_quoted_passage_that_can_be_read_is_found() -> None:
    read = dossier(
        memo="Vooraf. [[Parijs steunt een verlenging niet zolang er geen verkiezingen zijn.]] De brief gaat.",
        mail="> Vooraf.\n> Parijs steunt een verlenging niet zolang er geen\n> verkiezingen zijn. De brief gaat.",
    )
    assert readable(read) == [("mail", "Parijs steunt een verlenging niet zolang er geen\n> verkiezingen zijn")]


def test_a_passage_that_was_edited_a_little_is_found() -> None:
    read = dossier(
        draft="[[Wij verwachten dat Columbra pas beweegt als de Commissie eerst een nieuw bod doet.]]",
        final="Wij verwachten dat Columbra pas zal bewegen als de Commissie eerst met een nieuw bod komt.",
    )
    assert [d.likeness < 1 for d in found(read)] == [True]


def test_what_is_withheld_everywhere_is_no_difference() -> None:
    same = "[[Parijs steunt een verlenging niet zolang er geen verkiezingen zijn.]] De brief gaat vrijdag."
    assert found(dossier(memo=same, mail=same)) == []


def test_what_only_begins_alike_is_no_difference() -> None:
    read = dossier(
        memo="[[Parijs steunt een verlenging niet zolang er geen verkiezingen zijn uitgeschreven in het noorden.]]",
        letter="Parijs steunt een verlenging niet langer, maar de Kamer is daarover in mei al geïnformeerd per brief.",
    )
    assert found(read) == []


@pytest.mark.parametrize(
    ("withheld", "other", "expected"),
    [
        ("[[€ 640.000]] is het plafond.", "Het plafond is € 640.000.", ["640.000"]),
        ("[[Karin Ouwehand]] belt.", "Bel KARIN OUWEHAND.", ["KARIN OUWEHAND"]),
        ("[[06-18273645]]", "tel. 06 18273645", ["06 18273645"]),
        ("[[Karin]] belt.", "Karin belt niet.", []),
        ("[[ja]] graag.", "ja, zeker.", []),
        ("[[Karin Ouwehand]] belt.", "Karin Ouwehands broer.", []),
    ],
)
def test_a_short_passage_counts_as_it_stands_and_only_when_it_tells(
    withheld: str, other: str, expected: list[str]
) -> None:
    assert [text for _, text in readable(dossier(one=withheld, two=other))] == expected


def test_a_second_place_in_the_same_document_counts_and_its_own_does_not() -> None:
    sentence = "de inzet bij Columbra blijft tot mei beperkt tot waarneming"
    assert len(found(dossier(one=f"[[{sentence}]]. Later: {sentence}."))) == 1
    assert found(dossier(one=f"[[{sentence}]]. Later niets.")) == []


def test_a_passage_that_is_withheld_for_the_lesser_part_is_a_difference() -> None:
    read = dossier(
        one="[[De onderhandelaar zei dat hij tot tien miljoen mag gaan en dat zijn minister haast heeft.]]",
        two="De onderhandelaar zei dat hij tot [[tien miljoen]] mag gaan en dat zijn minister haast heeft.",
    )
    assert [name for name, _ in readable(read)] == ["two"]


def test_a_place_is_told_once_with_the_passage_it_is_most_like() -> None:
    sentence = "De onderhandelaar zei dat hij tot tien miljoen mag gaan"
    read = dossier(one=f"[[{sentence}]].", two=f"[[{sentence} in mei]].", three=f"{sentence} in mei.")
    assert [(d.readable.document, d.likeness) for d in found(read)] == [("three", 1.0)]


def test_what_many_documents_withhold_alike_is_found_once_at_each_place_where_it_can_be_read() -> None:
    sentence = "De onderhandelaar zei dat hij tot tien miljoen mag gaan"
    copies = {f"copy{number}": f"[[{sentence}]]. Bel [[Karin Ouwehand]]." for number in range(5)}
    read = dossier(**copies, mail=f"> {sentence}. Bel Karin Ouwehand.", both=f"[[{sentence}]]. Later: {sentence}.")
    assert readable(read) == [("mail", sentence), ("mail", "Karin Ouwehand"), ("both", sentence)]
    assert {d.withheld.document for d in found(read)} == {"copy0"}
