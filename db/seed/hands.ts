import type { Agenda } from "./agenda";
import type { Course, CourseSession } from "./course";
import type { ClinicKey } from "./places";
import type { Random } from "./random";

/** A course that the desk should find, by when its last session was; so many at each clinic. */
interface Hand {
  becomes: (session: CourseSession, agenda: Agenda, random: Random) => void;
  from: number;
  to: number;
  left: Record<ClinicKey, number>;
}

/** The few courses that need a hand today. */
export class Hands {
  #hands: Hand[] = [
    // Past its maximum gap.
    { becomes: adrift, from: -38, to: -29, left: { riverside: 3, foothills: 1, harbour: 1 } },
    // Nothing booked, and still time.
    { becomes: adrift, from: -24, to: -14, left: { riverside: 4, foothills: 1, harbour: 2 } },
    { becomes: late, from: -30, to: -8, left: { riverside: 2, foothills: 0, harbour: 1 } },
    { becomes: held, from: -40, to: -10, left: { riverside: 3, foothills: 1, harbour: 1 } },
    { becomes: early, from: -9, to: -1, left: { riverside: 2, foothills: 1, harbour: 0 } },
  ];

  offer(random: Random, agenda: Agenda, session: CourseSession) {
    const { clinic } = session.course;
    const { on } = session.halfDay;
    const hand = this.#hands.find(({ from, to, left }) => from <= on && on <= to && left[clinic] > 0);
    if (!hand || !random.chance(0.4)) return;
    hand.left[clinic] -= 1;
    hand.becomes(session, agenda, random);
  }
}

function adrift({ course }: CourseSession) {
  course.isAdrift = true;
}

/** A middle session was cancelled, and the one after it is now the next. */
function late({ course, halfDay }: CourseSession) {
  course.bookedWhole = true;
  course.fates = ["cancelled-by-patient"];
  course.wishOn = halfDay.on + 19;
  course.leavesGapUnsaid = true;
}

/** This one took place later than it was booked for; the next kept its day. */
function early(session: CourseSession, agenda: Agenda) {
  if (!agenda.bringForward(session.course, null)) return;
  session.movedFromOn = session.halfDay.on - 7;
}

function held({ course }: CourseSession, _: Agenda, random: Random) {
  hold(random, course, random.int(2, 9), random.int(50, 90));
}

const holdReasons = [
  "Travelling for a while; will ring when back",
  "On antibiotics; review when they are finished",
  "Waiting for a cardiologist's word on the anticoagulant",
  "Moving house",
  "Caring for a parent",
];

/** So many days after its last session, for so many days; what has not happened by today is not known. */
export function hold(random: Random, course: Course, afterDays: number, days: number) {
  const from = (course.lastOn ?? course.startedOn) + afterDays;
  if (from >= 0) return;
  const to = from + days;
  course.holds.push({ from, to, reason: random.pick(holdReasons) });
  course.wishOn = to + random.int(2, 7);
  course.gapReason = "Was on hold";
  if (to >= 0) course.isAdrift = true;
}
