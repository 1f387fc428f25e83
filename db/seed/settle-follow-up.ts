import { isMailed, reminderDays } from "~/domain/reminders";
import { addDays, daysBetween, dayOf, instantAt, laterDay } from "~/domain/time";
import type { AttemptOutcome } from "~/domain/vocabulary";
import type { Clock } from "./clock";
import type { PlayedCourse } from "./course";
import { clinicOf } from "./places";
import { idOf, Random } from "./random";
import type { Rows } from "./rows";
import { accountId } from "./team";

type ReportRow = Rows["outcome_reports"][number];
type Attempt = Rows["report_attempts"][number];
type Sending = Rows["report_sendings"][number];

/** How the desk and the system asked for the reports that are open today. */
export function settleFollowUp(
  clock: Clock,
  course: PlayedCourse,
  reports: readonly ReportRow[],
): { reports: ReportRow[]; attempts: Attempt[]; sendings: Sending[] } {
  const zone = clinicOf(course.clinic).zone;
  const today = dayOf(clock.now, zone);
  const all = reports.map((report) => {
    const isAsked =
      (report.status === "due" || report.status === "sent") &&
      report.timePoint !== "before-session" &&
      report.dueOn <= today &&
      today <= report.windowTo;
    if (!isAsked) return { report, attempts: [], sendings: [] };
    const random = new Random(`follow-up ${report.id ?? ""} ${clock.today}`);
    const sendings = mails(clock, course, report, random);
    const isSent = sendings.some(({ state }) => state === "sent");
    return {
      report: { ...report, status: isSent ? ("sent" as const) : ("due" as const) },
      sendings,
      attempts: calls(clock, zone, report, sendings, random),
    };
  });
  return {
    reports: all.map(({ report }) => report),
    attempts: all.flatMap(({ attempts }) => attempts),
    sendings: all.flatMap(({ sendings }) => sendings),
  };
}

const CAME_BACK = 0.12;

function mails(
  clock: Clock,
  { patient, clinic }: PlayedCourse,
  report: ReportRow,
  random: Random,
): Sending[] {
  const { email, preferredContact, deactivatedOn, deceasedOn } = patient;
  const isActive = deactivatedOn === null;
  if (!isMailed({ email, preferredContact, isActive, isDeceased: deceasedOn !== null })) return [];
  const zone = clinicOf(clinic).zone;
  const comesBack = random.chance(CAME_BACK);
  const kinds = [
    ["first", 0],
    ["first-reminder", reminderDays["first-reminder"]],
    ["second-reminder", reminderDays["second-reminder"]],
  ] as const;
  return kinds.slice(0, comesBack ? 1 : 3).flatMap(([kind, days]): Sending[] => {
    const day = addDays(report.dueOn, days);
    const at = instantAt(day, 9 * 60 + random.int(1, 8), zone);
    if (!clock.isPast(at) || day > report.windowTo) return [];
    const state = comesBack ? "came-back" : "sent";
    const reportId = report.id ?? "";
    return [{ id: idOf("sending", reportId, kind), reportId, dueOn: report.dueOn, kind, state, at }];
  });
}

const CALLED = 0.55;
const MOST_CALLS = 4;

/** Whoever no mail reached was called on some of the days since, and a few asked to be called back. */
function calls(
  clock: Clock,
  zone: string,
  report: ReportRow,
  sendings: readonly Sending[],
  random: Random,
): Attempt[] {
  const waitsForMail = sendings.some(({ state }) => state === "sent") && sendings.length < 3;
  const today = dayOf(clock.now, zone);
  const since = laterDay(report.dueOn, addDays(today, -8));
  const days = daysBetween(since, today);
  if (waitsForMail || days < 1 || !random.chance(CALLED)) return [];
  const count = random.int(1, Math.min(days, MOST_CALLS));
  return Array.from({ length: count }, (_, index): Attempt => {
    const at = instantAt(addDays(today, index - count), random.int(9 * 60, 17 * 60), zone);
    const outcome: AttemptOutcome = index < count - 1 ? "no-answer" : lastOutcome(random);
    const reportId = report.id ?? "";
    const day = addDays(today, random.chance(0.6) ? 0 : 1);
    const callBackAt =
      outcome === "call-back" && day <= report.windowTo
        ? instantAt(day, random.pick([9, 11, 14, 16]) * 60 + 30, zone)
        : null;
    return {
      id: idOf("attempt", reportId, index),
      reportId,
      outcome: outcome === "call-back" && callBackAt === null ? "no-answer" : outcome,
      at,
      by: accountId("keller"),
      callBackAt,
    };
  });
}

const lastOutcome = (random: Random) =>
  random.weighted<AttemptOutcome>([
    ["no-answer", 62],
    ["call-back", 30],
    ["wrong-number", 8],
  ]);
