"""Templates in which persons who stay readable stand beside persons who are withheld; slots as in ``templates``.

Which of the two somebody is, is told by an office, a heading, a party between brackets, the years of a life, the title
of a book, or the place in a list. Slots that begin with pub are persons who stay.
"""

COUNCIL = (
    "Aanwezig de leden:\n{party}: {pubsur}, {pubsur} en {pubinit}\n{party}: {pubsur}, {pubsur}\n"
    "Griffier: {init}\nNotulist: {full}",
    "AANWEZIG\nVoorzitter\t{pubinit} (burgemeester)\nGriffier\t{init}\nLeden\t{pubsur}, {pubsur}, {pubsur}, "
    "{pubinit}\n"
    "Wethouders\t{pubsur}, {pubsur}\nAfwezig m.k.\t{pubsur} ({party})",
    "Presentielijst\n\nNaam                 Fractie\n{pubinit}       {party}\n{pubfull}       "
    "{party}\n{publisted}     {party}\n"
    "\nAmbtelijk: {full}, {init}",
    "De heer {pubsur} ({party}) vraagt hoe het met de [LOC:{street}] staat. Mevrouw {pubsur} ({party}) sluit "
    "zich aan.\n"
    "De voorzitter geeft het woord aan de inspreker, mevrouw {sur}.",
    "De VOORZITTER: Het woord is aan de heer {pubsur}.\nDe heer {pubcaps} ({party}): Voorzitter! De wethouder "
    "weet het.\n"
    "Mevrouw {pubcaps} ({party}): Dat hoorde ik ook.\nWethouder {pubcaps}: Ik kom er schriftelijk op terug.",
    "VOOR: {pubsur}, {pubsur}, {pubsur}, {pubsur} en {pubsur}.\nTEGEN: {pubsur}, {pubsur}, {pubsur}.\n"
    "De motie is verworpen.",
    "Voor stemden de leden {pubsur}, {pubsur}, {pubsur} en {pubsur}; tegen de leden {pubsur} en {pubsur}.",
    "Insprekers: {full}, {titled} en {full} (bewoners). Portefeuillehouder: {pubsur}.",
    "Motie '{En} {word}', ingediend door {pubsur} ({party}), {pubsur} ({party}) en {pubsur} ({party})",
    "Ondertekening:\n{pubinit} ({party})\n{pubinit} ({party})\n{pubfull} ({party})",
    "Portefeuillehouder   {pubinit}\nAmbtelijk opdrachtgever   {init}\nSteller   {full}, tst. {number}",
    "Portefeuille: {pubsur}. Behandelend ambtenaar: {full}. Team: {unit}.",
    "Besluitenlijst college\nAanwezig: {pubinit} (burgemeester), {pubsur}, {pubsur} en {pubsur} (wethouders), "
    "{init} (secretaris)",
    "Gedeputeerde Staten: {pubinit}, {pubinit}, {pubinit}; secretaris {init}.\nVerslag: {full}",
    "dijkgraaf {pubinit}; heemraden {pubsur}, {pubsur} en {pubsur}; verslag: {first}",
    "4. Rondvraag\nDe heer {pubsur} wijst op de [LOC:{street}]. {pubsur} zegt een memo toe (actie: {short}).",
    "Schriftelijke vragen van raadslid {pubfull} ({party}) over de [LOC:{street}]; antwoord opgesteld door {full}.",
    "Statenlid {pubsur} vroeg ernaar; {first} van {unit} zoekt het uit voor gedeputeerde {pubsur}.",
    "Lijst {number}  {party}\n1. {publisted}\n2. {publisted}\n3. {publisted}\n4. {publisted}",
    "Commissie Ruimte: {pubsur} (vz), {pubsur}, {pubsur}, {pubsur}; commissiegriffier: {init}",
)

PARLIAMENT = (
    "Vragen van de leden {pubsur} en {pubsur} (beiden {party}) aan de minister over [ORG:{firm}].\nContact: "
    "{full}, {unit}",
    "Motie           Indiener              Stand\n{number}-12     {pubsur} ({party})     aangenomen\n"
    "{number}-14     {pubsur}/{pubsur}      verworpen\n{number}-17     {pubsur} c.s.          aangehouden",
    "Woordvoerders: {pubsur} ({party}), {pubsur} ({party}), {pubfull} ({party}) en {pubsur} ({party}).",
    "{party}\t{pubsur}\twonen, huren\n{party}\t{pubfull}\tlandbouw\n{party}\t{pubsur}\tdigitalisering",
    "Kamerlid {pubsur} vroeg ernaar in het debat; {first} heeft de brief klaar en {sur} leest mee.",
    "{pubsur}: waarom nu pas? Antwoord (concept {first}): zie brief.\n{pubsur}: is er geld? Antwoord: nee.",
    "Bewindspersonen: {pubfull} ({word}), {pubfull} en {pubinit}. Secretariaat: {first} en {first}.",
    "10.00  gesprek met {pubfull} (voorzitter [ORG:{firm}]); voorbereiding {full}, {unit}\n"
    "11.00  Kamerlid {pubsur}\n12.00  lunch, {first} regelt",
    "M ({pubsur}) belt de premier; {first} schrijft het verslag. StS {pubsur} sluit aan.",
    "De minister van {Word} en {Word},\n\n{pubinit}",
    "Aldus vastgesteld te [LOC:{place}],\nde griffier,              de voorzitter,\n{pubinit}        {pubinit}",
    "De Directeur-Generaal {Word},\n\n\n{pubinit}",
    "De Minister van {Word},\nnamens deze,\nde secretaris-generaal,\n{pubinit}\n\nBehandeld door: {init}",
    "de inspecteur-generaal,\n{pubfull}\n\nContactpersoon {full}",
    "Europarlementariër {pubfull} sprak met Eurocommissaris {pubsur}. Assistent: {full}.",
    "Minister {pubfull} ({place}) en ambtgenoot {pubsur} tekenden; notulist {init}. Ook {pubsur} was er.",
    "President {pubfull} ontving premier {pubsur}. {pubsur} en {pubsur} spraken een uur. Onze man ter plaatse, "
    "{sur}, seinde.",
    "Ambassadeur {pubfull} bood haar geloofsbrieven aan. De reis is geregeld door {full} en {first}.",
    "SG {pubfull} van de alliantie; plv. {pubsur}; persoonlijk medewerker {full}",
)

COURT = (
    "Aldus gewezen door mr. {pubinit}, voorzitter, mr. {pubinit} en mr. {pubinit}, rechters, in aanwezigheid "
    "van {init}.",
    "Zitting 9.30 uur, rechter mr. {pubinit}, griffier {init}. Eiser: {full}, gemachtigde mr. {init}.",
    "Kamer\tRechter\tPartijen\n{number}\tmr. {pubsur}\t{sur}/[ORG:{firm}]\n{number}\tmr. {pubinit}\t{full}/{sur}",
    "De rechtbank (mr. {pubsur}) wees het verzoek van {titled} af. Zie ook {pubsur}, noot onder HR 2 mei 2018.",
    "De Nationale ombudsman, {pubfull}, schreef over {titled} aan [ORG:{firm}].",
)

AUTHORS = (
    "{publisted} ({year}). {En} {en} of {en}. [LOC:{place}]: {Name} Press.",
    "{publisted} & {publisted} ({year}). {Word} en {word}. Tijdschrift voor {Word}, {number}, 12-28.",
    "Zie {pubsur} ({year}), {pubsur} en {pubsur} ({year}) en {pubsur} et al. ({year}).",
    "({pubsur} & {pubsur}, {year}; {pubsur}, {year}b). De beoordeling is gedaan door {full}.",
    "{number} {pubinit}, '{Word} en {word}', NJB {year}/{number}, p. 12.",
    "Auteurs: {pubfull}, {pubfull} en {pubinit}\nOpdrachtgever: {unit}, contact {full}",
    "Het boek '{Word} {word}' van {pubfull} verscheen in {year}; {first} heeft het in de kast staan.",
    "Rapport van {pubfull} en {pubfull}, {year}. Begeleiding: {full} ({unit}), {init}.",
    "Uit onderzoek van prof. {pubsur} blijkt dat {word} helpt. {titled} is daar niet zeker van.",
    "Proefschrift {pubfull}: '{En} {en}'. Promotor: {pubinit}. Aanmelden bij {first}.",
    "Abstract. {pubsur} and {pubsur} ({year}) argue that {en} {en} matters. Contact: {full}.",
)

HISTORY = (
    "{pubfull} ({year4}-{year5}), {word} en {word}, naamgever van de [LOC:{street}].",
    "[LOC:{street}]: naar {pubfull} (1874-1951), schilder. Voorstel van {titled}.",
    "De schilder {pubfull} ({year4}-{year5}) woonde in [LOC:{place}]. {pubsur} maakte er {number} doeken. "
    "Restaurator: {full}.",
    "Nr.  Kunstenaar            Titel\n{number}  {pubfull}       {Word}\n{number}  {publisted}      {Word} en "
    "{word}\n"
    "Ingepakt door {first}, akkoord {short}",
    "Architect {pubfull} bouwde het in {year4}; de huidige bewoner, {titled}, klaagt over {word}.",
    "Inventaris\n12  Brief van {pubfull} aan {pubfull}, {year4}\n13  Rekening van {pubsur}, {year4}\nBeschreven "
    "door {full}",
    "In {year4} vluchtte {pubfull} naar [LOC:{place}]. {pubsur} liet een dagboek na. Zijn kleindochter, "
    "{titled}, schonk het.",
    "Winnaars: {pubfull} (proza), {pubfull} (poëzie). Juryvoorzitter: {pubfull}. Aanmelden bij {first} via {dotted}.",
    "Spreker {pubfull} haalde {pubsur} aan: 'ook {word} is {word}'. Met dank aan {first} van de catering.",
    "Gasten: burgemeester {pubfull}, Kamerlid {pubsur}, zangeres {pubfull}; chauffeur {first}; gastvrouw {full}",
)

OFFICES = (*COUNCIL, *PARLIAMENT, *COURT, *AUTHORS, *HISTORY)
