import { STEP_MINUTES } from "~/domain/openings";
import type { FreeRun } from "~/domain/free";
import { minutesToClock } from "~/domain/words-of-time";
import { bookPath, companyWords, type FreeData, type FreeLine } from "./free-view";
import { walkCells } from "./link-keys";

interface Props {
  view: FreeData;
  mayBook: boolean;
}

/** A day as a timetable: a row for each, a column an hour, in it the quarters at which a session can start. */
export function FreeDayTable({ view, mayBook }: Props) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys on their way up from the starts' links
    <table className="free-table free-day" onKeyDown={walkCells}>
      <caption className="visually-hidden">When each is free</caption>
      <thead>
        <tr>
          <td />
          {view.hours.map((hour) => (
            <th key={hour} scope="col" className="numeric">
              {minutesToClock(hour)}
            </th>
          ))}
        </tr>
      </thead>
      {view.groups.map(({ title, lines }) => (
        <tbody key={title} className={`free-${title.toLowerCase()}`}>
          <tr className="free-group">
            <th colSpan={view.hours.length + 1} scope="rowgroup">
              {title}
            </th>
          </tr>
          {lines.length === 0 && (
            <tr>
              <td className="free-none" colSpan={view.hours.length + 1}>
                None at work here on this day
              </td>
            </tr>
          )}
          {lines.map((line) => (
            <DayLine key={line.id} line={line} view={view} mayBook={mayBook} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function DayLine({ line, view, mayBook }: Props & { line: FreeLine }) {
  const { runs = [], off = null } = line.days[0] ?? {};
  const starts = runs.flatMap(startsIn);
  return (
    <tr>
      <th scope="row">
        {line.name}
        {off && <span className="free-off">{off}</span>}
      </th>
      {starts.length === 0 ? (
        <td colSpan={view.hours.length} className="free-none">
          Full
        </td>
      ) : (
        view.hours.map((hour) => (
          <td key={hour} data-hour={minutesToClock(hour)}>
            <span className="free-starts">
              {starts
                .filter(({ minutes }) => minutes >= hour && minutes < hour + 60)
                .map((start) => (
                  <Start key={start.minutes} {...start} view={view} mayBook={mayBook} />
                ))}
            </span>
          </td>
        ))
      )}
    </tr>
  );
}

const startsIn = ({ from, to, company }: FreeRun) =>
  Array.from({ length: (to - from) / STEP_MINUTES + 1 }, (_, step) => ({
    minutes: from + step * STEP_MINUTES,
    company,
  }));

type StartProps = Props & ReturnType<typeof startsIn>[number];

function Start({ minutes, company, view, mayBook }: StartProps) {
  const at = minutesToClock(minutes);
  const quarter = String(minutes % 60).padStart(2, "0");
  const place = { gridColumn: Math.floor((minutes % 60) / STEP_MINUTES) + 1 };
  if (!company) {
    return (
      <span className="free-alone" style={place} title={`${at}: free, but nobody or nothing to go with it`}>
        {quarter}
      </span>
    );
  }
  const words = `${at}, ${companyWords(company, view.names)}`;
  return mayBook ? (
    <a
      className="free-start"
      style={place}
      href={bookPath(view.clinic.id, view.day, minutes, company)}
      aria-label={`Book ${words}`}
      title={words}
    >
      {quarter}
    </a>
  ) : (
    <span className="free-start" style={place} title={words}>
      {quarter}
    </span>
  );
}
