import { int, real } from "./typed";
import type { Offer, Offered } from "./offers";
import type { Prices } from "./prices";

/** Of each start of an offer the cheapest room and device, at the prices of the day. */
class Places {
  readonly costs: Float64Array;
  readonly rooms: Int16Array;
  readonly devices: Int16Array;

  constructor(private readonly offer: Offer) {
    this.costs = new Float64Array(offer.starts.length).fill(Infinity);
    this.rooms = new Int16Array(offer.starts.length);
    this.devices = new Int16Array(offer.starts.length);
  }

  find(from: number, until: number, prices: Float64Array): void {
    const { starts, whole, treatment, rooms, devices, portable } = this.offer;
    for (let position = from; position < until; position++) {
      const start = int(starts, position);
      const treated = treatment.first + start * treatment.step;
      let movable = Infinity;
      let moved = -1;
      for (const index of portable) {
        const cost = deviceCost(devices[index], position, treated, treatment.count, prices);
        if (cost < movable) {
          movable = cost;
          moved = index;
        }
      }
      let least = Infinity;
      for (let index = 0; index < rooms.length; index++) {
        const room = rooms[index];
        if (!room || real(room.costs, position) === Infinity) continue;
        const inRoom =
          real(room.costs, position) +
          sumOf(prices, room.row + whole.first + start * whole.step, whole.count);
        if (inRoom >= least) continue;
        let device = moved;
        let cost = inRoom + movable;
        for (const fixed of room.fixed) {
          const other = inRoom + deviceCost(devices[fixed], position, treated, treatment.count, prices);
          if (other < cost) {
            cost = other;
            device = fixed;
          }
        }
        if (cost >= least) continue;
        least = cost;
        this.rooms[position] = index;
        this.devices[position] = device;
      }
      this.costs[position] = least;
    }
  }
}

/** The cheapest session of each physician on each day for one kind of session; kept, and renewed where prices changed. */
export class Cheapest {
  /** By `day * width + lane`. */
  readonly costs: Float64Array;
  readonly positions: Int32Array;
  readonly places: Places[];
  private readonly known: Int32Array;

  constructor(
    readonly offers: readonly Offer[],
    private readonly dayCount: number,
    private readonly width: number,
  ) {
    this.costs = new Float64Array(dayCount * width).fill(Infinity);
    this.positions = new Int32Array(dayCount * width).fill(-1);
    this.places = offers.map((offer) => new Places(offer));
    this.known = new Int32Array(dayCount * offers.length).fill(-1);
  }

  at(day: number, lane: number): number {
    return day * this.width + lane;
  }

  renew(prices: Prices): void {
    this.offers.forEach((offer, index) => {
      const places = this.places[index];
      for (let day = 0; day < this.dayCount; day++) {
        const from = int(offer.before, day);
        const until = int(offer.before, day + 1);
        const changed = prices.changedAt(offer.clinic, day);
        if (!(from < until) || this.known[index * this.dayCount + day] === changed) continue;
        this.known[index * this.dayCount + day] = changed;
        places?.find(from, until, prices.values);
        for (let physician = 0; physician < offer.physicians.length; physician++) {
          const cell = this.at(day, offer.physicians[physician]?.lane ?? NaN);
          this.positions[cell] = cheapestOf(this, index, physician, day, prices, null);
          this.costs[cell] = least;
        }
      }
    });
  }
}

/** What the last search found to be the least: JavaScript has no cheap way to give two numbers back. */
let least = Infinity;
export const leastCost = () => least;

/** Which of the starts is the cheapest with that physician, of those that are allowed; -1 where none is. */
export function cheapestOf(
  { offers, places }: Cheapest,
  index: number,
  physician: number,
  day: number,
  { values }: Prices,
  allowed: Uint8Array | null,
): number {
  least = Infinity;
  let best = -1;
  const offer = offers[index];
  const one = offer?.physicians[physician];
  const costs = places[index]?.costs;
  if (!offer || !one || !costs) return best;
  const { starts, treatment, before } = offer;
  const until = int(before, day + 1);
  for (let position = int(before, day); position < until; position++) {
    if (one.isFree[position] === 0 || allowed?.[position] === 0) continue;
    const place = real(costs, position);
    if (place >= least) continue;
    const first = one.row + treatment.first + int(starts, position) * treatment.step;
    const cost = place + sumOf(values, first, treatment.count);
    if (cost >= least) continue;
    least = cost;
    best = position;
  }
  return best;
}

function deviceCost(
  device: Offered | undefined,
  position: number,
  treated: number,
  count: number,
  prices: Float64Array,
): number {
  if (!device) return Infinity;
  const cost = real(device.costs, position);
  return cost === Infinity ? cost : cost + sumOf(prices, device.row + treated, count);
}

function sumOf(values: Float64Array, first: number, count: number): number {
  let sum = 0;
  for (let unit = first; unit < first + count; unit++) sum += real(values, unit);
  return sum;
}
