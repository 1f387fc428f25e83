/** One line of the bench's output. `ratio` is value ÷ reference where there is a reference. */
export interface Measure {
  name: string;
  value: number;
  unit: string;
  reference: number | null;
  ratio: number | null;
}

export type Tell = (measure: Measure) => void;

export const measure = (
  name: string,
  value: number,
  unit: string,
  reference: number | null = null,
): Measure => ({
  name,
  value,
  unit,
  reference,
  ratio: reference ? value / reference : null,
});

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
