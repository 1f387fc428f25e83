import { randomUUID } from "node:crypto";
import type { Form } from "tests/support/served";
import { inDays, PASSWORD, type Site, type World } from "./world";

export interface Posted {
  route: string;
  name: string;
  /** Right in every field, so that only who sends it can be what is wrong. */
  form: (site: Site) => Form;
  query?: (site: Site) => string;
  by: keyof World["people"];
  /** It changes what is the sender's own, wherever they work. */
  own?: true;
  /** It keeps a file, and changes no table. */
  file?: true;
  /** Under which name it is asked; passkeys want one. */
  host?: string;
}

const place = (site: Site, days: number): Form => ({
  clinicId: site.clinicId,
  day: inDays(days),
  startMinute: "11:00",
  physicianId: site.physician.id,
  roomId: site.roomId,
  deviceId: site.deviceId,
  gapReason: "As the patient wished",
  key: randomUUID(),
});
const planFields = (site: Site): Form => ({
  region: "knee",
  side: "left",
  guidance: "ultrasound",
  plannedSessions: "4",
  gapMinDays: "14",
  gapTargetDays: "21",
  gapMaxDays: "28",
  physicianId: site.physician.id,
  clinicId: site.clinicId,
  diagnosis: "Sprain",
  goal: "To run",
  baselinePain: "5",
  symptomMonths: "18",
  baselineFunction: "Walks",
  notes: "",
  despite: "yes",
});
const patientFields = (site: Site): Form => ({
  givenName: "Nora",
  familyName: "Newman",
  birthDate: "1980-02-03",
  recordNumber: `N-${randomUUID().slice(0, 8)}`,
  homeClinicId: site.clinicId,
  phone: "+1 303 555 0100",
  email: "",
  language: "en",
  preferredContact: "phone",
  deskNotes: "",
  anyway: "yes",
});
const accountFields = (site: Site): Form => ({
  name: "Una New",
  email: `${randomUUID()}@practice.example`,
  roles: "scheduler",
  clinicIds: site.clinicId,
});

/** One right form for every action, and for every kind of write that an action knows. */
export const posts: Posted[] = [
  {
    route: "routes/preferences",
    name: "theme",
    by: "scheduler",
    own: true,
    form: () => ({ theme: "dark", back: "/" }),
  },
  {
    route: "routes/search",
    name: "search",
    by: "scheduler",
    own: true,
    form: () => ({ where: "/patients", q: "zq" }),
  },
  {
    route: "routes/find.results",
    name: "find",
    by: "scheduler",
    own: true,
    form: () => ({ q: "zq" }),
  },
  {
    route: "routes/profile",
    name: "end sign-ins",
    by: "scheduler",
    own: true,
    form: () => ({ intent: "end-sign-ins" }),
  },
  {
    route: "routes/profile",
    name: "make a feed",
    by: "scheduler",
    own: true,
    form: () => ({ intent: "make-feed" }),
  },
  {
    route: "routes/settings.accounts.import",
    name: "create from a file",
    by: "administrator",
    form: () => ({
      intent: "create",
      csv: `name,email,roles,clinics\nUna New,${randomUUID()}@practice.example,scheduler,Riverside`,
    }),
  },
  {
    route: "routes/confirm",
    name: "prove who one is",
    by: "scheduler",
    own: true,
    form: () => ({ intent: "password", password: PASSWORD, back: "/" }),
  },
  {
    route: "routes/passkey",
    name: "a challenge for a passkey",
    by: "scheduler",
    own: true,
    host: "localhost:3000",
    form: () => ({ intent: "add" }),
  },
  {
    route: "routes/second-factor",
    name: "remove the authenticator app",
    by: "scheduler",
    own: true,
    form: () => ({ intent: "remove-totp" }),
  },
  {
    route: "routes/morning-pack._index",
    name: "make a pack",
    by: "scheduler",
    file: true,
    form: (site) => ({ clinicId: site.clinicId }),
  },
  {
    route: "routes/sessions.new",
    name: "book",
    by: "scheduler",
    form: (site) => ({ ...place(site, 42), planId: site.plan.id }),
  },
  {
    route: "routes/sessions.$id.move",
    name: "move",
    by: "scheduler",
    form: (site) => ({ ...place(site, 22), version: "1" }),
  },
  {
    route: "routes/sessions.$id.length",
    name: "change its length",
    by: "scheduler",
    // The move before has made it the second version.
    form: () => ({ treatMinutes: "15", recoverMinutes: "20", version: "2", back: "/" }),
  },
  {
    route: "routes/sessions.$id.refill",
    name: "offer a free place",
    by: "scheduler",
    form: (site) => ({ intent: "offer", taker: site.waiting[2].id, minutes: "120" }),
  },
  {
    route: "routes/sessions.$id._index",
    name: "take back",
    by: "scheduler",
    form: () => ({ move: "undo", version: "1", back: "/" }),
  },
  {
    route: "routes/sessions.$id.record",
    name: "save a draft",
    by: "physician",
    form: () => ({ intent: "save", version: "1", note: "Well tolerated", side: "left" }),
  },
  {
    route: "routes/sessions.$id.draft",
    name: "save while typing",
    by: "physician",
    // The form before has made it the second version.
    form: () => ({ version: "2", tab: "tab-of-the-matrix", note: "Well tolerated so far" }),
  },
  {
    route: "routes/settings.lots",
    name: "receive a lot",
    by: "administrator",
    form: (site) => ({
      intent: "receive",
      clinicId: site.clinicId,
      product: "Dextrose 50 %",
      lotNumber: randomUUID().slice(0, 8),
      expiresOn: inDays(300),
      received: "24",
    }),
  },
  {
    route: "routes/plans.$id.checkpoint",
    name: "decide at a checkpoint",
    by: "physician",
    form: () => ({ decision: "review", note: "Look again" }),
  },
  {
    route: "routes/batch._index",
    name: "plan many courses",
    by: "scheduler",
    form: (site) => ({ clinicId: site.clinicId, which: "backlog", physicianId: "" }),
  },
  {
    route: "routes/batch.$id",
    name: "book what was planned",
    by: "scheduler",
    form: (site) => ({ intent: "apply", planId: site.plan.id, gapReason: "As the patient wished" }),
  },
  {
    route: "routes/repair",
    name: "hand to the call list",
    by: "scheduler",
    form: (site) => ({ intent: "call", course: site.displaced.id }),
  },
  {
    route: "routes/follow-up",
    name: "note a call",
    by: "scheduler",
    form: ({ plan, reports }) => ({
      intent: "call-back",
      reportId: reports.asked,
      planId: plan.id,
      version: "1",
      callBackDay: inDays(1),
      callBackTime: "14:30",
    }),
  },
  {
    route: "routes/follow-up",
    name: "cannot be reached",
    by: "scheduler",
    // The call before has made it the second version.
    form: ({ plan, reports }) => ({
      intent: "give-up",
      reportId: reports.asked,
      planId: plan.id,
      version: "2",
    }),
  },
  {
    route: "routes/plans.$id.waitlist",
    name: "put on the waitlist",
    by: "scheduler",
    form: () => ({ intent: "save", notice: "60", note: "Lives near" }),
  },
  {
    route: "routes/plans._index",
    name: "save a view",
    by: "scheduler",
    own: true,
    form: () => ({ intent: "save-view", name: "Mine", query: "" }),
  },
  {
    route: "routes/plans._index",
    name: "hold several",
    by: "scheduler",
    form: (site) => ({
      intent: "move-plans",
      move: "hold",
      reason: "Away",
      "plans[0].id": site.waiting[1].id,
      "plans[0].released": "",
    }),
  },
  {
    route: "routes/plans.new",
    name: "create",
    by: "physician",
    form: (site) => ({ ...planFields(site), patientId: site.plan.patientId }),
  },
  {
    route: "routes/plans.$id.course",
    name: "book a course",
    by: "scheduler",
    form: (site) => ({
      intent: "book",
      session: `${site.clinicId} ${inDays(43)} 12:00 once ${site.physician.id} ${site.roomId} ${site.deviceId}`,
      gapReason: "As the patient wished",
      key: randomUUID(),
    }),
  },
  {
    route: "routes/plans.$id.edit",
    name: "edit",
    by: "physician",
    form: (site) => ({ ...planFields(site), version: "1" }),
  },
  {
    route: "routes/plans.$id.report",
    name: "take a report",
    by: "scheduler",
    query: (site) => `?report=${site.reports.open}`,
    form: () => ({
      intent: "answer",
      version: "1",
      rating: "good",
      pain: "2",
      channel: "phone",
      language: "en",
    }),
  },
  {
    route: "routes/plans.$id.report-link",
    name: "hand a report over",
    by: "scheduler",
    form: () => ({ purpose: "handed-over" }),
  },
  {
    route: "routes/report-alerts",
    name: "deal with an alert",
    by: "scheduler",
    form: (site) => ({ alertId: site.alertId }),
  },
  {
    route: "routes/patients.new",
    name: "create",
    by: "scheduler",
    form: patientFields,
  },
  {
    route: "routes/patients.$id.edit",
    name: "edit",
    by: "scheduler",
    form: (site) => ({ ...patientFields(site), intent: "save", version: "1" }),
  },
  {
    route: "routes/plans.$id.status",
    name: "hold",
    by: "scheduler",
    form: () => ({ move: "hold", reason: "Away" }),
  },
  {
    route: "routes/settings.accounts.new",
    name: "create",
    by: "administrator",
    form: accountFields,
  },
  {
    route: "routes/settings.accounts.$id",
    name: "deactivate",
    by: "administrator",
    form: () => ({ intent: "deactivate" }),
  },
  {
    route: "routes/settings.clinics._index",
    name: "add",
    by: "administrator",
    form: () => ({ name: "A third clinic", zone: "Europe/Berlin", address: "", phone: "" }),
  },
  {
    route: "routes/settings.weights",
    name: "weigh otherwise",
    by: "administrator",
    form: () => ({
      startDay: "1",
      gapDay: "1",
      otherPhysician: "10",
      physicianChange: "8",
      clinicChange: "12",
      shieldedRoom: "2",
      fluoroscopeOpened: "3",
      fullDay: "1",
      moved: "20",
      version: "1",
    }),
  },
  {
    route: "routes/settings.clinics.$id",
    name: "add a room",
    by: "administrator",
    form: () => ({ intent: "room-add", name: "A new room", kind: "procedure" }),
  },
  {
    route: "routes/settings.hours",
    name: "set",
    by: "administrator",
    form: (site) => ({
      physicianId: site.physician.id,
      clinicId: site.clinicId,
      from: inDays(60),
      stamp: site.hoursStamp,
      day1: "09:00–12:00",
    }),
  },
  {
    route: "routes/settings.protocols",
    name: "edit",
    by: "administrator",
    form: () => ({
      region: "knee",
      sessionsMin: "3",
      sessionsMax: "5",
      gapMinDays: "14",
      gapTargetDays: "21",
      gapMaxDays: "35",
      prepareMinutes: "10",
      treatMinutes: "20",
      recoverMinutes: "15",
      guidance: "ultrasound",
      solution: "Dextrose 15 %",
      version: "1",
    }),
  },
  {
    route: "routes/time-off",
    name: "take leave",
    by: "physician",
    form: (site) => ({
      intent: "save",
      target: `leave:${site.physician.id}`,
      fromDay: inDays(200),
      untilDay: inDays(201),
      reason: "A wedding",
    }),
  },
  {
    route: "routes/patients.import._index",
    name: "upload",
    by: "scheduler",
    form: (site) => ({
      kind: "patients",
      clinicId: site.clinicId,
      file: { fileName: "people.csv", text: "First,Last,Birth\r\nIda,Import,1970-01-01\r\n" },
    }),
  },
  {
    route: "routes/patients.import.$id",
    name: "discard",
    by: "scheduler",
    form: () => ({ intent: "discard" }),
  },
  { route: "routes/sign-out", name: "sign out", by: "scheduler", own: true, form: () => ({}) },
];
