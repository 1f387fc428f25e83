import type { Clinic, Wishes } from "../composer/wished";
import type { Weights } from "../composer/weights";
import { daysBetween } from "../time";
import { Board, collide, type Searcher, type Slot } from "./board";
import { MOST_LATE_DAYS, respace, type RespaceFacts, type Respaced, type SessionAhead } from "./respace";

/** A course of which something lost its place. */
export interface BrokenCourse extends Omit<RespaceFacts, "sessions">, Searcher {
  planId: string;
  wishes: Wishes;
  sessions: readonly StandingSession[];
}

export interface StandingSession extends SessionAhead {
  /** What it holds; null for one that is displaced. */
  slot: Slot | null;
}

export interface RepairedCourse extends Respaced {
  planId: string;
}

/** A lost session is worse than any other thing. */
const LOST = 1_000_000;
/** So often, for each course, others are asked to make room. */
const ROUNDS = 2;

/**
 * Puts many broken courses right with few changes: only they change, each by the cheapest course of its own, one after
 * the other, those whose next session is due first. Where one then loses a session, moves another or stretches a gap that
 * alone it need not, those whose new places stand in its way give them up and are put right anew; that is kept where all
 * together cost less. `clinics` tell what is taken, without what displaced sessions still hold.
 */
export function repairMany(
  courses: readonly BrokenCourse[],
  clinics: readonly Clinic[],
  weights: Weights,
): RepairedCourse[] {
  const board = new Board(clinics);
  const repairs = [...courses].sort(byUrgency).map((course) => new Repair(course, board, weights));
  for (const repair of repairs) repair.solve();
  if (!repairs.some((repair) => repair.isShort())) return inOrder(repairs, courses);
  const alone = new Board(clinics);
  for (let round = 0; round < ROUNDS; round++) {
    const gained = repairs.filter((repair) => repair.isShort() && makeRoom(repair, repairs, alone));
    if (gained.length === 0) break;
  }
  return inOrder(repairs, courses);
}

function inOrder(repairs: readonly Repair[], courses: readonly BrokenCourse[]): RepairedCourse[] {
  const byPlan = new Map(repairs.map(({ course, found }) => [course.planId, found]));
  return courses.map(({ planId }) => ({ planId, ...(byPlan.get(planId) ?? nothing) }));
}

/** Lets one have what it would have alone; whoever stands in its way chooses after it. True where that is better. */
function makeRoom(short: Repair, repairs: readonly Repair[], alone: Board): boolean {
  const ideal = short.solved(alone);
  if (totalOf(ideal.found) >= short.total()) return false;
  const all = whoMoves(short, ideal.taken, repairs);
  const before = all.map((one) => one.state());
  const was = all.reduce((sum, one) => sum + one.total(), 0);
  for (const one of all) one.undo();
  for (const one of all) one.solve();
  if (all.reduce((sum, one) => sum + one.total(), 0) < was) return true;
  for (const one of all) one.undo();
  all.forEach((one, index) => one.redo(before[index] ?? one.state()));
  return false;
}

/** All whose new places stand in the way of these, or of what one of them would go back to. */
function whoMoves(short: Repair, wanted: readonly Slot[], repairs: readonly Repair[]): Repair[] {
  const all = [short];
  for (let claimed = [...wanted, ...short.freed]; claimed.length > 0;) {
    const found = repairs.filter(
      (one) => !all.includes(one) && one.taken.some((slot) => claimed.some((other) => collide(slot, other))),
    );
    all.push(...found);
    claimed = found.flatMap(({ freed }) => freed);
  }
  return all;
}

interface State {
  found: Respaced;
  taken: Slot[];
  freed: Slot[];
}

const nothing: Respaced = { cost: 0, sessions: [], lost: [] };
const totalOf = ({ cost, lost }: Respaced) => cost + lost.length * LOST;

/** One course on the board: what it took anew, and which of its own places it gave up. */
class Repair {
  found: Respaced = nothing;
  taken: Slot[] = [];
  freed: Slot[] = [];
  /** Counted from the first that is searched. */
  private readonly lastDay: number;

  constructor(
    readonly course: BrokenCourse,
    private readonly board: Board,
    private readonly weights: Weights,
  ) {
    const { today, sessions } = course;
    this.lastDay = sessions.reduce((most, { day }) => Math.max(most, daysBetween(today, day)), 0);
  }

  total = () => totalOf(this.found);
  state = (): State => ({ found: this.found, taken: this.taken, freed: this.freed });

  /** It loses or stretches something, or moves what had its place. */
  isShort(): boolean {
    const forced = this.course.sessions.filter(({ hold }) => hold === "displaced").length;
    const made = this.found.sessions.filter(({ choice }) => choice !== null).length;
    const late = this.found.sessions.some(({ choice, outside }) => choice !== null && outside !== null);
    return this.found.lost.length > 0 || made > forced || late;
  }

  /** What the course would be on a board. */
  solved(board: Board): State {
    const { course, weights } = this;
    const within = (days: number) => respace(course, board.for(course, days), course.wishes, weights);
    const days = this.lastDay + course.range.max + 1;
    const soon = within(days);
    // What is never needed need not be searched: only a session that has no place in time is put far off.
    const found = soon.lost.length > 0 ? within(days + MOST_LATE_DAYS) : soon;
    const moved = found.sessions.flatMap(({ id, clinicId, choice }) =>
      choice ? [{ id, slot: { ...choice, clinicId, phases: course.phases } }] : [],
    );
    const held = new Map(course.sessions.map(({ id, slot }) => [id, slot]));
    return {
      found,
      taken: moved.map(({ slot }) => slot),
      freed: moved.flatMap(({ id }) => held.get(id) ?? []),
    };
  }

  solve(): void {
    this.redo(this.solved(this.board));
  }

  /** Back to nothing repaired. */
  undo(): void {
    for (const slot of this.taken) this.board.release(slot);
    for (const slot of this.freed) this.board.take(slot);
    [this.found, this.taken, this.freed] = [nothing, [], []];
  }

  redo({ found, taken, freed }: State): void {
    for (const slot of freed) this.board.release(slot);
    for (const slot of taken) this.board.take(slot);
    [this.found, this.taken, this.freed] = [found, taken, freed];
  }
}

/** The one whose displaced session is due first; of equals the one with more of them. */
function byUrgency(a: BrokenCourse, b: BrokenCourse): number {
  const displaced = ({ sessions }: BrokenCourse) => sessions.filter(({ hold }) => hold === "displaced");
  const due = (course: BrokenCourse) => displaced(course)[0]?.day ?? "";
  if (due(a) !== due(b)) return due(a) < due(b) ? -1 : 1;
  return displaced(b).length - displaced(a).length || (a.planId < b.planId ? -1 : 1);
}
