"""Why a passage was suggested, in one or two Dutch sentences, from its provenance alone."""

from collections.abc import Iterable

from woo_redact.domain.rule import (
    ELSEWHERE,
    IN_DOSSIER,
    IN_PUBLIC,
    SAME_PASSAGE,
    ContextRule,
    EntityRule,
    FieldRule,
    ListRule,
    PassageRule,
    PatternRule,
    Rule,
    RuleSet,
    SectionRule,
)
from woo_redact.domain.suggestion import (
    OWN_CHANGE,
    OWN_RECTANGLE,
    OWN_WORDS,
    Level,
    Provenance,
    Suggestion,
    is_own,
)

KINDS = {
    "access": "Toegangsgegeven",
    "address": "Adres",
    "amount": "Bedrag",
    "appraisal": "Oordeel over een ander",
    "area": "Vlak op de pagina",
    "belief": "Levensovertuiging",
    "birthdate": "Geboortedatum",
    "birthplace": "Geboorteplaats",
    "bsn": "Burgerservicenummer",
    "cabinet": "Beraad in het kabinet",
    "confidence": "Vertrouwelijke mededeling",
    "crime": "Strafrechtelijk gegeven",
    "customer": "Gegeven over klanten",
    "draft": "Concept",
    "email": "E-mailadres",
    "health": "Gegeven over gezondheid",
    "iban": "Rekeningnummer",
    "intelligence": "Informatie van of over inlichtingen",
    "investigation": "Onderzoek of opsporing",
    "legal": "Juridische positie",
    "location": "Vindplaats",
    "nature": "Milieu of natuur",
    "negotiation": "Onderhandeling",
    "operation": "Operationele informatie",
    "opinion": "Persoonlijke beleidsopvatting",
    "origin": "Afkomst",
    "passage": "Passage",
    "passport": "Nummer van een identiteitsbewijs",
    "person": "Naam van een persoon",
    "personnel": "Personeelsnummer",
    "phone": "Telefoonnummer",
    "plate": "Kenteken",
    "politics": "Politieke overtuiging",
    "price": "Prijs",
    "process": "Bedrijfs- of fabricageproces",
    "protection": "Beveiliging",
    "royal": "Gesprek met het staatshoofd",
    "security": "Beveiliging",
    "signature": "Handtekening of paraaf",
    "speaking": "Spreeklijn",
    "special": "Bijzonder persoonsgegeven",
    "stance": "Standpunt van een andere staat",
    "tactic": "Werkwijze bij toezicht",
    "term": "Term van deze zaak",
    "threshold": "Grenswaarde bij toezicht",
    "vnumber": "V-nummer",
}

VALIDATORS = {
    "bsn": "de elfproef",
    "iban": "het controlegetal van een rekeningnummer",
    "phone": "de opbouw van een telefoonnummer",
    "plate": "de opbouw van een kenteken",
    "postcode": "de opbouw van een postcode",
    "vnumber": "de opbouw van een V-nummer",
}

LEVELS = {
    Level.A: "Het programma is hier zeker van.",
    Level.B: "Beoordeel dit zelf.",
    Level.C: "Dit is alleen een signaal: kijk of er een grond is.",
}

HOW_OWN = {
    OWN_WORDS: "aangewezen in de tekst",
    OWN_RECTANGLE: "getekend op de pagina",
    OWN_CHANGE: "aangepast",
}

# No exception keeps what such a rule finds: who asked for the documents may be a member of parliament.
FIRM = "Dit geldt ook voor wie anders openbaar zou zijn."

PUBLIC = "De naam lijkt te worden genoemd in een openbare rol; daarom is dit geen voorstel."

UNITS = {"sentence": "de zin", "block": "de alinea", "part": "het zinsdeel"}

# A score ranks; it is no probability, so it is told in words.
SCORES = ((0.9, "heel zeker"), (0.7, "tamelijk zeker"), (0.0, "niet zeker"))


def explain(suggestion: Suggestion, rules: RuleSet) -> str:
    """Return why, without any text of the document: the rule, what kind of rule, cue word, check, how sure."""
    known = {rule.head.id: rule for rule in rules.rules}
    kind = kind_text(suggestion.kind)
    reasons = sorted(suggestion.provenance, key=lambda p: -p.score)
    if not reasons:
        return f"{kind}. {LEVELS[suggestion.level]}"
    if is_own(suggestion):
        return f"{kind}: {HOW_OWN.get(reasons[0].rule, HOW_OWN[OWN_WORDS])} door {reasons[0].context}."
    first, *others = reasons
    sentence = f"{kind}: {_how(first, known.get(first.rule))}{_checks(first)}."
    further = tuple(dict.fromkeys(p.rule for p in others if p.rule not in (first.rule, IN_PUBLIC)))
    public = suggestion.level is Level.C and any(reason.rule == IN_PUBLIC for reason in reasons)
    firm = any(reason.rule in known and known[reason.rule].head.firm for reason in reasons)
    return " ".join(
        (
            sentence,
            *_also(further),
            *((FIRM,) if firm else ()),
            *((PUBLIC,) if public else ()),
            LEVELS[suggestion.level],
        )
    )


def kind_text(kind: str) -> str:
    """Return a kind of data in Dutch."""
    return KINDS.get(kind, kind.replace("_", " ").capitalize())


def _how(reason: Provenance, rule: Rule | None) -> str:
    name = f"regel {reason.rule}"
    match rule:
        case PatternRule():
            return f"heeft de vorm die {name} beschrijft"
        case ListRule():
            return f"staat in de woordenlijst {rule.list} ({name})"
        case EntityRule():
            sure = next(words for least, words in SCORES if reason.score >= least)
            return f"herkend door het taalmodel, {sure} ({name})"
        case PassageRule():
            return f"het model voor passages vindt dat dit lijkt op wat onder deze grond wordt gelakt ({name})"
        case SectionRule():
            return f"staat onder een kop die om weglaten vraagt ({name})"
        case ContextRule():
            return f"{UNITS[rule.unit]} heeft de kenmerken van {name}"
        case FieldRule() if reason.detector == "column":
            return f"staat in een tabel onder een kop waaronder dit hoort ({name})"
        case FieldRule():
            return f"staat in een kopveld waarin dit hoort ({name})"
        case _:
            return _without_rule(reason)


def _without_rule(reason: Provenance) -> str:
    """How, when no rule of a pack found it."""
    if "term" in (reason.detector, reason.rule) or reason.detector == "terms":
        return "staat in de termenlijst van deze zaak"
    how = {
        ELSEWHERE: "staat elders in dit document vast als naam",
        IN_DOSSIER: "staat in een ander document van dit dossier vast als naam",
        SAME_PASSAGE: f"dezelfde tekst is gelakt in {reason.context}",
    }
    return how.get(reason.rule, f"gevonden met regel {reason.rule}")


def _checks(reason: Provenance) -> str:
    checks = ""
    if reason.validator:
        # "bsn_checksum" and the like: the first word is what is checked.
        what = VALIDATORS.get(reason.validator) or VALIDATORS.get(reason.validator.split("_")[0])
        checks += f"; voldoet aan {what or f'de controle {reason.validator}'}"
    if reason.context and reason.rule != SAME_PASSAGE:
        checks += f"; in de buurt staat ‘{reason.context}’"
    return checks


def _also(rules: Iterable[str]) -> tuple[str, ...]:
    names = tuple(rules)
    if not names:
        return ()
    kind = "regel" if len(names) == 1 else "de regels"
    return (f"Ook gevonden met {kind} {', '.join(names)}.",)
