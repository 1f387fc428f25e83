import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import { visiblePatient } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { PatientDraft } from "./patient-rows.server";
import type { Problem } from "./problems";
import { rowNumber } from "./row-cells";

/** Adds to each row what other rows and the practice's own patients have to say of it. */
export async function checkPatients(
  run: Run,
  actor: Actor,
  drafts: readonly PatientDraft[],
): Promise<PatientDraft[]> {
  const found = new Map<number, Problem[]>();
  const add = (row: number, problem: Problem) => found.set(row, [...(found.get(row) ?? []), problem]);
  compareRows(drafts, add);
  const incoming = JSON.stringify(
    drafts.map(({ row, sourceId, recordNumber, givenName, familyName, birthDate }) => ({
      row,
      source_id: sourceId,
      number: recordNumber,
      name: `${givenName} ${familyName}`,
      born: birthDate,
    })),
  );
  const matches = await run.execute<Match>(sql`
    with incoming as materialized (
      select * from jsonb_to_recordset(${incoming}::jsonb)
        as i(row int, source_id text, number text, name text, born date)
    )
    select i.row, 'id' as by, ${matched} from incoming i join patients on patients.source_id = i.source_id
    union all
    select i.row, 'number', ${matched} from incoming i join patients on patients.record_number = i.number
    union all
    select i.row, 'name', ${matched} from incoming i
    join patients on patients.birth_date = i.born
      and searchable(patients.given_name || ' ' || patients.family_name) = searchable(i.name)
    where ${visiblePatient(actor)}
    order by row, by, id`);
  const visible = await visibleOf(run, actor, matches);
  const isKnown = new Set(matches.filter(({ by, same }) => by === "id" && same).map(({ row }) => row));
  for (const match of matches) {
    const who = visible.has(match.id) ? `${match.name}, ${match.number}` : "somebody at another clinic";
    if (match.by === "id")
      add(match.row, match.same ? { code: "already-here" } : { code: "id-of-another", value: who });
    else if (isKnown.has(match.row)) continue;
    else if (match.by === "number") add(match.row, { code: "number-of-another", value: who });
    else add(match.row, { code: "like-somebody", id: match.id, who });
  }
  return drafts.map((draft) => ({
    ...draft,
    problems: [...draft.problems, ...(found.get(draft.row) ?? [])],
  }));
}

interface Match extends Record<string, unknown> {
  row: number;
  by: "id" | "number" | "name";
  id: string;
  name: string;
  number: string;
  /** The same birth date or the same name: another system's ids may mean other people. */
  same: boolean;
}

const matched = sql`patients.id, patients.given_name || ' ' || patients.family_name as name,
  patients.record_number as number, coalesce(patients.birth_date = i.born, false)
    or searchable(patients.given_name || ' ' || patients.family_name) = searchable(i.name) as same`;

async function visibleOf(run: Run, actor: Actor, matches: readonly Match[]): Promise<Set<string>> {
  if (matches.length === 0) return new Set();
  const ids = JSON.stringify([...new Set(matches.map(({ id }) => id))]);
  const rows = await run.execute<{ id: string }>(sql`
    select patients.id from patients
    where patients.id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))
      and ${visiblePatient(actor)}`);
  return new Set(rows.map(({ id }) => id));
}

function compareRows(drafts: readonly PatientDraft[], add: (row: number, problem: Problem) => unknown) {
  const first = {
    id: new Map<string, number>(),
    number: new Map<string, number>(),
    person: new Map<string, number>(),
  };
  for (const draft of drafts) {
    const { row, sourceId, recordNumber, givenName, familyName, birthDate } = draft;
    const sameId = sourceId ? firstOf(first.id, sourceId, row) : null;
    if (sameId !== null) add(row, { code: "id-twice", row: rowNumber(sameId) });
    const sameNumber = recordNumber ? firstOf(first.number, recordNumber, row) : null;
    if (sameNumber !== null) add(row, { code: "number-twice", row: rowNumber(sameNumber) });
    if (!birthDate || sameId !== null) continue;
    const samePerson = firstOf(first.person, `${givenName} ${familyName} ${birthDate}`.toLowerCase(), row);
    if (samePerson !== null) add(row, { code: "like-a-row", row: rowNumber(samePerson) });
  }
}

/** The earlier row with this key, or null where this is the first. */
export function firstOf(seen: Map<string, number>, key: string, row: number): number | null {
  const earlier = seen.get(key);
  if (earlier === undefined) seen.set(key, row);
  return earlier ?? null;
}
