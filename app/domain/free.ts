import { deviceSuits, possibleStarts, roomsFor, spansOf, startsOf, type OpeningSearch } from "./openings";
import type { StartMask } from "./start-mask";

/** Who and what a session at a start would have; null where somebody or something to go with it is missing. */
export type Company = { physicianId: string; roomId: string; deviceId: string } | null;

/** One physician, room or device, and the starts at which it is free for its part of a session, in order. */
export interface FreeRow {
  id: string;
  starts: { startsAt: Date; company: Company }[];
}

export interface WhoIsFree {
  physicians: FreeRow[];
  rooms: FreeRow[];
  devices: FreeRow[];
}

/**
 * When each could have a session, with whom and where, and when it is free but would be alone. The first that is free goes
 * along, as a booking picks where any will do: the shielded rooms last.
 */
export function whoIsFree(search: OpeningSearch): WhoIsFree {
  const { grid, starts, physicians, places } = startsOf(search);
  const { whole, treatment } = spansOf(search.phases);
  const possible = possibleStarts(search);
  const placesAt = (index: number, deviceId: string | null) =>
    places.flatMap(({ roomId, usable, free }) => {
      if (!free.has(index)) return [];
      const device = usable.find((one) => one.free.has(index) && (deviceId === null || one.id === deviceId));
      return device ? [{ roomId, deviceId: device.id }] : [];
    });
  const physicianAt = (index: number) => physicians.find(({ free }) => free.has(index))?.id;

  const rowOf = (id: string, free: StartMask, companyAt: (index: number) => Company): FreeRow => ({
    id,
    starts: free.indexes().map((index) => ({
      startsAt: new Date(grid.start + index * grid.stepMs),
      company: starts.has(index) ? companyAt(index) : null,
    })),
  });
  const companyOf = (
    physicianId: string | undefined,
    place: { roomId: string; deviceId: string } | undefined,
  ): Company => (physicianId && place ? { physicianId, ...place } : null);

  return {
    physicians: physicians.map(({ id, free }) =>
      rowOf(id, free.copy().and(possible), (index) => companyOf(id, placesAt(index, null)[0])),
    ),
    rooms: roomsFor(search).map(({ id, busy }) =>
      rowOf(id, possible.copy().without(busy, whole), (index) =>
        companyOf(
          physicianAt(index),
          placesAt(index, null).find(({ roomId }) => roomId === id),
        ),
      ),
    ),
    devices: search.devices
      .filter((device) => roomsFor(search).some((room) => deviceSuits(device, search.guidance, room.id)))
      .map(({ id, busy }) =>
        rowOf(id, possible.copy().without(busy, treatment), (index) =>
          companyOf(physicianAt(index), placesAt(index, id)[0]),
        ),
      ),
  };
}

/** Starts one after the other with the same company: from the first to the last of them. */
export interface FreeRun {
  /** Minutes since the clinic's midnight. */
  from: number;
  to: number;
  company: Company;
}

/** A row's starts of one day as runs; `minutes` are those of the clinic's clock, in the order of the starts. */
export function runsOf(starts: readonly { minutes: number; company: Company }[], step: number): FreeRun[] {
  const runs: FreeRun[] = [];
  for (const { minutes, company } of starts) {
    const last = runs.at(-1);
    if (last && minutes === last.to + step && isSame(last.company, company)) last.to = minutes;
    // Where the clocks go back a time comes twice: which is meant is asked when it is booked.
    else if (!last || minutes > last.to) runs.push({ from: minutes, to: minutes, company });
  }
  return runs;
}

const isSame = (a: Company, b: Company) =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.physicianId === b.physicianId &&
    a.roomId === b.roomId &&
    a.deviceId === b.deviceId);
