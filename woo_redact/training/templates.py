"""Short pieces with slots: look-alikes that are no person, and names where they are missed.

Slots in braces: full, first, sur (surname with capital), lowsur (as after a first name), init
(initials and surname), listed ("Surname, First"), capslisted ("SURNAME, First"), swapped
("Surname First"), short (initials of a clerk), lowfirst, dotted (p.jansen), upper (full name in
capitals), uppersur, titled, unit, mission, function, place, firm, street, number, ref, amount,
name and mail. Square brackets mark an organisation or place: [ORG:...], [LOC:...].
"""


def words(text: str, mark: str = " ") -> list[str]:
    """Cut a text into words; an underscore stands for a blank within one."""
    return text.split(mark)


UNITS = words(
    "DGPZ DVB DVB/CV DAF/SA WJZ FEZ HDFC DGRR DGPV BSG DCo DMO CLSK C-LAS DEU/UI DGMo DGBI HBJZ "
    "BPZ PBO&A IRF DJZ DGMI DGWB S&B P&O IV-Oost LVB DGO DGVZ DSH DAM MJZ COM BVA CISO SG DG pSG "
    "plv._SG HDBZ/AP DGOBR/DIR-OI SMO CIO-office team-3 OOV/BZ RvB OR MT"
)
MISSIONS = words(
    "MINUSMA EUTM_Mali EUCAP_Sahel_Niger Taakgroep_Takuba Flintlock EUFOR_Althea KFOR Barkhane "
    "UNIFIL Resolute_Support Inherent_Resolve Atalanta EUNAVFOR_Aspides EULEX_Kosovo UNTSO "
    "Enhanced_Forward_Presence Sea_Guardian Operatie_Irini EUMM_Georgia Prosperity_Guardian"
)
FUNCTIONS = words(
    "beleidsmedewerker;senior beleidsadviseur;plv. directeur;secretaris-generaal;hoofd afdeling;"
    "Minister van Defensie;minister-president;directeur Juridische Zaken;afdelingshoofd;"
    "programmamanager;Staatssecretaris;de Commissaris van de Koning;woordvoerder;Inspecteur;"
    "coördinerend adviseur;Hoofddirecteur Bedrijfsvoering;dossierhouder;teamleider Vergunningen;"
    "griffier;Wethouder Wonen;bestuurssecretaris;projectleider;Managementassistente",
    ";",
)
# Firms, schools and the like that carry a surname.
FIRM_FORMS = words(
    "{name} Groep;{name} B.V.;Bakkerij {name};{name} & Zonen;Advocatenkantoor {name};"
    "Bouwbedrijf {name};{name} Advocaten N.V.;Stichting {name};Garage {name};{name} Transport;"
    "{name} Vastgoed BV;Notariskantoor {name};De {name}school;{name} Consultancy;Gebroeders {name};"
    "Ingenieursbureau {name};Van der {name} Hotels;{name} College;Slagerij {name}",
    ";",
)
STREET_FORMS = words(
    "{name}straat;{name}laan;{name}plein;{name}weg;Burgemeester {name}laan;{first} {name}straat;"
    "Prof. {name}weg;Dr. {name}plein;{name}kade;{first} van {name}laan;{name}dreef;{name}hof",
    ";",
)

NEGATIVE = (
    "Aan\nVan\nVia\nKopie aan\nAfgestemd met\nOpgesteld door",
    "Aan Van Via Kopie aan Afgestemd met",
    "Aan\t\tVan\t\tDatum\n{function}\t{unit}\t{number}",
    "Van: {unit}\nAan: {unit}\nKopie aan: {unit}, {unit} en {unit}",
    "Van: {unit}/{unit}\nAan: {function}\nDatum: 12 mei 2022\nKenmerk: {ref}",
    "Aan: {function}\nVan: {function}\ncc: {unit}; {unit}",
    "VAN {unit} AAN {unit} VIA {unit}",
    "Afgestemd met: {unit}, {unit}, {unit}, {function}",
    "Onze referentie\n{ref}\nUw kenmerk\n{ref}\nBijlage(n)\n{number}",
    "Kenmerk {ref}, zaaknummer {number}, versie 0.{number}.",
    "De wit geverfde muur aan de [LOC:{street}] moet opnieuw worden gesaust.",
    "De groot opgezette actie is op 3 mei afgerond. De jong gestarte ondernemers kregen subsidie.",
    "De bakker, de visser en de smid in de dorpskern krijgen ontheffing tot {number}.",
    "De koning wordt op de hoogte gesteld; het bos achter de berg blijft gesloten.",
    "Post ontvangen. Kok gezocht voor de kantine. Prins carnaval komt langs.",
    "De vergunning geldt voor het perceel [LOC:{street}] {number} in [LOC:{place}].",
    "Werkzaamheden aan de [LOC:{street}] en de [LOC:{street}] duren tot week {number}.",
    "[ORG:{firm}] heeft op 4 juni een offerte van {amount} ingediend.",
    "De opdracht is gegund aan [ORG:{firm}], gevestigd aan de [LOC:{street}] te [LOC:{place}].",
    "[ORG:{firm}] en [ORG:{firm}] vormen een combinatie.",
    "De bijdrage aan [ORG:{mission}] loopt tot en met 2024; het mandaat blijft gelijk.",
    "Inzet [ORG:{mission}], [ORG:{mission}] en [ORG:{mission}]\n- {number} militairen\n- {amount}",
    "Oefening [ORG:{mission}] vindt plaats in [LOC:{place}].",
    "Nederland levert {number} militairen aan [ORG:{mission}] in {unit}-verband.",
    "Budget: {amount} in 2023, {amount} in 2024 en {amount} structureel.",
    "- vaststellen verslag\n- mededelingen\n- stand van zaken {unit}\n- w.v.t.t.k.\n- rondvraag",
    "• Kern\n• Toelichting\n• Politieke context\n• Financiële gevolgen\n• Communicatie",
    "Ter besluitvorming\nVoor akkoord\nTer kennisname\nParaaf\nDatum\nAkkoord ja / nee",
    "Gevraagd besluit\nU wordt gevraagd in te stemmen met bijgaande brief aan de Tweede Kamer.",
    "Met vriendelijke groet,\n{function}\nDirectie {unit}\nPostbus 20061, 2500 EB [LOC:Den Haag]",
    "Hoogachtend,\nNamens deze,\n{function}",
    "Geachte heer, mevrouw,\n\nHierbij ontvangt u de stukken voor het overleg van 9 maart.",
    "Beste allen,\n\nBijgaand de annotatie. Reacties graag voor {number} uur.\n\nGroet,\n{unit}",
    "Beste collega's,\n\nKunnen jullie meelezen? Vriendelijke groet",
    "Dag allemaal,\nDe vergadering van {unit} vervalt.",
    "Pagina {number} van {number}\nDepartementaal Vertrouwelijk\n{ref}",
    "Ministerie van Defensie | {unit} | {ref} | Pagina {number}",
    "zaal {number}, 10.00-11.00 uur, Teams; deelnemers: {unit}, {unit}, {function} en {function}",
    "Afwezig: {unit} (m.k.), {function}\nActies: {unit}, {unit}",
    "Actie\tWie\tWanneer\n1. Nota aanpassen\t{unit}\tma\n2. Afstemmen\t{unit} / {unit}\tdi",
    "NOTITIE VOOR DE STAATSSECRETARIS\nBESLISNOTA\nTER INFORMATIE",
    "MEMO AAN {unit}\nBETREFT: VOORTGANG DOSSIER {number}",
    "Het hof van justitie en de raad van state. Meer informatie bij {unit} of info@{unit}.nl.",
    "De Wet Bibob, de wet Van der {name} niet meegerekend, geldt sinds 2013.",
    "{function}, {function} en {function} zijn akkoord. {unit} heeft geparafeerd.",
    "Zr.Ms. Evertsen vertrok op 7 december uit [LOC:Den Helder] voor [ORG:{mission}].",
    "Betreft: Verlenging bijdrage [ORG:{mission}]\nBehandelend: {unit}\nTelefoon: 070 348 {number}",
    "Vraag {number}\nWat is de inzet van het kabinet in de Raad?\nAntwoord\nZie de brief.",
)

POSITIVE = (
    "NOTITIE VOOR {uppersur}",
    "MEMO AAN {upper}\nVAN {upper}",
    "NOTA TER INFORMATIE VOOR {uppersur} EN {uppersur}",
    "AAN: {upper}, {uppersur}\nCC: {uppersur}; {upper}; {unit}",
    "DEELNEMERS: {upper}, {upper}, {uppersur} ({unit})",
    "Van: {listed} ({unit})\nAan: {listed}; {listed} - {unit}\nOnderwerp: RE: {ref}",
    "Van: {listed} ({unit})",
    "Van: {listed}\nVerzonden: 4 april 2022 10:12\nAan: {unit}; {listed}\nCC: {listed} ({unit})",
    "From: {full}\nSent: dinsdag 3 mei 2022\nTo: {full} <{mail}>\nCc: '{full}'",
    "> Van: {full} <{mail}>\n> Aan: {full}\n> Beste {first},",
    "Opgesteld door\n{init} / {full}\nDatum 4 mei",
    "Opgesteld door\n{full}\n{function}\nT 06 1234 {number}",
    "Aan\n{function}\nVan\n{init}\nVia\n{unit}\nKopie aan\n{sur}, {unit}",
    "Aan Van Via\n{unit} {full} {unit}",
    "Afgestemd met\n{init} ({unit}), {full} ({unit}), {unit}, {first} ({unit})",
    "Steller {init}\nParaaf {short} / {short}\nKamer {number}",
    "Behandeld door {init}\nTelefoon 070 {number}\nKenmerk {ref}",
    "Contactpersoon\n{titled}\nT +31 6 {number}",
    "Beste {first},\n\nKun jij {titled} bellen? Groet,\n{full}",
    "Ha {first}, zie hieronder. {first} en {first} weten ervan, {sur} nog niet.\ngr {short}",
    "Hoi {lowfirst}, heb jij {lowfirst} nog gesproken? groetjes {lowfirst}",
    "bel jij {lowfirst} even, anders doe ik het via {dotted}",
    "Graag ook {dotted} en {dotted} uitnodigen voor het overleg.",
    "Dag {first} en {first},\nIk heb het met {first} besproken; {first} ziet het anders dan {sur}.",
    "Met vriendelijke groet,\n\n{full}\n{function}\n{unit}",
    "Met vriendelijke groet,\n{init}\n{function}\nMinisterie van Defensie | {unit}",
    "Groet,\n{first}",
    "Mvg, {first} {lowsur}",
    "Hoogachtend,\n{function},\nnamens deze,\n{init}",
    "Geachte {titled},\n\nUw brief is in goede orde ontvangen door {init}.",
    "Aanwezig: {full} (vz), {init}, {sur}, {first} ({unit})\nAfwezig: {titled}, {unit}",
    "Aanwezig\n{full}\t{unit}\n{full}\t{unit}\n{init}\t{unit}\n{listed}\t{function}",
    "- {init}\n- {init}\n- {full}\n- {sur}\n- {unit}",
    "1. {init} ({unit})\n2. {full}, {function}\n3. {titled}",
    "{upper}\n{upper}\n{upper}\n{function}",
    "{sur}/{sur}/{unit}\nactie: {short}",
    "actie {first}/{first}: nota naar {unit}\nactie {sur}: bellen met {titled}",
    "De motie van het lid {pubsur} en de motie van de leden {pubsur} en {pubsur} (Kamerstuk {number}) zijn aangenomen.",
    "Verwachte sprekers: {pubsur}, {pubsur}, {pubsur}. Voorzitter: {pubsur}.\nV (lid {pubsur}): komt er geld bij?",
    "De minister-president {pubsur} sprak met president {pubsur} over [ORG:{mission}].",
    "Minister {pubsur} en staatssecretaris {pubsur} bezochten [ORG:{mission}] in [LOC:{place}].",
    "Kamerleden {pubsur}, {pubsur} en {pubfull} stelden vragen over [ORG:{firm}].",
    "Burgemeester {pubfull} van [LOC:{place}] opende de [LOC:{street}].",
    "{first} {lowsur} werkt bij {unit}; {first} vervangt {titled} tot en met mei.",
    "Volgens {sur} is dat niet zo. {sur} stelt dat {first} het verslag maakt.",
    "{sur} ({unit}) geeft aan dat {unit} akkoord is; {sur} niet.",
    "{titled} ([ORG:{firm}]) belde over de [LOC:{street}] {number}.",
    "[{number}-04-22 09:14] {full}: heb je {first} gezien?\n[{number}-04-22 09:15] {first}: nee",
    "{full} | {function} | {unit} | {mail}",
    "{first} ({function}) en {first} van {unit} nemen deel namens [ORG:{firm}].",
    "Bezwaarmaker {titled}, wonende aan de [LOC:{street}] {number} te [LOC:{place}]",
    "Uitgenodigd: {listed}; {listed}; {listed}; {unit}",
    "mr. {init} en dr. {init} zijn als deskundige gehoord; ir. {sur} was verhinderd.",
    "kol {sur}, lkol {init}, sgt-maj {sur} en gen-maj {full} ({unit})",
    "[0{number}-04-2022 08:15] {first}: wie kan er?\n[0{number}-04-2022 08:16] {full}: ik",
    "12-03-24, 11:52 - {first}: nee\n12-03-24, 11:53 - {full}: @{first} zie boven\n",
    "{capslisted} / {function}\n{capslisted} / {function}\n{capslisted} / {unit}",
    "kltz {init}, maj {capslisted}, burger {swapped} ({unit})",
    "{swapped}\n{swapped}\n{swapped} ({unit})",
    ">> {listed} schreef op 4 mei:\n>> {first}, kijk jij?\n>> xx {first}",
    "xx {first}",
    "{full} ({unit}) en {full} ([ORG:{firm}])",
    "voorzitter      {sur}\nsecretaris      {listed}\nlid             {swapped}",
    "Zie {pubsur} & {pubinit}, WFR 2011, en de conclusie van A-G {pubsur}.",
    "Literatuur: {pubinit} & {pubinit}, Bestuursrecht, 2019, p. {number}; {pubfull}, dissertatie, 2016.",
    "Wethouder {pubsur} ({pubfull}) licht toe; raadslid {pubsur} vraagt door.",
    "Rechtbank {place}, mr. {pubinit}, rechter, in aanwezigheid van mr. {pubinit}.",
    "Spreker: {pubfull}, auteur van een boek over [LOC:{place}].",
    "De Minister van Defensie,\n\n{pubfull}",
    "Aan de minister van Financiën, {pubinit}\nGeachte heer {pubsur},",
    "Ik hoorde van {first} dat {first} ziek is. {first} maakt het verslag af.",
    "Bedankt {first}! {first} neemt het over van {sur}.",
)

# What is named after persons, in the contexts where names of persons stand: lists, tables, after a bullet.
NAMESAKES = (
    "ms {given} {name} ligt aan steiger {number}; ms {given} vertrekt om 9.10, de {name} om 10.00 uur.",
    "Zr.Ms. {name}, Zr.Ms. {given} {name} en Zr.Ms. Van {name} nemen deel aan [ORG:{mission}].",
    "Naam schip      Lengte    Ligplaats\n{given}          38 m      {number}\n"
    "{given} {name}   41 m      {number}\nDe {name}        22 m      {number}",
    "De namen van de stormen van dit seizoen: {given}, {given}, {given}, {given}, {given}, {given} en {given}.",
    "Storm {given} trok op 3 januari over; {given} en {given} bleven boven zee.",
    "Ras             Kweker                Status\n{given}         {name} B.V.           ingeschreven\n"
    "{given}         Coöperatie {name}     vervallen",
    "Rassen: {given}, {given}, Rode {given} en {name}. De rasnaam '{given}' is geweigerd.",
    "HR 14 juni 1963, {name}/{name}; HR 31 januari 1919, {name}/{name}; ABRvS 2 mei 2018, {name} q.q.",
    "EHRM 23 oktober 1985, {name}/Nederland. Vgl. HvJ 8 april 1976, {name} & {name}, en het arrest-{name}.",
    "Kantoor {name} & {name} Advocaten en notariskantoor {name} {name} treden op voor [ORG:{firm}].",
    "Akte verleden voor kantoor Van {name} & {name}, dossier {number}.",
    "{name} & {name} N.V., {given} {name}straat {number}, [LOC:{place}]",
    "Zalen: {given} {name}zaal, {name}kamer, de {name} en zaal {given} (begane grond).",
    "Zaal        Naam            Plaatsen\n1.12        De {name}        24\n"
    "1.14        {given} {name}   30\n2.04        {name}           12",
    "Straten: {given} {name}straat, {name}hof, Laan van {name}, {name}pad, Burgemeester {name}plein.",
    "- {name}straat: riolering\n- {given} {name}laan: bomen\n- {name}kade: kademuur\n- {name}plein: parkeren",
    "Uitslagen: {name} Boys - Sparta {name} 2-1; VV {name} - {name} United 0-0; {name} Bouw - Garage {name} 3-3.",
    "De {given} {name}school, het {name} College en de {given}school nemen deel; basisschool De {name} niet.",
    "De {name}-prijs, de {name}lezing en het {given} {name}fonds staan op de agenda.",
    "Wet {name}, motie-{name}, motie {name} c.s., amendement-{name}/{name}, commissie-{name} en norm {name}.",
    "De motie-{name} over [ORG:{mission}] is aangenomen; de motie-{name}/Van {name} is aangehouden.",
    "Planten: {given}kruid, {name}bloem, wilde {given}, {given}-op-de-rotsen, Salix {given} en {name}hertshooi.",
    "Bijlagen: tabel_openbaar.xlsx, nota_v4_final.docx, lijst_{number}.pdf, IMG_{number}.jpg",
    "Sent: Sun, 23 Apr 2023 09:12 +0200\nTo: {unit}\nSubject: Re: {ref}",
    "Van: IT Servicedesk\nAan: Afdeling Inkoop; Team Facilitair; Secretariaat {unit}\nCC: Postbus Beheer",
    "Van: Objectmanager [LOC:{place}]\nAan: Projectleider Zuid; Bureau Noord; Loket Vergunningen",
    "Talen: Arabisch, Dari, Tigrinya, Somali, Turks, Farsi, Pools en Oekraïens.",
    "Leden: {unit}, {unit}, {unit}/OPS, {unit}. Afwezig: {unit}.",
    "Agenda\n1. Opening\n2. Vernieuwingsagenda Jeugd\n3. Middellandse Zee, operatie\n4. Stand van zaken {place}",
    "1. [LOC:{place}]\n2. MIDDEN-OOSTEN\n3. [LOC:{place}] (adviesmissie)\n4. Grens [LOC:{place}]",
    "- [ORG:{firm}]: vindt een looptijd van drie jaar te kort\n- [ORG:{firm}]: geen bezwaar",
    "Bewonersvereniging {name}belang, Stichting Vrienden van {name} en Comité {name} zienden samen in.",
    "Steller        {unit}\nMedeparaaf     {unit}\nPortefeuille   wethouder\nBehaald        ja",
    "Antw: nee, alleen de bijlage. Denk aan de termijn. Lieve collega's, Geweldig! Mvg",
    "Kern\nInhoud\nToelichting\nAfschrift\nVerzending\nBehandelaar\nSteller\nOpmerkingen",
)
