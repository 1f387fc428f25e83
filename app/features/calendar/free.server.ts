import { db } from "db/client";
import { intervalsOf, loadClinicFacts, windowOf, type ClinicFacts } from "db/reads/clinic-facts";
import { loadBusyDays } from "db/reads/taken";
import type { Actor } from "~/domain/actor";
import { runsOf, whoIsFree, type FreeRow } from "~/domain/free";
import type { Intervals } from "~/domain/interval";
import { choose, openings, STEP_MINUTES, type OpeningSearch } from "~/domain/openings";
import { clinicScope } from "~/domain/permissions";
import type { PhaseMinutes } from "~/domain/session";
import { addDays, dayOf, eachDay, laterDay, minutesOf, startOfWeek, type Day } from "~/domain/time";
import type { Guidance } from "~/domain/vocabulary";
import type { FreeDay, FreeGroup, FreeLine, NextFree, Part } from "./free-view";
import { phasesToFit } from "./phases.server";
import { frameOf } from "./columns";
import { frameFacts } from "./facts.server";
import { minutesOn } from "./loads.server";
import { isClosure, namesOf, offOf } from "./off.server";
import { timeOffBetween, type TimeOffRow } from "./queries.server";
import type { readFreeQuery } from "./query.server";

const NOON = 720;
const daysAhead = 42;

type Asked = ReturnType<typeof readFreeQuery>;

/** Who and what is free for a session on a day or in a week, and where nobody is, when the next is. */
export async function freeView(actor: Actor, clinicId: string, asked: Asked, now: Date) {
  const scope = clinicScope(actor, "calendar.read");
  const clinic = scope === "all" || scope.includes(clinicId) ? await loadClinicFacts(db, clinicId) : null;
  if (!clinic) return null;
  const { guidance, region, part, span } = asked;
  const today = dayOf(now, clinic.zone);
  const day = asked.date ?? today;
  const first = span === "week" ? startOfWeek(day) : day;
  const last = span === "week" ? addDays(first, 6) : day;
  const physician = clinic.physicians.some(({ id }) => id === asked.physician) ? asked.physician : null;
  const [phases, timeOff, busy] = await Promise.all([
    phasesToFit(guidance, region),
    timeOffBetween(actor, clinicId, windowOf(first, last, clinic.zone)),
    loadBusyDays(db, clinicId, null, { from: first, to: last }),
  ]);
  const wanted = { guidance, phases, physician, part };
  const found = whoIsFree(searchOf(clinic, busy, { from: first, to: last }, wanted, now));
  const days = eachDay(first, last);
  const groups = groupsOf(clinic, found, days, part, timeOff);
  const isAny = groups.some(({ lines }) =>
    lines.some((line) => line.days.some(({ runs }) => runs.some(({ company }) => company !== null))),
  );
  const after = laterDay(today, addDays(last, 1));
  const next = isAny ? null : await nextFree(clinic, after, wanted, now);
  return {
    ...frameFacts(clinic, now, first, last),
    day,
    span,
    guidance,
    region,
    part,
    physician,
    phases,
    isAny,
    next,
    hours: hoursOf(clinic, days, part),
    days: days.map((one): FreeDay => ({
      day: one,
      isOver: one < today,
      closed: minutesOn(clinic.hours, one).length === 0 || timeOff.some((off) => isClosure(off, one, clinic)),
    })),
    groups,
    names: namesOf(clinic),
  };
}

interface Wanted {
  guidance: Guidance;
  phases: PhaseMinutes;
  physician: string | null;
  part: Part;
}

function searchOf(
  clinic: ClinicFacts,
  busy: ReadonlyMap<string, Intervals>,
  { from, to }: { from: Day; to: Day },
  { guidance, phases, physician }: Wanted,
  now: Date,
): OpeningSearch {
  const window = windowOf(from, to, clinic.zone);
  const taken = <T extends { id: string }>(one: T) => ({ ...one, busy: busy.get(one.id) ?? [] });
  return {
    frame: { start: window.from.getTime(), end: window.until.getTime() },
    stepMinutes: STEP_MINUTES,
    notBefore: now.getTime(),
    phases,
    guidance,
    clinicOpen: intervalsOf(clinic.hours, from, to, clinic.zone),
    physicians: clinic.physicians
      .filter(({ id, active }) => active && (physician === null || id === physician))
      .map((one) => ({ ...taken(one), working: intervalsOf(one.hours, from, to, clinic.zone) })),
    rooms: clinic.rooms.filter(({ active }) => active).map(taken),
    devices: clinic.devices.filter(({ active }) => active).map(taken),
    patientBusy: [],
  };
}

const isIn = (part: Part, minutes: number) => part === "any" || (part === "morning") === minutes < NOON;

function groupsOf(
  clinic: ClinicFacts,
  { physicians, rooms, devices }: ReturnType<typeof whoIsFree>,
  days: readonly Day[],
  part: Part,
  timeOff: readonly TimeOffRow[],
): FreeGroup[] {
  const names = namesOf(clinic);
  const working = new Map(clinic.physicians.map(({ id, hours }) => [id, hours]));
  const isHere = (id: string, day: Day) => minutesOn(working.get(id) ?? clinic.hours, day).length > 0;
  const lineOf = ({ id, starts }: FreeRow): FreeLine => {
    const clocked = starts
      .map(({ startsAt, company }) => ({
        day: dayOf(startsAt, clinic.zone),
        minutes: minutesOf(startsAt, clinic.zone),
        company,
      }))
      .filter(({ minutes }) => isIn(part, minutes));
    return {
      id,
      name: names[id] ?? "",
      days: days.map((day) => ({
        runs: runsOf(
          clocked.filter((start) => start.day === day),
          STEP_MINUTES,
        ),
        off: offOf(timeOff, id, day, clinic)[0]?.words ?? null,
        isHere: isHere(id, day),
      })),
    };
  };
  return [
    {
      title: "Physicians",
      lines: physicians.filter(({ id }) => days.some((day) => isHere(id, day))).map(lineOf),
    },
    { title: "Rooms", lines: rooms.map(lineOf) },
    { title: "Devices", lines: devices.map(lineOf) },
  ];
}

/** The whole hours that the days are open in, of the part that is asked for. */
function hoursOf(clinic: ClinicFacts, days: readonly Day[], part: Part): number[] {
  const { start, end } = frameOf(
    days.flatMap((day) => minutesOn(clinic.hours, day)),
    [],
  );
  return Array.from({ length: (end - start) / 60 }, (_, hour) => start + hour * 60).filter((minutes) =>
    isIn(part, minutes),
  );
}

/** The first start from a day on that somebody has; null where six weeks hold none. */
async function nextFree(clinic: ClinicFacts, from: Day, wanted: Wanted, now: Date): Promise<NextFree | null> {
  const days = { from, to: addDays(from, daysAhead - 1) };
  const busy = await loadBusyDays(db, clinic.id, null, days);
  const all = openings(searchOf(clinic, busy, days, wanted, now));
  const opening = all.find(({ startsAt }) => isIn(wanted.part, minutesOf(startsAt, clinic.zone)));
  if (!opening) return null;
  const wish = { physicianId: wanted.physician, roomId: null, deviceId: null };
  const { startsAt, ...company } = choose(opening, wish);
  return { day: dayOf(startsAt, clinic.zone), minutes: minutesOf(startsAt, clinic.zone), company };
}
