import { addDays, type Day } from "~/domain/day";
import type { Contact } from "~/domain/vocabulary";
import { namer } from "./names";
import { clinicOf, type ClinicKey } from "./places";
import { idOf, Random } from "./random";

export interface SeedPatient {
  id: string;
  recordNumber: number;
  given: string;
  family: string;
  language: "en" | "es";
  clinic: ClinicKey;
  birthDate: Day;
  phone: string;
  email: string;
  preferredContact: Contact;
  deskNotes: string;
  /** Days from today. */
  registeredOn: number;
  deactivatedOn: number | null;
  deceasedOn: number | null;
}

const FIRST_RECORD_NUMBER = 10_001;

const deskNotes = [
  "Prefers mornings",
  "Needs the ground-floor entrance; walks with a stick",
  "Daughter drives; offer times after ten",
  "Hard of hearing: speak to the left side",
  "Leave no message at work",
  "Takes the bus; never before nine",
  "Comes with a service dog",
  "Pays in full at each visit",
  "Only Tuesdays and Thursdays",
];

/** Registers invented people, one after the other. */
export function registry(today: Day) {
  const random = new Random(`patients ${today}`);
  const nextName = namer();
  const all: SeedPatient[] = [];
  const register = (clinic: ClinicKey, registeredOn: number): SeedPatient => {
    const { given, family, language } = nextName(random);
    const recordNumber = FIRST_RECORD_NUMBER + all.length;
    const patient: SeedPatient = {
      id: idOf("patient", recordNumber),
      recordNumber,
      given,
      family,
      language,
      clinic,
      birthDate: addDays(today, -random.near(55 * 365, 15 * 365, 19 * 365, 91 * 365)),
      phone: `${clinicOf(clinic).areaCode} 555 01${String(random.int(0, 99)).padStart(2, "0")}`,
      email: random.chance(0.86) ? `${plain(given)}.${plain(family)}@example.org` : "",
      preferredContact: random.weighted([
        ["phone", 55],
        ["email", 41],
        ["post", 4],
      ]),
      deskNotes: random.chance(0.16) ? random.pick(deskNotes) : "",
      registeredOn,
      deactivatedOn: null,
      deceasedOn: null,
    };
    if (patient.preferredContact === "email" && patient.email === "") patient.preferredContact = "phone";
    all.push(patient);
    return patient;
  };
  return { all, register };
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[^a-zA-Z]/g, "")
    .toLowerCase();
}
