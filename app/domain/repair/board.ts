import { loadOf } from "../composer/cells";
import type { Clinic } from "../composer/wished";
import { contains, listed, normalise, overlaps, type Interval, type Intervals } from "../interval";
import { gridOf, spansOf, type Choice } from "../openings";
import { phasesOf, type PhaseMinutes } from "../session";
import { StartMask, type PhaseSpan } from "../start-mask";
import type { Guidance } from "../vocabulary";

/** What a session takes of a clinic, and for how long. */
export interface Slot extends Choice {
  clinicId: string;
  phases: PhaseMinutes;
}

/** Whose search it is: all that differs from course to course. */
export interface Searcher {
  phases: PhaseMinutes;
  guidance: Guidance;
  patientBusy: readonly Interval[];
}

/** A resource of a clinic; a physician's has hours there. */
interface Resource {
  id: string;
  busy: Intervals;
  working?: readonly Interval[];
}

/**
 * Some clinics while many courses are put right one after the other: what one takes is gone for the next. The masks of
 * people and places are made once for each set of phases and kept up to date, since they cost more than a course.
 */
export class Board {
  private readonly clinics: Clinic[];
  private readonly busy = new Map<string, Interval[]>();
  private readonly masks = new Map<string, { clinic: Clinic; spans: Spans; known: Map<string, StartMask> }>();
  private readonly loads = new Map<string, Float64Array>();

  /** The clinics' own lists of what is taken stay as they are. */
  constructor(clinics: readonly Clinic[]) {
    this.clinics = clinics.map((clinic) => {
      const { search } = clinic;
      const own = <T extends { id: string; busy: Intervals }>(pool: readonly T[]): T[] =>
        pool.map((one) => ({ ...one, busy: this.busyOf(one) }));
      const [physicians, rooms, devices] = [own(search.physicians), own(search.rooms), own(search.devices)];
      return { ...clinic, search: { ...search, physicians, rooms, devices } };
    });
  }

  /** So many days of the clinics, as one course's search takes them. */
  for({ phases, guidance, patientBusy }: Searcher, days: number): Clinic[] {
    return this.clinics.map((clinic) => ({
      ...clinic,
      dayStarts: clinic.dayStarts.slice(0, days + 1),
      noons: clinic.noons.slice(0, days),
      loads: this.loadsAt(clinic),
      search: {
        ...clinic.search,
        phases,
        guidance,
        patientBusy,
        known: this.knownAt(clinic, phases),
      },
    }));
  }

  take(slot: Slot): void {
    for (const [id, phase] of claimsOf(slot)) {
      this.busy.get(id)?.push(phase);
      for (const { spans, known } of this.masks.values()) known.get(id)?.without([phase], spanOf(id, spans));
    }
  }

  release(slot: Slot): void {
    for (const [id, phase] of claimsOf(slot)) {
      const held = this.busy.get(id);
      const at = held?.findIndex(({ start, end }) => start === phase.start && end === phase.end) ?? -1;
      if (at < 0) continue;
      held?.splice(at, 1);
      for (const { clinic, spans, known } of this.masks.values()) {
        const open = poolOf(clinic).find((resource) => resource.id === id)?.working;
        const hours = open && normalise(open);
        known.get(id)?.revise(phase, spanOf(id, spans), (then) => {
          const isOpen = !hours || hours.some((one) => contains(one, then));
          return isOpen && !held?.some((one) => overlaps(one, then));
        });
      }
    }
  }

  /** One list for somebody who works at several clinics. */
  private busyOf({ id, busy }: { id: string; busy: Intervals }): Interval[] {
    const known = this.busy.get(id);
    if (known) return known;
    const own = [...listed(busy)];
    this.busy.set(id, own);
    return own;
  }

  private knownAt(clinic: Clinic, phases: PhaseMinutes): Map<string, StartMask> {
    const key = [clinic.clinicId, phases.prepare, phases.treat, phases.recover].join(" ");
    const made = this.masks.get(key);
    if (made) return made.known;
    const { whole, treatment } = spansOf(phases);
    const rooms = new Set(clinic.search.rooms.map(({ id }) => id));
    const spans = { whole, treatment, rooms };
    const known = new Map(poolOf(clinic).map((one) => [one.id, maskOf(clinic, one, spans)]));
    this.masks.set(key, { clinic, spans, known });
    return known;
  }

  /** As the days were before the repair: it spreads few sessions over many days. */
  private loadsAt({ search, dayStarts }: Clinic): ReadonlyMap<string, Float64Array> {
    return new Map(
      search.physicians.map((physician) => {
        const key = `${physician.id} ${String(dayStarts[0])}`;
        const load = this.loads.get(key) ?? loadOf(physician, dayStarts);
        this.loads.set(key, load);
        return [physician.id, load];
      }),
    );
  }
}

interface Spans {
  whole: PhaseSpan;
  treatment: PhaseSpan;
  /** The ids of those that are taken for the whole session. */
  rooms: ReadonlySet<string>;
}

const spanOf = (id: string, { whole, treatment, rooms }: Spans) => (rooms.has(id) ? whole : treatment);

const poolOf = ({ search }: Clinic): Resource[] => [...search.physicians, ...search.rooms, ...search.devices];

function maskOf({ search }: Clinic, { id, busy, working }: Resource, spans: Spans): StartMask {
  const grid = gridOf(search);
  const span = spanOf(id, spans);
  const open = working ? StartMask.within(grid, working, span) : StartMask.all(grid);
  return open.without(busy, span);
}

function claimsOf({ startsAt, phases, physicianId, roomId, deviceId }: Slot): [string, Interval][] {
  const { period, treatment } = phasesOf(startsAt, phases);
  const whole = { start: period.start.getTime(), end: period.end.getTime() };
  const treated = { start: treatment.start.getTime(), end: treatment.end.getTime() };
  return [
    [roomId, whole],
    [physicianId, treated],
    [deviceId, treated],
  ];
}

/** Both cannot be had. */
export const collide = (a: Slot, b: Slot): boolean =>
  claimsOf(a).some(([id, phase]) =>
    claimsOf(b).some(([other, then]) => id === other && overlaps(phase, then)),
  );
