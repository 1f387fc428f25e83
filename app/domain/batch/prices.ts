import { int, real } from "./typed";
import { Cheapest } from "./cheapest";
import { STEP_MS } from "./layout";
import type { Kind, Offer } from "./offers";

/** A session that a plan could have: a start of an offer, with one physician, room and device of it. */
export interface Seat {
  offer: Offer;
  day: number;
  /** Index of the physician's lane. */
  lane: number;
  /** Index among the offer's starts. */
  position: number;
  /** Indexes among the offer's. */
  physician: number;
  room: number;
  device: number;
}

/** What each unit of every resource's time costs; Infinity where it is taken. Knows which days have changed since when. */
export class Prices {
  readonly values: Float64Array;
  private readonly changes: Int32Array;
  private changed = 0;
  private readonly cheapest: Cheapest[] = [];

  constructor(
    size: number,
    private readonly dayCount: number,
    private readonly clinicCount: number,
    private readonly laneCount: number,
  ) {
    this.values = new Float64Array(size);
    this.changes = new Int32Array(dayCount * clinicCount);
  }

  /** The cheapest sessions of a kind at these prices, up to date. */
  cheapestOf({ index, offers }: Kind): Cheapest {
    const cheapest = (this.cheapest[index] ??= new Cheapest(offers, this.dayCount, this.laneCount));
    cheapest.renew(this);
    return cheapest;
  }

  /** When the day last changed: a number that only grows. */
  changedAt(clinic: number, day: number): number {
    return int(this.changes, clinic * this.dayCount + day);
  }

  changeAll(): void {
    this.changes.fill(++this.changed);
  }

  /** Tells of new values for what the seat takes. A physician's time is that of other clinics too, whose day may be another. */
  changeAt({ offer, day }: Seat): void {
    this.changed++;
    const own = offer.clinic * this.dayCount + day;
    this.changes[own] = this.changed;
    if (this.clinicCount === 1) {
      if (offer.mayCrossMidnight && day + 1 < this.dayCount) this.changes[own + 1] = this.changed;
      return;
    }
    for (let clinic = 0; clinic < this.clinicCount; clinic++) {
      for (let near = Math.max(0, day - 1); near <= Math.min(this.dayCount - 1, day + 1); near++) {
        this.changes[clinic * this.dayCount + near] = this.changed;
      }
    }
  }
}

/** Every unit that a session in that seat takes. */
export function eachUnit(seat: Seat, tell: (unit: number) => void): void {
  const { offer, position } = seat;
  const { whole, treatment } = offer;
  const start = int(offer.starts, position);
  const room = (offer.rooms[seat.room]?.row ?? NaN) + whole.first + start * whole.step;
  for (let unit = room; unit < room + whole.count; unit++) tell(unit);
  const treated = treatment.first + start * treatment.step;
  const device = (offer.devices[seat.device]?.row ?? NaN) + treated;
  for (let unit = device; unit < device + treatment.count; unit++) tell(unit);
  const physician = (offer.physicians[seat.physician]?.row ?? NaN) + treated;
  for (let unit = physician; unit < physician + treatment.count; unit++) tell(unit);
}

export const startOf = ({ offer, position }: Seat): number =>
  offer.gridStart + int(offer.starts, position) * STEP_MS;
export const endOf = (seat: Seat): number => startOf(seat) + seat.offer.wholeMs;

/** What the seat's resources cost, at these prices. */
export function priceOf(seat: Seat, { values }: Prices): number {
  let price = 0;
  eachUnit(seat, (unit) => (price += real(values, unit)));
  return price;
}
