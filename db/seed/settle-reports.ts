import { addDays, dayNumber, dayOf, instantAt } from "~/domain/time";
import { dueReports, reportWindow, type DueReport } from "~/domain/report";
import type { Channel, ReportStatus } from "~/domain/vocabulary";
import { later, type Clock } from "./clock";
import type { PlayedCourse } from "./course";
import { feelings, type Feelings } from "./feelings";
import { clinicOf } from "./places";
import { idOf, Random } from "./random";
import type { Rows } from "./rows";
import { planId, type SettledSession } from "./settle-sessions";
import { accountId } from "./team";

type ReportRow = Rows["outcome_reports"][number];

/** What was asked of the patient and what came of it, by the rules of when it is due. */
export function settleReports(
  clock: Clock,
  course: PlayedCourse,
  startedAt: Date,
  sessions: readonly SettledSession[],
): ReportRow[] {
  const zone = clinicOf(course.clinic).zone;
  const performed = sessions.filter(({ status }) => status === "performed");
  const due = dueReports(
    dayOf(startedAt, zone),
    performed.map(({ id, played }) => ({ id, day: clock.day(played.halfDay.on) })),
  );
  const asked = sessions.filter(({ arrivedAt }) => arrivedAt).map(beforeSession(clock));
  const felt = feelings(course, new Random(`feelings ${course.key} ${clock.today}`));
  return [...due, ...asked].map((report) => {
    const session = sessions.find(({ id }) => id === report.sessionId);
    const random = new Random(
      `report ${course.key} ${report.timePoint} ${session?.played.key ?? ""} ${clock.today}`,
    );
    return settleReport({ clock, course, startedAt, report, session, felt, random });
  });
}

function beforeSession(clock: Clock) {
  return ({ id, played }: SettledSession): DueReport => ({
    timePoint: "before-session",
    sessionId: id,
    ...reportWindow("before-session", clock.day(played.halfDay.on)),
  });
}

interface Asked {
  clock: Clock;
  course: PlayedCourse;
  startedAt: Date;
  report: DueReport;
  session: SettledSession | undefined;
  felt: Feelings;
  random: Random;
}

function settleReport(asked: Asked): ReportRow {
  const { clock, course, report, session, felt, random } = asked;
  const row: ReportRow = {
    id: idOf("report", course.key, report.timePoint, session?.played.key ?? ""),
    planId: planId(course),
    ...report,
    language: course.patient.language,
  };
  const answeredAt = random.chance(felt.answers(report.timePoint)) ? whenAnswered(asked) : null;
  if (!answeredAt || !clock.isPast(answeredAt))
    return { ...row, status: unanswered(asked, answeredAt !== null) };
  const channel = channelOf(asked);
  return {
    ...row,
    status: "answered",
    answeredAt,
    channel,
    enteredBy: channel === "link" ? null : accountId("keller"),
    ...felt.at(report.timePoint, session?.ordinal ?? 0, random),
  };
}

function channelOf({ report, random }: Asked): Channel {
  switch (report.timePoint) {
    case "baseline":
    case "before-session":
      return random.weighted([
        ["in-clinic", 74],
        ["link", 20],
        ["paper", 6],
      ]);
    case "72-hours":
      return random.weighted([
        ["link", 62],
        ["phone", 38],
      ]);
    default:
      return random.weighted([
        ["link", 66],
        ["phone", 28],
        ["paper", 6],
      ]);
  }
}

function whenAnswered({ course, startedAt, report, session, random }: Asked): Date {
  if (report.timePoint === "baseline") return later(startedAt, random.int(2, 15));
  if (report.timePoint === "before-session" && session?.arrivedAt)
    return later(session.arrivedAt, random.int(1, 4));
  const afterDays =
    report.timePoint === "72-hours"
      ? random.weighted([
          [0, 46],
          [1, 22],
          [2, 18],
          [3, 14],
        ])
      : random.near(1, 7, -18, 20);
  const zone = clinicOf(course.clinic).zone;
  return instantAt(addDays(report.dueOn, afterDays), random.int(8 * 60, 20 * 60), zone);
}

/** Never answered, or not yet. */
function unanswered({ clock, course, report, random }: Asked, willAnswer: boolean): ReportStatus {
  const today = dayOf(clock.now, clinicOf(course.clinic).zone);
  const { deceasedOn, deactivatedOn } = course.patient;
  if (deceasedOn !== null || deactivatedOn !== null) return "unreachable";
  if (today > report.windowTo)
    return random.weighted([
      ["expired", 52],
      ["unreachable", 26],
      ["declined", 22],
    ]);
  const daysPastDue = dayNumber(today) - dayNumber(report.dueOn);
  if (daysPastDue > 3 && !willAnswer && random.chance(0.3)) return "declined";
  return daysPastDue >= 0 && course.patient.email !== "" ? "sent" : "due";
}
