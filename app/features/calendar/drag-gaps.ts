import type { DayThen } from "./drag-targets";

/** What a drop would make of the course: a bar for each gap, those that it changes marked, and which leave their range. */
export function gapBars({ gaps, legal }: DayThen): HTMLElement {
  const bars = document.createElement("div");
  bars.className = "drag-gaps";
  for (const { days, off, changed } of gaps) {
    const bar = document.createElement("span");
    bar.className = `drag-gap${changed ? " is-changed" : ""}${off < 0 ? " is-early" : off > 0 ? " is-late" : ""}`;
    bar.textContent = off === 0 ? `${days} d` : `${days} d, ${Math.abs(off)} ${off < 0 ? "early" : "late"}`;
    bars.append(bar);
  }
  const words = document.createElement("span");
  words.className = "drag-gaps-words";
  words.textContent =
    gaps.length === 0
      ? "The course’s only session."
      : legal
        ? "Every gap here stays in range."
        : "Let go to choose what becomes of the course.";
  bars.append(words);
  return bars;
}
