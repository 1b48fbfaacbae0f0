"""How names of persons are written in Dutch documents: macros for the packs, ``{{PERSON}}`` and its parts.

They stand here rather than in a pack because detection itself takes names apart by them.
"""

# Longer ones are few; "Nee. De" is no name.
INITIAL = r"(?:\p{Lu}|Th|Ch|Chr|Ph|Fr|Joh|Jac|Tj|Sj|IJ|Alb|Ant)\."
INITIALS = rf"(?:{INITIAL}(?:[ -]?{INITIAL})*)"
# van der, 't, op den, el, ait, v.d.; with a capital when no first name stands before it.
PARTICLE = (
    r"(?:[Vv]an(?:\s+(?:de[nr]?|het|['’]t))?|[Vv]\.?\s?d\.|[Vv]d|[Vv]/d|[Dd]e[nr]?|[Tt]e[nr]?|['’]t|[Ii]n\s+['’]t"
    r"|(?:[Oo]p|[Aa]an|[Uu]it|[Oo]nder|[Vv]oor|[Ii]n)\s+de[nr]?|[Ee]l|[Aa]l|[Aa]it|[Bb]en|[Bb]in|[Dd][aiou]s?|[Dd]el(?:la)?|[Ll][ae]"
    r"|[Vv]on|[Zz]u|VAN(?:\s+(?:DE[NR]?|HET|'T))?|DE[NR]?|TE[NR]|EL|AL)"
)
# Ouwehand, El-Idrissi, O'Neill, Okafor - Prins, HADŽIĆ, d'Hont
FULLWORD = r"(?:d['’])?\p{Lu}(?:['’]?[\p{L}\p{M}]+)(?:[-–‑](?:\p{Ll}{2,3}\s){0,2}\p{Lu}?[\p{L}\p{M}'’]+)*"
SURNAME = rf"(?:(?:{PARTICLE}\s+){{0,3}}{FULLWORD})"
CALLED = r"(?:\(\p{Lu}\p{Ll}[\p{L}\p{M}-]*\)|\(\p{Lu}{3,}\)(?=\s\p{Lu})|['‘’\"“]\p{Lu}[\p{L}\p{M}-]+['’\"”])"
# P.J. van Lieshout-Maas; S. (Sjoukje) van der Plas; G.Visser. A tab parts cells: behind it stands something else.
INITIALLED = rf"(?:{INITIALS}[^\S\t]?(?:{CALLED}[^\S\t])?{SURNAME}(?:[ ][js]r\.)?)"
# Karin Ouwehand; Jean-Pierre A. de la Croix
# A break between first name and surname is left to the model: a name at a line end and a word below it look the same.
FULL = rf"(?:{FULLWORD}[ \u00a0](?:{CALLED}[ \u00a0]|{INITIALS}[ \u00a0]?|{FULLWORD}[ \u00a0]){{0,2}}{SURNAME})"
PERSON = rf"(?:{INITIALLED}|{FULL}|{SURNAME})"

_STREET_WORDS = r"(?:[ ](?:\p{Lu}[\p{L}.'’-]*|van|de[nr]?|der|het|in|['’]t|op)){0,4}"
_NUMBER_ADDITION = (
    r"(?:[ -]?(?:[a-zA-Z]{1,2}|\d{1,3}|bis|hs|rd|huis|rood|zwart|boven|achter|I{1,3})(?![\p{L}\d])|[¹²³]"
    r"|[ ]?(?:t/m|en|\+)[ ]?\d{1,4}(?![\p{L}\d.]))?"
)
_NO_HOUSE_NUMBER = (
    r"(?![\d.,]\d|\s?(?:jaar|euro|km|meter|uur|dagen|weken|leden|procent|januari|februari|maart|april|mei|juni"
    r"|juli|augustus|september|oktober|november|december)\b)"
)
# Brouwersvaart 213 rd; Burgemeester Patijnlaan 88; 't Haarhuis 7; Van Hogendorplaan 1021 III
STREET = (
    r"(?:(?!Postbus|Retouradres|Antwoordnummer)(?:\p{Lu}[\p{L}.'’-]*|['’]t)"
    rf"{_STREET_WORDS}[ ]\d{{1,4}}{_NO_HOUSE_NUMBER}{_NUMBER_ADDITION})"
)
# A street by its name: what stands before a number and is no street (a report, a date) does not end like this.
_STREET_ENDING = (
    r"(?i:straat|laan|weg|plein|kade|gracht|singel|dijk|park|hof|pad|steeg|dreef|baan|wal|plantsoen|veld|erf|waard|akker"
    r"|(?<![ae])ring|horst|vaart|berg|brink|eind|heuvel|meent|(?<!akk|antw|(?<!\p{L})w)oord|rade|donk|hoeve|kamp|zoom|weide|tuin|stede|waal|wetering"
    r"|str\.|ln\.)"
)
STREET_NAME = (
    r"(?:(?!Postbus)(?:(?:\p{Lu}[\p{L}.'’-]*|['’]t)[ ]"
    r"(?:(?:\p{Lu}[\p{L}.'’-]*|van|de[nr]?|der|het|in|['’]t|op)[ ]){0,4})?"
    rf"[\p{{L}}'’-]*{_STREET_ENDING}(?:[ ](?:Zuid|Noord|Oost|West))?[ ][1-9]\d{{0,3}}(?![\d.,/]\d){_NUMBER_ADDITION})"
)
POSTCODE = r"(?:(?:NL[- ])?[1-9]\d{3}(?:[ ]{0,2}|\n[>\s]*)[A-Z]{2}(?![\p{L}\d]))"
TOWN = (
    r"(?:(?:\p{Lu}|['’]s-|['’]t )[\p{L}'’-]+"
    r"(?:[ ](?:\p{Lu}[\p{L}'’-]+|(?:aan|op|en|bij)[ ](?:de[nr]?[ ])?\p{Lu}\p{L}+)){0,2})"
)
WITH_POSTCODE = (
    rf"(?:(?:[ ]?[,;|/-]?[ ]{{1,3}}|\n[>\s]*|[ ]te[ ])\(?{POSTCODE}\)?(?:,?[ ]{{1,2}}{TOWN})?"
    rf"|(?:,[ ]|[ ](?:te[ ]|in[ ])?){TOWN},?[ ]\(?{POSTCODE}\)?)"
)
WITH_TOWN = rf"(?:(?:,[ ]|[ ]te[ ]|[ ]in[ ]){TOWN})"
ADDRESS = rf"(?:{STREET}(?:{WITH_POSTCODE}|{WITH_TOWN})?)"
# Sure to be an address without any word about it.
FULL_ADDRESS = rf"(?:{STREET}{WITH_POSTCODE}|{STREET_NAME}{WITH_TOWN}?)"

MACROS = {
    "STREET": STREET,
    "POSTCODE": POSTCODE,
    "TOWN": TOWN,
    "WITH_POSTCODE": WITH_POSTCODE,
    "ADDRESS": ADDRESS,
    "FULL_ADDRESS": FULL_ADDRESS,
    "INITIALS": INITIALS,
    "PARTICLE": PARTICLE,
    "NAMEWORD": FULLWORD,
    "SURNAME": SURNAME,
    "INITIALLED": INITIALLED,
    "FULLNAME": FULL,
    "PERSON": PERSON,
}
