import { may } from "~/domain/permissions";
import type { Actor } from "~/domain/actor";
import { withDay } from "~/domain/day-phrases";
import type { Day } from "~/domain/day";
import { wallClock } from "~/domain/wall-clock";
import { dayWithYear, relativeDay, whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { planStatusWords, regionSide } from "~/words/en";
import type { FoundPatient, FoundPhysician, FoundPlan, FoundSession } from "./queries.server";

/** One line of the palette: where it leads and what it is called. */
export interface Result {
  href: string;
  name: string;
  note: string;
}

export interface ResultGroup {
  title: "Patients" | "Plans" | "Dates" | "Actions";
  results: Result[];
}

/** What was found for a text, and the clinic that is looked at; null where that is no single one. */
export interface Found {
  clinicId: string | null;
  patients: readonly FoundPatient[];
  /** The next of each patient. */
  sessions: readonly FoundSession[];
  physicians: readonly FoundPhysician[];
  plans: readonly FoundPlan[];
}

const freeWords = "who is free whos free now openings free slot";

const actionsFor = (actor: Actor, at: { clinic?: string }): (Result & { words: string })[] => [
  ...(may(actor, "calendar.read")
    ? [{ href: paths.calendar("free", at), name: "Who is free", note: "F", words: freeWords }]
    : []),
  ...(may(actor, "session.write")
    ? [{ href: paths.book(), name: "Book session", note: "N", words: "book session new course appointment" }]
    : []),
  ...(may(actor, "session.write")
    ? [{ href: paths.batch(), name: "Plan many courses", note: "", words: "plan many courses batch backlog" }]
    : []),
  ...(may(actor, "plan.write")
    ? [{ href: paths.planNew(), name: "New plan", note: "", words: "new plan create course" }]
    : []),
  ...(may(actor, "patient.write")
    ? [{ href: paths.patientNew(), name: "New patient", note: "", words: "new patient create register" }]
    : []),
  ...(may(actor, "patient.import")
    ? [{ href: paths.patientImport(), name: "Import patients", note: "", words: "import patients csv move" }]
    : []),
  ...(may(actor, "time-off.write")
    ? [
        {
          href: paths.timeOff(),
          name: "Time off",
          note: "",
          words: "time off leave closure maintenance holiday",
        },
      ]
    : []),
  ...(may(actor, "outcomes.read")
    ? [{ href: paths.outcomes(), name: "Outcomes", note: "", words: "outcomes results share good excellent" }]
    : []),
  ...(may(actor, "accounts.manage")
    ? [{ href: paths.accountNew(), name: "New account", note: "", words: "new account invite person user" }]
    : []),
  ...(may(actor, "calendar.read")
    ? [
        {
          href: paths.morningPack(at),
          name: "Morning pack",
          note: "",
          words: "morning pack print day offline network down paper",
        },
      ]
    : []),
  { href: paths.today(), name: "Today", note: "", words: "today home" },
  { href: paths.profile(), name: "Profile and sign-ins", note: "", words: "profile password sign-ins theme" },
];

function nextSession(patient: string, { id, clinicId, clinic, zone, startsMs }: FoundSession): Result {
  const startsAt = new Date(startsMs);
  return {
    href: paths.calendar("day", { clinic: clinicId, date: wallClock(startsAt, zone).day, session: id }),
    name: `${patient}: next session`,
    note: `${whenWords(startsAt, zone)}, ${clinic}`,
  };
}

/** What the palette shows for a text, in its four groups; groups without results are left out. */
export function resultsFor(
  actor: Actor,
  text: string,
  today: Day,
  { clinicId, patients, sessions, physicians, plans }: Found,
): ResultGroup[] {
  const words = text.trim().toLowerCase();
  const at = clinicId ? { clinic: clinicId } : {};
  const meant = may(actor, "calendar.read") ? withDay(words, today) : { words, day: null };
  const { day } = meant;
  const actions = actionsFor(actor, at).filter((action) => action.words.includes(words));
  const isFree = day !== null && (meant.words === "" || freeWords.includes(meant.words.replace("'", "")));
  const groups: ResultGroup[] = [
    {
      title: "Patients",
      results: patients.flatMap((patient) => [
        {
          href: paths.patient(patient.id),
          name: patient.name,
          note: `${patient.recordNumber}, born ${dayWithYear(patient.birthDate)}`,
        },
        ...sessions
          .filter(({ patientId }) => patientId === patient.id)
          .map((session) => nextSession(patient.name, session)),
      ]),
    },
    {
      title: "Plans",
      results: plans.map((plan) => ({
        href: paths.plan(plan.id),
        name: `${plan.name}: ${regionSide(plan.region, plan.side).toLowerCase()}`,
        note: `${plan.recordNumber}, ${planStatusWords[plan.status].toLowerCase()}`,
      })),
    },
    {
      title: "Dates",
      results: [
        ...(day && meant.words === ""
          ? [
              {
                href: paths.calendar("day", { ...at, date: day }),
                name: dayWithYear(day),
                note: relativeDay(day, today),
              },
              {
                href: paths.calendar("week", { ...at, date: day }),
                name: `The week of ${dayWithYear(day)}`,
                note: "",
              },
            ]
          : []),
        ...(day && isFree
          ? [
              {
                href: paths.calendar("free", { ...at, date: day }),
                name: `Who is free on ${dayWithYear(day)}`,
                note: relativeDay(day, today),
              },
            ]
          : []),
        ...physicians.map(({ id, name, clinicId: clinic, clinic: where }) => ({
          href: paths.calendar("day", { clinic, date: day ?? today, column: id }),
          name: `${name}: ${day ? dayWithYear(day) : "today"}`,
          note: where,
        })),
      ],
    },
    { title: "Actions", results: actions.map(({ href, name, note }) => ({ href, name, note })) },
  ];
  return groups.filter(({ results }) => results.length > 0);
}
