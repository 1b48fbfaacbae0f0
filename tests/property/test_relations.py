"""However documents are called and whatever they say: they stand only to others of the package, and to those fairly."""

from hypothesis import given
from hypothesis import strategies as st

from woo_redact.disclosure.families import parents
from woo_redact.disclosure.mentions import References, Subjects, separate_papers
from woo_redact.disclosure.numbering import PLAIN, NamedDocument, document_ids
from woo_redact.disclosure.relations import Traits, standings
from woo_redact.domain.document_id import GivenId

PIECES = st.lists(
    st.sampled_from(["4", "4a", "b", "nota", "bijlage", "bijlage bij", " - ", "_", "/", ".pdf", " ", "x", "2022"])
    | st.text(max_size=3),
    min_size=1,
    max_size=7,
).map("".join)
KEYS = st.sampled_from(["", "a", "b", "Z-2022-14", "z-2022-15"])
TEXTS = st.lists(
    st.sampled_from(
        ["Burkina", "Faso", "een aparte nota", "nota ligt separaat voor", "\n- ", "\n\n", "Z-2022-14", " ", "."]
    )
    | st.text(max_size=10),
    max_size=20,
).map(" ".join)


@st.composite
def packages(draw: st.DrawFn) -> list[Traits]:
    names = draw(st.lists(PIECES, unique=True, max_size=8))
    return [
        Traits(
            f"{number:04}",
            name,
            document=draw(KEYS),
            text=draw(KEYS),
            thread=draw(KEYS),
            reference=draw(KEYS),
            answers=draw(KEYS),
            mentions=tuple(draw(st.lists(st.sampled_from(["0000", "0001", "0002", "9999"]), max_size=3))),
        )
        for number, name in enumerate(names)
    ]


@given(packages())
def test_relations_lead_to_other_documents_of_the_package_each_once(documents: list[Traits]) -> None:
    found = standings(documents)
    assert list(found) == [one.id for one in documents]
    for id, standing in found.items():
        others = [relation.other for relation in standing.relations]
        assert id not in others
        assert set(others) <= found.keys()
        assert len(set(standing.relations)) == len(standing.relations)


@given(packages())
def test_families_and_threads_are_numbers_that_several_share(documents: list[Traits]) -> None:
    found = standings(documents).values()
    for numbers in ([one.family for one in found], [one.thread for one in found]):
        told = [number for number in numbers if number is not None]
        assert all(told.count(number) > 1 for number in told)
        assert sorted(set(told)) == list(range(1, len(set(told)) + 1))


@given(packages())
def test_duplicates_lead_to_the_first_which_is_none_itself(documents: list[Traits]) -> None:
    found = standings(documents)
    for id, standing in found.items():
        if standing.duplicate_of:
            assert standing.duplicate_of < id
            assert found[standing.duplicate_of].duplicate_of == ""


@given(st.lists(PIECES, unique=True, max_size=10))
def test_nothing_is_an_attachment_of_itself_in_any_number_of_steps(names: list[str]) -> None:
    above = parents([(name, name) for name in names])
    for name in names:
        seen = {name}
        while name in above:
            name = above[name]
            assert name not in seen
            seen.add(name)


@given(TEXTS, st.dictionaries(st.sampled_from(["0001", "0002", "0003"]), TEXTS), TEXTS)
def test_any_text_mentions_documents_that_are_there_or_none(text: str, titles: dict[str, str], reference: str) -> None:
    known = {"0001", "0002", "0003"}
    assert References([("0001", reference), ("0002", text[:20])]).printed_in(text) <= known
    assert Subjects(titles).meant_by(separate_papers(text), "0001") <= titles.keys() - {"0001"}


FILES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)


@given(st.lists(st.tuples(FILES, st.lists(st.sampled_from("1234"), min_size=6, max_size=6)), max_size=5))
def test_no_id_is_ever_given_to_two_documents(runs: list[tuple[list[str], list[str]]]) -> None:
    given_ids: list[GivenId] = []
    for names, contents in runs:
        files = [NamedDocument(name, content) for name, content in zip(names, contents, strict=False)]
        found = document_ids(files, {}, given_ids)
        assert [(one.name, one.document) for one in found] == [(file.name, file.document) for file in files]
        assert len({one.id for one in found}) == len(files)
        assert all(PLAIN.fullmatch(one.id) for one in found)
        assert document_ids(files, {}, [*given_ids, *_new(found, given_ids)]) == found
        given_ids += _new(found, given_ids)
        owners = {one.id: one.document for one in given_ids}
        assert all(owners[one.id] == one.document for one in found)


def _new(found: tuple[GivenId, ...], known: list[GivenId]) -> list[GivenId]:
    return [one for one in found if one.id not in {other.id for other in known}]
