/**
 * Numbers out of arrays, within bounds by construction. One function for each kind of array: one that is given several
 * kinds is several times slower once compiled, and all that the search does is read numbers.
 */
export const real = (values: Float64Array, index: number): number => values[index] ?? NaN;
export const int = (values: Int32Array, index: number): number => values[index] ?? NaN;
