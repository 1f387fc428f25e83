import type { Day } from "~/domain/day";
import type { FreeRun } from "~/domain/free";
import { STEP_MINUTES } from "~/domain/openings";
import { dayWords, minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { askedOf, bookPath, companyWords, type FreeData } from "./free-view";
import { walkCells } from "./link-keys";

interface Props {
  view: FreeData;
  mayBook: boolean;
}

/** A week: a column a day, in it from when to when sessions can start, the first of them a click away. */
export function FreeWeekTable({ view, mayBook }: Props) {
  const dayPath = (date: Day) => {
    const { span, ...asked } = askedOf(view);
    return paths.calendar("free", { clinic: view.clinic.id, date, ...asked, ...(span && { span: "day" }) });
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys on their way up from the starts' links
    <table className="free-table free-week" onKeyDown={walkCells}>
      <caption className="visually-hidden">From when to when sessions can start with each</caption>
      <thead>
        <tr>
          <td />
          {view.days.map(({ day, closed }) => (
            <th key={day} scope="col" className={day === view.today ? "is-today" : undefined}>
              <a href={dayPath(day)}>{dayWords(day)}</a>
              {closed && <span className="free-off">Closed</span>}
            </th>
          ))}
        </tr>
      </thead>
      {view.groups.map(({ title, lines }) => (
        <tbody key={title}>
          <tr className="free-group">
            <th colSpan={view.days.length + 1} scope="rowgroup">
              {title}
            </th>
          </tr>
          {lines.length === 0 && (
            <tr>
              <td className="free-none" colSpan={view.days.length + 1}>
                None at work here in this week
              </td>
            </tr>
          )}
          {lines.map(({ id, name, days }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {view.days.map(({ day, isOver, closed }, index) => {
                const { runs = [], off = null, isHere = false } = days[index] ?? {};
                return (
                  <td key={day} data-hour={dayWords(day)}>
                    {joined(runs).map((run) => (
                      <Run key={run.from} run={run} day={day} view={view} mayBook={mayBook} />
                    ))}
                    {runs.length === 0 && !isOver && !closed && (
                      <span className={off || isHere ? "free-none" : "free-none is-away"}>
                        {off ?? (isHere ? "Full" : "Not here")}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** Who or what goes along may change from quarter to quarter: a week tells only that somebody does. */
function joined(runs: readonly FreeRun[]): FreeRun[] {
  const whole: FreeRun[] = [];
  for (const run of runs) {
    const last = whole.at(-1);
    if (last && run.from === last.to + STEP_MINUTES && (last.company === null) === (run.company === null))
      whole[whole.length - 1] = { ...last, to: run.to };
    else whole.push(run);
  }
  return whole;
}

function Run({ run, day, view, mayBook }: Props & { run: FreeRun; day: Day }) {
  const { from, to, company } = run;
  const words = from === to ? minutesToClock(from) : `${minutesToClock(from)} to ${minutesToClock(to)}`;
  if (!company) {
    return (
      <span className="free-alone" title="Free, but nobody or nothing to go with it">
        {words}
      </span>
    );
  }
  if (!mayBook) return <span className="free-start">{words}</span>;
  return (
    <a
      className="free-start"
      href={bookPath(view.clinic.id, day, from, company)}
      aria-label={`${words}. Book ${dayWords(day)}, ${minutesToClock(from)}, ${companyWords(company, view.names)}`}
    >
      {words}
    </a>
  );
}
