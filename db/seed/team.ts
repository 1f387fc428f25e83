import type { Role } from "~/domain/vocabulary";
import { idOf } from "./random";
import type { ClinicKey } from "./places";

/** Who works in the demo practice. Everyone's password is the same, and printed when the demo starts. */
export const demoPassword = "seven quiet herons wade";

export type PhysicianKey =
  "okafor" | "varga" | "siddiq" | "castellan" | "adeyemi" | "sorley" | "whitfield" | "quiroga";

export interface DemoPhysician {
  key: PhysicianKey;
  name: string;
  clinics: ClinicKey[];
  speciality: string;
  board: string;
  /** From today. */
  certifiedForDays: number;
}

const painMedicine = {
  speciality: "Pain medicine",
  board: "American Board of Anesthesiology, Pain Medicine",
};
const rehabilitation = {
  speciality: "Physical medicine and rehabilitation",
  board: "American Board of Physical Medicine and Rehabilitation",
};

export const physicians: DemoPhysician[] = [
  {
    key: "okafor",
    name: "Dr Lena Okafor",
    clinics: ["riverside"],
    ...rehabilitation,
    certifiedForDays: 1210,
  },
  { key: "varga", name: "Dr Tomas Varga", clinics: ["riverside"], ...painMedicine, certifiedForDays: 820 },
  {
    key: "siddiq",
    name: "Dr Noor Siddiq",
    clinics: ["riverside"],
    ...rehabilitation,
    certifiedForDays: 2050,
  },
  {
    key: "castellan",
    name: "Dr Mira Castellan",
    clinics: ["riverside", "foothills"],
    ...rehabilitation,
    certifiedForDays: 46,
  },
  {
    key: "adeyemi",
    name: "Dr Samuel Adeyemi",
    clinics: ["riverside", "foothills"],
    ...painMedicine,
    certifiedForDays: 1490,
  },
  {
    key: "sorley",
    name: "Dr Ingrid Sorley",
    clinics: ["foothills"],
    ...rehabilitation,
    certifiedForDays: 640,
  },
  {
    key: "whitfield",
    name: "Dr Hana Whitfield",
    clinics: ["harbour"],
    ...rehabilitation,
    certifiedForDays: 980,
  },
  { key: "quiroga", name: "Dr Mateo Quiroga", clinics: ["harbour"], ...painMedicine, certifiedForDays: 1720 },
];

export interface DemoStaff {
  key: "keller" | "pryor" | "callahan";
  name: string;
  role: Role;
  clinics: ClinicKey[];
}

export const staff: DemoStaff[] = [
  {
    key: "keller",
    name: "Anouk Keller",
    role: "scheduler",
    clinics: ["riverside", "foothills", "harbour"],
  },
  { key: "pryor", name: "Devon Pryor", role: "scheduler", clinics: ["foothills"] },
  { key: "callahan", name: "Ruth Callahan", role: "administrator", clinics: [] },
];

export type AccountKey = PhysicianKey | DemoStaff["key"];

export const accountId = (key: AccountKey) => idOf("account", key);
export const clinicId = (key: ClinicKey) => idOf("clinic", key);
export const roomId = (clinic: ClinicKey, room: number) => idOf("room", clinic, room);
export const deviceId = (clinic: ClinicKey, device: string) => idOf("device", clinic, device);

/** "Dr Lena Okafor" → "lena.okafor@tendon.example". */
export function emailOf(name: string): string {
  return `${name.replace(/^Dr /, "").toLowerCase().replaceAll(" ", ".")}@tendon.example`;
}

/** "Dr Lena Okafor" → "Dr Okafor". */
export function shortNameOf(name: string): string {
  return `Dr ${name.split(" ").at(-1) ?? name}`;
}
