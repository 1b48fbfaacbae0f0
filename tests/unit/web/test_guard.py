"""What may not pass does not, and every answer has the headers that keep a dossier where it is."""

import json

import pytest

from support.web import TEXTS, Client, Reply, Serving
from woo_redact.web.access import Role
from woo_redact.web.app import POSTS
from woo_redact.web.guard import MOST_BODY

DECIDE = {"key": "k" * 16, "ids": ["0" * 20], "verdict": "approved"}
GETS = ("/", "/document/{document}", "/api/board", "/api/changes?since=0", "/api/documents/{document}")
PICTURE = "/api/documents/{document}/pages/0/picture?dpi=110"


@pytest.fixture(scope="module")
def owner(untouched: Serving) -> Client:
    return untouched.client()


@pytest.fixture(scope="module")
def stranger(untouched: Serving) -> Client:
    return untouched.client(None)


@pytest.fixture(scope="module")
def document(untouched: Serving) -> str:
    reply = untouched.client().post("/api/search", {"words": "Karin"})
    return str(reply.json()["hits"][0]["document"])


def refused(reply: Reply, status: int) -> bool:
    """Whether it is refused, in the words of a fault."""
    return reply.status == status and {"error", "remedy", "code"} <= reply.json().keys()


class TestWhoAsks:
    @pytest.mark.parametrize("path", [*GETS, PICTURE])
    def test_who_has_no_session_sees_nothing(self, stranger: Client, document: str, path: str) -> None:
        reply = stranger.get(path.format(document=document))
        assert reply.status == 401
        assert not any(name.encode() in reply.body for name in TEXTS)

    @pytest.mark.parametrize("post", POSTS, ids=lambda post: post.path)
    def test_who_has_no_session_does_nothing(self, stranger: Client, post: object) -> None:
        assert refused(stranger.post(post.path, DECIDE), 401)  # type: ignore[attr-defined]

    def test_a_made_up_session_is_none(self, stranger: Client) -> None:
        liar = Client(stranger.address, "A" * 43)
        assert refused(liar.get("/api/changes?since=0"), 401)

    def test_two_sessions_at_once_are_none(self, owner: Client) -> None:
        name = owner.address.cookie
        both = {"cookie": f"{name}=A; {name}={owner.cookie}"}
        assert refused(owner.send("GET", "/api/changes?since=0", headers=both), 401)

    def test_a_cookie_of_another_name_or_port_is_none(self, owner: Client) -> None:
        for name in ("woo", f"woo-{owner.address.port + 1}", f"Woo-{owner.address.port}"):
            reply = owner.send("GET", "/api/changes?since=0", headers={"cookie": f"{name}={owner.cookie}"})
            assert refused(reply, 401)

    def test_other_cookies_do_no_harm(self, owner: Client) -> None:
        cookies = f"x; a=b; ; =; {owner.address.cookie}={owner.cookie}; b={'c' * 500}"
        assert owner.send("GET", "/api/changes?since=0", headers={"cookie": cookies}).status == 200


class TestWhereItComesFrom:
    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1]:{port}"]
    )
    def test_another_host_is_not_ours(self, owner: Client, host: str) -> None:
        reply = owner.get("/api/changes?since=0", host=host.format(port=owner.address.port))
        assert refused(reply, 421)

    def test_localhost_is_ours(self, owner: Client) -> None:
        host = f"localhost:{owner.address.port}"
        assert owner.get("/api/changes?since=0", host=host).status == 200
        # Of two names that are ours the page of the one may not post to the other.
        assert refused(owner.post("/api/search", {"words": "x"}, host=host), 403)

    @pytest.mark.parametrize(
        "origin",
        ["null", "http://evil.example", "http://127.0.0.1:1", "https://{host}", "http://{host}.evil.example", ""],
    )
    def test_a_post_from_another_page_is_refused(self, owner: Client, origin: str) -> None:
        host = owner.address.hosts[0]
        assert refused(owner.post("/api/search", {"words": "x"}, origin=origin.format(host=host)), 403)

    def test_a_post_without_an_origin_is_refused(self, owner: Client) -> None:
        reply = owner.send("POST", "/api/search", b'{"words": "x"}', {"content_type": "application/json"})
        assert refused(reply, 403)

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_a_post_that_the_browser_calls_foreign_is_refused(self, owner: Client, site: str) -> None:
        assert refused(owner.post("/api/search", {"words": "x"}, sec_fetch_site=site), 403)

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    def test_other_pages_cannot_embed_what_we_show(self, owner: Client, document: str, site: str) -> None:
        for path in (PICTURE.format(document=document), "/api/board"):
            assert refused(owner.get(path, sec_fetch_site=site, sec_fetch_mode="no-cors"), 403)

    def test_a_link_on_another_page_may_lead_here(self, owner: Client) -> None:
        assert owner.get("/", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200


class TestWhatIsSent:
    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", ""]
    )
    def test_only_json_is_taken(self, owner: Client, kind: str) -> None:
        assert refused(owner.post("/api/search", {"words": "x"}, content_type=kind), 415)

    def test_json_may_name_its_encoding(self, owner: Client) -> None:
        reply = owner.post("/api/search", {"words": "x"}, content_type="application/json; charset=utf-8")
        assert reply.status == 200

    def test_a_body_of_any_size_is_not_taken(self, owner: Client) -> None:
        assert refused(owner.post("/api/search", {"words": "x" * MOST_BODY}), 413)
        assert refused(owner.post("/api/search", {}, content_length="9" * 12), 413)
        assert owner.post("/api/search", {}, content_length="9" * 5000).status == 400

    def test_the_largest_step_fits(self, owner: Client) -> None:
        ids = [f"{number:020x}" for number in range(20_000)]
        assert refused(owner.post("/api/decide", {**DECIDE, "ids": ids}), 409)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"null",
            b"{",
            b'{"words": 1}',
            b'{"words": "x", "more": 1}',
            b"\xff",
            b"[" * 100_000,
            b'{"words": ""}',
        ],
    )
    def test_a_body_of_another_form_is_refused(self, owner: Client, body: bytes) -> None:
        headers = {"content_type": "application/json", "origin": owner.address.url}
        assert refused(owner.send("POST", "/api/search", body, headers), 400)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ids": ["../../etc/passwd0000"]},
            {"ids": ["0" * 19]},
            {"ids": []},
            {"ids": "0" * 20},
            {"verdict": "deleted"},
            {"reason": "x" * 10_001},
            {"key": "short"},
            {"key": None},
            {"expect": -1},
            {"expect": "1"},
            {"reviewer": "Somebody else"},
        ],
    )
    def test_a_step_of_another_form_is_refused(self, owner: Client, wrong: dict[str, object]) -> None:
        assert refused(owner.post("/api/decide", {**DECIDE, **wrong}), 400)

    def test_what_was_sent_is_not_told_back(self, owner: Client) -> None:
        reply = owner.post("/api/decide", {**DECIDE, "reason": 5, "grounds": ["Karin Ouwehand"]})
        assert b"Karin" not in reply.body

    def test_suggestions_and_documents_that_are_not_there(self, owner: Client) -> None:
        assert refused(owner.post("/api/decide", DECIDE), 409)
        assert refused(owner.post("/api/pages", {"key": "k" * 16, "document": "0" * 16, "page": 0}), 422)
        assert refused(owner.get("/api/documents/0000000000000000"), 404)


class TestWhatIsAskedFor:
    @pytest.mark.parametrize(
        "path",
        [
            "/static/../app.py",
            "/static/{version}/../../app.py",
            "/static/{version}/%2e%2e/%2e%2e/app.py",
            "/static/{version}/..%2f..%2fapp.py",
            "/static/{version}//etc/passwd",
            "/static/other/css/base.css",
            "/static/{version}/",
            "/document/..%2f..%2fdossier.db",
            "/document/0000000000000000",
            "/dossier.db",
            "/docs",
            "/openapi.json",
        ],
    )
    def test_no_path_leads_to_a_file(self, owner: Client, untouched: Serving, path: str) -> None:
        version = owner.get("/").text.partition("/static/")[2].partition("/")[0]
        assert owner.get(path.format(version=version)).status == 404

    @pytest.mark.parametrize(
        "path",
        [
            "/api/documents/../../dossier.db",
            "/api/documents/{document}/items/x",
            "/api/documents/{document}/items/00000000000000000000/alike?scope=all",
            "/api/documents/{document}/pages/-1/picture?dpi=110",
            "/api/documents/{document}/pages/x/picture?dpi=110",
            "/api/documents/{document}/pages/" + "9" * 5000 + "/picture?dpi=110",
            "/api/documents/{document}/pages/0/picture?dpi=9600",
            "/api/documents/{document}/pages/0/picture",
            "/api/documents/{document}/pages/0/picture?dpi=1e2",
            "/api/documents/{document}/pages/0/picture?dpi=%D9%A1%D9%A1%D9%A0",
            "/api/documents/{document}0/pages/0/words",
            "/api/changes?since=-1",
            "/api/changes",
            "/api/select?by=text&value=x",
            "/api/nothing",
        ],
    )
    def test_what_is_not_there_is_not_found(self, owner: Client, document: str, path: str) -> None:
        assert refused(owner.get(path.format(document=document)), 404)

    @pytest.mark.parametrize("post", POSTS, ids=lambda post: post.path)
    def test_a_step_is_never_a_question(self, owner: Client, post: object) -> None:
        path = post.path  # type: ignore[attr-defined]
        if path != "/api/documents":
            assert owner.get(path).status == 405
        assert owner.send("PUT", path, b"{}", {"content_type": "application/json"}).status == 403

    def test_a_page_takes_no_posts(self, owner: Client) -> None:
        assert refused(owner.post("/api/board", {}), 405)
        assert owner.post("/", {}).status == 405


class TestHeaders:
    @pytest.mark.parametrize(
        "path",
        ["/", "/api/changes?since=0", "/api/board", "/api/nothing", "/nothing", "/enter/wrong", "/static/x/y", PICTURE],
    )
    def test_every_answer_has_them(self, owner: Client, stranger: Client, document: str, path: str) -> None:
        for client in (owner, stranger):
            reply = client.get(path.format(document=document))
            policy = reply.header("content-security-policy")
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "frame-ancestors 'none'" in policy
            assert reply.header("cache-control") == "no-store"
            assert reply.header("x-content-type-options") == "nosniff"
            assert reply.header("cross-origin-resource-policy") == "same-origin"
            assert reply.header("cross-origin-opener-policy") == "same-origin"
            assert reply.header("x-frame-options") == "DENY"
            assert not {"server", "etag", "last-modified"} & {name for name, _ in reply.headers}
            names = [name for name, _ in reply.headers]
            assert len(names) == len(set(names))

    def test_a_refused_host_has_them_too(self, owner: Client) -> None:
        reply = owner.get("/", host="evil.example")
        assert reply.status == 421
        assert "default-src 'none'" in reply.header("content-security-policy")
        assert reply.header("cache-control") == "no-store"

    def test_static_files_are_kept_by_browsers_and_nothing_else_is(self, owner: Client, stranger: Client) -> None:
        page = owner.get("/").text
        files = [part.partition('"')[0] for part in page.split('"/static/')[1:]]
        assert files
        for name in files:
            reply = stranger.get(f"/static/{name}")
            assert reply.status == 200
            assert "immutable" in reply.header("cache-control")
            assert reply.header("x-content-type-options") == "nosniff"

    def test_pages_hold_nothing_inline(self, owner: Client, stranger: Client, document: str) -> None:
        for reply in (owner.get("/"), owner.get(f"/document/{document}"), stranger.get("/")):
            assert '<html lang="nl">' in reply.text
            assert "<script>" not in reply.text
            assert "style=" not in reply.text
            assert " onclick=" not in reply.text


class TestRoles:
    @pytest.mark.parametrize("role", list(Role))
    @pytest.mark.parametrize("post", POSTS, ids=lambda post: post.path)
    def test_each_does_what_their_role_allows(self, untouched: Serving, post: object, role: Role) -> None:
        path, roles = post.path, post.roles  # type: ignore[attr-defined]
        reply = untouched.client(role).post(path, {"nothing": "of the kind"})
        # Who may is told that the body is wrong; who may not, that they may not, whatever the body.
        assert refused(reply, 400 if role in roles else 403)

    def test_only_the_owner_invites(self, untouched: Serving) -> None:
        for role in Role:
            reply = untouched.client(role).post("/api/invitations", {"name": "Nieuw", "role": "reader"})
            assert reply.status == (200 if role is Role.OWNER else 403)

    def test_what_each_role_may(self) -> None:
        allowed = {role: {p.path.rpartition("/")[2] for p in POSTS if role in p.roles} for role in Role}
        steps = {
            "decide",
            "passages",
            "undo",
            "search",
            "withhold",
            "pages",
            "documents",
            "assign",
            "comment",
            "propose",
        }
        assert allowed[Role.READER] == {"search"}
        assert allowed[Role.REVIEWER] == steps
        assert allowed[Role.SECOND] == steps | {"confirm"}
        assert allowed[Role.OWNER] == steps | {"confirm", "settings"}


def test_nothing_of_all_this_was_an_error_in_the_program(untouched: Serving) -> None:
    assert not untouched.errors, json.dumps([repr(error) for error in untouched.errors])
