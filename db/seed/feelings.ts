import { isGood } from "~/domain/statistics/share";
import { ratings, type Activity, type Rating, type SelfCare, type TimePoint } from "~/domain/vocabulary";
import type { PlayedCourse } from "./course";
import type { Random } from "./random";

/** How one patient fares, and whether they say so. */
export interface Feelings {
  /** The chance of an answer. Whoever fared badly answers less: what makes honest figures hard. */
  answers: (timePoint: TimePoint) => number;
  at: (timePoint: TimePoint, ordinal: number, random: Random) => Answer;
}

interface Answer {
  rating: Rating | null;
  pain: number;
  activities: Activity[];
  selfCare: SelfCare | null;
  adverseEffects: string | null;
}

/** What is left of the first pain, in the end. */
const painLeft: Record<Rating, [number, number]> = {
  excellent: [0, 0.2],
  good: [0.27, 0.46],
  fair: [0.55, 0.8],
  poor: [0.85, 1.1],
};

const answersMonthsLater: Record<Rating, number> = { excellent: 0.92, good: 0.88, fair: 0.62, poor: 0.46 };
const ANSWERS_AFTER_A_STOP = 0.05;

export function feelings(course: PlayedCourse, random: Random): Feelings {
  const speed = 0.6 + random.next() * 0.7;
  const [least, most] = painLeft[course.truth];
  const left = least + random.next() * (most - least);
  const stopped = course.ending?.reason ?? null;
  const lasting = outlook(course.truth, random);

  const painAt = (share: number) => course.baselinePain * (1 - (1 - left) * Math.min(1, share) ** speed);

  return {
    answers: (timePoint) => {
      if (timePoint === "baseline") return 0.97;
      if (timePoint === "before-session") return 0.93;
      if (timePoint === "72-hours") return isGood(course.truth) ? 0.86 : 0.72;
      if (stopped !== null && stopped !== "responded-early") return ANSWERS_AFTER_A_STOP;
      return answersMonthsLater[lasting[timePoint]];
    },
    at: (timePoint, ordinal, random) => {
      if (timePoint === "baseline") return { ...nothingYet, pain: course.baselinePain };
      const isContact = timePoint === "72-hours";
      if (timePoint === "before-session" || isContact) {
        // Three days after, a part of the session's gain is felt, and sometimes a flare.
        const share = (isContact ? ordinal - 0.4 : ordinal - 1) / course.planned;
        const flare = isContact ? random.int(0, 1) : 0;
        const pain = whole(painAt(share) + flare + random.next() - 0.5);
        const effects = isContact ? adverseEffects(course, ordinal, random) : null;
        return {
          ...said(ratingFor(pain / course.baselinePain, random), pain, random),
          adverseEffects: effects,
        };
      }
      const rating = lasting[timePoint];
      const [low, high] = painLeft[rating];
      return said(rating, whole(course.baselinePain * (low + random.next() * (high - low))), random);
    },
  };
}

const nothingYet = { rating: null, activities: [], selfCare: null, adverseEffects: null };

function said(rating: Rating, pain: number, random: Random): Answer {
  return {
    rating,
    pain,
    activities: regained(rating, random),
    selfCare: selfCareOf(random),
    adverseEffects: null,
  };
}

type Later = "3-months" | "6-months" | "12-months";

/** A result mostly stands; some slip by a step, a few still gain. */
function outlook(truth: Rating, random: Random): Record<Later, Rating> {
  const next = (rating: Rating): Rating => {
    const step = random.weighted([
      [0, 86],
      [1, 9],
      [-1, 5],
    ]);
    return ratings[Math.min(3, Math.max(0, ratings.indexOf(rating) + step))] ?? rating;
  };
  const half = next(truth);
  return { "3-months": truth, "6-months": half, "12-months": next(half) };
}

function ratingFor(painLeft: number, random: Random): Rating {
  if (painLeft <= 0.25) return "excellent";
  if (painLeft <= 0.55) return "good";
  return painLeft <= 0.9 || random.chance(0.7) ? "fair" : "poor";
}

const regainedCount: Record<Rating, [number, number]> = {
  excellent: [3, 4],
  good: [2, 3],
  fair: [0, 2],
  poor: [0, 1],
};

function regained(rating: Rating, random: Random): Activity[] {
  const [least, most] = regainedCount[rating];
  const easiestFirst: Activity[] = ["sleep", "walking", "sitting", "sport"];
  return easiestFirst.slice(0, random.int(least, most));
}

function selfCareOf(random: Random): SelfCare {
  return random.weighted([
    ["done", 57],
    ["partly", 33],
    ["not", 10],
  ]);
}

const mild = [
  "Swollen for two days",
  "Stiff for a day",
  "Bruise at the needle's site",
  "Sore, slept badly one night",
];

function adverseEffects({ ending, sessions }: PlayedCourse, ordinal: number, random: Random): string | null {
  const isLast = sessions.filter(({ fate }) => fate === "stands").length === ordinal;
  if (ending?.reason === "adverse-event" && isLast)
    return "Severe pain and swelling, could not walk for three days";
  return random.chance(0.16) ? random.pick(mild) : null;
}

function whole(pain: number): number {
  return Math.min(10, Math.max(0, Math.round(pain)));
}
