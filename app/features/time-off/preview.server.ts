import { db } from "db/client";
import type { Asking, Outcome } from "db/command";
import type { Period } from "~/domain/interval";
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

/** What is asked about, for whoever tells what becomes of the courses. */
interface Previewed {
  preview: Preview;
  sessionIds: string[];
  off: { resourceIds: string[]; clinicIds: string[]; period: Period };
}

/** What entering this would do. Saves nothing. */
export async function previewTimeOff(
  { actor, now }: Asking,
  fields: PeriodFields,
): Promise<Outcome<Previewed>> {
  try {
    const target = (await findTarget(db, actor, fields.target)) ?? refuse("not-found");
    const period = periodOf(fields, target.zone, now);
    const { impact, sessionIds } = await findImpact(db, actor, target, period, now);
    const { kind, name, zone, zoneOf, resourceIds, clinicIds } = target;
    return {
      ok: true,
      value: {
        preview: { of: { kind, name, zone, zoneOf }, startsAt: period.start, endsAt: period.end, impact },
        sessionIds,
        off: { resourceIds, clinicIds, period },
      },
    };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
