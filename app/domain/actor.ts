import type { Role } from "./vocabulary";

/** Who asks: an account that is signed in and active, as it stands at this request. */
export interface Actor {
  id: string;
  name: string;
  roles: readonly Role[];
  /** The clinics the account belongs to. What an administrator may see beyond them: `clinicScope`. */
  clinicIds: readonly string[];
  /** May put a session over another, with a reason: an administrator grants it to an account. */
  mayOverbook?: boolean;
}

export const hasRole = (actor: Actor, role: Role) => actor.roles.includes(role);
