"""The shape of the files with texts for people: reasons of passages, and what grounds mean."""

from typing import Literal

from pydantic import Field

from woo_redact.rulepack.schema import Table, Text


class ReasonTable(Table):
    """The text blocks of one ground; what stands between square brackets is asked of the reviewer."""

    ground: Text
    texts: tuple[Text, ...] = Field(min_length=1)


class ReasonsFile(Table):
    """``reasons.toml``: what the reasoning of a passage is chosen from."""

    schema_number: Literal[1] = Field(alias="schema")
    older: Text
    common: tuple[Text, ...] = ()
    reasons: tuple[ReasonTable, ...] = Field(min_length=1)


class ExplanationTable(Table):
    """What one ground means, for citizens and in a decision; ``older`` where the age of a document counts."""

    ground: Text
    plain: Text
    block: Text
    older: str = ""


class GeneralTextsTable(Table):
    """Texts that hold for several grounds or for documents as a whole; a file of a user need not have them all."""

    absolute: Text | None = None
    relative: Text | None = None
    emissions: Text | None = None
    older: Text | None = None
    suspended: Text | None = None
    public: Text | None = None


class ExplanationsFile(Table):
    """``explanations.toml``: what grounds mean."""

    schema_number: Literal[1] = Field(alias="schema")
    general: GeneralTextsTable = GeneralTextsTable()
    explanations: tuple[ExplanationTable, ...] = ()
