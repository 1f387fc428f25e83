/** The minute of the day at a height in a column, on the quarter hour. */
export function minuteAt(grid: HTMLElement, column: HTMLElement, clientY: number) {
  const from = Number(grid.dataset["from"]);
  const box = column.getBoundingClientRect();
  const perMinute = pixelsPerMinute(grid);
  const minute = from + Math.floor((clientY - box.top) / perMinute / 15) * 15;
  return { minute: Math.min(Math.max(minute, from), Number(grid.dataset["to"]) - 15), perMinute };
}

export const pixelsPerMinute = (grid: HTMLElement) =>
  Number.parseFloat(getComputedStyle(grid).getPropertyValue("--minute"));

export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
