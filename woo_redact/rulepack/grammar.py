"""How names of persons are written in Dutch documents: macros for the packs, ``{{PERSON}}`` and its parts.

They stand here rather than in a pack because detection itself takes names apart by them.
"""

INITIAL = r"\p{Lu}\p{Ll}{0,2}\."
INITIALS = rf"(?:{INITIAL}(?:[ -]?{INITIAL})*)"
# van der, 't, op den, el, ait, v.d.; with a capital when no first name stands before it.
PARTICLE = (
    r"(?:[Vv]an(?:\s+(?:de[nr]?|het|['’]t))?|[Vv]\.?\s?d\.|[Vv]d|[Vv]/d|[Dd]e[nr]?|[Tt]e[nr]?|['’]t|[Ii]n\s+['’]t"
    r"|(?:[Oo]p|[Aa]an|[Uu]it|[Oo]nder|[Vv]oor|[Ii]n)\s+de[nr]?|[Ee]l|[Aa]l|[Aa]it|[Bb]en|[Bb]in|[Dd][aiou]s?|[Dd]el(?:la)?|[Ll][ae]"
    r"|[Vv]on|[Zz]u)"
)
# Ouwehand, El-Idrissi, O'Neill, Okafor - Prins, HADŽIĆ, d'Hont
FULLWORD = r"(?:d['’])?\p{Lu}(?:['’]?[\p{L}\p{M}]+)(?:[-–‑](?:\p{Ll}{2,3}\s){0,2}\p{Lu}?[\p{L}\p{M}'’]+)*"
SURNAME = rf"(?:(?:{PARTICLE}\s+){{0,3}}{FULLWORD})"
CALLED = r"(?:\(\p{Lu}[\p{L}\p{M}-]+\)|['‘’\"“]\p{Lu}[\p{L}\p{M}-]+['’\"”])"
# P.J. van Lieshout-Maas; S. (Sjoukje) van der Plas; G.Visser
INITIALLED = rf"(?:{INITIALS}\s?(?:{CALLED}\s)?{SURNAME})"
# Karin Ouwehand; Jean-Pierre A. de la Croix
FULL = rf"(?:{FULLWORD}\s(?:{CALLED}\s|{INITIALS}\s?|{FULLWORD}\s){{0,2}}{SURNAME})"
PERSON = rf"(?:{INITIALLED}|{FULL}|{SURNAME})"

MACROS = {
    "INITIALS": INITIALS,
    "PARTICLE": PARTICLE,
    "NAMEWORD": FULLWORD,
    "SURNAME": SURNAME,
    "INITIALLED": INITIALLED,
    "FULLNAME": FULL,
    "PERSON": PERSON,
}
