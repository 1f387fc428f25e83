import { dayWords, minutesToClock } from "~/domain/words-of-time";
import { LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { guidanceWords } from "~/words/en";
import { FreeDayTable } from "./free-day-table";
import { FreeWeekTable } from "./free-week-table";
import { bookPath, companyWords, type FreeData } from "./free-view";
import "./free.css";

interface Props {
  view: FreeData;
  mayBook: boolean;
}

/** What a caller is told first, then when each physician, room and device is free. */
export function FreePage({ view, mayBook }: Props) {
  const hasAny = view.groups.some(({ lines }) =>
    lines.some(({ days }) => days.some(({ runs }) => runs.length > 0)),
  );
  return (
    <div className="free">
      {view.isAny ? (
        <FirstFree view={view} mayBook={mayBook} />
      ) : (
        <NobodyFree view={view} mayBook={mayBook} />
      )}
      {hasAny &&
        (view.span === "week" ? (
          <FreeWeekTable view={view} mayBook={mayBook} />
        ) : (
          <FreeDayTable view={view} mayBook={mayBook} />
        ))}
      {hasAny && <FreeLegend />}
    </div>
  );
}

const sessionWords = ({ guidance, phases }: FreeData) =>
  `${guidanceWords[guidance].toLowerCase()} session of ${phases.prepare + phases.treat + phases.recover} min`;

function FirstFree({ view, mayBook }: Props) {
  const [physicians] = view.groups;
  const first = view.days.flatMap(({ day }, index) => {
    const runs = physicians?.lines.flatMap(({ days }) => days[index]?.runs ?? []) ?? [];
    const together = runs.flatMap(({ from, company }) => (company ? [{ day, from, company }] : []));
    return together.sort((a, b) => a.from - b.from).slice(0, 1);
  })[0];
  if (!first) return null;
  const when = `${view.span === "week" ? `${dayWords(first.day)}, ` : ""}${minutesToClock(first.from)}`;
  return (
    <p className="free-first">
      <span>
        First for {aOr(sessionWords(view))}: <strong>{when}</strong>,{" "}
        {companyWords(first.company, view.names)}
      </span>
      {mayBook && (
        <LinkButton href={bookPath(view.clinic.id, first.day, first.from, first.company)}>
          Book {minutesToClock(first.from)}
        </LinkButton>
      )}
    </p>
  );
}

const aOr = (words: string) => `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;

const partWords = { any: "", morning: " in the morning", afternoon: " in the afternoon" };

function NobodyFree({ view, mayBook }: Props) {
  const { clinic, next, names, days, part, physician } = view;
  const first = days[0]?.day ?? view.day;
  const when = view.span === "week" ? `in the week of ${dayWords(first)}` : `on ${dayWords(first)}`;
  const isOver = days.every((day) => day.isOver);
  const who = physician ? (names[physician] ?? "Nobody") : "Nobody";
  const isnt = physician ? "is not free" : "is free";
  return (
    <EmptyState
      title={
        isOver
          ? `${view.span === "week" ? "This week" : dayWords(first)} is over`
          : days.every(({ closed }) => closed)
            ? `${clinic.name} is closed ${when}`
            : `${who} ${isnt} for ${aOr(sessionWords(view))} ${when}${partWords[part]}`
      }
      action={
        next &&
        mayBook && (
          <LinkButton variant="primary" href={bookPath(clinic.id, next.day, next.minutes, next.company)}>
            Book {dayWords(next.day)}, {minutesToClock(next.minutes)}
          </LinkButton>
        )
      }
    >
      {next
        ? `Next free: ${dayWords(next.day)}, ${minutesToClock(next.minutes)}, ${companyWords(next.company, names)}.`
        : "Nothing is free in the six weeks after it either. Try another physician, part of the day or clinic."}
    </EmptyState>
  );
}

function FreeLegend() {
  return (
    <p className="free-legend">
      <span>
        <span className="free-start" aria-hidden="true">
          15
        </span>{" "}
        Can be booked: physician, room and device are free
      </span>
      <span>
        <span className="free-alone" aria-hidden="true">
          15
        </span>{" "}
        Free, but nobody or nothing to go with it
      </span>
      <span>Empty: taken, off or closed</span>
    </p>
  );
}
