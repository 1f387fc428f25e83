type Query = Record<string, string | number | null | undefined>;

const withQuery = (path: string, query: Query = {}) => {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
};

/** Every URL of Tendon. The listing of app/routes is its mirror. */
export const paths = {
  today: (query?: { clinic?: string }) => withQuery("/", query),
  signIn: (query?: { back?: string }) => withQuery("/sign-in", query),
  /** After the password: a code or a passkey. */
  secondStep: (query?: { back?: string }) => withQuery("/second-step", query),
  forgotten: () => "/forgotten",
  /** Where one proves anew who one is. */
  confirm: (query?: { back?: string }) => withQuery("/confirm", query),
  secondFactor: () => "/second-factor",
  passkey: () => "/passkey",
  passkeySignIn: () => "/passkey-sign-in",
  feed: (token: string) => withQuery("/feed.ics", { token }),
  signOut: () => "/sign-out",
  setup: (token?: string) => withQuery("/setup", { token }),
  welcome: (token: string) => withQuery("/welcome", { token }),
  calendar: (
    view: "day" | "week" | "month" | "agenda" | "free",
    query?: {
      clinic?: string;
      date?: string;
      by?: string;
      colour?: string;
      physician?: string;
      column?: string;
      session?: string;
      done?: "booked" | "moved" | "moved-together" | "length";
      /** The minutes of treatment and recovery that a session had: "15-10". */
      was?: string;
      span?: string;
      guidance?: string;
      region?: string;
      part?: string;
    },
  ) => withQuery(`/calendar/${view}`, query),
  book: (query?: {
    plan?: string;
    clinic?: string;
    date?: string;
    at?: string;
    physician?: string;
    room?: string;
    device?: string;
  }) => withQuery("/sessions/new", query),
  session: (id: string) => `/sessions/${id}`,
  sessionLength: (id: string) => `/sessions/${id}/length`,
  /** `amend`: to change what was signed, which stays beside it. */
  sessionRecord: (id: string, query?: { amend?: "1" }) => withQuery(`/sessions/${id}/record`, query),
  sessionDraft: (id: string) => `/sessions/${id}/draft`,
  refill: (id: string) => `/sessions/${id}/refill`,
  morningPack: (query?: { clinic?: string }) => withQuery("/morning-pack", query),
  morningPackFile: (query?: { clinic?: string; day?: string }) => withQuery("/morning-pack/file", query),
  waitlist: (query?: { clinic?: string }) => withQuery("/waitlist", query),
  /** `off`: what the sessions lost their place to; `moved`: the first of those that were just moved. */
  repair: (query?: { clinic?: string; off?: string; moved?: string }) => withQuery("/repair", query),
  forecast: (query?: { clinic?: string }) => withQuery("/forecast", query),
  drift: (query?: { clinic?: string; whose?: "all" }) => withQuery("/drift", query),
  batch: (query?: { clinic?: string }) => withQuery("/batch", query),
  batchRun: (id: string) => `/batch/${id}`,
  planCheckpoint: (id: string) => `/plans/${id}/checkpoint`,
  planWaitlist: (id: string) => `/plans/${id}/waitlist`,
  offer: (token: string) => withQuery("/offer", { token }),
  /** What a patient opens: the token alone, and nothing that says who they are. */
  report: (token: string, query?: { language?: string }) => withQuery("/report", { token, ...query }),
  reportAlerts: () => "/report-alerts",
  openings: (query: { session: string; from: string; to: string }) => withQuery("/sessions/openings", query),
  sessionMove: (
    id: string,
    query?: {
      clinic?: string;
      date?: string;
      at?: string;
      physician?: string;
      room?: string;
      device?: string;
    },
  ) => withQuery(`/sessions/${id}/move`, query),
  plans: (query?: Query) => withQuery("/plans", query),
  plansCsv: (query?: Query) => withQuery("/plans.csv", query),
  planNew: (query?: { patient?: string }) => withQuery("/plans/new", query),
  /** `booked`: the sessions of a course that was just booked, with full stops between. */
  plan: (id: string, query?: { booked?: string }) => withQuery(`/plans/${id}`, query),
  /** Its page asks for wishes that may have several values. */
  planCourse: (id: string, query: Readonly<Record<string, string | readonly string[]>> = {}) => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one === "" ? [] : [[name, one]])),
    );
    const path = `/plans/${id}/course`;
    return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
  },
  planLetter: (id: string) => `/plans/${id}/letter`,
  planEdit: (id: string) => `/plans/${id}/edit`,
  planStatus: (id: string, query?: { move?: string }) => withQuery(`/plans/${id}/status`, query),
  /** `done`: the call, or the report, that was just dealt with, and can be taken back. */
  followUp: (query?: { clinic?: string; show?: "waiting"; point?: string; done?: string }) =>
    withQuery("/follow-up", query),
  /** `channel`: how the answers are about to come. */
  planReport: (id: string, query?: { report?: string; saved?: string; channel?: "phone" }) =>
    withQuery(`/plans/${id}/report`, query),
  /** Where the patient answers by themselves: by a link, on the clinic's tablet, on paper. */
  planReportLink: (id: string, query: { report: string }) => withQuery(`/plans/${id}/report-link`, query),
  planReportPaper: (id: string, query: { report: string; language?: string }) =>
    withQuery(`/plans/${id}/report-paper`, query),
  /** Of a form on paper that came back, by the code that is printed on it. */
  paperReport: (query?: { code?: string }) => withQuery("/paper-report", query),
  patients: (query?: Query) => withQuery("/patients", query),
  /** `then`: what the record is made for, and where its making leads on to. */
  patientNew: (query?: { then?: "plan" }) => withQuery("/patients/new", query),
  patient: (id: string) => `/patients/${id}`,
  patientEdit: (id: string) => `/patients/${id}/edit`,
  /** All that is held of a patient: to read and print, and as a file. */
  patientExport: (id: string) => `/patients/${id}/export`,
  patientFile: (id: string) => `/patients/${id}/file`,
  patientImport: (id?: string) => (id ? `/patients/import/${id}` : "/patients/import"),
  outcomes: (query?: Query) => withQuery("/outcomes", query),
  outcomesCsv: (query?: Query) => withQuery("/outcomes.csv", query),
  /** Lots as physicians see them, and to whom one went. */
  lots: (query?: { q?: string; clinic?: string }) => withQuery("/lots", query),
  lot: (id: string) => `/lots/${id}`,
  lotCsv: (id: string) => `/lots/${id}/csv`,
  lotStock: (query?: { lot?: string; add?: string }) => withQuery("/settings/lots", query),
  settings: () => "/settings",
  accounts: (query?: Query) => withQuery("/settings/accounts", query),
  accountNew: (query?: { role?: string }) => withQuery("/settings/accounts/new", query),
  accountsImport: () => "/settings/accounts/import",
  account: (id: string, query?: { confirm?: string }) => withQuery(`/settings/accounts/${id}`, query),
  clinics: (query?: { add?: string }) => withQuery("/settings/clinics", query),
  clinic: (id: string, query?: { room?: string; device?: string }) =>
    withQuery(`/settings/clinics/${id}`, query),
  hours: (query?: { physician?: string; at?: string }) => withQuery("/settings/hours", query),
  audit: (query?: Query) => withQuery("/settings/audit", query),
  auditCsv: (query?: Query) => withQuery("/settings/audit.csv", query),
  auditEvent: (id: number) => `/settings/audit/${id}`,
  /** Who was shown one patient's data: the patient by id, never by name. */
  auditPatient: (query?: Query) => withQuery("/settings/audit/patient", query),
  weights: () => "/settings/weights",
  protocols: (query?: { region?: string }) => withQuery("/settings/protocols", query),
  timeOff: (query?: { kind?: string; resource?: string; withdraw?: string }) => withQuery("/time-off", query),
  profile: (query?: { done?: string }) => withQuery("/profile", query),
  preferences: () => "/preferences",
  stay: () => "/stay",
  live: () => "/live",
  find: (query?: { q?: string }) => withQuery("/find", query),
  findResults: () => "/find/results",
  /** Where words are searched for: posted there, they stand sealed in the address that it leads to. */
  search: () => "/search",
};
