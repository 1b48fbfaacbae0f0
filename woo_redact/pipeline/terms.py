"""The terms of a case: a table of literal texts and their ground."""

from pathlib import Path

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
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise MissingInputError(f"{path} kan niet worden gelezen.", "Controleer de naam van het bestand.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is geen UTF-8-tekst.", "Sla het bestand op als tekst met UTF-8.") from error
    rules = load_rule_set()
    offered = rules.profiles[profile].grounds if profile in rules.profiles else tuple(rules.grounds)
    terms: dict[str, Term] = {}
    problems: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith(COMMENT):
            continue
        text, _, printed = (part.strip() for part in line.partition("\t"))
        ground = parse_ground(printed, rules.grounds) if printed else DEFAULT_GROUND
        if ground is None:
            problems.append(f"regel {number}: onbekende grond")
        elif ground not in offered:
            problems.append(f"regel {number}: grond {ground} hoort niet bij profiel {profile}")
        elif sum(c.isalnum() for c in text) < SHORTEST:
            problems.append(f"regel {number}: de term is te kort")
        else:
            terms.setdefault(f"{ground} {text}", Term(text, ground))
    if problems:
        raise InputError(
            f"{path} bevat fouten: {'; '.join(problems)}.", "Schrijf per regel: term, tab, grond (bijvoorbeeld 5.1.2e)."
        )
    return tuple(terms.values())
