import { Calendar } from "@fullcalendar/core";
import timeGrid from "@fullcalendar/timegrid";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { pack, type SessionRow } from "~/features/calendar/block";
import { WeekGrid, type WeekData } from "~/features/calendar/week-grid";

declare global {
  interface Window {
    benchCalendar(
      calendar: "tendon" | "fullcalendar",
      sessions: number,
    ): Promise<{ mount: number; change: number }>;
  }
}

const mondays = ["2026-11-30", "2026-12-07"] as const;
const physicians = Array.from({ length: 10 }, (_, index) => ({ id: `p${index}`, name: `Dr ${index}` }));

const dayAfter = (monday: string, days: number) =>
  new Date(Date.parse(`${monday}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The same sessions for both: five days, ten physicians, 08:00 to 18:00. */
function rowsFor(monday: string, sessions: number): SessionRow[] {
  const perPhysicianDay = sessions / 50;
  const step = 600 / perPhysicianDay;
  return Array.from({ length: sessions }, (_, index) => {
    const day = Math.floor(index / (sessions / 5));
    const within = index % (sessions / 5);
    const physician = Math.floor(within / perPhysicianDay);
    return {
      id: `${monday}-${index}`,
      version: 1,
      name: `Patient ${index}`,
      place: 2,
      planned: 4,
      region: "knee",
      side: "left",
      guidance: "ultrasound",
      status: index % 3 === 0 ? "performed" : "booked",
      room: `r${physician}`,
      physician: `p${physician}`,
      device: `d${physician}`,
      displaced: false,
      overbooked: false,
      day: dayAfter(monday, day),
      start: 480 + Math.floor((within % perPhysicianDay) * step),
      treatFrom: 5,
      treatTo: 20,
      length: Math.min(30, step),
    };
  });
}

function weekOf(monday: string, sessions: number): WeekData {
  return {
    clinic: { id: "c", name: "Bench", zone: "UTC" },
    today: "2026-11-23",
    nowMinute: 600,
    nowMs: 0,
    zoneLabel: "UTC",
    physicians,
    rooms: [],
    day: monday,
    monday,
    physician: null,
    frame: { start: 480, end: 1080 },
    days: Array.from({ length: 7 }, (_, index) => ({ day: dayAfter(monday, index), closed: [], leave: [] })),
    rows: pack(rowsFor(monday, sessions)),
  };
}

const events = (monday: string, sessions: number) =>
  rowsFor(monday, sessions).map((row) => ({
    id: row.id,
    title: row.name,
    start: Date.parse(`${row.day}T00:00Z`) + row.start * 60_000,
    end: Date.parse(`${row.day}T00:00Z`) + (row.start + row.length) * 60_000,
  }));

/** Script and layout together: reading a height forces the layout that a frame would do. */
function timed(container: HTMLElement, work: () => void): number {
  const from = performance.now();
  work();
  container.getBoundingClientRect();
  return performance.now() - from;
}

window.benchCalendar = async (calendar, sessions) => {
  const container = document.createElement("div");
  container.style.cssText = "flex:1;display:flex;min-width:0";
  document.getElementById("root")?.append(container);
  const [first, second] = mondays;
  let mount: number;
  let change: number;
  if (calendar === "tendon") {
    const views = [weekOf(first, sessions), weekOf(second, sessions)] as const;
    const root = createRoot(container);
    mount = timed(container, () => flushSync(() => root.render(<WeekGrid view={views[0]} colour="state" />)));
    change = timed(container, () =>
      flushSync(() => root.render(<WeekGrid view={views[1]} colour="state" />)),
    );
    root.unmount();
  } else {
    const all = [...events(first, sessions), ...events(second, sessions)];
    const other = new Calendar(container, {
      plugins: [timeGrid],
      initialView: "timeGridWeek",
      initialDate: first,
      timeZone: "UTC",
      slotMinTime: "08:00",
      slotMaxTime: "18:00",
      events: all,
    });
    mount = timed(container, () => other.render());
    change = timed(container, () => other.next());
    other.destroy();
  }
  container.remove();
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { mount, change };
};
