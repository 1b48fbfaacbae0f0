"""Finding and reading the files of rule packs; every mistake is noted, none stops the reading."""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from woo_redact.rulepack.grammar import MACROS
from woo_redact.rulepack.schema import (
    GroundsFile,
    HolderTable,
    MacroFile,
    PackFile,
    ProfilesFile,
    RegisterFile,
    problems_of,
)
from woo_redact.rulepack.text_schema import ExplanationsFile, ReasonsFile

T = TypeVar("T", bound=BaseModel)
EXPLANATIONS = "explanations.toml"


@dataclass(slots=True)
class Reading:
    """What was read so far. ``packs`` are (name to show, content)."""

    problems: list[str] = field(default_factory=list)
    packs: list[tuple[str, PackFile]] = field(default_factory=list)
    macros: dict[str, str] = field(default_factory=lambda: dict(MACROS))
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    registers: dict[str, tuple[HolderTable, ...]] = field(default_factory=dict)
    grounds: GroundsFile | None = None
    profiles: ProfilesFile | None = None
    reasons: ReasonsFile | None = None
    explanations: list[ExplanationsFile] = field(default_factory=list)
    _hash: Any = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> str:
        """A hash over name and bytes of every file that counts, in order."""
        return str(self._hash.hexdigest())

    def content(self, path: Path, shown: str, *, counts: bool = True) -> bytes | None:
        """Return the bytes of a file, or note that it cannot be read; ``counts``: suggestions depend on it."""
        try:
            content = path.read_bytes()
        except OSError as error:
            self.problems.append(f"{shown}: kan niet worden gelezen ({error.strerror})")
            return None
        if counts:
            self._hash.update(f"{shown}\0{len(content)}\0".encode() + content)
        return content

    def table(self, path: Path, shown: str, shape: type[T], *, counts: bool = True) -> T | None:
        """Read a TOML file of a shape, or note all its mistakes."""
        content = self.content(path, shown, counts=counts)
        if content is None:
            return None
        try:
            return shape.model_validate(tomllib.loads(content.decode("utf-8")))
        except UnicodeDecodeError:
            self.problems.append(f"{shown}: is geen UTF-8-tekst")
        except tomllib.TOMLDecodeError as error:
            self.problems.append(f"{shown}: is geen geldige TOML ({error})")
        except ValidationError as error:
            self.problems.extend(f"{shown}: {problem}" for problem in problems_of(error))
        return None


def read_bundled(root: Path) -> Reading:
    """Read the rules that come with the program."""
    reading = Reading()
    reading.grounds = reading.table(root / "grounds.toml", "grounds.toml", GroundsFile)
    reading.profiles = reading.table(root / "profiles.toml", "profiles.toml", ProfilesFile)
    # Other words for a reason are no cause to read a dossier anew.
    reading.reasons = reading.table(root / "reasons.toml", "reasons.toml", ReasonsFile, counts=False)
    _read_folder(reading, root, "")
    return reading


def read_extra(reading: Reading, paths: Sequence[Path]) -> None:
    """Add packs of the user: a TOML file, or a folder laid out as ``rules/`` is."""
    for path in paths:
        if path.is_dir():
            _read_folder(reading, path, f"{path.name}/")
        elif path.name == EXPLANATIONS:
            _read_explanations(reading, path, path.name)
        else:
            _read_pack(reading, path, path.name)


def _read_folder(reading: Reading, root: Path, prefix: str) -> None:
    if (root / "macros.toml").is_file():
        macros = reading.table(root / "macros.toml", f"{prefix}macros.toml", MacroFile)
        reading.macros |= macros.macros if macros else {}
    if (root / EXPLANATIONS).is_file():
        _read_explanations(reading, root / EXPLANATIONS, f"{prefix}{EXPLANATIONS}")
    for items in sorted(root.glob("lists/*/items.txt")):
        _read_list(reading, items, f"{prefix}lists/{items.parent.name}/items.txt")
    for path in sorted(root.glob("lists/*/register.toml")):
        register = reading.table(path, f"{prefix}lists/{path.parent.name}/register.toml", RegisterFile)
        reading.registers[path.parent.name] = register.holders if register else ()
    for path in sorted(root.glob("woo/*.toml")):
        _read_pack(reading, path, f"{prefix}woo/{path.name}")


def _read_explanations(reading: Reading, path: Path, shown: str) -> None:
    # As with reasons: other words are no cause to read a dossier anew.
    explanations = reading.table(path, shown, ExplanationsFile, counts=False)
    if explanations is not None:
        reading.explanations.append(explanations)


def _read_pack(reading: Reading, path: Path, shown: str) -> None:
    pack = reading.table(path, shown, PackFile)
    if pack is None:
        return
    if not path.name.startswith(pack.ground):
        reading.problems.append(f"{shown}: ground: de bestandsnaam moet beginnen met {pack.ground}")
    reading.packs.append((shown, pack))


def _read_list(reading: Reading, items: Path, shown: str) -> None:
    exceptions = items.with_name("exceptions.txt")
    words = dict.fromkeys(_lines(reading, items, shown))
    if exceptions.is_file():
        for word in _lines(reading, exceptions, shown.replace("items.txt", "exceptions.txt")):
            words.pop(word, None)
    if not words:
        reading.problems.append(f"{shown}: de lijst is leeg")
    reading.lists[items.parent.name] = tuple(words)


def _lines(reading: Reading, path: Path, shown: str) -> list[str]:
    content = reading.content(path, shown)
    try:
        lines = (content or b"").decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        reading.problems.append(f"{shown}: is geen UTF-8-tekst")
        return []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
