"""What is installed holds everything: rules, model and its hashes, and works from another folder."""

import json
import subprocess
import sys
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
    )
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_rules_and_model(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        assert "woo_redact/_data/rules/grounds.toml" in names
        described = tomllib.loads(archive.read("woo_redact/_data/models/nl_woo/model.toml").decode())
        for name, digest in described["files"].items():
            content = archive.read(f"woo_redact/_data/models/nl_woo/{name}")
            assert sha256(content).hexdigest() == digest
        assert "woo_redact/_data/models/nl_woo_passages/head" in names
        assert not any("/models/passages/" in name for name in names)
        assert "woo_redact/_data/models/tessdata/nld.traineddata" in names
        assert {"woo_redact/web/templates/base.html", "woo_redact/web/static/css/base.css"} <= names
        assert any(name.startswith("woo_redact/_data/models/corpus/a/") for name in names)


@pytest.mark.slow
def test_the_installed_package_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place), str(wheel)], check=True
    )
    code = (
        f"import sys; sys.path.insert(0, {str(place)!r}); import woo_redact\n"
        f"assert woo_redact.__file__.startswith({str(place)!r})\n"
        "from woo_redact.cli.main import main; main(['doctor', '--json'])"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert all(line["ok"] for line in json.loads(result.stdout))
