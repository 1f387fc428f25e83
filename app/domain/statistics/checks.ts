/** A figure from impossible input would look like any other figure: these throw instead. */

export function requireCount(value: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`${name} must be a whole number ≥ 0, not ${value}`);
  }
}

/** x of n: both whole, 0 ≤ x ≤ n. */
export function requirePartOf(x: number, n: number): void {
  requireCount(x, "x");
  requireCount(n, "n");
  if (x > n) throw new RangeError(`x = ${x} is more than n = ${n}`);
}

export function requireWithin(value: number, low: number, high: number, name: string): void {
  if (!(value >= low && value <= high)) {
    throw new RangeError(`${name} must lie within ${low} and ${high}, not ${value}`);
  }
}

export function requireProbability(value: number, name: string): void {
  requireWithin(value, 0, 1, name);
}

export function requireConfidence(value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`confidence must lie between 0 and 1, not ${value}`);
}

export function requireFinite(value: number, name: string): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, not ${value}`);
}
