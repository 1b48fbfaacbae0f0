"""Where a review listens, what it asks for that, and how TLS is."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from support.web import Client, make_dossier, serving
from woo_redact.errors import DossierError, InputError
from woo_redact.web.hosting import hosted
from woo_redact.web.serving import Place, PortTakenError, is_everywhere, is_loopback, listen


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that it signed itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "cert.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return paths


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_this_computer_is_this_computer(host: str) -> None:
    assert is_loopback(host)
    assert not is_everywhere(host)


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "pc7.gemeente.example", "0.0.0.0", "localhost.evil.example", "127.1", "::"]
)
def test_anything_else_is_the_network(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_everywhere_is_no_address(host: str) -> None:
    assert is_everywhere(host)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def test_a_port_that_is_taken_is_told(taken: int) -> None:
    with pytest.raises(PortTakenError, match=str(taken)):
        listen(Place(port=taken))


@pytest.mark.parametrize("host", ["nergens.invalid", "192.0.2.1"])
def test_an_address_that_is_not_of_this_computer_is_told(host: str) -> None:
    with pytest.raises(InputError, match=host):
        listen(Place(host))


@pytest.mark.parametrize(
    ("place", "hosts"),
    [
        (Place(), ("127.0.0.1:{}", "localhost:{}")),
        (Place("localhost"), ("127.0.0.1:{}", "localhost:{}")),
        (Place("127.0.0.2"), ("127.0.0.2:{}",)),
    ],
)
def test_only_its_own_names_are_answered(place: Place, hosts: tuple[str, ...]) -> None:
    listening = listen(place)
    with listening.socket:
        port = listening.socket.getsockname()[1]
        assert listening.address.hosts == tuple(host.format(port) for host in hosts)
        assert listening.address.cookie == f"woo-{port}"


def test_a_certificate_that_is_none_is_told(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "leeg.pem"
    wrong.touch()
    for chosen in ((wrong, certificate[1]), (certificate[0], wrong), (tmp_path / "weg.pem", certificate[1])):
        with pytest.raises(InputError, match=chosen[0].name):
            listen(Place("localhost", 0, *chosen))


def test_with_a_certificate_nobody_listens_in(certificate: tuple[Path, Path], tmp_path: Path) -> None:
    with serving(make_dossier(tmp_path / "zaak.woo").root, Place("localhost", 0, *certificate)) as review:
        client = Client(review.hosted.address, trusting=ssl.create_default_context(cafile=certificate[0]))
        link = review.hosted.own_link()
        assert link.startswith("https://")
        assert "Secure" in client.enter(link).header("set-cookie")
        assert client.get("/api/changes?since=0").status == 200
        assert client.post("/api/search", {"words": "brief"}).status == 200
        assert client.post("/api/search", {"words": "brief"}, origin=f"http://{client.address.hosts[0]}").status == 403
        plain = Client(client.address, client.cookie)
        with pytest.raises(OSError):
            plain.get("/")


def test_what_cannot_be_opened_leaves_no_port_taken(tmp_path: Path, taken: int) -> None:
    with pytest.raises(DossierError), hosted(tmp_path, Place(), "Olga", lambda error: None):
        pass
