import type { Busy } from "~/domain/booking";
import { neighboursOf, placeToFill } from "~/domain/course";
import { gapDays, legalWindow, needsReason, type LegalWindow } from "~/domain/gap";
import { choose, deviceSuits, roomSuits, type Opening, type Wish } from "~/domain/openings";
import {
  addDays,
  dayOf,
  daysBetween,
  eachDay,
  earlierDay,
  instantAt,
  laterDay,
  minutesOf,
  zoneName,
  type Day,
} from "~/domain/time";
import { minutesToClock } from "~/domain/words-of-time";
import type { Run } from "db/client";
import { loadBusy } from "db/reads/taken";
import { courseWith } from "./course-with";
import { whichOfTwo, type Facts } from "./facts.server";
import { openingsBetween } from "./openings.server";
import type { FreeDay, FreeStart, PlaceView } from "./place-view";
import { nameOf } from "./reasons.server";

/** What is asked for so far; null where nothing is, "" for any. */
export interface PlaceQuery {
  date: Day | null;
  physician: string | null;
  room: string | null;
  device: string | null;
}

const mostDays = 42;
const daysWithoutEnd = 28;

/** The days and starts to choose from, for a new session or for one that moves. */
export async function placeView(
  run: Run,
  base: Omit<Facts, "taken">,
  clinics: { id: string; name: string }[],
  query: PlaceQuery,
): Promise<PlaceView> {
  const { plan, clinic, now, moving } = base;
  const { zone } = clinic;
  const today = dayOf(now, zone);
  const aroundDay = (day: Day) => neighboursOf(plan.sessions, instantAt(day, NOON, zone), moving?.id ?? null);
  const standsOn = moving && dayOf(moving.startsAt, zone);
  const own = query.date ?? standsOn;
  const { previousDay, nextDay } = own ? aroundDay(own) : placeToFill(plan.sessions, plan.range, today);
  const legal = legalWindow(previousDay, nextDay, plan.range, today);
  const strip = stripDays(legal, query.date);
  const facts: Facts<Busy> = {
    ...base,
    taken: await loadBusy(run, clinic.id, plan.id, strip),
  };
  const wish = wishOf(facts, query);
  const found = new Map<Day, Opening[]>(eachDay(strip.from, strip.to).map((day) => [day, []]));
  for (const opening of openingsBetween(facts, strip.from, strip.to, wish)) {
    found.get(dayOf(opening.startsAt, zone))?.push(opening);
  }
  const isLegal = (day: Day) => {
    const around = aroundDay(day);
    const before = around.previousDay === null ? null : gapDays(around.previousDay, day);
    const after = around.nextDay === null ? null : gapDays(day, around.nextDay);
    return needsReason(before, after, plan.range).length === 0;
  };
  const days = [...found].map(([day, free]) => ({ day, free: free.length, legal: isLegal(day) }));
  const day = query.date ?? nearestFree(days, wantedDay(legal, standsOn));
  const starts = (found.get(day) ?? []).flatMap((opening) => freeStart(opening, wish, facts) ?? []);
  return {
    clinic: {
      id: clinic.id,
      name: clinic.name,
      zone,
      zoneLabel: zoneName(instantAt(day, NOON, zone), zone, "short"),
    },
    clinics,
    ...poolsFor(facts),
    wish,
    window: legal,
    range: plan.range,
    days: days.map((one) => (one.day === day ? { ...one, free: starts.length } : one)),
    day,
    today,
    starts,
    course: courseWith(plan.sessions, day, moving?.id ?? null, plan.range),
    needsReason: !isLegal(day),
  };
}

const NOON = 720;

/** The window whole where it is short; else the weeks around the day that was asked for. */
function stripDays(legal: LegalWindow, asked: Day | null): { from: Day; to: Day } {
  const end = legal.isEmpty || legal.to === null ? addDays(legal.from, daysWithoutEnd - 1) : legal.to;
  const from = asked ? earlierDay(legal.from, asked) : legal.from;
  const to = asked ? laterDay(end, asked) : end;
  if (daysBetween(from, to) < mostDays) return { from, to };
  const middle = asked ?? legal.target;
  return { from: addDays(middle, -7), to: addDays(middle, daysWithoutEnd - 8) };
}

/** A session that moves stays near where it is; a new one is wanted at the target. */
function wantedDay(legal: LegalWindow, standsOn: Day | null): Day {
  if (!standsOn) return legal.target;
  const notBefore = laterDay(standsOn, legal.from);
  return legal.to === null ? notBefore : earlierDay(notBefore, laterDay(legal.to, legal.from));
}

function nearestFree(days: readonly FreeDay[], wanted: Day): Day {
  const away = ({ day }: FreeDay) => Math.abs(daysBetween(wanted, day));
  const free = days.filter((one) => one.free > 0);
  const legal = free.filter((one) => one.legal);
  const best = (legal.length > 0 ? legal : free).sort((a, b) => away(a) - away(b))[0];
  return best?.day ?? wanted;
}

/** What is asked for where it is here and suits; the plan's own physician where nobody is named. */
function wishOf({ plan, clinic }: Pick<Facts, "plan" | "clinic">, query: PlaceQuery): Wish {
  const oneOf = (pool: readonly { id: string }[], id: string | null) =>
    pool.find((one) => one.id === id)?.id ?? null;
  const pools = poolsFor({ plan, clinic });
  return {
    physicianId: oneOf(pools.physicians, query.physician ?? plan.physicianId),
    roomId: oneOf(pools.rooms, query.room),
    deviceId: oneOf(pools.devices, query.device),
  };
}

function poolsFor({ plan, clinic }: Pick<Facts, "plan" | "clinic">) {
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name });
  const rooms = clinic.rooms.filter(({ active, kind }) => active && roomSuits(kind, plan.guidance));
  return {
    physicians: clinic.physicians.filter(({ active }) => active).map(named),
    rooms: rooms.map(named),
    devices: clinic.devices
      .filter((device) => device.active && rooms.some(({ id }) => deviceSuits(device, plan.guidance, id)))
      .map(named),
  };
}

/** A start with who and where it would be; null for where the session stands already. */
function freeStart(opening: Opening, wish: Wish, { clinic, moving }: Facts<Busy>): FreeStart | null {
  const keeps = keptIn(opening, wish, moving);
  const chosen = choose(opening, { ...wish, ...keeps });
  const { startsAt, physicianId, roomId, deviceId } = chosen;
  const isHere = (["physicianId", "roomId", "deviceId"] as const).every(
    (one) => moving?.[one] === chosen[one],
  );
  if (isHere && moving?.startsAt.getTime() === startsAt.getTime()) return null;
  const clock = minutesToClock(minutesOf(startsAt, clinic.zone));
  const which = whichOfTwo(startsAt, clinic.zone);
  return {
    value: [clock, ...(keeps ? [which ?? "once", roomId, deviceId] : which ? [which] : [])].join(" "),
    clock,
    zoneLabel: which && zoneName(startsAt, clinic.zone, "short"),
    physician: nameOf(clinic, physicianId),
    room: nameOf(clinic, roomId),
    device: nameOf(clinic, deviceId),
  };
}

/** A session that moves keeps its room and device where they are free and nothing else is asked for. */
function keptIn(opening: Opening, wish: Wish, moving: Facts["moving"]): Partial<Wish> | null {
  if (!moving || wish.roomId !== null || wish.deviceId !== null) return null;
  const { roomId, deviceId } = moving;
  const isFree = opening
    .free()
    .places.some((place) => place.roomId === roomId && place.deviceIds.includes(deviceId));
  return isFree ? { roomId, deviceId } : null;
}
