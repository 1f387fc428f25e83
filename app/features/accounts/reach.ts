import { fieldRights, type FieldGroup, type Reach } from "~/domain/permissions";
import type { Role } from "~/domain/vocabulary";

const order: readonly Reach[] = ["none", "own", "clinics", "practice"];

export interface GroupReach {
  group: FieldGroup;
  read: Reach;
  write: Reach;
}

/** What somebody with these roles sees and changes, group by group: of several roles the one that reaches farthest. */
export function reachOf(roles: readonly Role[]): GroupReach[] {
  const farthest = (reaches: readonly Reach[]) =>
    reaches.reduce<Reach>((far, each) => (order.indexOf(each) > order.indexOf(far) ? each : far), "none");
  return (Object.keys(fieldRights) as FieldGroup[]).map((group) => ({
    group,
    read: farthest(roles.map((role) => fieldRights[group][role].read)),
    write: farthest(roles.map((role) => fieldRights[group][role].write)),
  }));
}
