import { hash } from "@node-rs/argon2";
import postgres from "postgres";
import { dayOf } from "~/domain/time";
import { roles, type Role } from "~/domain/vocabulary";
import { Clock } from "./clock";
import { clinicOf } from "./places";
import { noRows, type Rows } from "./rows";
import { setPlaces, setTeam, setTimeOff } from "./setting";
import { settleAlerts } from "./settle-alerts";
import { settleFollowUp } from "./settle-follow-up";
import { farewell, patientRow } from "./settle-patients";
import { settlePlan } from "./settle-plans";
import { settleRecords } from "./settle-records";
import { settleReports } from "./settle-reports";
import { claimsOf, movesOf, settleSession } from "./settle-sessions";
import { playPractice } from "./simulate";
import { demoPassword, emailOf, physicians, staff } from "./team";
import { practiceKind, writeRows } from "./write";

export interface DemoLogin {
  role: Role;
  email: string;
  password: string;
}

/** Argon2 salts the hash by itself; the demo's rows are the same on every machine but for this one. */
const passwordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Fills an empty, migrated database with the demo practice, centred on `now`. The same day gives the same rows; the
 * hour only decides how far today's sessions have come.
 */
export async function loadDemo(ownerUrl: string, now: Date): Promise<{ logins: DemoLogin[] }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    if ((await practiceKind(sql)) !== "none")
      throw new Error("The demo practice goes into an empty database only.");
    const rows = demoRows(now, await hash(demoPassword, passwordCost));
    await sql.begin((tx) => writeRows(tx, rows));
    await sql`analyze`;
  } finally {
    await sql.end();
  }
  return { logins: demoLogins() };
}

/** One to try each role with; the same for every demo practice. */
export const demoLogins = (): DemoLogin[] => roles.map(loginFor);

function loginFor(role: Role): DemoLogin {
  const name = role === "physician" ? physicians[0]?.name : staff.find((each) => each.role === role)?.name;
  return { role, email: emailOf(name ?? ""), password: demoPassword };
}

function demoRows(now: Date, passwordHash: string): Rows {
  const clock = new Clock(dayOf(now, clinicOf("riverside").zone), now);
  const rows = noRows();
  setPlaces(clock, rows);
  setTeam(clock, rows, passwordHash);
  const displacements = setTimeOff(clock, rows);
  const { courses, patients } = playPractice(clock.today);
  farewell(clock.today, patients, courses);
  for (const patient of patients) {
    rows.resources.push({ id: patient.id, kind: "patient" });
    rows.patients.push(patientRow(clock, patient));
  }
  const treated: Parameters<typeof settleRecords>[1][number][] = [];
  for (const course of courses) {
    const sessions = course.sessions.map((session) => settleSession(clock, session, displacements));
    const { plan, moves } = settlePlan(clock, course, sessions);
    rows.plans.push(plan);
    rows.plan_moves.push(...moves);
    for (const session of sessions) {
      treated.push({ plan, session });
      const { played: _, ...row } = session;
      rows.sessions.push(row);
      rows.claims.push(...claimsOf(session));
      rows.session_moves.push(...movesOf(clock, session));
    }
    if (plan.startedAt) {
      const asked = settleFollowUp(clock, course, settleReports(clock, course, plan.startedAt, sessions));
      rows.outcome_reports.push(...asked.reports);
      rows.report_attempts.push(...asked.attempts);
      rows.report_sendings.push(...asked.sendings);
    }
  }
  settleAlerts(clock, rows);
  settleRecords(clock, treated, rows);
  const openedAt = clock.at("riverside", -770, 480);
  rows.practice.push({ name: "Tendon Prolotherapy", demoLoadedAt: now, createdAt: openedAt });
  rows.audit_events.push({ at: now, actorId: null, action: "practice.load-demo", noun: "practice" });
  return rows;
}
