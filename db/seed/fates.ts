import type { StopReason } from "~/domain/vocabulary";
import type { Agenda } from "./agenda";
import type { PlayedCourse, PlayedSession } from "./course";
import { hold, type Hands } from "./hands";
import type { Random } from "./random";

export interface Play {
  random: Random;
  agenda: Agenda;
  hands: Hands;
}

/** What a session leads to: the next one, a hold, an end, or a course that needs a hand. */
export function whatFollows(play: Play, session: PlayedSession) {
  const { random, agenda } = play;
  const { course, fate, halfDay } = session;
  course.takesAnyone = random.chance(0.12);
  if (fate === "stands") afterStanding(play, session);
  else if (fate === "no-show") afterNoShow(random, course, halfDay.on);
  else {
    course.wishOn = halfDay.on + random.int(2, 9);
    course.gapReason =
      fate === "cancelled-by-clinic" ? "The clinic cancelled the one before" : random.pick(excuses);
    const lateDays = course.leavesGapUnsaid ? agenda.daysAfter(course, 30, 36) : [];
    if (lateDays[0] !== undefined) course.wishOn = lateDays[0];
  }
}

const excuses = ["Was ill", "Travelling", "Could not leave work", "Family matter", "Snow on the road"];

function afterNoShow(random: Random, course: PlayedCourse, on: number) {
  course.wishOn = on + random.int(3, 11);
  course.gapReason = "Did not come to the one before";
  // Nobody has rebooked today's yet.
  if (on === 0) course.isAdrift = true;
  else if (random.chance(0.1)) stop(random, course, on, "lost-to-follow-up");
}

function afterStanding({ random, agenda, hands }: Play, session: PlayedSession) {
  const { course, halfDay } = session;
  const { on } = halfDay;
  course.done += 1;
  course.lastOn = on;
  course.mayBeEarly = false;
  course.gapReason = null;
  course.leavesGapUnsaid = false;
  course.wishOn = on + random.near(21, 1.5, 16, 26);
  if (course.done >= course.planned) {
    if (hands.offerUnclosed(random, agenda, session)) return;
    course.ending = {
      on: on + (random.chance(0.9) ? 0 : random.int(1, 4)),
      status: "completed",
      reason: null,
    };
  } else if (on < 0) {
    const reason = whyStop(random, course);
    if (reason) stop(random, course, on, reason);
    else if (random.chance(0.018)) hold(random, course, random.int(1, 12), random.int(16, 70));
    else if (random.chance(0.012)) agenda.bringForward(course, "Travels for a month afterwards");
    else hands.offer(random, agenda, session);
  }
}

function whyStop(random: Random, course: PlayedCourse): StopReason | null {
  const roll = random.next();
  if (roll < 0.004) return "adverse-event";
  if (roll < 0.007) return "contraindication";
  if (roll < 0.013) return "lost-to-follow-up";
  if (roll < 0.02) return "patients-choice";
  if (roll < 0.022) return "other";
  if (course.done < 2) return null;
  if (course.truth === "excellent" && roll > 0.955) return "responded-early";
  if ((course.truth === "fair" || course.truth === "poor") && roll > 0.93) return "no-response";
  return null;
}

function stop(random: Random, course: PlayedCourse, on: number, reason: StopReason) {
  const afterDays = reason === "lost-to-follow-up" ? random.int(45, 80) : random.int(1, 9);
  // Not yet: what has not happened by today is not known.
  if (on + afterDays < 0) course.ending = { on: on + afterDays, status: "stopped", reason };
}
