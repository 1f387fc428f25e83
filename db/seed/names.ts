import type { Random } from "./random";

/** Invented people of a city's mixed origins. */
interface Origin {
  weight: number;
  /** Share of them who would rather be asked in Spanish. */
  spanish: number;
  given: string[];
  family: string[];
}

const words = (text: string) => text.trim().split(/\s+/);

const origins: Origin[] = [
  {
    weight: 26,
    spanish: 0,
    given:
      words(`Ruth Walter Agnes Victor June Peter Gwen Frank Abram Tamsin Hollis Sofia Karl Wanda Brent Carol
      Dorothy Elliot Faye Gordon Harriet Irving Joyce Kenneth Leland Marjorie Nolan Opal Preston Rosalind Stanley
      Thelma Vernon Wendell Adele Clifford Della Everett`),
    family:
      words(`Abernath Abbing Holt Askew Prosser Delacroy Teller Oakes Grant Ashworth Barlow Caldwell Dunmore
      Ellery Fairbank Garrick Hathaway Ingram Jessop Kirkland Langford Merrick Norcross Ogden Pemberton Quimby
      Ridley Standish Thackeray Underhill Vickery Wetherby Yardley Harwick Colborne Brisco`),
  },
  {
    weight: 20,
    spanish: 0.45,
    given:
      words(`Beatriz Nina Dario Lucia Marta Rosa Matteo Dmitri Elena Rafael Carmen Joaquin Ines Esteban Pilar
      Ramiro Soledad Hector Graciela Emilio Yolanda Arturo Marisol Fermin Consuelo Anselmo Paloma Octavio Leticia
      Ruben Amparo Nestor`),
    family: words(`Fonseca Vasquez Conti Ferrando Solano Quintana Ibarra Montoya Escobedo Villalobos Arellano
      Cisneros Duarte Espinal Figueroa Granados Herrera Jaramillo Lozano Maldonado Navarrete Olivares Palomino
      Quesada Rentería Sandoval Trujillo Urbina Valdivia Zamorano Peñaloza Muñiz`),
  },
  {
    weight: 15,
    spanish: 0,
    given:
      words(`Ingrid Bram Ossian Sunniva Tilda Timo Eero Henrik Freya Stellan Pia Greta Sven Annika Lars Maren
      Nils Signe Torsten Ylva Axel Britta Casper Elin Gunnar Hedda Jorunn Kaspar Liv Magnus Sanna Viggo`),
    family:
      words(`Solvang Verhoeven Lind Dahl Sorensen Laakso Salonen Ostby Jansson Krog Lundgaard Nyholm Aalto
      Tornquist Brandt Hartwig Wendt Kruger Stamm Reinholt Achterberg Bergstrom Dyrhaug Eklund Fossheim Grondahl
      Haugland Ivarsen Kjeldsen Lindqvist Moberg Nordahl`),
  },
  {
    weight: 12,
    spanish: 0,
    given:
      words(`Sade Moses Caleb Abel Karim Amara Kwame Ngozi Tunde Zola Chidi Esi Kofi Lindiwe Obinna Temi Yaw
      Adaeze Bisi Dayo Efua Femi Ife Jabari Makena Nia Sipho Thandi Wanjiru Zuri`),
    family: words(`Balogun Adeyinka Mwandi Okonjo Osei Abara Chukwu Danso Eze Folarin Gyasi Ikande Kamau Lungu
      Mensah Ndlovu Obi Quartey Sowah Tembo Uzoma Wekesa Zulu Amadi Boateng Dlamini Kipruto Mbeki Nwosu Otieno`),
  },
  {
    weight: 11,
    spanish: 0,
    given:
      words(`Samir Yara Nadia Salma Noor Leila Omar Rania Tarek Hala Idris Jamila Khalil Lamia Mounir Nour
      Rafiq Sahar Wael Yasmin Zaid Amina Bashir Dalia Farid Ghada Hadi Iman`),
    family: words(`Haddadi Benhali Rahman Idrissi Elmasri Amiri Aziz Bakri Chahine Darwish Fadel Ghanem Hamdan
      Jaziri Khoury Lahoud Mansour Nasser Qasim Rostami Sabbagh Tahiri Younes Zahrani Barakat Haidari Karimi Saleh`),
  },
  {
    weight: 10,
    spanish: 0,
    given:
      words(`Hana Vikram Orla Mei Kenji Priya Arjun Linh Anjali Bao Chiyo Deepa Eiji Feng Geeta Hiro Isha Jun
      Kavya Lan Minh Nikhil Rohan Sakura Tomo Usha Wei Yuki`),
    family:
      words(`Morisawa Sethna Takata Finnerty Nguyen Banerjee Chowdhury Desai Fujita Ganesan Hoshino Iyer Jang
      Kulkarni Liang Mehrotra Nakagawa Oshiro Pillai Rao Shimizu Tran Uchida Venkat Watanabe Xu Yamane Zhou`),
  },
  {
    weight: 6,
    spanish: 0,
    given:
      words(`Piotr Ulrich Ilya Marek Anton Jonas Zofia Bohdan Danuta Emil Halina Ivana Jarek Ludmila Milos Olena
      Pavel Radka Stepan Vera`),
    family:
      words(`Zielak Marchesi Ilievska Revesz Petrakis Brenner Brandys Chmiel Dvorsky Farkas Gavrilov Horvat
      Jelinek Kovarik Lesniak Mazurek Novotny Ostrow Polak Rusnak Simko Vesely`),
  },
];

export interface PersonName {
  given: string;
  family: string;
  language: "en" | "es";
}

/** Nobody twice: two patients of one name would make the demo's search look broken. */
export function namer(): (random: Random) => PersonName {
  const taken = new Set<string>();
  return (random) => {
    for (;;) {
      const origin = random.weighted(origins.map((each) => [each, each.weight]));
      // Some married, some had parents from two places.
      const familyOrigin = random.chance(0.85)
        ? origin
        : random.weighted(origins.map((each) => [each, each.weight]));
      const given = random.pick(origin.given);
      const family = random.pick(familyOrigin.family);
      if (taken.has(`${given} ${family}`)) continue;
      taken.add(`${given} ${family}`);
      return { given, family, language: random.chance(familyOrigin.spanish) ? "es" : "en" };
    }
  };
}
