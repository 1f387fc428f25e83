import { sql } from "drizzle-orm";
import { db } from "db/client";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { clinicScope } from "~/domain/permissions";

/** Who can be chosen as a plan's physician: those who work at one of the actor's clinics, by name. */
export function listPhysicians(actor: Actor): Promise<{ id: string; name: string; shortName: string }[]> {
  const scope = clinicScope(actor, "plan.read");
  return db.execute<{ id: string; name: string; shortName: string }>(sql`
    select accounts.id, accounts.name, physicians.short_name as "shortName"
    from physicians join accounts on accounts.id = physicians.id
    where accounts.deactivated_at is null and 'physician' = any (accounts.roles)
      and ${
        scope === "all"
          ? sql`true`
          : sql`exists (select from account_clinics ac where ac.account_id = accounts.id
              and ac.clinic_id = any (${uuids(scope)}))`
      }
    order by accounts.name, accounts.id
    limit 2000`);
}
