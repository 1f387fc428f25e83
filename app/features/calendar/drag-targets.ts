/** What /sessions/openings tells: free starts, and what each day would make of the course. */
export interface Starts {
  starts: Start[];
  days: Record<string, DayThen>;
}

export interface DayThen {
  legal: boolean;
  /** `off` is how many days outside the range: negative is early. */
  gaps: { days: number; off: number; changed: boolean }[];
}

export interface Start {
  day: string;
  start: number;
  physicians: string[];
  places: [string, string[]][];
}

export interface Target {
  /** Null where nothing is known of its day. */
  then: DayThen | null;
  column: HTMLElement;
  start: Start;
  lane: number;
  lanes: number;
  physicianId: string | null;
  roomId: string | null;
  deviceId: string | null;
}

/** The boxes a free start has in a column: one a lane where its room is free, for whom the column stands. */
export function targetsIn(
  column: HTMLElement,
  start: Start,
  grid: HTMLElement,
  then: DayThen | null,
): Target[] {
  const { column: resource, rooms = "", day, physicians = "" } = column.dataset;
  const lanes = rooms.split(" ").filter(Boolean);
  const none = { then, physicianId: null, roomId: null, deviceId: null };
  if (day !== undefined) {
    const people = physicians.split(" ").filter(Boolean);
    if (day !== start.day) return [];
    return people.flatMap((physicianId, lane) =>
      start.physicians.includes(physicianId)
        ? [{ ...none, column, start, lane, lanes: people.length, physicianId }]
        : [],
    );
  }
  if (start.day !== grid.dataset["day"] || !resource) return [];
  if (start.physicians.includes(resource)) {
    const free = new Set(start.places.map(([roomId]) => roomId));
    const inLanes = lanes.flatMap((roomId, lane) =>
      free.has(roomId)
        ? [{ ...none, column, start, lane, lanes: lanes.length, physicianId: resource, roomId }]
        : [],
    );
    return inLanes.length > 0
      ? inLanes
      : [{ ...none, column, start, lane: 0, lanes: 1, physicianId: resource }];
  }
  if (start.places.some(([roomId]) => roomId === resource)) {
    return [{ ...none, column, start, lane: 0, lanes: 1, roomId: resource }];
  }
  return start.places.some(([, devices]) => devices.includes(resource))
    ? [{ ...none, column, start, lane: 0, lanes: 1, deviceId: resource }]
    : [];
}

/** Where a block stands already: letting go there moves nothing. */
export function isHere({ column, start, lane, lanes }: Target, block: HTMLElement): boolean {
  const own = (name: string) => Number(block.style.getPropertyValue(name));
  return (
    column === block.closest(".cal-column") &&
    start.start === own("--s") &&
    lane / lanes <= own("--l") / own("--n") &&
    own("--l") / own("--n") < (lane + 1) / lanes
  );
}
