import { requireProbability } from "./checks";

const lanczos = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0: Lanczos' approximation with g = 7 and nine terms (Godfrey's coefficients), about 1e-15. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma needs x > 0, not ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const sum = lanczos.reduce((total, term, i) => total + (i === 0 ? term : term / (shifted + i)), 0);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** I_x(a, b), the regularised incomplete beta function: the probability that a Beta(a, b) is at most x. */
export function betaCdf(x: number, a: number, b: number): number {
  requireProbability(x, "x");
  // The fraction converges fast only left of the mean; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - leftOfMean(1 - x, b, a);
  return leftOfMean(x, a, b);
}

/** The x with I_x(a, b) = p. By bisection: about a hundred rounds, but it cannot run away at the edges as Newton can. */
export function betaQuantile(p: number, a: number, b: number): number {
  requireProbability(p, "p");
  let low = 0;
  let high = 1;
  while (high - low > high * 2 ** -52) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return high;
}

function leftOfMean(x: number, a: number, b: number): number {
  const logFront = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (Math.exp(logFront) / a) * betaFraction(x, a, b);
}

/** The continued fraction of I_x(a, b) (DLMF 8.17.22) by Lentz' method as modified by Thompson and Barnett. */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const awayFromZero = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  const take = (coefficient: number) => {
    d = 1 / awayFromZero(1 + coefficient * d);
    c = awayFromZero(1 + coefficient / c);
    fraction *= c * d;
    return Math.abs(c * d - 1);
  };
  // It takes about √max(a, b) rounds, so this is enough for counts far beyond any practice's.
  for (let m = 1; m <= 100_000; m++) {
    take((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
    const change = take((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
    if (change < 1e-15) return fraction;
  }
  throw new RangeError(`the incomplete beta function does not converge at x = ${x}, a = ${a}, b = ${b}`);
}
