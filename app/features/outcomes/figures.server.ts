import { sql } from "drizzle-orm";
import { primary, type Reader } from "db/reader";
import { uuids } from "db/scope";
import { hasRole, type Actor } from "~/domain/actor";
import { regionWords } from "~/words/en";
import { readCells } from "./cells.server";
import { readAlike, readCourses, readRows } from "./due.server";
import { commonFigures, type CommonFigures, type Outcomes } from "./figures";
import { outcomePoints } from "./filter";
import { funnelOf, type Funnel } from "./funnel-figure";
import { patientMixes, type PatientMixes } from "./mix";
import { physiciansFigures } from "./physicians-figures";
import type { OutcomesAsked } from "./scope.server";

export type { OutcomesAsked } from "./scope.server";

/**
 * The practice's figures, as far as the actor may see them. Page, charts and CSV all ask here. Plans are counted in the
 * database; what counts as what is the domain's to say. `most`: for so many units of a funnel limits are worked out.
 */
export async function readOutcomes(
  actor: Actor,
  asked: OutcomesAsked,
  { most = Infinity, run = primary }: { most?: number; run?: Reader } = {},
): Promise<Outcomes> {
  const isPhysician = hasRole(actor, "physician");
  const { filter } = asked;
  const [cells, alike, rows, courses] = await Promise.all([
    readCells(actor, asked, isPhysician ? outcomePoints : [filter.point], run),
    readAlike(actor, asked, run),
    isPhysician ? readRows(actor, asked, run) : null,
    isPhysician ? readCourses(actor, asked, run) : null,
  ]);
  const mixes = patientMixes(alike);
  const { clinics, ...common } = commonFigures(cells, filter, (region) => regionWords[region]);
  return {
    ...common,
    clinics: await clinicsFunnel(clinics, mixes, { most, run }),
    forPhysicians: rows && courses && physiciansFigures(actor, filter, { cells, mixes, rows, courses }),
  };
}

async function clinicsFunnel(
  clinics: CommonFigures["clinics"],
  { model, clinics: mixed }: PatientMixes,
  { most, run }: { most: number; run: Reader },
): Promise<Funnel | null> {
  if (clinics.length < 2) return null;
  const ids = clinics.map(({ clinicId }) => clinicId);
  const names = await run.execute<{ id: string; name: string }>(
    sql`select id, name from clinics where id = any (${uuids(ids)})`,
  );
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return funnelOf(
    clinics.map(({ clinicId, tally }) => ({
      name: nameOf.get(clinicId) ?? null,
      isOwn: false,
      tally,
      mixed: mixed.get(clinicId) ?? null,
    })),
    { unnamed: "Clinic", mix: model.fitted ? "fitted" : model.why, most },
  );
}
