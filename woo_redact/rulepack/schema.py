"""The shape of the files in ``rules/``. The only module that knows pydantic; ``load`` turns it into domain values.

Unknown keys are mistakes. ``kind`` decides which shape a rule has, so a mistake is told about the right shape.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from woo_redact.domain.document import BlockKind
from woo_redact.domain.ground import LabelScheme, Weighing
from woo_redact.domain.public import PublicFrom
from woo_redact.domain.suggestion import Level

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Score = Annotated[float, Field(ge=0, le=1)]
Text = Annotated[str, Field(min_length=1)]
# The keys 1 to 9.
MOST_KEYS = 9


class Table(BaseModel):
    """A TOML table of which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CueTable(Table):
    """What near a hit changes its level and score: ``words``, a word list ``list``, or hits of ``kinds`` of data."""

    words: tuple[Text, ...] = ()
    list: str = ""
    kinds: tuple[Text, ...] = ()
    window: int = Field(default=40, ge=1, le=1000)
    level: Level
    score: Score
    required: bool = False


class RuleTable(Table):
    """What every rule has; ``data`` is the kind of data that it finds, ``support`` what the model has to say of it."""

    id: Name
    data: Text
    level: Level
    score: Score
    blocks: tuple[BlockKind, ...] = ()
    profiles: tuple[str, ...] = ()
    support: tuple[Score, Score] = (0.0, 0.0)
    firm: bool = False


class PatternTable(RuleTable):
    """A regular expression; ``{{NAME}}`` stands for a macro."""

    kind: Literal["pattern"]
    pattern: Text
    validator: str = ""
    cue: CueTable | None = None
    needs: tuple[Text, ...] = ()


class ListTable(RuleTable):
    """A word list."""

    kind: Literal["list"]
    list: Text
    ignore_case: bool = False
    cue: CueTable | None = None


class EntityTable(RuleTable):
    """A label of the entity model."""

    kind: Literal["entity"]
    entity: Text
    cue: CueTable | None = None


class FieldTable(RuleTable):
    """Header fields, mail header lines and table columns."""

    kind: Literal["field"]
    fields: tuple[Text, ...] = ()
    columns: tuple[Text, ...] = ()
    take: Literal["persons", "value"]


class SectionTable(RuleTable):
    """What stands under a heading."""

    kind: Literal["section"]
    heading: Text
    template: str = ""


class ContextTable(RuleTable):
    """A sentence or block in which all patterns match."""

    kind: Literal["context"]
    unit: Literal["sentence", "block", "part"] = "sentence"
    all_of: tuple[Text, ...] = Field(min_length=1)
    none_of: tuple[Text, ...] = ()


class PassageTable(RuleTable):
    """What the passage model finds under the ground of the pack; its own figures say what is for review."""

    kind: Literal["passage"]
    cue: CueTable | None = None


AnyRule = Annotated[
    PatternTable | ListTable | EntityTable | FieldTable | SectionTable | ContextTable | PassageTable,
    Field(discriminator="kind"),
]


class ExceptionTable(Table):
    """What stays readable."""

    id: Name
    rules: tuple[Name, ...] = ()
    pattern: str = ""
    list: str = ""
    level: Level | None = None
    spread: bool = False
    profiles: tuple[str, ...] = ()
    register_name: str = Field(default="", alias="register")
    ranks: tuple[PublicFrom, ...] = ()
    spokespersons: bool = False


class RivalTable(Table):
    """Which finds of ``rules`` belong under another ``ground``: near a word of ``list`` and of none of ``unless``."""

    rules: tuple[Name, ...] = Field(min_length=1)
    ground: Text
    list: Text
    unless: str = ""
    window: int = Field(default=250, ge=1, le=1000)


class ExampleTable(Table):
    """A text in which ``[[...]]`` marks what the pack's rules have to find; they may find nothing else."""

    text: Text
    profile: str = "woo-verzoek"
    needs_model: bool = False


class PackFile(Table):
    """``woo/<ground>.toml``."""

    schema_number: Literal[1] = Field(alias="schema")
    version: Text
    ground: Text
    rules: tuple[AnyRule, ...] = ()
    exceptions: tuple[ExceptionTable, ...] = ()
    rivals: tuple[RivalTable, ...] = ()
    examples: tuple[ExampleTable, ...] = ()


class MacroFile(Table):
    """``macros.toml``: names for parts of patterns; a macro may use macros that stand before it."""

    schema_number: Literal[1] = Field(alias="schema")
    macros: dict[Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")], Text]


class HolderTable(Table):
    """One term in one office."""

    name: Text
    surname: Text
    office: Text
    portfolio: Text
    since: date = Field(alias="from")
    until: date | None = Field(default=None, alias="to")
    also: tuple[Text, ...] = ()


class RegisterFile(Table):
    """``lists/<name>/register.toml``: who held office when, and where that is known from."""

    schema_number: Literal[1] = Field(alias="schema")
    sources: tuple[Text, ...] = Field(min_length=1)
    holders: tuple[HolderTable, ...] = Field(min_length=1)


class GroundTable(Table):
    """One ground."""

    id: Text
    title: Text
    short: Text
    weighing: Weighing
    article: str = ""
    wob: tuple[Text, ...] = ()
    printed: tuple[Text, ...] = ()
    aloud: str = ""


class GroundsFile(Table):
    """``grounds.toml``."""

    schema_number: Literal[1] = Field(alias="schema")
    grounds: tuple[GroundTable, ...] = Field(min_length=1)


class ProfileTable(Table):
    """One profile: the grounds that it offers (none named: all) less those in ``without``; ``keys`` are for 1 to 9."""

    name: Name
    title: Text
    scheme: LabelScheme
    grounds: tuple[Text, ...] = ()
    without: tuple[Text, ...] = ()
    public_from: PublicFrom = PublicFrom.MINISTER
    keys: tuple[Text, ...] = Field(default=(), max_length=MOST_KEYS)


class ProfilesFile(Table):
    """``profiles.toml``."""

    schema_number: Literal[1] = Field(alias="schema")
    profiles: tuple[ProfileTable, ...] = Field(min_length=1)


_DUTCH = {
    "missing": "deze sleutel ontbreekt",
    "extra_forbidden": "deze sleutel is onbekend",
    "union_tag_invalid": "onbekende soort regel; kies uit pattern, list, entity, field, section, context, passage",
    "union_tag_not_found": "de sleutel kind ontbreekt",
    "string_type": "hier hoort tekst",
    "string_too_short": "dit mag niet leeg zijn",
    "string_pattern_mismatch": "gebruik alleen kleine letters, cijfers, punten en streepjes",
    "float_type": "hier hoort een getal",
    "float_parsing": "hier hoort een getal",
    "int_type": "hier hoort een geheel getal",
    "int_parsing": "hier hoort een geheel getal",
    "bool_type": "hier hoort true of false",
    "bool_parsing": "hier hoort true of false",
    "date_type": "hier hoort een datum, zoals 2024-07-02",
    "date_parsing": "hier hoort een datum, zoals 2024-07-02",
    "date_from_datetime_parsing": "hier hoort een datum, zoals 2024-07-02",
    "tuple_type": "hier hoort een lijst",
    "too_short": "deze lijst mag niet leeg zijn",
    "too_long": "deze lijst is te lang",
    "greater_than_equal": "dit getal is te klein",
    "less_than_equal": "dit getal is te groot",
    "enum": "onbekende waarde",
    "literal_error": "onbekende waarde",
}


def problems_of(error: ValidationError) -> tuple[str, ...]:
    """Return every mistake as "key: what is wrong", in Dutch; places in a list are counted from 1."""
    found = []
    for item in error.errors(include_url=False, include_input=False):
        place = list(item["loc"])
        # The tag of the union ("pattern") is no key of the file.
        if place[:1] == ["rules"] and len(place) > 2:
            del place[2]
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in place)
        message = _DUTCH.get(item["type"], "deze waarde kan niet")
        if item["type"] in ("enum", "literal_error"):
            message += f"; kies uit {item['ctx']['expected'].replace(' or ', ' of ')}"
        found.append(f"{key or 'bestand'}: {message}")
    return tuple(found)
