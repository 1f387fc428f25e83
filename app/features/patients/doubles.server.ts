import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { visiblePatient } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { Day } from "~/domain/day";
import { refuse } from "~/domain/refusals";
import { birthWords } from "~/words/patients";

/** How alike two names are in letters, from 0 to 1, to be worth a look: "Jon Smith" and "John Smyth" are. */
const ALIKE = 0.4;

interface Person {
  givenName: string;
  familyName: string;
  birthDate: Day;
}

/**
 * Refuses where somebody of the same birth date has a similar name, so that a person says whether it is the same one.
 * Two desks that enter one person at once take turns on the birth date.
 */
export async function warnOfDoubles(
  tx: Tx,
  actor: Actor,
  { givenName, familyName, birthDate }: Person,
  except: string | null,
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`born ${birthDate}`}))`);
  const doubles = await tx.execute<{ id: string; name: string; recordNumber: string }>(sql`
    select patients.id, patients.given_name || ' ' || patients.family_name as name,
      patients.record_number as "recordNumber"
    from patients
    where patients.birth_date = ${birthDate} and patients.id is distinct from ${except}::uuid
      and greatest(
        similarity(searchable(patients.given_name || ' ' || patients.family_name), searchable(${`${givenName} ${familyName}`})),
        similarity(searchable(patients.family_name || ' ' || patients.given_name), searchable(${`${givenName} ${familyName}`}))
      ) >= ${ALIKE}
      and ${visiblePatient(actor)}
    order by name, patients.id limit 10`);
  if (doubles.length === 0) return;
  refuse("likely-double", {
    reasons: doubles.map(({ id, name, recordNumber }) => ({
      code: "double",
      id,
      who: `${name}, ${recordNumber}, born ${birthWords(birthDate)}`,
    })),
  });
}
