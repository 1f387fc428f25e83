import { sql } from "drizzle-orm";
import { executePlanned } from "db/client";
import type { Actor } from "~/domain/actor";
import { fitPatientMix, type MixCell, type MixedUnit, type MixModel } from "~/domain/statistics/patient-mix";
import type { Region } from "~/domain/vocabulary";
import { asFiltered, atHome, isOver, type OutcomesAsked } from "./scope.server";

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

interface ReadUnit extends Record<string, unknown> {
  physicianId: string | null;
  clinicId: string | null;
  /** Its patients alike: "region pain chronicity good n" of each kind, -1 where it is not known. */
  alike: string;
}

/**
 * What each physician's and clinic's own patients would have reported anywhere in what the actor may see. The patients
 * are gone through once, and counted alike by alike for each physician and clinic: the model is fitted to the
 * physicians' sum, and each unit's expectation is summed from its own kinds.
 */
export async function readPatientMixes(actor: Actor, asked: OutcomesAsked): Promise<PatientMixes> {
  const units = await executePlanned<ReadUnit>(sql`
    with patients as (
      select cells.physician_id, cells.clinic_id, cells.region, coalesce(cells.pain_before, -1) as pain,
        coalesce(${chronicity}, -1) as chronicity, cells.rating in ('excellent', 'good') as is_good
      from outcome_cells cells ${atHome(asked.now)}
      where cells.point = ${asked.filter.point} and ${asFiltered(actor, asked, sql`cells.due_on`)}
        and ${isOver} and (cells.rating is not null or cells.stop_reason <> 'responded-early')
    ), alike as (
      select physician_id, clinic_id, region, pain, chronicity, count(*) filter (where is_good) as good, count(*) as n
      from patients
      group by grouping sets ((physician_id, region, pain, chronicity), (clinic_id, region, pain, chronicity))
    )
    select physician_id as "physicianId", clinic_id as "clinicId",
      string_agg(concat_ws(' ', region, pain, chronicity, good, n), ',' order by region, pain, chronicity) as alike
    from alike group by physician_id, clinic_id`);
  const read = units.map(({ physicianId, clinicId, alike }) => ({
    physicianId,
    clinicId,
    cells: alike.split(",").map(asCell),
  }));
  const ofPhysicians = read.filter(({ physicianId }) => physicianId !== null);
  const model = fitPatientMix(together(ofPhysicians.flatMap(({ cells }) => cells)));
  if (!model.fitted) return { model, physicians: new Map(), clinics: new Map() };
  const chances = new Map<string, number>();
  const chanceOf = (cell: MixCell) => {
    const known = chances.get(kindOf(cell)) ?? model.probability(cell);
    chances.set(kindOf(cell), known);
    return known;
  };
  const by = (key: "physicianId" | "clinicId") =>
    new Map(read.flatMap((unit) => (unit[key] === null ? [] : [[unit[key], mixed(unit.cells, chanceOf)]])));
  return { model, physicians: by("physicianId"), clinics: by("clinicId") };
}

function asCell(text: string): MixCell {
  const [region, pain, chronicity, good, n] = text.split(" ");
  const known = (word: string | undefined) => (word === "-1" ? null : Number(word));
  return {
    region: region as Region,
    painBefore: known(pain),
    chronicity: known(chronicity),
    good: Number(good),
    n: Number(n),
  };
}

const kindOf = ({ region, painBefore, chronicity }: MixCell) =>
  `${region} ${painBefore ?? -1} ${chronicity ?? -1}`;

/** Those of one kind as one, by kind, so that the model is the same however the units are ordered. */
function together(cells: readonly MixCell[]): MixCell[] {
  const kinds = new Map<string, MixCell>();
  for (const cell of cells) {
    const same = kinds.get(kindOf(cell));
    kinds.set(kindOf(cell), { ...cell, good: cell.good + (same?.good ?? 0), n: cell.n + (same?.n ?? 0) });
  }
  return [...kinds].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
}

function mixed(cells: readonly MixCell[], chanceOf: (cell: MixCell) => number): MixedUnit {
  const unit = { observed: 0, n: 0, expected: 0, variance: 0 };
  for (const cell of cells) {
    const p = chanceOf(cell);
    unit.observed += cell.good;
    unit.n += cell.n;
    unit.expected += cell.n * p;
    unit.variance += cell.n * p * (1 - p);
  }
  const mayStandOut = Math.abs(unit.observed - unit.expected) >= leastScore * Math.sqrt(unit.variance);
  const isListed = unit.n <= mostExact && mayStandOut;
  const probabilities = isListed ? cells.flatMap((cell) => Array<number>(cell.n).fill(chanceOf(cell))) : null;
  return { ...unit, probabilities };
}
