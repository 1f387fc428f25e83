import { dayWords } from "~/domain/words-of-time";
import { Icon } from "~/ui/icon";
import { sessionStatusWords } from "~/words/en";
import { daysWords } from "~/words/sessions";
import type { CoursePlace } from "./place-view";
import "./course-thread.css";

/** The course as it would be: its sessions on a thread, the gaps between them, and what they were. */
export function CourseThread({ course, title }: { course: readonly CoursePlace[]; title: string }) {
  return (
    <section className="thread" aria-labelledby="thread">
      <h2 id="thread">{title}</h2>
      <ol className="thread-list">
        {course.map((place) => (
          <li key={place.id ?? "this"} className={place.isThis ? "thread-place is-this" : "thread-place"}>
            {place.gap && <Gap gap={place.gap} />}
            <span className={`thread-bead thread-bead-${place.status}`} aria-hidden="true">
              {place.ordinal}
            </span>
            <span className="thread-words">
              <span className="visually-hidden">Session {place.ordinal}: </span>
              {dayWords(place.day)}
              <span className="thread-status">
                {place.isThis ? "this session" : sessionStatusWords[place.status].toLowerCase()}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Gap({ gap }: { gap: NonNullable<CoursePlace["gap"]> }) {
  const { days, was, state, byDays } = gap;
  return (
    <span className={`thread-gap thread-gap-${state}`}>
      {was !== null && <s>{was} d</s>} <span className="thread-gap-days">{days} d</span>{" "}
      <span className="thread-gap-state">
        <Icon name={state === "in-range" ? "tick" : state} />
        {state === "in-range" ? "in range" : `${daysWords(byDays)} ${state}`}
      </span>
    </span>
  );
}
