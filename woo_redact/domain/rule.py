"""Rules as values: what the packs in ``rules/`` say, checked and complete. Read by ``rulepack``, used by ``detect``.

All positions and windows are counted in characters of ``Flow.text``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from woo_redact.domain.document import BlockKind
from woo_redact.domain.explanation import Explanations
from woo_redact.domain.ground import Ground, Profile
from woo_redact.domain.public import OfficeHolder, PublicFrom, Publicity, Spokespersons
from woo_redact.domain.reason import ReasonTexts
from woo_redact.domain.suggestion import Level

ELSEWHERE = "name-elsewhere"
"""In exceptions, the name that stands elsewhere as part of an e-mail address; any other name found once and looked up
everywhere counts as found by the rule that found it first."""
IN_DOSSIER = "name-in-dossier"
"""In reasons, a name that is certain in another document of the dossier."""
SAME_PASSAGE = "same-passage"
"""In reasons, a passage that is withheld elsewhere in the dossier; ``context`` tells where."""
IN_PUBLIC = "public-role"
"""In reasons, why a person is a flag: the model takes the name for that of somebody in a public role."""

VALIDATOR_NAMES = frozenset({"birth_date", "bsn", "iban", "licence_plate", "phone", "postcode"})
"""The functions of ``detect.validators`` that a rule may name; a test holds the two together."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words whose presence within ``window`` characters of a hit changes its level and score, or is required for it.

    ``words`` are matched whole and without regard to case; ``level`` and ``score`` hold when one is near. A hit of one
    of the ``kinds`` of data counts as a word: a date beside a person.
    """

    words: tuple[str, ...]
    window: int
    level: Level
    score: float
    required: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleHead:
    """What every rule has. ``kind`` is the kind of data it finds; ``blocks`` limits it to those kinds of block.

    ``profiles`` limits it to those profiles (empty: all). ``pack`` and ``version`` tell where it came from.
    ``support``: names for which the entity model gives less than the first probability are flags, less than the
    second never certain. What a ``firm`` rule finds no exception keeps, unless the exception names that rule; nor does
    it elsewhere in the document.
    """

    id: str
    ground: str
    kind: str
    level: Level
    score: float
    pack: str
    version: str
    blocks: tuple[BlockKind, ...] = ()
    profiles: tuple[str, ...] = ()
    support: tuple[float, float] = (0.0, 0.0)
    firm: bool = False


@dataclass(frozen=True, slots=True)
class PatternRule:
    """A regular expression (module ``regex``; ``\\L<name>`` is a word list); the group ``hit``, if any, is the passage.

    ``validator`` names a function of ``detect.validators`` that the hit has to pass. ``needs``: the rule is tried only
    on documents that hold one of these (in small letters); it saves time, it decides nothing.
    """

    head: RuleHead
    pattern: str
    validator: str = ""
    cue: Cue | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRule:
    """Every whole-word occurrence of an item of the word list ``list``."""

    head: RuleHead
    list: str
    ignore_case: bool = False
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class EntityRule:
    """Every entity with this label that the model finds."""

    head: RuleHead
    entity: str
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Header fields and mail header lines by canonical name. ``take`` is "persons" (the names in it) or "value".

    "salutation" and "signature" stand for those parts of a letter or mail; ``columns`` are headings of table columns,
    in small letters, whose cells count like the value of a field.
    """

    head: RuleHead
    fields: tuple[str, ...]
    take: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRule:
    """What stands under a heading that matches ``heading``, per paragraph or bullet; not where ``template`` matches."""

    head: RuleHead
    heading: str
    template: str = ""


@dataclass(frozen=True, slots=True)
class ContextRule:
    """A ``unit`` ("sentence" or "block") in which all of ``all_of`` and none of ``none_of`` match (patterns).

    With the unit "part" that of a sentence: the clause or cell in which the first of ``all_of`` matches.
    """

    head: RuleHead
    unit: str
    all_of: tuple[str, ...]
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageRule:
    """Every passage that the passage model finds under the ground of the rule, for review or as a flag by how sure.

    Near a word of ``cue``, such as a marking of secrecy, a flag has the level of the cue.
    """

    head: RuleHead
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """What stays readable. A hit of one of the ``rules`` (ids; empty: all) that overlaps a match is dropped or lowered.

    A match is what the group ``keep`` of ``pattern`` covers (the whole match without such a group), an item of
    ``list``, or the full name of who is in office by ``register`` at the date of the document; with both a register and
    a pattern, ``\\L<register>`` in the pattern are their surnames. ``level`` lowers instead of dropping.

    What ``spread`` keeps is kept everywhere in the document for those rules (a public person named once with the office
    and later by surname). ``ranks`` limits it to those choices of who is public (empty: all), ``spokespersons`` to
    dossiers in which spokespersons stay readable.
    """

    id: str
    rules: tuple[str, ...]
    pattern: str = ""
    list: str = ""
    level: Level | None = None
    spread: bool = False
    profiles: tuple[str, ...] = ()
    pack: str = ""
    register: str = ""
    ranks: tuple[PublicFrom, ...] = ()
    spokespersons: bool = False

    def holds(self, profile: str, public: Publicity) -> bool:
        """Whether it counts in a profile with a choice of who is public."""
        if self.spokespersons and public.spokespersons is not Spokespersons.READABLE:
            return False
        return (not self.profiles or profile in self.profiles) and (not self.ranks or public.rank in self.ranks)


@dataclass(frozen=True, slots=True)
class Rival:
    """What ``rules`` (ids) find belongs under ``ground`` where one of ``words`` and none of ``unless`` stands near it.

    Near is within ``window`` characters; words are matched whole and without regard to case.
    """

    rules: tuple[str, ...]
    ground: str
    words: tuple[str, ...] = field(repr=False)
    unless: tuple[str, ...] = field(repr=False)
    window: int
    pack: str = ""


Rule = PatternRule | ListRule | EntityRule | FieldRule | SectionRule | ContextRule | PassageRule


@dataclass(frozen=True, slots=True)
class Term:
    """A literal of this case that always goes, with its ground; found however it is broken, spaced or cased."""

    text: str = field(repr=False)
    ground: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a pack with the passages its rules have to find; ``needs_model`` when rules alone cannot."""

    text: str = field(repr=False)
    passages: tuple[tuple[int, int], ...]
    pack: str
    profile: str = "woo-verzoek"
    needs_model: bool = False


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All packs together. ``digest`` is a hash over every file that suggestions depend on."""

    grounds: Mapping[str, Ground]
    profiles: Mapping[str, Profile]
    rules: tuple[Rule, ...]
    exceptions: tuple[ExceptionRule, ...]
    lists: Mapping[str, tuple[str, ...]] = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False)
    digest: str
    registers: Mapping[str, tuple[OfficeHolder, ...]] = field(default_factory=dict, repr=False)
    reasons: ReasonTexts = field(default_factory=lambda: ReasonTexts({}), repr=False)
    rivals: tuple[Rival, ...] = ()
    explanations: Explanations = field(default_factory=Explanations, repr=False)

    def for_profile(self, name: str, public: Publicity | None = None) -> "RuleSet":
        """Return the rules that hold in one profile: its grounds only, and rules not limited to other profiles.

        ``public`` is who stays readable by office; the profile's own choice without it.
        """
        profile = self.profiles[name]
        offered = set(profile.grounds)
        choice = public or Publicity(profile.public_from)
        return replace(
            self,
            rules=tuple(
                r for r in self.rules if r.head.ground in offered and (not r.head.profiles or name in r.head.profiles)
            ),
            exceptions=tuple(e for e in self.exceptions if e.holds(name, choice)),
            rivals=tuple(r for r in self.rivals if r.ground in offered),
        )
