"""What people do over HTTP is stored as theirs, once, and told to the others."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support.web import OWNER, Client, Reply, Serving, make_dossier, serving
from woo_redact.dossier.connection import Connection
from woo_redact.dossier.layout import DossierLayout
from woo_redact.dossier.settings import read_settings
from woo_redact.dossier.store import Store, open_store
from woo_redact.web.access import Role


@pytest.fixture
def store(dossier: DossierLayout) -> Iterator[Store]:
    with open_store(dossier) as store:
        yield store


@pytest.fixture
def items(owner: Client) -> list[dict[str, object]]:
    """The items of the memo, in text order."""
    found = owner.get(f"/api/documents/{memo(owner)}").json()["items"]
    assert [item["text"] for item in found] == ["Karin Ouwehand", "Piet Paulusma"] * 2
    return list(found)


def memo(client: Client) -> str:
    documents = client.get("/api/board").json()["documents"]
    return next(str(one["id"]) for one in documents if one["name"] == "nota.pdf")


def ids(items: list[dict[str, object]]) -> list[str]:
    return [str(item["id"]) for item in items]


class TestDeciding:
    def test_a_decision_is_theirs_and_stored(self, owner: Client, items: list[dict[str, object]], store: Store) -> None:
        name = ids(items)[0]
        reply = owner.step(
            "/api/decide", ids=[name], verdict="approved", grounds=["5.1.2i"], reason=" Omdat het zo is. "
        )
        assert reply.status == 200
        told = reply.json()
        assert told["sequence"] == store.log.last()[0] == 1
        assert [(i["id"], i["verdict"], i["by"], i["reviewer"], i["grounds"]) for i in told["items"]] == [
            (name, "approved", "person", OWNER, ["5.1.2i"])
        ]
        held = store.held()[name]
        assert (held.reviewer, held.grounds, held.reason) == (OWNER, ("5.1.2i",), "Omdat het zo is.")

    def test_asking_again_stores_nothing_twice(
        self, owner: Client, items: list[dict[str, object]], store: Store
    ) -> None:
        body = {"key": "a" * 16, "ids": ids(items), "verdict": "rejected"}
        first, again = owner.post("/api/decide", body), owner.post("/api/decide", body)
        assert first.json()["batch"] == again.json()["batch"]
        assert again.json()["items"] == first.json()["items"]
        assert len(store.log.events()) == len(items)

    def test_the_key_of_another_step_is_refused(self, owner: Client, items: list[dict[str, object]]) -> None:
        body = {"key": "a" * 16, "ids": ids(items)[:1], "verdict": "rejected"}
        assert owner.post("/api/decide", body).status == 200
        assert owner.post("/api/decide", {**body, "verdict": "approved"}).status == 422

    def test_who_is_late_is_told_who_was_first(
        self, served: Serving, owner: Client, items: list[dict[str, object]], store: Store
    ) -> None:
        name = ids(items)[0]
        other = served.client(Role.REVIEWER, "Femke")
        assert owner.step("/api/decide", ids=[name], verdict="approved", expect=0).status == 200
        late = other.step("/api/decide", ids=[name], verdict="rejected", expect=0)
        assert late.status == 409
        told = late.json()
        assert [(m["suggestion"], m["reviewer"], m["verdict"]) for m in told["meanwhile"]] == [
            (name, OWNER, "approved")
        ]
        assert told["sequence"] == 1
        assert OWNER in told["error"]
        assert other.step("/api/decide", ids=[name], verdict="rejected", expect=told["sequence"]).status == 200
        assert store.held()[name].reviewer == "Femke"

    def test_a_ground_that_is_none_is_refused(self, owner: Client, items: list[dict[str, object]]) -> None:
        reply = owner.step("/api/decide", ids=ids(items)[:1], verdict="approved", grounds=["5.9.9z"])
        assert reply.status == 422

    def test_a_reason_may_not_tell_what_is_withheld(self, owner: Client, items: list[dict[str, object]]) -> None:
        reason = "Mevrouw Ouwehand wil dit niet."
        reply = owner.step("/api/decide", ids=ids(items)[:1], verdict="approved", reason=reason)
        assert reply.status == 422
        assert reply.json()["words"] == ["ouwehand"]
        assert owner.step("/api/decide", ids=ids(items)[:1], verdict="rejected", reason=reason).status == 200

    def test_a_decision_can_be_cleared_and_taken_back(
        self, owner: Client, items: list[dict[str, object]], store: Store
    ) -> None:
        name = ids(items)[0]
        owner.step("/api/decide", ids=[name], verdict="approved")
        cleared = owner.step("/api/decide", ids=[name], verdict="open").json()
        assert [(i["verdict"], i["by"]) for i in cleared["items"]] == [("open", "")]
        undone = owner.step("/api/undo").json()
        assert [(i["id"], i["verdict"]) for i in undone["items"]] == [(name, "approved")]

    def test_nobody_takes_back_what_somebody_else_did(
        self, served: Serving, owner: Client, items: list[dict[str, object]], store: Store
    ) -> None:
        owner.step("/api/decide", ids=ids(items)[:1], verdict="approved")
        other = served.client(Role.REVIEWER, "Femke")
        assert other.step("/api/undo").json()["items"] == []
        assert len(store.log.events()) == 1

    def test_the_answer_tells_what_others_did_meanwhile(
        self, served: Serving, owner: Client, items: list[dict[str, object]]
    ) -> None:
        other = served.client(Role.REVIEWER, "Femke")
        other.step("/api/decide", ids=ids(items)[1:2], verdict="rejected", expect=0)
        told = owner.step("/api/decide", ids=ids(items)[:1], verdict="approved", expect=0).json()
        assert {i["id"] for i in told["items"]} == set(ids(items)[:2])

    def test_what_changed_is_told_to_the_others(
        self, served: Serving, owner: Client, items: list[dict[str, object]]
    ) -> None:
        other = served.client(Role.READER, "Lezer")
        seen = other.get("/api/changes?since=0").json()
        assert (seen["sequence"], seen["items"]) == (0, [])
        owner.step("/api/decide", ids=ids(items)[:2], verdict="approved")
        owner.step("/api/comment", document=memo(owner), text="Kijk hier eens naar.")
        told = other.get("/api/changes?since=0").json()
        assert {i["id"] for i in told["items"]} == set(ids(items)[:2])
        assert told["marks"] == [memo(owner)]
        assert other.get(f"/api/changes?since={told['sequence']}").json()["items"] == []


class TestPassages:
    def test_words_of_ones_own_go(self, owner: Client, store: Store) -> None:
        document = memo(owner)
        told = owner.step("/api/passages", document=document, pointed=[{"spans": [[0, 0, 9]]}], grounds=["5.1.2e"])
        assert told.json()["documents"] == [document]
        mine = [item for item in owner.get(f"/api/documents/{document}").json()["items"] if item["own"]]
        assert [(i["text"], i["verdict"], i["spans"]) for i in mine] == [("Behandeld", "approved", [[0, 0, 9]])]
        owner.step("/api/undo")
        assert not [item for item in owner.get(f"/api/documents/{document}").json()["items"] if item["own"]]

    def test_a_rectangle_goes(self, owner: Client) -> None:
        document, area = memo(owner), [300.0, 400, 400, 500]
        assert (
            owner.step(
                "/api/passages", document=document, pointed=[{"page": 1, "area": area}], grounds=["5.1.2e"]
            ).status
            == 200
        )
        mine = [item for item in owner.get(f"/api/documents/{document}").json()["items"] if item["own"]]
        assert [item["area"] for item in mine] == [area]

    def test_files_are_not_read_by_the_server_itself(self, owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        """They are hostile: what they do to an engine, they do to a process that is there for it."""

        def refused(_: str) -> None:
            raise AssertionError("read by the server")

        monkeypatch.setattr("woo_redact.pipeline.pages.reader", refused)
        document, grounds = memo(owner), ["5.1.2e"]
        whole = [{"spans": [[0, 0, 9]]}, {"page": 1, "area": [80, 80, 200, 110]}]
        assert owner.step("/api/passages", document=document, pointed=whole, grounds=grounds).status == 200
        assert owner.step("/api/withhold", words="brief", grounds=grounds).status == 200

    def test_a_passage_takes_the_place_of_another(self, owner: Client, items: list[dict[str, object]]) -> None:
        document, name = memo(owner), ids(items)[0]
        reply = owner.step("/api/passages", document=document, pointed=[{"spans": [[0, 0, 29]]}], replaces=[name])
        assert {(i["id"] == name, i["verdict"]) for i in reply.json()["items"]} == {
            (True, "rejected"),
            (False, "approved"),
        }

    @pytest.mark.parametrize(
        ("place", "status"),
        [
            ({}, 400),
            ({"spans": []}, 400),
            ({"spans": [[0, 5, 5]]}, 400),
            ({"spans": [[0, 5]]}, 400),
            ({"spans": [[0, 1, 2]], "page": 0, "area": [0, 0, 9, 9]}, 400),
            ({"page": 0}, 400),
            ({"area": [0, 0, 9, 9]}, 400),
            ({"page": 0, "area": [9, 0, 0, 9]}, 400),
            ({"page": 0, "area": [0, 0, 9, 1e300]}, 400),
            ({"page": 0, "area": [0, 0, 9, "9"]}, 400),
            ({"spans": [[7, 0, 5]]}, 404),
            ({"page": 2, "area": [0, 0, 9, 9]}, 404),
            ({"spans": [[0, 5000, 5005]]}, 422),
            ({"page": 0, "area": [-200, -200, -100, -100]}, 422),
        ],
    )
    def test_places_that_are_none_are_refused(
        self, owner: Client, store: Store, place: dict[str, object], status: int
    ) -> None:
        reply = owner.step("/api/passages", document=memo(owner), pointed=[place], grounds=["5.1.2e"])
        assert reply.status == status
        assert not store.log.events()

    def test_not_a_number_is_no_place(self, owner: Client) -> None:
        body = (
            '{"key": "%s", "document": "%s", "pointed": [{"page": 0, "area": [0, 0, NaN, 9]}], "grounds": ["5.1.2e"]}'
        )
        headers = {"content_type": "application/json", "origin": owner.address.url}
        assert owner.send("POST", "/api/passages", (body % ("k" * 16, memo(owner))).encode(), headers).status == 400


class TestSearching:
    def test_hits_come_from_all_documents_or_one(self, owner: Client) -> None:
        everywhere = owner.post("/api/search", {"words": "karin ouwehand"}).json()["hits"]
        assert sorted(hit["name"] for hit in everywhere) == ["mail.pdf", "nota.pdf", "nota.pdf"]
        assert {hit["text"] for hit in everywhere} == {"Karin Ouwehand"}
        here = owner.post("/api/search", {"words": "karin ouwehand", "document": memo(owner)}).json()["hits"]
        assert [hit["page"] for hit in here] == [0, 1]

    def test_every_hit_is_withheld_in_one_step(self, owner: Client, store: Store) -> None:
        told = owner.step("/api/withhold", words="brief", grounds=["5.1.2i"]).json()
        assert (told["hits"], told["before"]) == (1, 0)
        again = owner.step("/api/withhold", words="brief", grounds=["5.1.2i"]).json()
        assert (again["hits"], again["before"]) == (1, 1)
        owner.step("/api/undo")
        assert owner.post("/api/search", {"words": "brief"}).json()["hits"][0]["withheld"] is False


class TestProposing:
    LINE = "De prijs van de nieuwe schepen is te hoog voor de begroting van het komende jaar."

    def test_what_goes_at_one_place_is_proposed_at_the_others(self, tmp_path: Path) -> None:
        layout = make_dossier(tmp_path / "zaak.woo", {"een.pdf": ((self.LINE,),), "twee.pdf": (("Kop", self.LINE),)})
        with serving(layout.root) as review:
            owner, other = review.client(), review.client(Role.READER, "Lezer")
            one, two = (document["id"] for document in owner.get("/api/board").json()["documents"])
            whole = [{"spans": [[0, 0, len(self.LINE)]]}]
            step = owner.step("/api/passages", document=one, pointed=whole, grounds=["5.1.2b"]).json()
            assert owner.step("/api/propose").json() == {"added": 1, "documents": [two]}
            assert owner.step("/api/propose").json() == {"added": 0, "documents": []}
            assert other.get(f"/api/changes?since={step['sequence']}").json()["reload"] == [two]
            [item] = other.get(f"/api/documents/{two}").json()["items"]
            assert (item["ground"], item["verdict"], item["level"]) == ("5.1.2b", "open", "B")
            assert not review.errors


class TestMarks:
    def test_from_done_to_confirmed_by_two_people(
        self, served: Serving, owner: Client, items: list[dict[str, object]]
    ) -> None:
        document, other = memo(owner), served.client(Role.SECOND, "Sam")
        assert owner.step("/api/documents", document=document, done=True).status == 422
        owner.step("/api/decide", ids=ids(items), verdict="approved")
        assert owner.step("/api/pages", document=document, page=0, done=True).json()["marks"] == [document]
        assert owner.step("/api/documents", document=document, done=True).status == 200
        assert owner.step("/api/confirm", document=document).status == 422
        assert other.step("/api/confirm", document=document).status == 200
        progress = other.get(f"/api/documents/{document}").json()["progress"]
        assert (progress["done"]["reviewer"], progress["confirmed"]["reviewer"]) == (OWNER, "Sam")

    def test_a_document_is_for_somebody(self, owner: Client) -> None:
        owner.step("/api/assign", document=memo(owner), reviewer="Femke")
        board = owner.get("/api/board").json()
        assert [one["assigned"] for one in board["documents"] if one["name"] == "nota.pdf"] == ["Femke"]

    def test_colleagues_leave_words(self, owner: Client, items: list[dict[str, object]]) -> None:
        document, text = memo(owner), "<b>Twijfel</b> & \u2028 zo"
        owner.step("/api/comment", document=document, text=text, suggestion=ids(items)[0], page=0)
        told = owner.get(f"/api/documents/{document}").json()["comments"]
        assert [(c["reviewer"], c["text"], c["suggestion"]) for c in told] == [(OWNER, text, ids(items)[0])]

    def test_the_owner_sets_what_holds_for_all(self, owner: Client, dossier: DossierLayout) -> None:
        assert owner.post("/api/settings", {"second_review": True}).json() == {
            "second_review": True,
            "sample_share": 10,
        }
        owner.post("/api/settings", {"sample_share": 25})
        kept = read_settings(dossier.settings_file)
        assert (kept.second_review, kept.sample_share) == (True, 25)
        board = owner.get("/api/board").json()
        assert (board["second_review"], board["sample_share"]) == (True, 25)
        assert owner.post("/api/settings", {"sample_share": 101}).status == 400


class TestComingAndGoing:
    def test_somebody_who_was_invited_enters_once(self, served: Serving, owner: Client) -> None:
        link = owner.post("/api/invitations", {"name": "Femke", "role": "second"}).json()["link"]
        assert link.startswith(owner.address.url + "/enter/")
        new, thief = served.client(None), served.client(None)
        entered = new.enter(link)
        assert (entered.status, entered.header("location")) == (303, "/")
        assert thief.enter(link).status == 401
        assert thief.get("/api/board").status == 401
        assert new.get("/api/board").json()["me"] == {"name": "Femke", "role": "second"}

    def test_the_cookie_is_for_this_page_only(self, served: Serving) -> None:
        cookie = served.client(None).enter(served.hosted.own_link()).header("set-cookie")
        assert {"HttpOnly", "Path=/", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
        assert cookie.startswith(f"woo-{served.hosted.address.port}=")
        assert "Domain" not in cookie

    def test_a_link_in_webmail_leads_in_as_well(self, served: Serving) -> None:
        reply = served.client(None).get(
            "/enter/" + served.hosted.own_link().rpartition("/")[2],
            sec_fetch_site="cross-site",
            sec_fetch_mode="navigate",
        )
        assert reply.status == 200
        assert 'content="0; url=/"' in reply.text
        assert reply.header("set-cookie")

    def test_looking_at_a_link_beforehand_does_not_spend_it(self, served: Serving) -> None:
        client, path = served.client(None), "/enter/" + served.hosted.own_link().rpartition("/")[2]
        assert client.send("HEAD", path).status == 405
        assert client.get(path, sec_purpose="prefetch;prerender").status == 401
        assert client.get(path).status == 303

    def test_whoever_left_is_out(self, served: Serving, owner: Client) -> None:
        other = served.client(Role.REVIEWER, "Femke")
        stolen = Client(other.address, other.cookie)
        reply = other.post("/api/leave", {})
        assert "Max-Age=0" in reply.header("set-cookie")
        for client in (other, stolen):
            assert client.get("/api/board").status == 401
        assert owner.get("/api/board").status == 200

    def test_another_invitation_in_another_role_ends_the_former(self, served: Serving, owner: Client) -> None:
        other = served.client(Role.SECOND, "Femke")
        owner.post("/api/invitations", {"name": "Femke", "role": "reader"})
        assert other.get("/api/board").status == 401

    def test_guessing_at_links_is_slowed_down(self, served: Serving) -> None:
        guesser = served.client(None)
        for _ in range(10):
            assert guesser.get("/enter/" + "A" * 43).status == 401
        reply = guesser.get("/enter/" + "A" * 43)
        assert (reply.status, reply.header("retry-after")) == (429, "60")

    def test_two_dossiers_at_once_keep_their_cookies(
        self, served: Serving, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        with serving(make_dossier(tmp_path_factory.mktemp("other") / "ander.woo").root) as second:
            one, other = served.client(), second.client()
            # A browser sends both cookies to both.
            both = f"{one.address.cookie}={one.cookie}; {other.address.cookie}={other.cookie}"
            for client, name in ((one, "zaak.woo"), (other, "ander.woo")):
                reply = client.send("GET", "/api/board", headers={"cookie": both})
                assert reply.json()["dossier"] == name


class TestText:
    NAME = '"><script>alert(1)</script>.pdf'

    @pytest.fixture
    def hostile(self, tmp_path: Path) -> Iterator[Serving]:
        text = "Karin Ouwehand </script><img src=x onerror=alert(1)>"
        with serving(make_dossier(tmp_path / "x<b>.woo", {self.NAME: ((text,),)}).root) as review:
            yield review

    def test_no_name_and_no_text_becomes_markup(self, hostile: Serving) -> None:
        client = hostile.client()
        [document] = client.get("/api/board").json()["documents"]
        assert document["name"] == self.NAME
        for path in ("/", f"/document/{document['id']}"):
            page = client.get(path)
            assert page.header("content-type") == "text/html; charset=utf-8"
            assert "<script>" not in page.text
            assert "<b>" not in page.text
        assert "&lt;script&gt;" in client.get(f"/document/{document['id']}").text

    def test_data_is_never_taken_for_a_page(self, hostile: Serving) -> None:
        client = hostile.client()
        [document] = client.get("/api/board").json()["documents"]
        paths = ("/api/board", f"/api/documents/{document['id']}", "/api/changes?since=0", "/api/nothing")
        for path in paths:
            reply = client.get(path)
            assert reply.header("content-type") == "application/json"
            assert reply.header("x-content-type-options") == "nosniff"
        found = client.post("/api/search", {"words": "onerror"})
        assert "onerror" in json.dumps(found.json())
        assert found.header("content-type") == "application/json"


class TestTrouble:
    def test_a_dossier_that_somebody_else_writes_in_is_tried_again_later(
        self, owner: Client, items: list[dict[str, object]], dossier: DossierLayout
    ) -> None:
        with closing(Connection(dossier.database, create=False)) as other, other.transaction():
            reply = owner.step("/api/decide", ids=ids(items)[:1], verdict="approved")
        assert (reply.status, reply.header("retry-after")) == (503, "2")
        assert reply.json()["code"] == "locked"
        assert owner.step("/api/decide", ids=ids(items)[:1], verdict="approved").status == 200

    def test_an_error_in_the_program_tells_nothing_of_a_document(
        self, owner: Client, served: Serving, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def broken(*_: object) -> None:
            raise ValueError("Karin Ouwehand, geheim")

        monkeypatch.setattr("woo_redact.pipeline.finding.Finder.hits", broken)
        reply = owner.post("/api/search", {"words": "geheim"})
        assert reply.status == 500
        assert set(reply.json()) == {"error", "remedy", "code"}
        assert b"geheim" not in reply.body
        assert [type(error) for error in served.errors] == [ValueError]
        served.errors.clear()
        out = capfd.readouterr()
        assert not out.out
        assert not out.err

    def test_nothing_that_is_asked_or_answered_is_logged(
        self,
        owner: Client,
        items: list[dict[str, object]],
        caplog: pytest.LogCaptureFixture,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        caplog.set_level(0)
        owner.post("/api/search", {"words": "Paulusma"})
        owner.post("/api/search", {"words": 7, "secret": "Paulusma"})
        owner.step("/api/decide", ids=ids(items)[:1], verdict="approved", reason="Ouwehand")
        owner.get(f"/api/documents/{memo(owner)}/items/{ids(items)[0]}")
        owner.get("/enter/geheim")
        out = capfd.readouterr()
        logged = caplog.text + out.out + out.err
        for secret in ("Paulusma", "Ouwehand", "geheim", owner.cookie):
            assert secret not in logged


def test_eight_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    texts = {f"nota{n}.pdf": ((*(["Karin Ouwehand en Piet Paulusma"] * 20),),) for n in range(4)}
    layout = make_dossier(tmp_path / "druk.woo", texts)
    with serving(layout.root) as review:
        owner = review.client()
        documents = [one["id"] for one in owner.get("/api/board").json()["documents"]]
        names = [i["id"] for document in documents for i in owner.get(f"/api/documents/{document}").json()["items"]]
        replies: list[tuple[str, str, Reply]] = []

        def work(number: int) -> None:
            client = review.client(Role.REVIEWER, f"Beoordelaar {number}")
            for name in names[number::8]:
                verdict = "approved" if number % 2 else "rejected"
                replies.append((name, f"Beoordelaar {number}", client.step("/api/decide", ids=[name], verdict=verdict)))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not review.errors
    assert [reply.status for _, _, reply in replies] == [200] * len(names) == [200] * 160
    with open_store(layout) as store:
        held = store.held()
        assert {name: held[name].reviewer for name in names} == {name: who for name, who, _ in replies}
        check = store.log.check()
        assert (check.events, check.broken, check.projected) == (160, 0, True)
