import { requireFinite, requirePartOf } from "./checks";

export type LogisticFit =
  | {
      readonly fitted: true;
      /** The intercept first, then one per predictor. */
      readonly coefficients: readonly number[];
      readonly probability: (predictors: readonly number[]) => number;
    }
  | { readonly fitted: false; readonly why: NoFit };

/**
 * - `no-cases`: nothing to fit
 * - `collinear`: a predictor says nothing the others do not (a constant, a duplicate, more predictors than patients)
 * - `separated`: some predictors tell good from bad without exception, so that no finite estimate exists
 */
export type NoFit = "no-cases" | "collinear" | "separated";

/** Patients alike in all predictors, counted: `good` of `n`. A single patient is a cell with n = 1. */
export interface Cell {
  readonly predictors: readonly number[];
  readonly good: number;
  readonly n: number;
}

/**
 * Maximum likelihood by Newton's method (iteratively reweighted least squares, as R's glm), with an intercept.
 * Nothing is added to force an answer: a ridge would make figures where the data hold none.
 */
export function fitLogistic(cells: readonly Cell[]): LogisticFit {
  const rows = cells.map(checkedRow).filter(({ n }) => n > 0);
  const [first] = rows;
  if (!first) return { fitted: false, why: "no-cases" };
  if (rows.some(({ x }) => x.length !== first.x.length))
    throw new RangeError("cells differ in their predictors");
  let coefficients = first.x.map(() => 0);
  let likelihood = logLikelihood(rows, coefficients);
  for (let round = 0; round < 50; round++) {
    const step = solve(...scoreAndInformation(rows, coefficients));
    // In the first round every patient weighs the same, so that only the predictors themselves can be at fault.
    if (step === null) return { fitted: false, why: round === 0 ? "collinear" : "separated" };
    let scale = 1;
    let next = along(coefficients, step, scale);
    // From far away Newton's full step can overshoot; the likelihood is concave, so that a shorter one must climb.
    while (logLikelihood(rows, next) < likelihood - 1e-10 * Math.abs(likelihood) && scale > 1e-6) {
      scale /= 2;
      next = along(coefficients, step, scale);
    }
    coefficients = next;
    likelihood = logLikelihood(rows, coefficients);
    if (step.every((change, i) => Math.abs(change) <= 1e-9 * (1 + Math.abs(coefficients[i] ?? 0)))) {
      return { fitted: true, coefficients, probability: (x) => logistic(dot([1, ...x], coefficients)) };
    }
  }
  // Separated cases never settle: each round moves the estimate by about as much as the one before.
  return { fitted: false, why: "separated" };
}

/** A cell with the intercept's 1 before its predictors. */
interface Row {
  readonly x: readonly number[];
  readonly good: number;
  readonly n: number;
}

function checkedRow({ predictors, good, n }: Cell): Row {
  requirePartOf(good, n);
  predictors.forEach((value) => requireFinite(value, "a predictor"));
  return { x: [1, ...predictors], good, n };
}

function scoreAndInformation(rows: readonly Row[], beta: readonly number[]): [number[][], number[]] {
  const information = beta.map(() => beta.map(() => 0));
  const score = beta.map(() => 0);
  for (const { x, good, n } of rows) {
    const p = logistic(dot(x, beta));
    const weight = n * p * (1 - p);
    x.forEach((value, i) => {
      score[i] = (score[i] ?? 0) + value * (good - n * p);
      const line = information[i] ?? [];
      x.forEach((other, j) => (line[j] = (line[j] ?? 0) + weight * value * other));
    });
  }
  return [information, score];
}

/** Gauss–Jordan without row exchange, safe for a symmetric positive definite matrix; null when it is (nearly) singular. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] | null {
  const size = right.length;
  const lines = matrix.map((line, i) => [...line, right[i] ?? 0]);
  for (const [i, line] of lines.entries()) {
    const pivot = line[i] ?? 0;
    if (!(pivot > 1e-10 * (matrix[i]?.[i] ?? 0))) return null;
    for (let k = i; k <= size; k++) line[k] = (line[k] ?? 0) / pivot;
    for (const [j, other] of lines.entries()) {
      const factor = other[i] ?? 0;
      if (j === i || factor === 0) continue;
      for (let k = i; k <= size; k++) other[k] = (other[k] ?? 0) - factor * (line[k] ?? 0);
    }
  }
  return lines.map((line) => line[size] ?? 0);
}

function logLikelihood(rows: readonly Row[], beta: readonly number[]): number {
  return rows.reduce((total, { x, good, n }) => {
    const eta = dot(x, beta);
    // ln(1 + e^η) without overflow
    return total + good * eta - n * (Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta))));
  }, 0);
}

const logistic = (eta: number) => 1 / (1 + Math.exp(-eta));
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
const along = (from: readonly number[], step: readonly number[], scale: number) =>
  from.map((value, i) => value + scale * (step[i] ?? 0));
