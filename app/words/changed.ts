/** What the fields that an audit row names are called in the clinic, in the middle of a sentence. */
const fieldWords: Record<string, string> = {
  // A plan's
  region: "region",
  side: "side",
  guidance: "guidance",
  plannedSessions: "planned sessions",
  gapMinDays: "shortest gap",
  gapTargetDays: "target gap",
  gapMaxDays: "longest gap",
  diagnosis: "diagnosis",
  structures: "structures",
  goal: "goal",
  baselinePain: "baseline pain",
  baselineFunction: "baseline function",
  notes: "notes",
  released: "booked sessions",
  // A session's, and a report's
  startsAt: "start",
  physicianId: "physician",
  roomId: "room",
  deviceId: "imaging device",
  clinicId: "clinic",
  planId: "plan",
  status: "state",
  reason: "reason",
  displacedBy: "time off in its way",
  rating: "rating",
  pain: "pain",
  activities: "activities",
  selfCare: "self-care",
  adverseEffects: "adverse effects",
  redFlags: "warning signs",
  remarks: "remarks",
  channel: "way it came",
  // A patient's
  givenName: "given name",
  familyName: "family name",
  birthDate: "birth date",
  recordNumber: "record number",
  homeClinicId: "home clinic",
  phone: "phone",
  email: "e-mail",
  language: "language",
  preferredContact: "preferred contact",
  deskNotes: "notes for the desk",
  deceasedOn: "date of death",
  // The practice's
  name: "name",
  kind: "kind",
  zone: "time zone",
  address: "address",
  hours: "hours",
  from: "first day",
  closedAt: "whether it is in use",
  sessionsMin: "fewest sessions",
  sessionsMax: "most sessions",
  prepareMinutes: "preparation",
  treatMinutes: "treatment",
  recoverMinutes: "recovery",
  solution: "usual solution",
  assumed: "whose figures they are",
  // An account's
  roles: "roles",
  mayOverbook: "the right to overbook",
  clinicIds: "clinics",
  speciality: "speciality",
  board: "board",
  certifiedUntil: "certification",
  deactivatedAt: "whether it is active",
  ended: "sign-ins",
};

/** "room and start"; what has no name in the clinic is left out, and where nothing has one, it is "it". */
export function changedFields(fields: readonly string[]): string {
  const known = [
    ...new Set(fields.flatMap((field) => (Object.hasOwn(fieldWords, field) ? [fieldWords[field]] : []))),
  ];
  const last = known.pop();
  if (last === undefined) return "it";
  return known.length > 0 ? `${known.join(", ")} and ${last}` : last;
}
