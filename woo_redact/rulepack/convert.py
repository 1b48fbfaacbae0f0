"""From the shapes of the files to domain values."""

from collections.abc import Iterable

from woo_redact.domain.explanation import Explanation, Explanations
from woo_redact.domain.ground import Ground, Profile
from woo_redact.domain.public import OfficeHolder
from woo_redact.domain.reason import ReasonTexts
from woo_redact.domain.rule import (
    ContextRule,
    Cue,
    EntityRule,
    Example,
    ExceptionRule,
    FieldRule,
    ListRule,
    PassageRule,
    PatternRule,
    Rival,
    Rule,
    RuleHead,
    SectionRule,
)
from woo_redact.rulepack.compiling import expand
from woo_redact.rulepack.files import Reading
from woo_redact.rulepack.marks import parse_marks
from woo_redact.rulepack.schema import (
    ContextTable,
    CueTable,
    EntityTable,
    ExampleTable,
    ExceptionTable,
    FieldTable,
    GroundTable,
    HolderTable,
    ListTable,
    PackFile,
    PassageTable,
    PatternTable,
    ProfileTable,
    RivalTable,
    RuleTable,
    SectionTable,
)
from woo_redact.rulepack.text_schema import ExplanationsFile, ReasonsFile


class Converter:
    """Turns the rules of one pack into domain values; mistakes go to the reading's problems."""

    def __init__(self, shown: str, pack: PackFile, reading: Reading) -> None:
        self._shown, self._pack, self._reading = shown, pack, reading

    def rules(self) -> list[Rule]:
        """Return the rules that could be turned."""
        return [self._rule(table) for table in self._pack.rules]

    def exceptions(self) -> list[ExceptionRule]:
        """Return what stays readable."""
        return [self._exception(table) for table in self._pack.exceptions]

    def rivals(self) -> list[Rival]:
        """Return which finds belong under another ground."""
        return [self._rival(table) for table in self._pack.rivals]

    def examples(self) -> list[Example]:
        """Return the examples whose marks are right."""
        found = (self._example(number, table) for number, table in enumerate(self._pack.examples, 1))
        return [example for example in found if example is not None]

    def _rule(self, table: RuleTable) -> Rule:
        head = RuleHead(
            id=table.id,
            ground=self._pack.ground,
            kind=table.data,
            level=table.level,
            score=table.score,
            pack=self._shown,
            version=self._pack.version,
            blocks=table.blocks,
            profiles=table.profiles,
            support=table.support,
            firm=table.firm,
        )
        match table:
            case PatternTable():
                pattern = self._expand(table.id, "pattern", table.pattern)
                needs = tuple(word.casefold() for word in table.needs)
                return PatternRule(head, pattern, table.validator, self._cue(table.id, table.cue), needs)
            case ListTable():
                return ListRule(head, table.list, table.ignore_case, self._cue(table.id, table.cue))
            case EntityTable():
                return EntityRule(head, table.entity, self._cue(table.id, table.cue))
            case FieldTable():
                if not table.fields and not table.columns:
                    self._note(table.id, "fields", "geef fields of columns")
                return FieldRule(head, table.fields, table.take, tuple(c.lower().strip("*:. ") for c in table.columns))
            case SectionTable():
                heading = self._expand(table.id, "heading", table.heading)
                return SectionRule(head, heading, self._expand(table.id, "template", table.template))
            case ContextTable():
                every = tuple(self._expand(table.id, "all_of", p) for p in table.all_of)
                none = tuple(self._expand(table.id, "none_of", p) for p in table.none_of)
                return ContextRule(head, table.unit, every, none)
            case PassageTable():
                return PassageRule(head, self._cue(table.id, table.cue))
            case _:
                raise TypeError(table)

    def _cue(self, rule: str, table: CueTable | None) -> Cue | None:
        if table is None:
            return None
        words = table.words
        if table.list:
            words += self._reading.lists.get(table.list, ())
            if table.list not in self._reading.lists:
                self._note(rule, "cue.list", f"de woordenlijst {table.list} bestaat niet")
        if not words and not table.kinds:
            self._note(rule, "cue", "geef words, list of kinds")
        return Cue(words, table.window, table.level, table.score, table.required, table.kinds)

    def _exception(self, table: ExceptionTable) -> ExceptionRule:
        if bool(table.list) == bool(table.pattern or table.register_name):
            self._note(table.id, "pattern", "een uitzondering heeft een pattern, een list of een register")
        pattern = self._expand(table.id, "pattern", table.pattern)
        return ExceptionRule(
            id=table.id,
            rules=table.rules,
            pattern=pattern,
            list=table.list,
            level=table.level,
            spread=table.spread,
            profiles=table.profiles,
            pack=self._shown,
            register=table.register_name,
            ranks=table.ranks,
            spokespersons=table.spokespersons,
        )

    def _rival(self, table: RivalTable) -> Rival:
        lists = self._reading.lists
        for key, name in (("list", table.list), ("unless", table.unless)):
            if name and name not in lists:
                self._note("rivals", key, f"de woordenlijst {name} bestaat niet")
        words, unless = lists.get(table.list, ()), lists.get(table.unless, ())
        return Rival(table.rules, table.ground, words, unless, table.window, self._shown)

    def _example(self, number: int, table: ExampleTable) -> Example | None:
        try:
            text, passages = parse_marks(table.text)
        except ValueError:
            self._reading.problems.append(f"{self._shown}: examples.{number}.text: de haken [[ en ]] kloppen niet")
            return None
        return Example(text, passages, self._shown, table.profile, table.needs_model)

    def _expand(self, rule: str, key: str, pattern: str) -> str:
        try:
            return expand(pattern, self._reading.macros)
        except KeyError as error:
            self._note(rule, key, f"de macro {error.args[0]} bestaat niet")
            return ""

    def _note(self, rule: str, key: str, problem: str) -> None:
        self._reading.problems.append(f"{self._shown}: regel {rule}: {key}: {problem}")


def ground_of(table: GroundTable) -> Ground:
    """Return the domain value of a ground."""
    return Ground(
        table.id, table.title, table.short, table.weighing, table.article, table.wob, table.printed, table.aloud
    )


def reasons_of(file: ReasonsFile | None) -> ReasonTexts:
    """Return the text blocks for reasons; none when the file could not be read."""
    if file is None:
        return ReasonTexts({})
    return ReasonTexts({table.ground: table.texts for table in file.reasons}, file.older, file.common)


def explanations_of(files: Iterable[ExplanationsFile]) -> Explanations:
    """Return what grounds mean; a later file has other words for what it names."""
    found = Explanations()
    for file in files:
        own = {table.ground: Explanation(table.plain, table.block, table.older) for table in file.explanations}
        found = found.overridden(own, file.general.model_dump(exclude_none=True))
    return found


def holder_of(table: HolderTable) -> OfficeHolder:
    """Return the domain value of a term in office."""
    return OfficeHolder(
        table.name, table.surname, table.office, table.portfolio, table.since, table.until, also=table.also
    )


def profile_of(table: ProfileTable, grounds: Iterable[str]) -> Profile:
    """Return the domain value of a profile; without ``grounds`` it offers all, in the order of the table."""
    offered = table.grounds or tuple(grounds)
    left = tuple(ground for ground in offered if ground not in table.without)
    return Profile(table.name, table.title, table.scheme, left, table.public_from, table.keys)
