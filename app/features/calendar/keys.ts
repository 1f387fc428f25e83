import { paths } from "~/paths";
import { clockOf } from "./grid-math";

const stepMinutes = 15;

interface Place {
  column: HTMLElement;
  minute: number;
}

/**
 * Arrows walk the grid: up and down through a column's quarter hours, left and right between columns. Where a session
 * stands it takes the focus; where nothing does, a cursor shows the slot and Enter books there. True when it was an arrow.
 */
export function arrowStep(
  grid: HTMLElement,
  event: KeyboardEvent,
  { clinicId, mayBook }: { clinicId: string; mayBook: boolean },
): boolean {
  const here = placeOf(event.target);
  if (!here || !event.key.startsWith("Arrow")) return false;
  event.preventDefault();
  const columns = [...grid.querySelectorAll<HTMLElement>(".cal-column")];
  const index = columns.indexOf(here.column);
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const column = columns[index + (sideways ?? 0)];
  if (!column) return true;
  if (sideways) focusAt(grid, { column, minute: here.minute }, clinicId, mayBook);
  else walk(grid, here, event, clinicId, mayBook);
  return true;
}

/** The first session that is not over, else the first. */
export function firstFocus(grid: HTMLElement) {
  const target =
    grid.querySelector<HTMLElement>(".blk.booked, .blk.arrived") ?? grid.querySelector<HTMLElement>(".blk");
  target?.focus();
}

function walk(
  grid: HTMLElement,
  { column, minute }: Place,
  event: KeyboardEvent,
  clinicId: string,
  mayBook: boolean,
) {
  const block = event.target instanceof Element ? event.target.closest<HTMLElement>(".blk") : null;
  const down = event.key === "ArrowDown";
  const siblings = blocksOf(column);
  const beside = block && siblings[siblings.indexOf(block) + (down ? 1 : -1)];
  const length = block ? numberOf(block, "--d") : stepMinutes;
  const next = down ? minute + length : minute - stepMinutes;
  // Two sessions side by side at one time are walked one after the other.
  if (beside && Math.abs(numberOf(beside, "--s") - minute) < length) beside.focus();
  else focusAt(grid, { column, minute: next }, clinicId, mayBook);
}

function focusAt(grid: HTMLElement, { column, minute }: Place, clinicId: string, mayBook: boolean) {
  const from = Number(grid.dataset["from"]);
  const slot =
    Math.floor(Math.min(Math.max(minute, from), Number(grid.dataset["to"]) - stepMinutes) / stepMinutes) *
    stepMinutes;
  const standing = blocksOf(column).find((block) => {
    const start = numberOf(block, "--s");
    return start < slot + stepMinutes && slot < start + numberOf(block, "--d");
  });
  if (standing) {
    standing.focus();
    return;
  }
  const cursor = cursorIn(grid, column);
  const date = column.dataset["day"] ?? grid.dataset["day"] ?? "";
  cursor.style.setProperty("--s", String(slot));
  cursor.href = paths.book({ clinic: clinicId, date, at: clockOf(slot) });
  cursor.textContent = mayBook ? `Book at ${clockOf(slot)}` : clockOf(slot);
  cursor.setAttribute(
    "aria-label",
    `${column.getAttribute("aria-label") ?? ""}, ${clockOf(slot)}, free${mayBook ? ", book" : ""}`,
  );
  cursor.focus();
}

function cursorIn(grid: HTMLElement, column: HTMLElement): HTMLAnchorElement {
  const cursor = grid.querySelector<HTMLAnchorElement>(".slot-cursor") ?? document.createElement("a");
  cursor.className = "slot-cursor";
  cursor.style.setProperty("--l", "0");
  cursor.style.setProperty("--n", "1");
  cursor.onblur = () => setTimeout(() => document.activeElement !== cursor && cursor.remove());
  column.append(cursor);
  return cursor;
}

const blocksOf = (column: HTMLElement) =>
  [...column.querySelectorAll<HTMLElement>(".blk")].sort(
    (a, b) => numberOf(a, "--s") - numberOf(b, "--s") || numberOf(a, "--l") - numberOf(b, "--l"),
  );

const numberOf = (element: HTMLElement, name: string) => Number(element.style.getPropertyValue(name));

function placeOf(target: EventTarget | null): Place | null {
  const here = target instanceof Element ? target.closest<HTMLElement>(".blk, .slot-cursor") : null;
  const column = here?.closest<HTMLElement>(".cal-column");
  return here && column ? { column, minute: numberOf(here, "--s") } : null;
}
