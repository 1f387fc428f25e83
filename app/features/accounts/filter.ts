import type { Role } from "~/domain/vocabulary";

/** Which accounts a table shows. Its short form is the page's address. */
export const accountStates = ["all", "active", "waiting", "deactivated"] as const;
/** waiting: no password was set yet. */
export type AccountState = (typeof accountStates)[number];

export const seenChoices = ["never", "this-week", "not-for-90-days"] as const;
export type SeenChoice = (typeof seenChoices)[number];
export const factorChoices = ["with", "without"] as const;
export type FactorChoice = (typeof factorChoices)[number];

export interface AccountFilter {
  show: AccountState;
  role: Role | null;
  clinic: string | null;
  seen: SeenChoice | null;
  factor: FactorChoice | null;
  q: string;
  page: number;
}

export const accountQuery = ({ show, page, ...rest }: AccountFilter) => ({
  show: show === "all" ? null : show,
  ...rest,
  page: page > 1 ? page : null,
});
