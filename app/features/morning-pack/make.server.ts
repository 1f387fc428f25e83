import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Day } from "~/domain/day";
import { dayOf } from "~/domain/time";
import { packContents, type PackContents } from "./contents.server";
import { PackDocument } from "./pack-document";
import { clearPacks, keepPack } from "./store.server";

/** A pack as a file: React escapes every name in it. */
export const packHtml = (pack: PackContents): string =>
  `<!doctype html>\n${renderToStaticMarkup(createElement(PackDocument, { pack }))}\n`;

/** Makes a clinic's pack of a day, keeps it and lets go of old ones; null where there is no such clinic. */
export async function makePack(clinicId: string, day: Day, now: Date): Promise<PackContents | null> {
  const pack = await packContents(clinicId, day, now);
  if (!pack) return null;
  await keepPack(clinicId, day, packHtml(pack));
  await clearPacks(clinicId, dayOf(now, pack.clinic.zone), now);
  return pack;
}
