"""Whatever stands in a package, its metadata is accepted by the schemas of its receivers."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from support.openapi import mistakes
from support.package_values import MEMO, ORGANISATION, PUBLICATION, grounds
from woo_redact.disclosure.formats import diwoo, gpp, mdto, sitemap
from woo_redact.disclosure.value_lists import category, organisation, theme
from woo_redact.domain.publication import (
    ArchiveTerms,
    Judgement,
    Listed,
    Package,
    PublishedDocument,
    Relation,
    RelationKind,
)
from woo_redact.verify.schemas import check_xml

SCHEMAS = json.loads(
    (Path(__file__).parents[1] / "cases" / "standards" / "gpp-schemas.json").read_text(encoding="utf-8")
)
# Also control characters and halves of pairs, which XML and UTF-8 have no place for.
texts = st.text(st.characters(), max_size=30)
days = st.one_of(
    st.sampled_from(["", "2024", "2024-03", "2024-02-30", "20240305", "2024-W10-2", "0000-00-00", "maart"]),
    st.dates().map(str),
)
ids = st.integers(0, 5).map(lambda n: f"d{n}")
entries = st.sampled_from([None, MEMO, Listed("urn:x", "x"), Listed("", "")])
codes = st.lists(st.sampled_from(["5.1.2e", "5.2", "buiten-verzoek", "9.9.9z", "onbekend"]), max_size=3, unique=True)


@st.composite
def documents(draw: st.DrawFn, number: int) -> PublishedDocument:
    judgement = draw(st.sampled_from(Judgement))
    held = tuple(draw(codes))
    has_file = judgement.has_file and draw(st.booleans())
    return PublishedDocument(
        id=f"d{number}",
        number=number + 1,
        name=draw(texts),
        title=draw(texts),
        judgement=judgement,
        date=draw(days),
        received=draw(days),
        reference=draw(texts),
        sort=draw(entries),
        themes=tuple(draw(st.lists(st.sampled_from([theme("defensie"), Listed("urn:y", "y")]), max_size=2))),
        grounds=held,
        passages=tuple((ground, draw(st.integers(1, 9))) for ground in held),
        reasons=tuple(((ground,), draw(texts)) for ground in held),
        relations=tuple(draw(st.lists(st.builds(Relation, st.sampled_from(RelationKind), ids), max_size=3))),
        duplicate_of=draw(st.one_of(st.just(""), ids)),
        suspended=draw(st.booleans()),
        links=tuple(draw(st.lists(st.one_of(texts, st.just("https://voorbeeld.example/[a] b%zz")), max_size=2))),
        remark=draw(texts),
        file=f"documenten/d{number}.pdf" if has_file else "",
        size=draw(st.integers(1, 10**12)) if has_file else 0,
        sha256="a" * 64 if has_file else "",
        level=draw(st.sampled_from(["", "2b", "2u", "2a", "3b"])),
    )


@st.composite
def packages(draw: st.DrawFn) -> Package:
    terms = ArchiveTerms(
        ORGANISATION,
        draw(st.sampled_from(["B", "V", "", "?"])),
        draw(st.sampled_from(["", "P10Y", "P1Y6M", "P", "10"])),
        draw(texts),
        draw(texts),
        draw(texts),
    )
    letter = draw(st.booleans())
    publication = replace(
        PUBLICATION,
        organisation=draw(st.sampled_from([ORGANISATION, organisation("gm0344"), Listed("urn:z", "Stichting Z")])),
        title=draw(texts),
        category=category(draw(st.sampled_from(["c_3baef532", "adviezen", "c_816e508d"]))),
        archive=terms,
        moment=draw(st.datetimes(timezones=st.sampled_from([UTC, None]), min_value=datetime(1970, 1, 2))),
        prefix=draw(st.sampled_from(["", "BZ"])),
        description=draw(texts),
        requested=draw(st.none() | st.dates()),
        decided=draw(st.none() | st.dates(min_value=date(2000, 1, 1))),
        address=draw(st.sampled_from(["", "https://voorbeeld.example/woo/"])),
        decision_file="besluit/besluit.pdf" if letter else "",
        decision_size=12 if letter else 0,
        decision_sha256="b" * 64 if letter else "",
    )
    found = tuple(draw(documents(number)) for number in range(draw(st.integers(0, 4))))
    return Package(publication, found, grounds())


@given(packages())
@settings(max_examples=150)
def test_all_metadata_is_valid(package: Package) -> None:
    found: dict[str, Any] = {}
    for form in (diwoo, sitemap, mdto, gpp):
        made: Mapping[str, Any] = form.files(package)
        assert not found.keys() & made.keys()
        assert made == form.files(package)
        found.update(made)
    for path, content in found.items():
        if path.endswith(".xml"):
            assert [finding.message for finding in check_xml(path, content)] == []
    body, sent = (json.loads(found[f"gpp/{name}.json"]) for name in ("publicatie", "documenten"))
    assert list(mistakes(body, SCHEMAS["ConceptPublicationWrite"], SCHEMAS)) == []
    for document in sent:
        assert list(mistakes(document, SCHEMAS["DocumentCreateShared"], SCHEMAS)) == []
    assert len({path.casefold() for path in found}) == len(found)
