import { paths } from "~/paths";
import type { OutcomeFilter } from "./filter";

/** The plans' table, holding those that a figure counts. It asks for its own permission. */
export const PatientsBehind = ({ href }: { href: string }) => (
  <a className="patients-behind" href={href}>
    The patients behind it
  </a>
);

export const behindCounted = (filter: OutcomeFilter, clinic: string | null) =>
  behind(filter, clinic, filter.point);

export const behindBegun = (filter: OutcomeFilter, clinic: string | null) => behind(filter, clinic, "begun");

const behind = (
  { from, to, region, guidance, status }: OutcomeFilter,
  clinic: string | null,
  counted: OutcomeFilter["point"] | "begun",
) => paths.plans({ show: "all", clinic, region, guidance, status, counted: `${counted}.${from}.${to}` });
