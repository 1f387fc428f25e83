/** What the file is made of, in its order: the section's name in it, and its heading on paper. */
export const sections = {
  patient: "Who the patient is",
  pastVisits: "Visits that another system kept",
  plans: "Plans",
  planMoves: "What became of the plans",
  checkpoints: "Decisions at checkpoints",
  sessions: "Sessions",
  sessionMoves: "Where sessions stood before",
  waitlist: "On the waitlist",
  placesOffered: "Places offered",
  callsAboutMoves: "Calls about displaced sessions",
  records: "Procedure records",
  recordVersions: "What was signed",
  injections: "Injections",
  reports: "Reports",
  reportCalls: "Calls for reports",
  reportMails: "Mails for reports",
  reportLinks: "Links to reports",
  alarms: "Alarms that reports raised",
} as const;
export type SectionName = keyof typeof sections;
export const sectionNames = Object.keys(sections) as SectionName[];

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
export type HeldRow = Record<string, Value>;

/** Everything that is held of one patient and that the reader may read. */
export interface PatientFile {
  about: {
    practice: string;
    patient: string;
    takenAt: string;
    takenBy: string;
    /** False where the patient was treated at clinics that are not the reader's: their part is asked for there. */
    isWhole: boolean;
    leftOut: string[];
  };
  held: Record<SectionName, HeldRow[]>;
}

/** What the file does not hold of a patient, and why. */
export const leftOut = [
  "Who saw or changed this: an administrator prints it as the access report.",
  "Copies that are worked out of what is here: the practice’s figures, and the times that a session holds.",
  "Plannings of many courses that nobody has booked, and files of an import under way, kept seven days at most.",
];
