import type { CSSProperties } from "react";
import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { EmptyState } from "~/ui/empty-state";
import { Icon } from "~/ui/icon";
import { Page, Section } from "~/ui/page";
import { guidanceWords } from "~/words/en";
import { countOf } from "~/words/patients";
import { loadWords, sentenceOf } from "~/words/forecast";
import type { ClinicForecast, GuidanceForecast, HalfDayCell, WeekRow } from "./view";
import "./forecast.css";

/** Twelve weeks ahead by clinic and guidance: what is booked, what is expected and how surely, and what there is room for. */
export function ForecastPage({ clinics }: { clinics: readonly ClinicForecast[] }) {
  return (
    <Page title="Forecast" meta="sessions in the next twelve weeks">
      {clinics.map((clinic) => (
        <Section key={clinic.id} title={clinic.name} meta={learnedWords(clinic)}>
          {clinic.groups.length === 0 ? (
            <EmptyState title="There is no course to forecast from.">
              It is learned from the clinic’s own plans, as soon as there are some.
            </EmptyState>
          ) : (
            <div className="forecast-groups">
              {clinic.groups.map((group) => (
                <Group key={group.guidance} group={group} clinic={clinic.name} />
              ))}
            </div>
          )}
          {clinic.packing.length > 0 && <Packing clinic={clinic} />}
        </Section>
      ))}
      <details className="forecast-how">
        <summary>How it is worked out</summary>
        <p>
          Expected: each course under way goes on as courses here have gone on, with the gaps they have had;
          booked sessions count as often as patients come; new plans arrive as in the last twelve weeks. The
          range holds four weeks of five: it is widened by how far the same forecast was off on this clinic’s
          own past. Capacity: physicians, rooms and devices in their hours, less leave, closures and
          maintenance; whichever runs out first. A week above 85 % is marked.
        </p>
      </details>
    </Page>
  );
}

const learnedWords = ({ courses, dispersion }: ClinicForecast) =>
  courses === 0
    ? "nothing to learn from yet"
    : `learned from ${countOf(courses, "course")}; its range is ${dispersion.toFixed(1)} times chance`;

const titles: Record<GuidanceForecast["guidance"], string> = {
  all: "All sessions",
  ultrasound: guidanceWords.ultrasound,
  fluoroscope: guidanceWords.fluoroscope,
};

function Group({ group, clinic }: { group: GuidanceForecast; clinic: string }) {
  const most = Math.max(1, ...group.weeks.map(({ high, capacity }) => Math.max(high, capacity)));
  return (
    <figure className="forecast-group">
      <figcaption>
        <strong>{titles[group.guidance]}</strong> <span>{sentenceOf(group.weeks)}</span>
      </figcaption>
      <table className="forecast-table">
        <caption className="visually-hidden">
          {titles[group.guidance]} at {clinic}, by week
        </caption>
        <thead>
          <tr>
            <th scope="col">Week from</th>
            <th scope="col">Booked</th>
            <th scope="col">Expected</th>
            <th scope="col">Range</th>
            <th scope="col">Room for</th>
            <th scope="col">Load</th>
            <th scope="col" className="forecast-bars" aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {group.weeks.map((week) => (
            <Week key={week.from} week={week} most={most} />
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function Week({ week, most }: { week: WeekRow; most: number }) {
  const { from, booked, expected, low, high, capacity, load } = week;
  const share = (value: number) => `${((100 * value) / most).toFixed(2)}%`;
  const bars = {
    "--booked": share(booked),
    "--expected": share(expected),
    "--low": share(low),
    "--high": share(high),
    "--capacity": share(capacity),
  } as CSSProperties;
  const isTight = load === null ? expected >= 0.5 : load > 0.85;
  return (
    <tr className={isTight ? "is-tight" : undefined}>
      <th scope="row">{dayAndMonth(from)}</th>
      <td>{Math.round(booked)}</td>
      <td>
        <strong>{Math.round(expected)}</strong>
      </td>
      <td>
        {Math.round(low)} to {Math.round(high)}
      </td>
      <td>{capacity}</td>
      <td>
        {isTight && <Icon name="warning" />}
        {loadWords(load)}
      </td>
      <td className="forecast-bars" aria-hidden="true">
        <span className="forecast-bar" style={bars} />
      </td>
    </tr>
  );
}

function Packing({ clinic }: { clinic: ClinicForecast }) {
  const halves = clinic.packing.flatMap(({ morning, afternoon }) =>
    [morning, afternoon].filter((one) => one !== null),
  );
  const used = halves.filter((half) => half.used > 0);
  const idle = used.reduce((sum, half) => sum + half.free, 0);
  return (
    <figure className="forecast-group">
      <figcaption>
        <strong>Fluoroscope half-days, four weeks</strong>{" "}
        <span>
          {used.length} of {halves.length} are used, with room for {countOf(idle, "session")} more in them.
        </span>
      </figcaption>
      <ul className="packing">
        {clinic.packing.map(({ day, morning, afternoon }) => (
          <li key={day}>
            <a href={paths.calendar("day", { clinic: clinic.id, date: day, by: "device" })}>
              {dayWords(day)}
            </a>
            <Half name="Morning" half={morning} />
            <Half name="Afternoon" half={afternoon} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Half({ name, half }: { name: string; half: HalfDayCell | null }) {
  if (!half) return <span className="packing-half is-closed">{name}: closed</span>;
  const { used, free } = half;
  return (
    <span className={used > 0 ? "packing-half is-used" : "packing-half"}>
      {name}: {used > 0 ? `${used} booked` : "idle"}
      {free > 0 ? `, ${free} free` : ", full"}
    </span>
  );
}
