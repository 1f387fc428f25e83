import type { FunnelStanding } from "~/domain/statistics/funnel";
import { standsOut, type Funnel, type FunnelUnit } from "./funnel-figure";

/** How one stands, in the table and the file: by itself, and beside what its own patients led to expect. */
export function standingWords({
  standing,
  mixStanding,
}: Pick<FunnelUnit, "standing" | "mixStanding">): string {
  if (standing === null) return "no plans";
  if (standing === "too-few") return "too few to judge";
  if (standing === "within") return "within chance";
  const beyond = `beyond ${limitOf(standing)}`;
  return mixStanding === "within" ? `${beyond}; its patients explain it` : beyond;
}

const limitOf = (standing: Extract<FunnelStanding, `beyond-${string}`>) =>
  standing === "beyond-99.8" ? "99.8 %" : "95 %";

/** Whether anybody stands out, never who is best. */
export function funnelFinding({ units, judged, small, mix, tauSquared }: Funnel, noun: FunnelNoun): string {
  const left =
    small === 0 ? "" : ` ${small} with fewer than 10 plans ${small === 1 ? "is" : "are"} left out.`;
  if (judged === 0) {
    return `No ${nouns[noun].one} has the 30 plans that a judgement takes.${left}`;
  }
  const far = units.filter((unit) => standsOut(unit, 0.998));
  const near = units.filter((unit) => standsOut(unit, 0.95) && !far.includes(unit));
  const explained = units.filter((unit) => unit.standing?.startsWith("beyond") && !standsOut(unit, 0.95));
  const said = [
    far.length > 0
      ? `${listed(far, noun)} beyond the 99.8 % limits${mix === "fitted" ? ", also beside what the patients there led to expect" : ""}: look why.`
      : "",
    near.length > 0 ? `${listed(near, noun)} beyond the 95 % limits, as one in twenty would by chance.` : "",
    explained.length > 0
      ? `${listed(explained, noun)} outside the limits, but not beside what the patients there led to expect.`
      : "",
  ].filter(Boolean);
  const spread = tauSquared !== null && tauSquared > 0 ? " and the usual spread between them" : "";
  const first =
    said.length > 0
      ? said.join(" ")
      : `${everyone(judged, noun)} within what chance alone${spread} would give.`;
  return `${first}${left}`;
}

export type FunnelNoun = "physician" | "clinic";
const nouns = {
  physician: { one: "physician", many: "physicians" },
  clinic: { one: "clinic", many: "clinics" },
} as const;

const everyone = (count: number, noun: FunnelNoun) =>
  count === 1
    ? `The one ${nouns[noun].one} with 30 plans or more lies`
    : `All ${count} ${nouns[noun].many} with 30 plans or more lie`;

const mostListed = 3;

function listed(units: readonly FunnelUnit[], noun: FunnelNoun): string {
  const [only] = units;
  if (units.length === 1 && only) return `${only.name} ${only.isOwn ? "lie" : "lies"}`;
  if (units.length > mostListed) return `${units.length} ${nouns[noun].many} lie`;
  return `${units.map(({ name }) => name).join(" and ")} lie`;
}

/** Whether like was compared with like. */
export function mixWords({ mix }: Funnel): string {
  switch (mix) {
    case "fitted":
      return "Region, pain before and chronicity of each one’s patients are taken into account.";
    case "too-few":
    case "no-cases":
      return "There are too few plans to take each one’s patients into account.";
    default:
      return "Each one’s patients could not be taken into account: their groups are too much alike or too small.";
  }
}
