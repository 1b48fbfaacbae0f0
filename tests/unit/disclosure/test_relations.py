import pytest

from woo_redact.disclosure.relations import Standing, Traits, standings, unique_references
from woo_redact.domain.publication import Relation, RelationKind


def standing(*documents: Traits) -> list[Standing]:
    return list(standings(documents).values())


def test_a_document_alone_stands_to_nothing() -> None:
    assert standing(Traits("0001", "nota.pdf", "a", "t", "m", "R-2022-1", "R-2021-9", ("0001", "0009"))) == [Standing()]


def test_an_attachment_is_told_by_what_it_belongs_to_and_shares_its_family() -> None:
    brief, other, annex = standing(
        Traits("0001", "brief.pdf"), Traits("0002", "nota.pdf"), Traits("0003", "brief - bijlage 1.pdf")
    )
    assert brief == Standing(family=1, relations=(Relation(RelationKind.ATTACHMENT, "0003"),))
    assert other == Standing()
    assert annex == Standing(family=1)


def test_families_and_threads_count_from_one_in_the_order_of_the_documents() -> None:
    found = standing(
        Traits("0001", "x.pdf", thread="solo"),
        Traits("0002", "b.pdf", thread="later"),
        Traits("0003", "b bijlage.pdf"),
        Traits("0004", "a.pdf", thread="later"),
        Traits("0005", "a bijlage.pdf"),
    )
    assert [one.family for one in found] == [None, 1, 1, 2, 2]
    assert [one.thread for one in found] == [None, 1, None, 1, None]


def test_mails_with_another_subject_are_in_another_thread() -> None:
    found = standing(*(Traits(f"{n}", f"{n}.pdf", thread=key) for n, key in enumerate(("a", "b", "a", "b", ""))))
    assert [one.thread for one in found] == [1, 2, 1, 2, None]


def test_the_same_bytes_or_the_same_text_are_duplicates_of_the_first() -> None:
    found = standing(
        Traits("0001", "a.pdf", document="x", text="t"),
        Traits("0002", "b.pdf", document="x", text="t"),
        Traits("0003", "c.pdf", document="y", text="t"),
        Traits("0004", "d.pdf", document="z"),
        Traits("0005", "e.pdf", document="w"),
    )
    assert [one.duplicate_of for one in found] == ["", "0001", "0001", "", ""]


def test_what_prints_the_reference_of_a_document_refers_to_it() -> None:
    memo, _ = standing(Traits("0001", "a.pdf", mentions=("0002",)), Traits("0002", "b.pdf"))
    assert memo.relations == (Relation(RelationKind.REFERENCE, "0002"),)


def test_a_reply_is_told_as_a_reply_and_not_as_a_reference_too() -> None:
    reply, _ = standing(
        Traits("0001", "a.pdf", answers="min-buza.2022. 695", mentions=("0002",)),
        Traits("0002", "b.pdf", reference="Min-BuZa.2022.695"),
    )
    assert reply.relations == (Relation(RelationKind.REPLY, "0002"),)


def test_a_reference_that_several_share_is_a_case_number_and_tells_nothing() -> None:
    found = standing(
        Traits("0001", "a.pdf", answers="R-2022"),
        Traits("0002", "b.pdf", reference="R-2022"),
        Traits("0003", "c.pdf", reference="R–2022"),
    )
    assert found[0].relations == ()
    assert unique_references([("0002", "R-2022"), ("0003", "R–2022"), ("0004", ""), ("0005", "S-1")]) == {"s-1": "0005"}


def test_a_duplicate_is_no_reference() -> None:
    _, double = standing(
        Traits("0001", "a.pdf", document="x"), Traits("0002", "b.pdf", document="x", mentions=("0001",))
    )
    assert double == Standing(duplicate_of="0001")


@pytest.mark.parametrize("mentioned", ["9999", "0001"])
def test_only_other_documents_of_the_package_are_referred_to(mentioned: str) -> None:
    assert standing(Traits("0001", "a.pdf", mentions=(mentioned,)), Traits("0002", "b.pdf"))[0].relations == ()
