import { fitPatientMix, type MixCell, type MixedUnit, type MixModel } from "~/domain/statistics/patient-mix";

export interface PatientMixes {
  model: MixModel;
  physicians: ReadonlyMap<string, MixedUnit>;
  clinics: ReadonlyMap<string, MixedUnit>;
}

/** Only so small a unit, and one that may stand out, is counted exactly: its patients are few enough to be listed. */
const mostExact = 100;
const leastScore = 1.5;

/** One physician's or clinic's patients, as they are counted alike. */
export interface AlikePatients {
  physicianId: string | null;
  clinicId: string | null;
  cells: readonly MixCell[];
}

/**
 * What each physician's and clinic's own patients would have reported anywhere in what the actor may see. The model is
 * fitted to the physicians' sum, and each unit's expectation is summed from its own kinds.
 */
export function patientMixes(units: readonly AlikePatients[]): PatientMixes {
  const ofPhysicians = units.filter(({ physicianId }) => physicianId !== null);
  const model = fitPatientMix(together(ofPhysicians.flatMap(({ cells }) => cells)));
  if (!model.fitted) return { model, physicians: new Map(), clinics: new Map() };
  const chances = new Map<string, number>();
  const chanceOf = (cell: MixCell) => {
    const known = chances.get(kindOf(cell)) ?? model.probability(cell);
    chances.set(kindOf(cell), known);
    return known;
  };
  const by = (key: "physicianId" | "clinicId") =>
    new Map(units.flatMap((unit) => (unit[key] === null ? [] : [[unit[key], mixed(unit.cells, chanceOf)]])));
  return { model, physicians: by("physicianId"), clinics: by("clinicId") };
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
