import { clockOf } from "./grid-math";

const everyMs = 20_000;
const nearEdgePx = 120;

/** Whether the tag with the time it is would lie on an hour's label. */
export const hidesHour = (hour: number, now: number) => Math.abs(now - hour) < 14;

/**
 * Keeps the now line at the time it is. The server said which minute it was: the browser's clock only counts on from
 * there, so that a wrong one, or another zone's, changes nothing.
 */
export function tickNow(grid: HTMLElement, nowMinute: number): () => void {
  const since = Date.now();
  const show = () => {
    const minute = nowMinute + Math.floor((Date.now() - since) / 60_000);
    const clock = grid.querySelector<HTMLElement>("[data-now-clock]");
    for (const element of grid.querySelectorAll<HTMLElement>(".cal-now, .cal-now-time")) {
      element.style.setProperty("--s", String(minute));
      element.hidden = minute > Number(grid.dataset["to"]);
    }
    for (const hour of grid.querySelectorAll<HTMLElement>(".cal-hour")) {
      hour.hidden = hidesHour(Number(hour.style.getPropertyValue("--s")), minute);
    }
    if (clock) clock.textContent = clockOf(minute % 1440);
  };
  const timer = setInterval(show, everyMs);
  return () => clearInterval(timer);
}

/** What the page is about comes into view: the session asked for, else the time it is, else nothing moves. */
export function bringIntoView(grid: HTMLElement) {
  const named = grid.querySelector<HTMLElement>(".blk[aria-current]");
  if (named) {
    named.scrollIntoView({ block: "center", inline: "nearest" });
    named.focus({ preventScroll: true });
    return;
  }
  const now = grid.querySelector<HTMLElement>(".cal-now");
  if (now && now.getBoundingClientRect().top > innerHeight - nearEdgePx)
    now.scrollIntoView({ block: "center" });
}
