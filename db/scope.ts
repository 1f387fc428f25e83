import { sql, type SQL } from "drizzle-orm";
import type { Actor } from "~/domain/actor";
import { clinicScope, may, type Action } from "~/domain/permissions";

/**
 * Where things are visible, as conditions for a WHERE: a patient at the home clinic and wherever they have a plan or a
 * session, a plan at its own clinic and at its sessions'. `atClinicId` narrows them to one clinic of the actor's.
 * Unions, and not ORs, so that each part is found by its index and a large practice's rows are not all read.
 */
export function visiblePatient(actor: Actor, atClinicId?: string): SQL {
  return within(
    actor,
    "patient.read",
    atClinicId,
    (clinicIds) => sql`patients.id in (
      select id from patients where home_clinic_id = any (${clinicIds})
      union all select patient_id from plans where clinic_id = any (${clinicIds})
      union all select patient_id from sessions where clinic_id = any (${clinicIds}))`,
  );
}

export function visiblePlan(actor: Actor, atClinicId?: string): SQL {
  return within(
    actor,
    "plan.read",
    atClinicId,
    (clinicIds) => sql`plans.id in (
      select id from plans where clinic_id = any (${clinicIds})
      union all select plan_id from sessions where clinic_id = any (${clinicIds}))`,
  );
}

function within(actor: Actor, action: Action, atClinicId: string | undefined, at: (ids: SQL) => SQL): SQL {
  if (!may(actor, action)) return sql`false`;
  const scope = clinicScope(actor, action);
  if (scope === "all") return atClinicId === undefined ? sql`true` : at(uuids([atClinicId]));
  return at(uuids(atClinicId === undefined ? scope : scope.filter((id) => id === atClinicId)));
}

/** Ids as one parameter, however many they are. */
export const uuids = (ids: readonly string[]): SQL => sql`${sql.param(`{${ids.join(",")}}`)}::uuid[]`;

/** One column has every word of it, in any order, whatever the case and the accents. For columns kept `searchable`. */
export function hasWords(column: SQL, text: string): SQL {
  const words = text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return sql`true`;
  return sql.join(
    words.map((word) => sql`${column} like '%' || ${literally(word)} || '%'`),
    sql` and `,
  );
}

const MOST_WORDS = 8;

/** After the accents are gone, because "％" becomes a "%" then. */
const literally = (word: string) => sql`regexp_replace(searchable(${word}), '([\\\\%_])', '\\\\\\1', 'g')`;
