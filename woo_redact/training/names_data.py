"""First names and surnames per background, to sample invented persons from.

First names and surnames are common ones, listed apart and combined at random: no pair stands for
a real person. The Dutch names come from the lists given on the command line.
"""

# Particle and how often it is drawn, relative to the others.
PARTICLES: dict[str, int] = {
    "van": 20, "van der": 16, "de": 20, "van den": 9, "van de": 9, "den": 3, "ter": 4, "ten": 3,
    "van 't": 3, "'t": 2, "in 't": 1, "op de": 1, "op den": 1, "uit den": 1, "van het": 1,
    "te": 1, "aan de": 1, "van ’t": 1, "von": 1, "du": 1, "de la": 1, "della": 1, "von der": 1,
    "in den": 1, "uit de": 1, "over de": 1, "tot": 1, "d'": 1,
}  # fmt: skip
# Surnames that are usual after a particle; the lists hold single words only.
AFTER_PARTICLE = (
    "Berg Dijk Bosch Heuvel Meer Linden Veen Wal Brink Horst Hoek Velde Heide Vliet Laan Beek "
    "Pol Ende Ven Graaf Groot Jong Boer Vries Haan Wit Bruin Koning Ruiter Lange Leeuw Hoop "
    "Bree Ham Heijden Kamp Kooij Meulen Molen Plas Poel Sande Schaaf Sluis Steen Straten Tol "
    "Valk Voort Waal Werf Wiel Woude Zanden Zee Zwan Broek Dool Eijnden Elzen Hurk Oever Aa "
    "Braak Haar Hout Hulst Kruijs Leur Loo Maat Maas Mast Noort Putten Rijn Roest Schoot Spek "
    "Vaart Weerd Wolde Zandt Zwart Borg Horn Cate Kate Have Hove Hacken Veldhuis Brinke Weele"
)
# background: (weight, first names, surnames)
BACKGROUNDS: dict[str, tuple[int, str, str]] = {
    "turkish": (
        8,
        "Mehmet Ayşe Fatma Mustafa Emre Elif Zeynep Hüseyin Yusuf Gülcan Sevda Tülay Hakan Özlem "
        "Murat Derya Selin Ömer İbrahim Hatice Merve Cem Deniz Kaan Büşra Ayse Omer Gulsen Fatoş",
        "Yılmaz Kaya Demir Şahin Çelik Yıldız Yildirim Öztürk Aydın Özdemir Arslan Doğan Kılıç "
        "Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Akdağ Aksoy Turgut Celik Ozturk Sahin "
        "Yildiz Erdoğan Güneş Bulut Korkmaz Tekin Karadağ Demirtaş Bayram Uçar",
    ),
    "moroccan": (
        9,
        "Mohammed Fatima Youssef Khadija Karim Samira Rachid Naima Hassan Yasmina Bilal Oumaima "
        "Nordin Souad Abdelkader Hamza Ikram Lamyae Ilias Nadia Mounir Zakaria Hafida Driss Anouar "
        "Jamila Abdel Yassine Salma Ayoub Meryem",
        "El_Idrissi El_Amrani Bouali Benali El_Hadouchi Ait_Oumghar Ait_Taleb Azzouzi Bouzidi "
        "Chaouki El_Khattabi El_Mansouri Haddou Ouali Bensaïd Bakkali Amghar Boulahrouz Ziani "
        "El_Yaakoubi Tahiri Bouhali El_Bouazzaoui Lahlou Ouchan Belhaj Ben_Haddou Aboutaleb "
        "El_Ghazi Hammoudi Achahbar Mimoun Oulad_Ali Essaidi Chafik",
    ),
    "hindustani": (
        5,
        "Anjali Rajiv Dinesh Sharmila Soeradj Radjesh Shanti Vikash Priya Sunil Kamla Ashwin "
        "Reshma Santosh Jagdesh Indra Nirmala Rishi Farida Kavita Ravi Sandhia",
        "Ramdin Ramautarsing Sewgobind Baldewsingh Gangaram-Panday Jhinkoe-Rai Mahabier Kalpoe "
        "Bissessur Ramkhelawan Jagroep Oemrawsingh Adhin Sital Raghoebarsing Autar Doerga "
        "Soekhai Bhagwandin Nandoe Ramlal Biharie Sardjoe Kisoensingh Mohan Matai",
    ),
    "creole": (
        5,
        "Cheryl Delano Jerrel Gregory Romeo Shanaya Patries Winston Muriël Priscilla Orlando "
        "Glenn Mavis Humphrey Joan Ruben Sherida Ludwig Urmy Clyde Naomi Quincy Rowena Denzel",
        "Pinas Kromodimedjo Tjin_A_Djie Lim_A_Po Tjon_A_Ten Kensmil Esajas Hiwat Landveld "
        "Purperhart Blinker Seedorf Vanenburg Rijker Fraenk Wijdenbosch Codrington Bottse Ment "
        "Emanuelson Pengel Amoksi Tjong_A_Hung Lo_Fo_Wong Zeefuik Landvreugd Martina Croes Maduro "
        "Winklaar",
    ),
    "indonesian": (
        4,
        "Wayan Dewi Sri Jacob Yopie Nona Indah Agus Ratna Tuti Semuel Marlon Otto Yuni Budi Lina",
        "Soerohardjo Latuheru Tuhuteru Sopacua Pattinama Sahetapy Manuhutu Kartosen Wirjosentono "
        "Pelupessy Tahapary Matulessy Siahaya Leatemia Soekarno Hartono Wijaya Setiawan Noija "
        "Metiarij Soumokil Djojodikromo Kartodikromo Resodikromo Papilaja Souisa",
    ),
    "polish": (
        6,
        "Agnieszka Piotr Marek Katarzyna Tomasz Małgorzata Paweł Ewa Liwia Krzysztof Monika "
        "Wojciech Zofia Andrzej Beata Łukasz Jolanta Iwona Grzegorz Oksana Dmytro Bogdan Elena "
        "Ivana Zoran Tarik Jasmina Milan Radu Ioana",
        "Kowalczyk Nowak Szymańska Wiśniewski Wójcik Kamiński Lewandowska Zieliński Szczepański "
        "Woźniak Dąbrowski Kozłowska Jankowski Mazur Krawczyk Nadolski Ostrowska Petrenko "
        "Shevchenko Ivanov Petrova Osmanović Hodžić Jovanović Marković Popescu Ionescu Dimitrov",
    ),
    "chinese": (
        4,
        "Wei Mei-Ling Xiaoming Li Hui Jing Chu_Ling Kwok_Wai Yan Minh_Quan Anh Thi_Hoa Linh Tuan "
        "Yuki Haruto Ji-woo Min-jun Ming Kai Siu_Ming Ngoc",
        "Zhang Wang Li Chen Liu Wong Cheung Tang Xu Zhou Hu Lam Chan Ng Yip Nguyen Tran Truong "
        "Pham Le Vo Hoang Tanaka Sato Kim Park Wu Sun Lin Zhao Yeung Kwok",
    ),
    "frisian": (
        7,
        "Sjoukje Jelle Tjitske Fokke Wiebe Nynke Gerbrich Sietske Eeltje Douwe Hylke Baukje "
        "Tsjikke Jorrit Froukje Rinske Ype Aukje Sybren Hinke Wytze Sjoerd Tjaart Berber "
        "Eltjo Pytsje",
        "Hoekstra Dijkstra Zijlstra Haitsma Postma Sikkens Wiersma Terpstra Bosma Feenstra Tadema "
        "Hofstra Rinsma Bouma Osinga Fennema Elzinga Hooghiemstra Brandsma Tuinstra Hellinga "
        "Sinnema Buwalda Cnossen Wubs Reitsma Bergsma Algra Atsma Veldstra Wouda",
    ),
    "flemish": (
        6,
        "Koenraad Griet Lieven Delphine Stijn Hilde Wouter Annelies Bart Goedele Jeroen Katrien "
        "Veerle Pieter-Jan Joke Dries Els Geert An Wim Nele Filip Maarten Tine",
        "Ghyselinck Vandenbroucke Verhofstadt De_Smet Van_den_Bossche Claes Wouters Goossens "
        "Mertens De_Clercq Vandewalle Van_Damme D'Hondt De_Backer Verstraete Desmet Maes Lambrecht "
        "Van_Hoof Vanhaverbeke Declercq T'Jampens Vercammen Coppens Heylen Geerts Michiels",
    ),
    "african": (
        5,
        "Kwame Chidinma Tesfay Dawit Semhar Abdirahman Hodan Selam Yonas Amina Ousmane Fatou "
        "Ngozi Emmanuel Abena Rahel Mahad Ayaan Ibrahima Aissatou Mariama Efua Kofi Wairimu",
        "Boateng Okafor Habtemariam Abdirahman Haile Adjei Mensah Okonkwo Diallo Traoré Osei "
        "Tesfamariam Mohamud Warsame Yusuf Bangura Kamau Owusu Camara Ndiaye Gebremedhin Asante "
        "Babikir Oyekan Okoye Keïta Abdi Jama Sesay",
    ),
    "middle_eastern": (
        6,
        "Mahmoud Rania Omid Parisa Kaveh Shirin Ahmad Layla Samir Nour Tariq Zahra Reza Azadeh "
        "Bashar Hiba Farhad Mina Guram Ani Aram Naz Shahzad Ayesha Imran Sana Yousef Dilan Rojda",
        "Al-Hassan Haddad Farrokhzad Hosseini Rahimi Khoury El_Sawy Nasser Ahmadi Karimi Mohammadi "
        "Bakr Al-Sayed Saleh Khalil Haidari Mehmood Anwar Khan Malik Hussain Aziz Noori Sharifi "
        "Petrosyan Barzani Kaplan Darwish Abbas Alavi Rezaei",
    ),
    "european": (
        6,
        "Stefano Valérie Jürgen Chiara Inês Anke Matthias Clara Noémi Pierre Giulia Carlos Astrid "
        "Ingrid Sören James Siobhán Harriet Lorenzo Ana João Birgit Kirsten Ø. Lucía Élodie",
        "Müller Schneider de_Luca Rossi da_Silva dos_Santos García Martínez Dubois Lefèvre Smith "
        "O'Brien Johnson Schmidt Weber da_Luz_Tavares Ferreira Pereira Andersson Hansen Nilsson "
        "Steinbusch Fischer Bianchi Fernández Moreau MacDonald O'Connor Mavridis Papadopoulos",
    ),
}
# Noble and other long Dutch surnames.
LONG_SURNAMES = (
    "Bruins_Slot Oude_Nijhuis Duymaer_van_Twist van_Asch_van_Wijck Lanschot_Hubrecht "
    "van_Haersma_Buma Baron_van_Lynden van_Nispen_tot_Pannerden Groot_Koerkamp Klein_Haarhuis "
    "Oude_Wesselink Haas_van_Dorsser Wijk_Steendam Groote_Schaarsberg ten_Hacken_Bos Loef_Smits "
    "Nieuw_Amerongen Rengers_Hora_Siccama Alting_von_Geusau Schimmelpenninck_van_der_Oye"
)
