import { readPreference } from "./cookies.server";

interface Choice {
  id: string;
  zone: string;
}

/** The clinic a page is about: the URL's, else the last one chosen in this browser, else all. Unknown ids count for nothing. */
export function chosenClinicId(request: Request, clinics: readonly Choice[]): string | "all" {
  const asked = new URL(request.url).searchParams.get("clinic");
  const wanted = asked ?? readPreference(request, "clinic");
  const [only] = clinics;
  if (only && clinics.length === 1) return only.id;
  return clinics.some(({ id }) => id === wanted) && wanted ? wanted : "all";
}

/** The same for pages that need one clinic's clock: the first where none is chosen; null where the actor has none. */
export function oneClinic<T extends Choice>(request: Request, clinics: readonly T[]): T | null {
  const chosen = chosenClinicId(request, clinics);
  return clinics.find(({ id }) => id === chosen) ?? clinics[0] ?? null;
}

/** Whose clock a page reads that is about the practice as a whole. */
export const clockZone = (request: Request, clinics: readonly Choice[]): string =>
  oneClinic(request, clinics)?.zone ?? "UTC";
