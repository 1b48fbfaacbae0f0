"""Templates without persons in which every word may begin with a capital: technical and English text, goods, headings.

Slots as in ``templates``, with {en}, {En} and {EN} for an English word, {word}, {Word} and {WORD} for a Dutch one, and
{product} for the name of a thing. {given} and {name} are names that a thing, a server or a storm carries here.
"""

from woo_redact.training.templates import words

PRODUCTS = words(
    "Kibana Grafana Ansible Citrix_NetScaler Oracle_Java Jenkins GitLab Tomcat Nagios Jira Confluence Selenium "
    "Postfix "
    "Red_Hat_Enterprise_Linux Microsoft_Teams Outlook Excel SharePoint Power_BI Azure Splunk Kafka Redis "
    "Keycloak Apache "
    "Windows_Server Adobe_Acrobat VMware_ESXi Cisco_Catalyst Juniper Fortinet HP_LaserJet Dell_Latitude "
    "Lenovo_ThinkPad "
    "Samsung_Galaxy iPhone Nokia Philips Siemens_Simatic Schneider Bosch Makita Hilti Kärcher Stanley Brother Canon "
    "Ford_Fiesta Ford_Transit Opel_Astra Opel_Vivaro Volkswagen_Caddy Volkswagen_Golf Renault_Clio Renault_Kangoo "
    "Peugeot_Partner Citroën_Berlingo Seat_Leon Seat_Ibiza Skoda_Octavia Suzuki_Jimny Toyota_Corolla Mercedes_Vito "
    "Mercedes_Sprinter Volvo_V60 Tesla_Model_Y Kia_Ceed Dacia_Duster Fiat_Ducato Scania Iveco DAF_XF Vespa Kawasaki "
    "Paracetamol Omeprazol Barnidipine Metoprolol Fentanyl_Sandoz Macrogol Amlodipine Tamoxifen Levothyroxine "
    "Ritalin "
    "Concerta Seresta Xarelto Eliquis Ozempic Humira Keytruda Herceptin Ventolin Seretide Augmentin Lipitor Prozac "
    "Bacardi Heineken Grolsch Johnnie_Walker Jack_Daniels Dr._Oetker Douwe_Egberts Maggi Calvé Honig Verkade Ola "
    "Roundup Shirlan Revus Infinito Quickdown Actara Karate_Zeon Amistar Movento Ranman Boxer Stomp Titus "
    "Malus_domestica Rosa_canina Quercus_robur Salix_alba Betula_pendula Fagus_sylvatica Larus_argentatus "
    "Vulpes_vulpes "
    "Limosa_limosa Buteo_buteo Bellis_perennis Acer_campestre Tilia_cordata Corylus_avellana Prunus_spinosa Alisma "
    "Bintje Eigenheimer Agria Fontane Innovator Elstar Jonagold Conference Doyenné Santana Junami Belle_de_Boskoop"
)

TECHNICAL = (
    "{En} {en} {en} {en}. {En} the {En} {En} before {en}.",
    "{En} {En} {En} ........ {number}\n{En} and {En} ........ {number}\n{En} {En} ........ {number}",
    "{n}.{n}  {En} {En}\nPress the {En} {En} and wait for the {En} indicator. Do not {en} the {En}.",
    "WARNING: {En} {en} {en} {en}. CAUTION: {EN} {EN}. Note: {en} the {en}.",
    "Table {number}. {En} {En} by {En}, {En} and {En}",
    "{En}: {En}\n{En}: {en} {en}\n{En}: {En} {En}\nStatus: {En}",
    "{En} ....... {En}\n{En} ....... {en} {en} on server {given}\nResult ....... {En}",
    "Title ........ {En} {en} {En} {En} in chassis {name}-{n}, Rack {number}, Row {En}",
    "- {En} {En} (qty {number})\n- {En} {En}, {En}\n- {En} Kit {number}",
    "| {En} | {En} {En} | {number} |\n| {En} {En} | {En} | {number} |\n| {Word} | {En} | {number} |",
    "Server {given} draait {product}; {given}-db en {name}01 zijn gepatcht. Project {given} volgt na project {name}.",
    "{product} {n}.{n} | {product} | {product} | licentie tot {year}",
    "Merk/type: {product}, kleur {word}. Merk/type: {product}, kleur {word}.",
    "06.12  {product}, {word}\n07.40  {product}\n08.05  {product} met aanhanger",
    "Aangetroffen: {number} x {product}, {product}, {product} en een doos {word}.",
    "Tekort: {product} {number} mg, {product} {number} mg; alternatief {product}.",
    "Soorten: {product}, {product}, {product} en {product} ({number} exemplaren).",
    "{product}  {amount}\n{product}  {amount}\n{product}  {amount}\nTotaal  {amount}",
    "{Word} {Word}\n\n{Word} {word}, {word} en {word}. {Word} is {word}.",
    "{WORD} {WORD}\n\n{n}. {WORD}\n{n}. {WORD} EN {WORD}\n{n}. {WORD}",
    "{Word}\t{Word}\t{Word}\t{Word}\n{number}\t{word}\t{number}\t{Word}\n{number}\t{word}\t{number}\t{Word}",
    "{Word}:        {word}\n{Word}:        {number}\n{Word} {word}:  {Word}",
    "{Word}: {Word}. {Word}: nee. {Word}: zie {Word}. {Word} {number}.",
    "• {Word}\n• {Word} en {word}\n• {Word} {word} ({unit})\n• {Word}",
    "{n}. {Word} {word} {word}\n{n}. {Word}, {word}\n{n}. {Word} {Word}",
    "Rol: {Word}. Taken van de {Word}: {word}, {word}. De {Word} meldt zich bij de {Word}.",
    "hond {given} en kat {given}; pony {name} staat in de wei; zaal {given}, lokaal {given}",
    "De bot {given} meldde: {En} {en}. Testaccount {given} Test en demo-burger {name} bestaan niet.",
    "Restaurant {given}, bakkerij {given}, kapsalon {given} en café De {name} krijgen een terras.",
    "Hulpmiddelen: tent '{given}', boot '{given}', kraan '{name}'. Oefening {given} {name} begint om {number} uur.",
)
