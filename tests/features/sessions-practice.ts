import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { db } from "db/client";
import type { Asking, Outcome } from "db/command";
import { auditEvents, claims, sessions } from "db/schema";
import { attendSession } from "~/features/sessions/attend.server";
import { bookSession } from "~/features/sessions/book.server";
import { attendForm, bookForm, lengthForm, moveForm } from "~/features/sessions/forms";
import { changeLength } from "~/features/sessions/length.server";
import { moveSession } from "~/features/sessions/move.server";
import type { SessionMove } from "~/domain/session";
import type { Practice } from "tests/support/practice";

/** Forms as a browser sends them, through their own schemas, to the commands. */

interface Typed {
  clinicId: string;
  day: string;
  startMinute: string;
  physicianId: string;
  roomId: string;
  deviceId: string;
  which?: "first" | "second";
  gapReason?: string;
  key?: string;
}

/** A week from now at nine, with the first of everything at Riverside. */
export const place = (practice: Practice, known: Partial<Typed> = {}): Typed => ({
  clinicId: practice.riverside,
  day: "2026-12-01",
  startMinute: "09:00",
  physicianId: practice.physician.id,
  roomId: practice.rooms[0] ?? "",
  deviceId: practice.carts[0] ?? "",
  ...known,
});

export const book = (asking: Asking, planId: string, typed: Typed) =>
  bookSession(asking, bookForm.parse({ key: randomUUID(), ...typed, planId }));

export const move = (asking: Asking, sessionId: string, version: number, typed: Typed) =>
  moveSession(asking, sessionId, moveForm.parse({ key: randomUUID(), ...typed, version: String(version) }));

export const changeTo = (
  asking: Asking,
  sessionId: string,
  version: number,
  minutes: { treat: number; recover: number },
) =>
  changeLength(
    asking,
    sessionId,
    lengthForm.parse({
      treatMinutes: String(minutes.treat),
      recoverMinutes: String(minutes.recover),
      version: String(version),
    }),
  );

export const attend = (
  asking: Asking,
  sessionId: string,
  move: Exclude<SessionMove, "move" | "change-length">,
  version: number,
  reason = "",
) => attendSession(asking, sessionId, attendForm.parse({ move, version: String(version), reason }));

export async function done<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

export async function refusalOf(outcome: Promise<Outcome<unknown>>) {
  const result = await outcome;
  if (result.ok) throw new Error("was not refused");
  return result.refusal;
}

export async function rowOf(sessionId: string) {
  const [row] = await db.select().from(sessions).where(eq(sessions.id, sessionId));
  if (!row) throw new Error("no such session");
  return row;
}

export const claimsHeldBy = (sessionId: string) =>
  db
    .select({ resourceId: claims.resourceId, during: claims.during })
    .from(claims)
    .where(eq(claims.sessionId, sessionId));

export const auditOf = (recordId: string) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.recordId, recordId), eq(auditEvents.noun, "session")))
    .orderBy(asc(auditEvents.id));
