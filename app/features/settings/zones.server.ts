import { isZone } from "~/domain/time";

let zones: string[] | undefined;

/** Every IANA zone this server knows by its usual name. */
export const allZones = () => (zones ??= Intl.supportedValuesOf("timeZone"));

/** The zone that somebody means: its name in any case, or its city where only one zone has it. Null for none. */
export function zoneMeant(typed: string): string | null {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  const [only, ...others] = allZones().filter((zone) => {
    const name = zone.toLowerCase();
    return name === wanted || name.endsWith(`/${wanted}`);
  });
  if (only && others.length === 0) return only;
  return isZone(typed) ? typed : null;
}
