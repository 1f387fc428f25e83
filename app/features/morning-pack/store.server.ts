import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { addDays, isDay, type Day } from "~/domain/day";
import { env } from "~/env.server";

/** Packs older than this many days are deleted: they are patients' names on a disk. */
const keptDays = 7;
const headBytes = 2048;
/** A pack is written within moments: what is half written for so long, nobody writes any more. */
const leftAfterMs = 60 * 60_000;

/** What a pack says of itself in its head. */
export interface Pack {
  madeAt: Date;
  sessions: number;
}

const isId = (text: string) => z.uuid().safeParse(text).success;

function folder(): string {
  const { MORNING_PACK_DIR, DATA_DIR } = env();
  return resolve(MORNING_PACK_DIR ?? join(DATA_DIR, "morning-packs"));
}

/** Nothing but a clinic's id and a day ever becomes part of a path. */
function folderOf(clinicId: string): string {
  if (!isId(clinicId)) throw new Error("a pack's clinic is an id");
  return join(folder(), clinicId);
}

function fileOf(clinicId: string, day: Day): string {
  if (!isDay(day)) throw new Error("a pack's day is a day");
  return join(folderOf(clinicId), `${day}.html`);
}

/** Puts a pack in its place whole: whoever opens it meanwhile has the one before. Nobody else on the machine reads it. */
export async function keepPack(clinicId: string, day: Day, html: string): Promise<void> {
  const file = fileOf(clinicId, day);
  const fresh = join(folderOf(clinicId), `.${randomUUID()}.tmp`);
  await mkdir(folderOf(clinicId), { recursive: true, mode: 0o700 });
  try {
    const handle = await open(fresh, "wx", 0o600);
    try {
      await handle.writeFile(html);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}

const isAbsent = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** A pack as it is kept; null where there is none. */
export async function readPack(clinicId: string, day: Day): Promise<string | null> {
  try {
    return await readFile(fileOf(clinicId, day), "utf8");
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** When a kept pack was made, and of how many sessions; null where there is none, or none that can be read. */
export async function findPack(clinicId: string, day: Day): Promise<Pack | null> {
  try {
    const handle = await open(fileOf(clinicId, day));
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return packIn(buffer.toString("utf8", 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

export function packIn(html: string): Pack | null {
  const said = (name: string) => new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1];
  const madeAt = new Date(said("made-at") ?? "");
  const sessions = Number(said("sessions"));
  return Number.isNaN(madeAt.getTime()) || !Number.isInteger(sessions) ? null : { madeAt, sessions };
}

/** Whose data a pack holds; undefined for one that was made before packs said so. */
export const patientsIn = (html: string): string[] | undefined =>
  /<meta name="patients" content="([^"]*)"/.exec(html)?.[1]?.split(" ").filter(isId);

/** Deletes what is older than it is kept, and what a killed process left half written; not what another is writing now. */
export async function clearPacks(clinicId: string, today: Day, now: Date): Promise<void> {
  const names = await readdir(folderOf(clinicId)).catch(() => []);
  const oldest = addDays(today, -keptDays);
  const isOver = async (name: string) => {
    const [, day] = /^(\d{4}-\d{2}-\d{2})\.html$/.exec(name) ?? [];
    if (day) return day < oldest;
    if (!/^\.[0-9a-f-]{36}\.tmp$/.test(name)) return false;
    const file = await stat(join(folderOf(clinicId), name)).catch(() => null);
    return file !== null && file.mtimeMs < now.getTime() - leftAfterMs;
  };
  await Promise.all(
    names.map(async (name) => {
      if (await isOver(name)) await rm(join(folderOf(clinicId), name), { force: true });
    }),
  );
}
