import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import type { Actor } from "~/domain/actor";
import { fitPatientMix, type MixCell, type MixedUnit, type MixModel } from "~/domain/statistics/patient-mix";
import { asFiltered, isOver, type OutcomesAsked } from "./scope.server";

export interface PatientMixes {
  model: MixModel;
  physicians: ReadonlyMap<string, MixedUnit>;
  clinics: ReadonlyMap<string, MixedUnit>;
}

/** Only so small a unit, and one that may stand out, is counted exactly: its patients are few enough to be listed. */
const mostExact = 100;
const leastScore = 1.5;

const chronicity = sql`case when cells.symptom_months < 6 then 0 when cells.symptom_months < 12 then 1
  when cells.symptom_months < 36 then 2 when cells.symptom_months is not null then 3 end`;
const known = sql`(cells.rating is not null or cells.stop_reason <> 'responded-early')`;
const good = sql`(count(*) filter (where cells.rating in ('excellent', 'good')))::int`;

/**
 * What each physician's and clinic's own patients would have reported anywhere in what the actor may see: the model is
 * fitted to counts of patients alike, and its probabilities go back to be summed where the patients are.
 */
export async function readPatientMixes(actor: Actor, asked: OutcomesAsked): Promise<PatientMixes> {
  const from = sql`from outcome_cells cells join clinics home on home.id = cells.clinic_id
    where cells.point = ${asked.filter.point} and ${asFiltered(actor, asked, sql`cells.due_on`)}
      and ${isOver(asked.now)} and ${known}`;
  const cells = await db.execute<MixCell & Record<string, unknown>>(sql`
    select cells.region, cells.pain_before as "painBefore", ${chronicity} as chronicity, ${good} as good,
      count(*)::int as n
    ${from} group by 1, 2, 3 order by 1, 2, 3`);
  const model = fitPatientMix(cells);
  if (!model.fitted) return { model, physicians: new Map(), clinics: new Map() };
  const chances = cells.map((cell) => [cell, model.probability(cell)] as const);
  const units = await db.execute<ReadUnit>(sql`
    with mix (region, pain, chronicity, p) as (
      select * from unnest(${array(chances.map(([{ region }]) => region))}::text[],
        ${array(chances.map(([{ painBefore }]) => painBefore ?? -1))}::int[],
        ${array(chances.map(([{ chronicity }]) => chronicity ?? -1))}::int[],
        ${array(chances.map(([, p]) => p))}::float8[])
    ), patients as (
      select cells.physician_id, cells.clinic_id, cells.rating, mix.p
      from (select cells.*, coalesce(cells.pain_before, -1)::int as pain, coalesce(${chronicity}, -1) as chronicity ${from}) cells
      join mix on mix.region = cells.region and mix.pain = cells.pain and mix.chronicity = cells.chronicity
    )
    select physician_id as "physicianId", clinic_id as "clinicId", count(*)::int as n, ${good} as observed,
      sum(p) as expected, sum(p * (1 - p)) as variance,
      case when count(*) <= ${mostExact} and abs(${good} - sum(p)) >= ${leastScore}::float8 * sqrt(sum(p * (1 - p)))
        then array_agg(p) end as probabilities
    from patients cells group by grouping sets ((physician_id), (clinic_id))`);
  const by = (key: "physicianId" | "clinicId") =>
    new Map(
      units.flatMap(({ physicianId, clinicId, ...unit }) => {
        const id = { physicianId, clinicId }[key];
        return id === null ? [] : [[id, unit] as const];
      }),
    );
  return { model, physicians: by("physicianId"), clinics: by("clinicId") };
}

interface ReadUnit extends MixedUnit, Record<string, unknown> {
  physicianId: string | null;
  clinicId: string | null;
}

const array = (values: readonly (string | number)[]): SQL => sql`${sql.param(`{${values.join(",")}}`)}`;
