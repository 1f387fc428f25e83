import { paths } from "~/paths";
import { clockOf, stepMinutes } from "./grid-math";

interface Place {
  column: HTMLElement;
  minute: number;
  /** Where in the column: a lane of so many. */
  lane?: number;
  lanes?: number;
}

interface Booker {
  clinicId: string;
  mayBook: boolean;
}

/**
 * Arrows walk the grid: up and down through a column's quarter hours, left and right between columns. Where a session
 * stands it takes the focus; where nothing does, a cursor shows the slot and Enter books there. True when it was an arrow.
 */
export function arrowStep(grid: HTMLElement, event: KeyboardEvent, booker: Booker): boolean {
  const here = placeOf(event.target);
  if (!here || !event.key.startsWith("Arrow")) return false;
  event.preventDefault();
  const columns = [...grid.querySelectorAll<HTMLElement>(".cal-column")].filter(
    (column) => column.offsetParent !== null,
  );
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const column = columns[columns.indexOf(here.column) + (sideways ?? 0)];
  if (!column) return true;
  if (sideways) focusAt(grid, { column, minute: here.minute }, booker);
  else walk(grid, here, event, booker);
  return true;
}

/** One session is reached by Tab, where the focus was last; the arrows lead to the others. */
export function rove(grid: HTMLElement, chosen = chosenIn(grid)) {
  for (const block of grid.querySelectorAll<HTMLElement>(".blk")) {
    const tabIndex = block === chosen ? "0" : "-1";
    if (block.getAttribute("tabindex") !== tabIndex) block.setAttribute("tabindex", tabIndex);
  }
}

const chosenIn = (grid: HTMLElement) => grid.querySelector<HTMLElement>('.blk[tabindex="0"]') ?? first(grid);

/** The session that the page was asked for, else the first that is not over, else the first. */
const first = (grid: HTMLElement) =>
  grid.querySelector<HTMLElement>(".blk[aria-current]") ??
  grid.querySelector<HTMLElement>(".blk.booked, .blk.arrived") ??
  grid.querySelector<HTMLElement>(".blk");

/** Into the grid: the session where it was left, or on an empty day its first slot. */
export function enter(grid: HTMLElement, booker: Booker) {
  const target = chosenIn(grid);
  const column = grid.querySelector<HTMLElement>(".cal-column");
  if (target) target.focus();
  else if (column) offerSlot(grid, { column, minute: Number(grid.dataset["from"]) }, booker);
}

function walk(grid: HTMLElement, { column, minute }: Place, event: KeyboardEvent, booker: Booker) {
  const block = event.target instanceof Element ? event.target.closest<HTMLElement>(".blk") : null;
  const down = event.key === "ArrowDown";
  const siblings = blocksOf(column);
  const beside = block && siblings[siblings.indexOf(block) + (down ? 1 : -1)];
  const length = block ? numberOf(block, "--d") : stepMinutes;
  const next = down ? minute + length : minute - stepMinutes;
  // Two sessions side by side at one time are walked one after the other.
  if (beside && Math.abs(numberOf(beside, "--s") - minute) < length) beside.focus();
  else focusAt(grid, { column, minute: next }, booker);
}

function focusAt(grid: HTMLElement, { column, minute }: Place, booker: Booker) {
  const from = Number(grid.dataset["from"]);
  const slot =
    Math.floor(Math.min(Math.max(minute, from), Number(grid.dataset["to"]) - stepMinutes) / stepMinutes) *
    stepMinutes;
  const standing = blocksOf(column).find((block) => {
    const start = numberOf(block, "--s");
    return start < slot + stepMinutes && slot < start + numberOf(block, "--d");
  });
  if (standing) standing.focus();
  else offerSlot(grid, { column, minute: slot }, booker);
}

/** Shows a free slot as a link that books there, with whom or what its column stands for. */
export function offerSlot(grid: HTMLElement, place: Place, { clinicId, mayBook }: Booker) {
  const { column, minute, lane = 0, lanes = 1 } = place;
  const cursor = grid.querySelector<HTMLAnchorElement>(".slot-cursor") ?? document.createElement("a");
  const { by } = grid.dataset;
  const clock = clockOf(minute);
  const date = column.dataset["day"] ?? grid.dataset["day"] ?? "";
  const resource = column.dataset["column"];
  cursor.className = "slot-cursor";
  for (const [name, value] of Object.entries({ "--s": minute, "--l": lane, "--n": lanes })) {
    cursor.style.setProperty(name, String(value));
  }
  cursor.href = paths.book({ clinic: clinicId, date, at: clock, ...(by && resource && { [by]: resource }) });
  const closed = closedAt(column, minute);
  const isOffer = mayBook && closed === null;
  cursor.textContent = isOffer ? `Book at ${clock}` : [clock, closed].filter(Boolean).join(", ");
  cursor.setAttribute(
    "aria-label",
    [column.getAttribute("aria-label"), clock, closed ?? "free", isOffer && "book"]
      .filter(Boolean)
      .join(", "),
  );
  cursor.onblur = () => setTimeout(() => document.activeElement !== cursor && cursor.remove());
  column.append(cursor);
  cursor.focus();
}

/** What a column is closed for at a minute, in words; null where it is open. */
function closedAt(column: HTMLElement, minute: number): string | null {
  const hole = [...column.querySelectorAll<HTMLElement>(".cal-closed")].find((one) => {
    const start = numberOf(one, "--s");
    return start <= minute && minute < start + numberOf(one, "--d");
  });
  return hole ? hole.textContent || "closed" : null;
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
