import type { Day } from "~/domain/day";
import { Agenda } from "./agenda";
import { newCourse, type PlayedCourse, type PlayedSession, type Fate } from "./course";
import { whatFollows, type Play } from "./fates";
import { Hands } from "./hands";
import { registry, type SeedPatient } from "./patients";
import { gapRange } from "./places";
import { Random } from "./random";
import { halfDays, type HalfDay, type Slot } from "./rhythm";
import type { PhysicianKey } from "./team";

/** Days from today. Whole courses reach beyond the weeks in which every half-day is filled. */
const FIRST_DAY = -735;
const FILLED_UNTIL = 21;
const BOOKED_WELL_UNTIL = 10;
const LAST_DAY = 45;
const DRAFTS = 9;

/** The share of a half-day's slots that is taken: from here to there. */
const LEAST_FULL = 0.6;
const MOST_FULL = 0.8;
/** How many half-days are no fuller than that. */
const QUIET = 0.25;
/** The share of a half-day that newcomers take where others can come instead. */
const MOST_NEW = 0.5;

/** Who stays away today, in the order in which they are booked. */
const storyOfToday: Partial<Record<PhysicianKey, Fate[]>> = {
  okafor: ["no-show"],
  varga: ["cancelled-by-patient"],
  siddiq: ["stands", "cancelled-by-patient"],
};

export interface PlayedPractice {
  courses: PlayedCourse[];
  patients: SeedPatient[];
}

/**
 * Plays two years and the coming weeks, half-day by half-day: whoever is due takes a slot, and new courses fill what is
 * left until the half-day is as full as it should be. The instant plays no part here, only the day.
 */
export function playPractice(today: Day): PlayedPractice {
  const random = new Random(`courses ${today}`);
  const days = halfDays(today, FIRST_DAY, LAST_DAY);
  const play: Play = { random, agenda: new Agenda(days), hands: new Hands() };
  const patients = registry(today);
  const courses: PlayedCourse[] = [];
  const lastCourse = new Map<SeedPatient, PlayedCourse>();
  let open: PlayedCourse[] = [];

  const start = (halfDay: HalfDay): PlayedCourse => {
    const patient =
      (random.chance(0.52) && someoneAgain(random, halfDay, patients.all, lastCourse)) ||
      patients.register(halfDay.clinic, Math.min(halfDay.on - random.int(6, 20), -random.int(1, 6)));
    const course = newCourse(random, courses.length + 1, patient, halfDay);
    lastCourse.set(patient, course);
    courses.push(course);
    open.push(course);
    return course;
  };

  for (const halfDay of days) {
    open = open.filter((course) => course.ending === null && !course.isAdrift);
    fill(play, halfDay, open, start);
  }
  for (const course of courses) course.sessions = course.sessions.filter(isBookedByNow);
  const soon = days.filter(({ on }) => on > 0);
  for (let draft = 0; draft < DRAFTS; draft++) start(random.pick(soon)).isDraft = true;
  return { courses, patients: patients.all };
}

function isBookedByNow({ halfDay, course }: PlayedSession): boolean {
  return halfDay.on <= FILLED_UNTIL || course.bookedWhole;
}

function fill(
  play: Play,
  halfDay: HalfDay,
  open: readonly PlayedCourse[],
  start: (halfDay: HalfDay) => PlayedCourse,
) {
  const { random, agenda } = play;
  const most = Math.floor(halfDay.slots.length * MOST_FULL);
  const least = Math.ceil(halfDay.slots.length * LEAST_FULL);
  const story = halfDay.on === 0 ? [...(storyOfToday[halfDay.physician] ?? [])] : [];
  const isFar = halfDay.on > BOOKED_WELL_UNTIL;
  const wanted = story.length > 0 || isFar || random.chance(QUIET) ? least : random.int(least, most);
  const free = random.shuffled(halfDay.slots);
  const due = agenda.due(halfDay, open);
  let standing = 0;
  const place = (course: PlayedCourse) => {
    const fate = course.fates.shift() ?? story.shift() ?? fateOf(random, halfDay.on);
    const slot = takeSlot(free, fate === "no-show" && halfDay.on === 0);
    const session = sessionOf(course, halfDay, slot, fate);
    course.sessions.push(session);
    if (fate === "stands") standing += 1;
    whatFollows(play, session);
  };

  for (const course of due) {
    const mustBeNow = agenda.isLastChance(course, halfDay);
    if (free.length > 0 && standing < (mustBeNow ? most : wanted)) place(course);
  }
  if (halfDay.on > FILLED_UNTIL) return;
  // A day of newcomers alone would come back as one three weeks later, and so for ever.
  for (const course of agenda.couldComeEarlier(halfDay, open)) {
    if (free.length > 0 && standing < wanted * (1 - MOST_NEW)) place(course);
  }
  while (standing < wanted && free.length > 0) place(start(halfDay));
}

/** Today's no-show is early in the morning, so that it is over by the time most people look. */
function takeSlot(free: Slot[], early: boolean): Slot {
  const slot = early
    ? free.reduce((first, other) => (other.startsMinute < first.startsMinute ? other : first))
    : free[0];
  if (!slot) throw new Error("no slot is free");
  free.splice(free.indexOf(slot), 1);
  return slot;
}

function fateOf(random: Random, on: number): Fate {
  if (on === 0) return "stands";
  // What is to come is cancelled by few so far.
  if (on > 0) return random.chance(on < 12 ? 0.03 : 0) ? "cancelled-by-patient" : "stands";
  return random.weighted<Fate>([
    ["stands", 89.5],
    ["no-show", 3.6],
    ["cancelled-by-patient", 5.6],
    ["cancelled-by-clinic", 1.3],
  ]);
}

function sessionOf(course: PlayedCourse, halfDay: HalfDay, slot: Slot, fate: Fate): PlayedSession {
  const number = course.sessions.length + 1;
  const previous = course.sessions.findLast((session) => session.halfDay.on < Math.min(halfDay.on, 0));
  const resumedOn = course.holds.at(-1)?.to ?? course.startedOn;
  const bookedAfter = !course.bookedWhole || previous?.fate !== "stands" ? previous?.halfDay.on : undefined;
  return {
    key: `${course.key} session ${number}`,
    course,
    ordinal: course.done + 1,
    halfDay,
    room: slot.room,
    startsMinute: slot.startsMinute,
    fate,
    gapReason: gapReasonOf(course, halfDay.on),
    bookedOn: Math.max(bookedAfter ?? course.startedOn, resumedOn),
    movedFromOn: null,
  };
}

function gapReasonOf(course: PlayedCourse, on: number): string | null {
  if (course.lastOn === null || course.leavesGapUnsaid) return null;
  const gapDays = on - course.lastOn;
  if (gapDays > gapRange.max) return course.gapReason ?? "No free slot before";
  return gapDays < gapRange.min ? (course.gapReason ?? "The patient's wish") : null;
}

const DAYS_BETWEEN_COURSES = 30;

/** A patient of this clinic who has been well for a while and comes with something else. */
function someoneAgain(
  random: Random,
  { clinic, on }: HalfDay,
  patients: readonly SeedPatient[],
  lastCourse: ReadonlyMap<SeedPatient, PlayedCourse>,
): SeedPatient | null {
  const ready = patients.filter((patient) => {
    const endedOn = lastCourse.get(patient)?.ending?.on;
    return patient.clinic === clinic && endedOn !== undefined && endedOn < on - DAYS_BETWEEN_COURSES;
  });
  return ready.length > 0 ? random.pick(ready) : null;
}
