import { useEffect, useRef } from "react";
import type { Day } from "~/domain/day";
import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import type { PlaceView } from "./place-view";

/** The days to choose from, each with how many starts are free; those that keep the gaps wear the legal wash. */
export function DayStrip({ place, hrefOf }: { place: PlaceView; hrefOf: (day: Day) => string }) {
  const chosen = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const day = chosen.current;
    const strip = day?.closest<HTMLElement>(".day-strip");
    if (day && strip) strip.scrollLeft = day.offsetLeft - (strip.clientWidth - day.offsetWidth) / 2;
  }, [place.day]);
  return (
    <nav aria-label="Days">
      <ol className="day-strip">
        {place.days.map(({ day, free, legal }) => {
          const isTarget = day === place.window.target && place.window.to !== null && !place.window.isEmpty;
          return (
            <li key={day}>
              <a
                className={["day-chip", legal && "is-legal", free === 0 && "is-full"]
                  .filter(Boolean)
                  .join(" ")}
                href={hrefOf(day)}
                ref={day === place.day ? chosen : undefined}
                aria-current={day === place.day ? "date" : undefined}
                data-keep-scroll=""
              >
                <span className="day-chip-weekday">{dayWords(day).slice(0, 3)}</span>
                <span className="day-chip-day">{dayAndMonth(day)}</span>
                <span className="day-chip-free">{free === 0 ? "none" : `${free} free`}</span>
                {isTarget && <span className="day-chip-target">target</span>}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
