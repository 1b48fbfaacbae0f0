"""The lists of a case: literal texts that always go, with their ground, and texts that always stay."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from woo_redact.detect.terms import letters_of
from woo_redact.domain.ground import parse_ground
from woo_redact.domain.rule import Term
from woo_redact.errors import InputError, MissingInputError
from woo_redact.pipeline.stages import load_rule_set

COMMENT = "#"
DEFAULT_GROUND = "5.1.2e"
# Shorter terms would hit inside everything.
SHORTEST = 2


def read_terms(path: Path, profile: str) -> tuple[Term, ...]:
    """Read a UTF-8 file with per line a term, a tab and a ground in any printed form (none: 5.1.2e).

    Raises:
        MissingInputError: no such file.
        InputError: lines that cannot be used; all of them are named, by number.
    """
    rules = load_rule_set()
    offered = rules.profiles[profile].grounds if profile in rules.profiles else tuple(rules.grounds)
    terms: dict[str, Term] = {}
    problems: list[str] = []
    for number, line in _lines(path):
        text, _, printed = (part.strip() for part in line.partition("\t"))
        ground = parse_ground(printed, rules.grounds) if printed else DEFAULT_GROUND
        if ground is None:
            problems.append(f"regel {number}: onbekende grond")
        elif ground not in offered:
            problems.append(f"regel {number}: grond {ground} hoort niet bij profiel {profile}")
        elif len(letters_of(text)) < SHORTEST:
            problems.append(f"regel {number}: de term is te kort")
        else:
            terms.setdefault(f"{ground} {text}", Term(text, ground))
    if problems:
        raise InputError(
            f"{path} bevat fouten: {'; '.join(problems)}.", "Schrijf per regel: term, tab, grond (bijvoorbeeld 5.1.2e)."
        )
    return tuple(terms.values())


def read_keep(path: Path, terms: Sequence[Term] = ()) -> tuple[str, ...]:
    """Read a UTF-8 file with per line a name or passage that stays readable.

    Raises:
        MissingInputError: no such file.
        InputError: lines that cannot be used, or that say the opposite of one of the ``terms``; all of them are named,
            by number.
    """
    withheld = {letters_of(term.text) for term in terms}
    keep: dict[str, None] = {}
    problems: list[str] = []
    for number, line in _lines(path):
        text = line.strip()
        letters = letters_of(text)
        if len(letters) < SHORTEST:
            problems.append(f"regel {number}: de tekst is te kort")
        elif "\t" in text:
            problems.append(f"regel {number}: er staat een tab in; hier horen geen gronden")
        elif letters in withheld:
            problems.append(f"regel {number}: deze tekst staat ook in de termenlijst")
        else:
            keep.setdefault(text)
    if problems:
        raise InputError(
            f"{path} bevat fouten: {'; '.join(problems)}.",
            "Schrijf per regel een naam of passage die leesbaar blijft; wat weg moet, hoort alleen in de termenlijst.",
        )
    return tuple(keep)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their number."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise MissingInputError(f"{path} kan niet worden gelezen.", "Controleer de naam van het bestand.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is geen UTF-8-tekst.", "Sla het bestand op als tekst met UTF-8.") from error
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith(COMMENT):
            yield number, line
