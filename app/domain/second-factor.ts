import type { Role } from "./vocabulary";

/** Whoever manages accounts can become anybody, so their password alone is not enough; nobody's is the demo's business. */
export const needsSecondFactor = (roles: readonly Role[], { isDemo }: { isDemo: boolean }): boolean =>
  !isDemo && roles.includes("administrator");

/** Since when somebody must have proved who they are: to open what is dangerous, and to press a button in it. */
export const provedForMinutes = { open: 15, press: 45 } as const;

export const isProved = (provedAt: Date, what: keyof typeof provedForMinutes, now: Date): boolean =>
  now.getTime() - provedAt.getTime() < provedForMinutes[what] * 60_000;
