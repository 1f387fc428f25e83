export const stepMinutes = 15;

/** The minute of the day at a height in a column, on the quarter hour. */
export function minuteAt(grid: HTMLElement, column: HTMLElement, clientY: number) {
  const from = Number(grid.dataset["from"]);
  const box = column.getBoundingClientRect();
  const perMinute = pixelsPerMinute(grid);
  const minute = from + Math.floor((clientY - box.top) / perMinute / stepMinutes) * stepMinutes;
  return { minute: Math.min(Math.max(minute, from), Number(grid.dataset["to"]) - stepMinutes), perMinute };
}

/** Which of a column's lanes is at a place across it. */
export function laneAt(column: HTMLElement, clientX: number) {
  const lanes = Number(column.dataset["lanes"] ?? 1);
  const box = column.getBoundingClientRect();
  const lane = Math.floor(((clientX - box.left) / box.width) * lanes);
  return { lane: Math.min(Math.max(lane, 0), lanes - 1), lanes };
}

export const pixelsPerMinute = (grid: HTMLElement) =>
  Number.parseFloat(getComputedStyle(grid).getPropertyValue("--minute"));

export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
