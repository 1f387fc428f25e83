import { courseOf, type Proposal } from "../composer/compose";
import { int, real } from "./typed";
import type { CourseProblem, Solution } from "../composer/solve";
import { timesOn } from "../composer/wished";
import { daysBetween } from "../time";
import type { Choice } from "../openings";
import { bestCourseOf } from "./best-course";
import { cheapestOf, leastCost, type Cheapest } from "./cheapest";
import type { BatchLane, Kind } from "./offers";
import { patientTimes, type PatientTimes } from "./patient-times";
import { priceOf, startOf, type Prices, type Seat } from "./prices";
import type { BatchPlan, BatchProblem } from "./problem";

/** A whole course at the prices of the day. */
export interface Found {
  /** With what its units cost. */
  cost: number;
  /** What those cost. */
  price: number;
  seats: Seat[];
}

/** One plan: which sessions it may have, and the cheapest whole course of them at whatever prices. */
export class Course {
  private readonly problem: CourseProblem;
  private readonly solve: (limit: number) => Solution | null;
  private readonly clinics: BatchProblem["clinics"];
  private readonly weights: BatchProblem["weights"];
  private readonly toProposal: (solution: Solution) => Proposal;
  private chosen: readonly Seat[] = [];
  /** What a session costs for its day and physician; Infinity where none is wished for. */
  private readonly own: Float64Array;
  private cheapest: Cheapest | null = null;
  private readonly positions: Int32Array;
  private readonly times: PatientTimes[];

  constructor(
    { today, clinics, weights }: BatchProblem,
    readonly plan: BatchPlan,
    private readonly lanes: readonly (BatchLane & { index: number })[],
    private readonly kind: Kind,
    private readonly dayCount: number,
    isTaken: (day: number) => boolean,
  ) {
    this.weights = weights;
    this.clinics = clinics;
    const { wishes, course } = plan;
    const width = lanes.length;
    const range = { ...course.range, min: Math.max(1, course.range.min) };
    const cells = {
      dayCount,
      lanes: lanes.map(({ physicianId, clinicId }) => ({ physicianId, clinicId })),
      costs: new Float64Array(dayCount * width),
      choice: (day: number) => this.choice(day),
    };
    const made = courseOf({ ...course, range, today }, cells, wishes, weights);
    this.problem = made.problem;
    this.solve = bestCourseOf(made.problem);
    this.toProposal = made.toProposal;
    const first = wishes.notBefore ? daysBetween(today, wishes.notBefore) : 0;
    const last = wishes.notAfter ? daysBetween(today, wishes.notAfter) : dayCount;
    this.own = new Float64Array(dayCount * width).fill(Infinity);
    const { preferredPhysicianId } = wishes;
    for (let day = Math.max(0, first); day < Math.min(dayCount, last + 1); day++) {
      if (isTaken(day)) continue;
      lanes.forEach(({ physicianId, loadCosts }, lane) => {
        const isOther = preferredPhysicianId !== null && preferredPhysicianId !== physicianId;
        this.own[day * width + lane] = (isOther ? weights.otherPhysician : 0) + (loadCosts[day] ?? 0);
      });
    }
    this.positions = new Int32Array(dayCount * width);
    this.times = kind.offers.map((offer) => {
      const clinic = clinics[offer.clinic];
      const free = clinic && wishes.times && timesOn(clinic, wishes.times, today);
      return patientTimes(offer, clinic, plan, free ?? null);
    });
  }

  /** The cheapest course; null where there is none. On days that are barred it has no session. One whose
   * beginning alone costs more than the limit need not be found. */
  best(prices: Prices, limit = Infinity, isBarred: (day: number) => boolean = () => false): Found | null {
    this.price(prices, isBarred);
    const solution = this.solve(limit);
    if (!solution) return null;
    const seats = solution.nodes.flatMap(({ day, lane, isNew }) => (isNew ? [this.seat(day, lane)] : []));
    return { cost: solution.cost, price: seats.reduce((sum, seat) => sum + priceOf(seat, prices), 0), seats };
  }

  /** How many units its sessions take. */
  get unitCount(): number {
    const [offer] = this.kind.offers;
    return offer ? this.plan.course.count * (offer.whole.count + 2 * offer.treatment.count) : 0;
  }

  /** The course of those seats, at what it costs by itself. */
  propose(seats: readonly Seat[]): Proposal {
    const { costs, lanes } = this.problem;
    costs.fill(Infinity);
    for (const { day, lane, position, offer, room, device } of seats) {
      const at = this.lanes.findIndex(({ index }) => index === lane);
      const place =
        real(offer.rooms[room]?.costs ?? none, position) +
        real(offer.devices[device]?.costs ?? none, position);
      costs[day * lanes.length + at] = real(this.own, day * this.lanes.length + at) + place;
    }
    const solution = this.solve(Infinity);
    if (!solution) throw new Error("not a course of this plan");
    this.chosen = seats;
    return this.toProposal(solution);
  }

  private choice(day: number): Choice {
    const seat = this.chosen.find((one) => one.day === day);
    const clinic = seat && this.clinics[seat.offer.clinic];
    if (!seat || !clinic) throw new Error("no session on that day");
    const { offer, physician, room, device } = seat;
    return {
      startsAt: new Date(startOf(seat)),
      physicianId: clinic.physicians[physician]?.id ?? "",
      roomId: offer.rooms[room]?.id ?? "",
      deviceId: offer.devices[device]?.id ?? "",
    };
  }

  /** No course of the plan costs as much. */
  dearest(): number {
    const { range, dayCount, count, standing, previous, lateDays } = this.problem;
    const { weights } = this;
    const own = this.own.reduce((most, one) => (one < Infinity ? Math.max(most, one) : most), 0);
    const place = Math.max(weights.shieldedRoom, weights.fluoroscopeOpened);
    const session = own + place + weights.physicianChange + weights.clinicChange;
    const gap = Math.max(range.target - range.min, range.max - range.target) * weights.gapDay;
    const beginning = Math.max(dayCount * weights.startDay, lateDays * weights.gapDay);
    // What stands may stand at any distance from what stood before.
    const longest = dayCount + range.target - Math.min(0, previous?.day ?? 0);
    return (
      1 + beginning + (count + standing.length) * (session + gap) + standing.length * longest * weights.gapDay
    );
  }

  private price(prices: Prices, isBarred: (day: number) => boolean): void {
    const cheapest = prices.cheapestOf(this.kind);
    this.cheapest = cheapest;
    const { costs } = this.problem;
    const width = this.lanes.length;
    const wide = this.problem.lanes.length;
    costs.fill(Infinity);
    for (let day = 0; day < this.dayCount; day++) {
      if (isBarred(day)) continue;
      for (let at = 0; at < width; at++) {
        const i = day * width + at;
        const own = real(this.own, i);
        const lane = this.lanes[at];
        if (own === Infinity || !lane) continue;
        const times = this.times[lane.clinic];
        if (times?.isMasked[day] === 1) {
          this.positions[i] = cheapestOf(cheapest, lane.clinic, lane.physician, day, prices, times.allowed);
          costs[day * wide + at] = own + leastCost();
        } else {
          const cell = cheapest.at(day, lane.index);
          this.positions[i] = int(cheapest.positions, cell);
          costs[day * wide + at] = own + real(cheapest.costs, cell);
        }
      }
    }
  }

  private seat(day: number, at: number): Seat {
    const lane = this.lanes[at];
    const position = int(this.positions, day * this.lanes.length + at);
    const offer = this.cheapest?.offers[lane?.clinic ?? -1];
    const places = this.cheapest?.places[lane?.clinic ?? -1];
    if (!lane || !offer || !places || position < 0) throw new Error("nothing is free there");
    const [room, device] = [places.rooms[position] ?? -1, places.devices[position] ?? -1];
    return { offer, day, lane: lane.index, position, physician: lane.physician, room, device };
  }
}

const none = new Float64Array(0);
