import type { Role } from "~/domain/vocabulary";

/** Which accounts a table shows. Its short form is the page's address. */
export const accountStates = ["all", "active", "waiting", "deactivated"] as const;
/** waiting: no password was set yet. */
export type AccountState = (typeof accountStates)[number];

export interface AccountFilter {
  show: AccountState;
  role: Role | null;
  q: string;
  page: number;
}

export const accountQuery = ({ show, role, q, page }: AccountFilter) => ({
  show: show === "all" ? null : show,
  role,
  q,
  page: page > 1 ? page : null,
});
