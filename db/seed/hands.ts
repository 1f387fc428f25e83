import type { Agenda } from "./agenda";
import type { PlayedCourse, PlayedSession } from "./course";
import type { ClinicKey } from "./places";
import type { Random } from "./random";

/** A course that the desk should find, by when its last session was; so many at each clinic. */
interface Hand {
  /** False where it cannot. */
  becomes: (session: PlayedSession, agenda: Agenda, random: Random) => boolean;
  from: number;
  to: number;
  left: Record<ClinicKey, number>;
  /** Spreads them over the days on which they could be. */
  chance: number;
}

/** The few courses that need a hand today. */
export class Hands {
  #hands: Hand[] = [
    // Past its maximum gap.
    { becomes: adrift, from: -38, to: -29, left: { riverside: 3, foothills: 1, harbour: 1 }, chance: 0.4 },
    // Nothing booked, and still time.
    { becomes: adrift, from: -24, to: -14, left: { riverside: 4, foothills: 1, harbour: 2 }, chance: 0.4 },
    { becomes: late, from: -30, to: -8, left: { riverside: 2, foothills: 0, harbour: 1 }, chance: 0.4 },
    { becomes: held, from: -40, to: -10, left: { riverside: 3, foothills: 1, harbour: 1 }, chance: 0.4 },
    { becomes: early, from: -9, to: -1, left: { riverside: 3, foothills: 1, harbour: 1 }, chance: 1 },
  ];
  /** All sessions done, and nobody has completed the course. */
  #unclosed: Hand[] = [
    { becomes: adrift, from: -12, to: -2, left: { riverside: 2, foothills: 1, harbour: 1 }, chance: 0.4 },
  ];

  offer(random: Random, agenda: Agenda, session: PlayedSession): boolean {
    return take(this.#hands, random, agenda, session);
  }

  offerUnclosed(random: Random, agenda: Agenda, session: PlayedSession): boolean {
    return take(this.#unclosed, random, agenda, session);
  }
}

function take(hands: Hand[], random: Random, agenda: Agenda, session: PlayedSession): boolean {
  const { clinic } = session.course;
  const { on } = session.halfDay;
  for (const hand of hands) {
    if (on < hand.from || on > hand.to || hand.left[clinic] === 0 || !random.chance(hand.chance)) continue;
    if (!hand.becomes(session, agenda, random)) continue;
    hand.left[clinic] -= 1;
    return true;
  }
  return false;
}

function adrift({ course }: PlayedSession) {
  course.isAdrift = true;
  return true;
}

/** A middle session was cancelled, and the one after it is now the next. */
function late({ course, halfDay }: PlayedSession) {
  course.bookedWhole = true;
  course.fates = ["cancelled-by-patient"];
  course.wishOn = halfDay.on + 19;
  course.leavesGapUnsaid = true;
  return true;
}

/** This one took place later than it was booked for; the next kept its day. */
function early(session: PlayedSession, agenda: Agenda) {
  if (!agenda.bringForward(session.course, null)) return false;
  session.movedFromOn = session.halfDay.on - 7;
  return true;
}

function held({ course }: PlayedSession, _: Agenda, random: Random) {
  hold(random, course, random.int(2, 9), random.int(50, 90));
  return true;
}

const holdReasons = [
  "Travelling for a while; will ring when back",
  "On antibiotics; review when they are finished",
  "Waiting for a cardiologist's word on the anticoagulant",
  "Moving house",
  "Caring for a parent",
];

/** So many days after its last session, for so many days; what has not happened by today is not known. */
export function hold(random: Random, course: PlayedCourse, afterDays: number, days: number) {
  const from = (course.lastOn ?? course.startedOn) + afterDays;
  if (from >= 0) return;
  const to = from + days;
  course.holds.push({ from, to, reason: random.pick(holdReasons) });
  course.wishOn = to + random.int(2, 7);
  course.gapReason = "Was on hold";
  if (to >= 0) course.isAdrift = true;
}
