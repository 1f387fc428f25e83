import { withDay } from "~/domain/day-phrases";
import { dayOf } from "~/domain/time";
import type { Actor } from "~/domain/actor";
import { findNextSessions, findPatients, findPhysicians, findPlans } from "~/features/find/queries.server";
import { resultsFor } from "~/features/find/results";
import { listClinics } from "~/features/settings/queries.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { oneClinic } from "~/http/clinic.server";
import { searchText } from "~/words/fields";

/** What somebody may find or do by these words: `asked` as it came, `text` as it was looked for. */
export async function find(request: Request, actor: Actor, asked: string) {
  const text = searchText.parse(asked);
  const clinic = oneClinic(request, await listClinics(actor));
  const now = new Date();
  const today = dayOf(now, clinic?.zone ?? "UTC");
  const [patients, plans, physicians] = await Promise.all([
    findPatients(actor, text),
    findPlans(actor, text),
    findPhysicians(actor, withDay(text, today).words, clinic?.id ?? null),
  ]);
  const sessions = await findNextSessions(
    actor,
    patients.map(({ id }) => id),
    now,
  );
  showed(asking(actor), {
    ...{ action: "patient.search", noun: "patient" },
    patients: patients.map(({ id }) => id),
    plans: plans.map(({ id }) => id),
  });
  const found = { clinicId: clinic?.id ?? null, patients, sessions, physicians, plans };
  return { asked, text, groups: resultsFor(actor, text, today, found) };
}
