import { may } from "~/domain/permissions";
import type { Actor } from "~/domain/actor";
import { dayOfPhrase } from "~/domain/day-phrases";
import type { Day } from "~/domain/day";
import { dayWithYear, relativeDay } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { planStatusWords, regionSide } from "~/words/en";
import type { FoundPatient, FoundPlan } from "./queries.server";

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

const actionsFor = (actor: Actor): (Result & { words: string })[] => [
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
  { href: paths.today(), name: "Today", note: "", words: "today home" },
  { href: paths.profile(), name: "Profile and sign-ins", note: "", words: "profile password sign-ins theme" },
];

/** What the palette shows for a text, in its four groups; groups without results are left out. */
export function resultsFor(
  actor: Actor,
  text: string,
  today: Day,
  found: { patients: readonly FoundPatient[]; plans: readonly FoundPlan[] },
): ResultGroup[] {
  const words = text.trim().toLowerCase();
  const day = may(actor, "calendar.read") ? dayOfPhrase(words, today) : null;
  const actions = actionsFor(actor).filter((action) => action.words.includes(words));
  const groups: ResultGroup[] = [
    {
      title: "Patients",
      results: found.patients.map((patient) => ({
        href: paths.patient(patient.id),
        name: patient.name,
        note: `${patient.recordNumber}, born ${dayWithYear(patient.birthDate)}`,
      })),
    },
    {
      title: "Plans",
      results: found.plans.map((plan) => ({
        href: paths.plan(plan.id),
        name: `${plan.name}: ${regionSide(plan.region, plan.side).toLowerCase()}`,
        note: `${plan.recordNumber}, ${planStatusWords[plan.status].toLowerCase()}`,
      })),
    },
    {
      title: "Dates",
      results: day
        ? [
            {
              href: paths.calendar("day", { date: day }),
              name: dayWithYear(day),
              note: relativeDay(day, today),
            },
          ]
        : [],
    },
    { title: "Actions", results: actions.map(({ href, name, note }) => ({ href, name, note })) },
  ];
  return groups.filter(({ results }) => results.length > 0);
}
