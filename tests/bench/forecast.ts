import { addDays, type Day } from "~/domain/day";
import { performedAfter, type CourseHistory, type HistorySession } from "~/domain/forecast/course-history";
import { forecast, WEEKS_AHEAD } from "~/domain/forecast/forecast";
import { randomOf } from "~/domain/random";
import { measure, type Tell } from "./measure";

/**
 * A practice with a known truth, the same for the same seed: new plans arrive by chance at a rate that swells and ebbs over
 * the year, have two to eight sessions, go on after each with a chance of 0.92, most often three weeks later; a session is
 * booked when the one before it is performed, one in three a week late; one in fourteen is missed and booked anew.
 */
export function aPractice(seed: number, weeks: number): CourseHistory[] {
  const random = randomOf(seed);
  const begins: Day = "2024-01-01";
  const normal = () => random() + random() + random() + random() - 2;
  const courses: CourseHistory[] = [];
  for (let day = 0; day < 7 * weeks; day++) {
    const isWeekend = day % 7 >= 5;
    const season = 1 + 0.15 * Math.sin((2 * Math.PI * day) / 364);
    for (let chance = 0; chance < 8; chance++) {
      if (isWeekend || random() > 0.4 * season) continue;
      courses.push(aCourse(addDays(begins, day), random, normal, courses.length));
    }
  }
  return courses;
}

function aCourse(startedDay: Day, random: () => number, normal: () => number, index: number): CourseHistory {
  const plannedSessions = 2 + Math.floor(random() * 7);
  const sessions: HistorySession[] = [];
  let bookedDay = startedDay;
  let day = weekday(addDays(startedDay, 3 + Math.floor(random() * 14)));
  let endedDay: Day | null = null;
  let performed = 0;
  while (performed < plannedSessions) {
    const isMissed = random() < 1 / 14;
    sessions.push({ day, bookedDay, releasedDay: isMissed ? day : null, performed: !isMissed });
    endedDay = day;
    if (!isMissed) {
      performed++;
      if (performed === plannedSessions) break;
      if (random() > 0.92) {
        endedDay = addDays(day, 28);
        break;
      }
    }
    bookedDay = random() < 1 / 3 ? addDays(day, 7) : day;
    day = weekday(addDays(day, isMissed ? 7 : Math.max(14, Math.round(21 + 5 * normal()))));
  }
  return {
    id: String(index),
    group: index % 5 === 0 ? "fluoroscope" : "ultrasound",
    startedDay,
    endedDay,
    plannedSessions,
    range: { min: 14, target: 21, max: 28 },
    sessions,
  };
}

const weekday = (day: Day): Day => {
  const of = new Date(`${day}T00:00:00Z`).getUTCDay();
  return of === 6 ? addDays(day, 2) : of === 0 ? addDays(day, 1) : day;
};

/** The forecast from many days of the past, against what then happened: how far off it was, and how often within. */
export function benchForecast({ tell }: { tell: Tell }) {
  const errors: number[] = [];
  let [within, all] = [0, 0];
  for (const seed of [1, 2, 3]) {
    const courses = aPractice(seed, 130);
    for (let week = 70; week <= 112; week += 6) {
      const at = addDays("2024-01-01", 7 * week - 1);
      const { weeks } = forecast(courses, at);
      const happened = performedAfter(courses, at, WEEKS_AHEAD);
      for (const [group, rows] of weeks) {
        rows.forEach(({ expected, low, high }, ahead) => {
          const was = happened.get(group)?.[ahead] ?? 0;
          if (was > 0) errors.push(Math.abs(was - expected) / was);
          all++;
          if (low <= was && was <= high) within++;
        });
      }
    }
  }
  tell(measure("forecast.mape", errors.reduce((sum, one) => sum + one, 0) / errors.length, "share"));
  tell(measure("forecast.coverage", within / all, "share"));
}
