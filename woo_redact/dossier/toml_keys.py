"""Keys of a TOML file that people edit: what each has to be, and in Dutch what is wrong with what it is."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from woo_redact.domain.showing import shown

LONGEST_ADDRESS = 2048
YEARS = range(1800, 2101)
_DATE = re.compile(r"(?:(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})|(?P<Y>\d{4})-(?P<M>\d{1,2})-(?P<D>\d{1,2}))")
_TERM = re.compile(r"P?(?P<years>\d{1,3})\s*(?:Y|jaar|jaren)", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"[A-Za-z0-9.-]*")


class WrongValueError(Exception):
    """What a value has to be, in Dutch: "een tekst zijn"."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key: the field it fills, and how its value is read; ``read`` raises :class:`WrongValueError`."""

    field: str
    read: Callable[[Any], Any]


def read_keys(found: Mapping[str, Any], keys: Mapping[str, Key], where: str = "") -> tuple[dict[str, Any], list[str]]:
    """Return the fields that are filled, and everything that is wrong; ``where`` is put before it."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in found.items():
        if name not in keys:
            problems.append(f"{where}onbekende sleutel {name!r}")
            continue
        try:
            values[keys[name].field] = keys[name].read(value)
        except WrongValueError as error:
            problems.append(f"{where}sleutel {name!r} moet {error}")
    return values, problems


def as_toml(value: object) -> str:
    """Return a value as TOML; a date as people write it, none as an empty text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f'"{value:%d-%m-%Y}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(as_toml, value))}]"
    # JSON's escapes are a part of TOML's, which also wants DEL escaped.
    return json.dumps(value or "", ensure_ascii=False).replace("\x7f", "\\u007f")


def string(value: Any) -> str:
    """Read a text as it is."""
    if not isinstance(value, str):
        raise WrongValueError("een tekst zijn")
    return value


def strings(value: Any) -> tuple[str, ...]:
    """Read a list of texts as they are."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise WrongValueError("een lijst van teksten zijn")
    return tuple(value)


def one_of(*choices: str) -> Callable[[Any], str]:
    """Read one of some texts; an empty one is not told of."""

    def read(value: Any) -> str:
        if string(value) not in choices:
            raise WrongValueError(f"een van deze zijn: {', '.join(filter(None, choices))}")
        return str(value)

    return read


def text(longest: int = 500) -> Callable[[Any], str]:
    """Read a text of at most so many characters; line ends are spaces, what cannot be seen is left out."""

    def read(value: Any) -> str:
        tidy = shown(string(value))
        if len(tidy) > longest:
            raise WrongValueError(f"hoogstens {longest} tekens hebben (nu {len(tidy)})")
        return tidy

    return read


def number(value: Any) -> str:
    """Read a prefix: letters, figures, dots and hyphens."""
    tidy = text(longest=50)(value)
    if not _PLAIN_NUMBER.fullmatch(tidy):
        raise WrongValueError("alleen letters, cijfers, punten en streepjes hebben")
    return tidy


def case_number(value: Any) -> str:
    """Read the number of a case, of 2 to 50 characters as the publication platform takes it."""
    tidy = number(value)
    if len(tidy) == 1:
        raise WrongValueError("minstens twee tekens hebben")
    return tidy


def texts(value: Any) -> tuple[str, ...]:
    """Read a list of texts; see :func:`text`."""
    return tuple(filter(None, map(text(), strings(value))))


def flag(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise WrongValueError("true of false zijn")
    return value


def whole(lowest: int | None = None, highest: int | None = None) -> Callable[[Any], int]:
    """Read a whole number in a range."""

    def read(value: Any) -> int:
        # A bool is an int in Python, not in TOML.
        right = isinstance(value, int) and not isinstance(value, bool)
        if not right or (lowest is not None and value < lowest) or (highest is not None and value > highest):
            since = "" if lowest is None else f" vanaf {lowest}"
            until = "" if highest is None else f" tot en met {highest}"
            raise WrongValueError(f"een geheel getal{since}{until} zijn")
        return int(value)

    return read


def day(value: Any) -> date | None:
    """Read a date, as TOML has it or as "28-02-2026" or "2026-02-28"; an empty text is none."""
    asked = 'een datum zijn die bestaat, zoals "28-02-2026"'
    if value == "":
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        found = value
    else:
        match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise WrongValueError(asked)
        try:
            found = date(*(int(match[a] or match[b]) for a, b in (("y", "Y"), ("m", "M"), ("d", "D"))))
        except ValueError:
            raise WrongValueError(asked) from None
    if found.year not in YEARS:
        raise WrongValueError(asked)
    return found


def iso_day(value: Any) -> str:
    """Read a date as ISO 8601."""
    found = day(value)
    return found.isoformat() if found else ""


def address(value: Any) -> str:
    """Read a web address."""
    tidy = text(LONGEST_ADDRESS)(value)
    if not tidy:
        return ""
    try:
        parts = urlsplit(tidy)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in tidy and "|" not in tidy
    except ValueError:
        right = False
    if not right:
        raise WrongValueError("een webadres zijn dat met https:// of http:// begint")
    return tidy


def folder_address(value: Any) -> str:
    """Read the web address of a folder, which ends in a slash."""
    found = address(value)
    if "?" in found or "#" in found:
        raise WrongValueError("het webadres van een map zijn, zonder ? en #")
    return found if not found or found.endswith("/") else f"{found}/"


def addresses(value: Any) -> tuple[str, ...]:
    """Read a list of web addresses, or one."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise WrongValueError("een lijst van webadressen zijn")
    return tuple(filter(None, map(address, value)))


def pdf(value: Any) -> str:
    """Read the path of a PDF."""
    if not isinstance(value, str) or "\0" in value:
        raise WrongValueError("het pad van een PDF zijn")
    if value.strip() and not value.strip().lower().endswith(".pdf"):
        raise WrongValueError("het pad van een PDF zijn")
    return value.strip()


def valuation(value: Any) -> str:
    """Read "B" or "V"."""
    if value not in ("B", "V"):
        raise WrongValueError('"B" (bewaren) of "V" (vernietigen) zijn')
    return str(value)


def term(value: Any) -> str:
    """Read a term in years as ISO 8601 ("10 jaar", "P10Y")."""
    if value == "":
        return ""
    match = _TERM.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise WrongValueError('een termijn in jaren zijn, zoals "10 jaar" of "P10Y"')
    return f"P{int(match['years'])}Y"
