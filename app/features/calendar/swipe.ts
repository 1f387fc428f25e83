/** On a phone a day's columns are swiped through, one at a time with the next one's edge in sight. */

const gutterPx = 48;

const columnsOf = (grid: HTMLElement) => [...grid.querySelectorAll<HTMLElement>(".cal-column")];
const isSwiped = (grid: HTMLElement) => grid.scrollWidth > grid.clientWidth && innerWidth < 720;

/** Brings a column into view; false where nothing is swiped, so that its link does what it says. */
export function swipeTo(columnId: string): boolean {
  const column = document.querySelector<HTMLElement>(`.cal-day [data-column="${CSS.escape(columnId)}"]`);
  const grid = column?.closest<HTMLElement>(".cal");
  if (!column || !grid || !isSwiped(grid)) return false;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  grid.scrollBy({ left: offsetIn(grid, column), behavior: calm ? "instant" : "smooth" });
  return true;
}

const offsetIn = (grid: HTMLElement, column: HTMLElement) =>
  column.getBoundingClientRect().left - grid.getBoundingClientRect().left - gutterPx;

/** Starts at the column that was asked for, and marks the one in view among the names above. */
export function followSwipe(grid: HTMLElement): () => void {
  if (!isSwiped(grid)) return () => {};
  const asked = grid.querySelector<HTMLElement>(".cal-column.is-shown");
  if (asked && !grid.querySelector(".blk[aria-current]")) grid.scrollLeft += offsetIn(grid, asked);
  let waiting = 0;
  const mark = () => {
    waiting = 0;
    const away = (column: HTMLElement) => Math.abs(offsetIn(grid, column));
    const [inView] = columnsOf(grid).sort((a, b) => away(a) - away(b));
    for (const chip of document.querySelectorAll<HTMLElement>(".cal-chips [data-chip]")) {
      const isIt = chip.dataset["chip"] === inView?.dataset["column"];
      if (isIt === chip.hasAttribute("aria-current")) continue;
      if (isIt) {
        chip.setAttribute("aria-current", "true");
        chip.scrollIntoView({ block: "nearest", inline: "nearest" });
      } else chip.removeAttribute("aria-current");
    }
  };
  const onScroll = () => (waiting ||= requestAnimationFrame(mark));
  grid.addEventListener("scroll", onScroll, { passive: true });
  return () => {
    grid.removeEventListener("scroll", onScroll);
    cancelAnimationFrame(waiting);
  };
}
