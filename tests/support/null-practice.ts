import { randomOf } from "~/domain/random";
import {
  fitPatientMix,
  type MixCell,
  type MixedUnit,
  type PatientMix,
} from "~/domain/statistics/patient-mix";
import type { Rating, Region, StopReason } from "~/domain/vocabulary";
import { funnelOf, type Funnel } from "~/features/outcomes/funnel-figure";
import { tally } from "~/features/outcomes/tally";

interface Treated extends PatientMix {
  physician: number;
  rating: Rating | null;
  stopReason: StopReason | null;
}

const effects: [Region, number][] = [
  ["knee", 0.3],
  ["shoulder", 0],
  ["lower-back", -0.5],
  ["neck", -0.3],
];

/**
 * A practice whose physicians do not differ: each has other patients, who fare by their region, pain and chronicity
 * alone, stop early alike, and reply the less the worse they fare.
 */
export function nullPractice(seed: number, physicians = 20): Treated[] {
  const random = randomOf(seed);
  return Array.from({ length: physicians }, (_, physician) => {
    const leaning = random();
    return Array.from({ length: 45 + Math.floor(random() * 60) }, (): Treated => {
      const [region, effect] = effects[
        random() < 0.5 ? Math.floor(leaning * 4) : Math.floor(random() * 4)
      ] ?? ["knee", 0];
      const painBefore = 3 + Math.floor(random() * 8);
      const chronicity = random() < 0.1 ? null : Math.floor(random() * 4);
      const eta = 1.6 + effect - 0.12 * (painBefore - 5) - 0.2 * ((chronicity ?? 1) - 1);
      const isGood = random() < 1 / (1 + Math.exp(-eta));
      const patient = { physician, region, painBefore, chronicity };
      if (random() < 0.1) return { ...patient, rating: null, stopReason: "no-response" };
      const replies = random() < (isGood ? 0.88 : 0.7);
      return { ...patient, rating: replies ? (isGood ? "good" : "fair") : null, stopReason: null };
    });
  }).flat();
}

/** As the page makes it of these patients. */
export function funnelOfPractice(patients: readonly Treated[]): Funnel {
  const known = patients.filter(({ rating, stopReason }) => rating !== null || stopReason !== null);
  const good = ({ rating }: Treated) => Number(rating === "good");
  const cells = new Map<string, MixCell>();
  for (const patient of known) {
    const { region, painBefore, chronicity } = patient;
    const key = `${region} ${String(painBefore)} ${String(chronicity)}`;
    const cell = cells.get(key) ?? { region, painBefore, chronicity, good: 0, n: 0 };
    cells.set(key, { ...cell, good: cell.good + good(patient), n: cell.n + 1 });
  }
  const model = fitPatientMix([...cells.values()]);
  const physicians = [...new Set(patients.map(({ physician }) => physician))];
  return funnelOf(
    physicians.map((physician) => {
      const own = patients.filter((patient) => patient.physician === physician);
      return {
        name: String(physician),
        isOwn: false,
        tally: tally(own.map((patient) => ({ ...patient, plans: 1 }))),
        mixed: model.fitted
          ? mixedUnit(
              own.filter((patient) => known.includes(patient)),
              model.probability,
            )
          : null,
      };
    }),
    { unnamed: "", mix: model.fitted ? "fitted" : model.why },
  );
}

function mixedUnit(own: readonly Treated[], probability: (mix: PatientMix) => number): MixedUnit {
  const chances = own.map(probability);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    observed: own.filter(({ rating }) => rating === "good").length,
    n: own.length,
    expected: sum(chances),
    variance: sum(chances.map((p) => p * (1 - p))),
    probabilities: own.length <= 100 ? chances : null,
  };
}
