import { db } from "db/client";
import type { Asking, Outcome } from "db/command";
import { Refused, refuse } from "~/domain/refusals";
import type { PeriodFields } from "./forms";
import { findImpact, type Impact } from "./hits.server";
import { periodOf } from "./period.server";
import { findTarget, type Target } from "./targets.server";

export interface Preview {
  of: Pick<Target, "kind" | "name" | "zone" | "zoneOf">;
  startsAt: Date;
  endsAt: Date;
  impact: Impact;
}

/** What entering this would do. Saves nothing. */
export async function previewTimeOff(
  { actor, now }: Asking,
  fields: PeriodFields,
): Promise<Outcome<Preview>> {
  try {
    const target = (await findTarget(db, actor, fields.target)) ?? refuse("not-found");
    const period = periodOf(fields, target.zone, now);
    const impact = await findImpact(db, actor, target, period, now);
    const { kind, name, zone, zoneOf } = target;
    return {
      ok: true,
      value: { of: { kind, name, zone, zoneOf }, startsAt: period.start, endsAt: period.end, impact },
    };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
