"""The groups that one decision can be made on."""

from support.web import Client


def test_choices_count_what_nobody_decided_and_select_gives_the_same(owner: Client) -> None:
    (rule,) = owner.get("/api/choices").json()["rules"]
    assert rule == {"value": "person-field", "text": "Naam van een persoon (person-field)", "open": 6}
    items = owner.get("/api/select?by=rule&value=person-field").json()["items"]
    assert len(items) == 6
    owner.step("/api/decide", ids=[items[0]["id"]], verdict="rejected")
    assert owner.get("/api/choices").json()["rules"][0]["open"] == 5


def test_choices_can_be_those_of_one_document(owner: Client) -> None:
    documents = {row["name"]: row["id"] for row in owner.get("/api/board").json()["documents"]}
    (rule,) = owner.get(f"/api/choices?document={documents['mail.pdf']}").json()["rules"]
    assert rule["open"] == 2


def test_choices_of_a_document_that_is_not_there_are_not_found(owner: Client) -> None:
    assert owner.get(f"/api/choices?document={'0' * 16}").status == 404
    assert owner.get("/api/choices?document=../../x").status == 404


def test_choices_are_for_people_who_were_let_in(owner: Client) -> None:
    stranger = Client(owner.address)
    assert stranger.get("/api/choices").status == 401
