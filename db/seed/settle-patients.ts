import type { Day } from "~/domain/day";
import type { Clock } from "./clock";
import type { PlayedCourse } from "./course";
import type { SeedPatient } from "./patients";
import { Random } from "./random";
import type { Rows } from "./rows";
import { clinicId } from "./team";

export function patientRow(clock: Clock, patient: SeedPatient): Rows["patients"][number] {
  const { id, given, family, clinic, deactivatedOn, deceasedOn } = patient;
  return {
    id,
    recordNumber: String(patient.recordNumber),
    givenName: given,
    familyName: family,
    birthDate: patient.birthDate,
    homeClinicId: clinicId(clinic),
    phone: patient.phone,
    email: patient.email,
    language: patient.language,
    preferredContact: patient.preferredContact,
    deskNotes: patient.deskNotes,
    deactivatedAt: deactivatedOn === null ? null : clock.at(clinic, deactivatedOn, 600),
    deceasedOn: deceasedOn === null ? null : clock.day(deceasedOn),
    createdAt: clock.at(clinic, patient.registeredOn, 570),
  };
}

const DECEASED = 4;
const GONE = 8;

/** Some have died, some have moved away: long after their last course. */
export function farewell(today: Day, patients: readonly SeedPatient[], courses: readonly PlayedCourse[]) {
  const random = new Random(`farewell ${today}`);
  const lastEnd = new Map<SeedPatient, number>();
  for (const { patient, ending } of courses) {
    lastEnd.set(patient, Math.max(lastEnd.get(patient) ?? -Infinity, ending?.on ?? Infinity));
  }
  const longGone = patients.filter((patient) => (lastEnd.get(patient) ?? Infinity) < -120);
  random
    .shuffled(longGone)
    .slice(0, DECEASED + GONE)
    .forEach((patient, index) => {
      const on = -random.int(8, 90);
      if (index < DECEASED) patient.deceasedOn = on;
      patient.deactivatedOn = on + random.int(1, 7);
    });
}
