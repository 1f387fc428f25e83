import type { KeyboardEvent } from "react";

/** ↑ and ↓ move between the rows' links, Home and End to the ends; Enter is the link's own; Space selects. */
export function arrowsWalkRows(event: KeyboardEvent<HTMLElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const at = event.target.closest("tr");
  if (!at || !event.target.matches(".row-link, .checkbox")) return;
  if (event.key === " " && event.target.matches(".row-link")) {
    at.querySelector<HTMLInputElement>(".checkbox")?.click();
    event.preventDefault();
    return;
  }
  const kind = event.target.matches(".checkbox") ? ".checkbox" : ".row-link";
  const row = {
    ArrowDown: at.nextElementSibling,
    ArrowUp: at.previousElementSibling,
    Home: at.parentElement?.firstElementChild,
    End: at.parentElement?.lastElementChild,
  }[event.key];
  const next = row?.querySelector<HTMLElement>(kind);
  if (!next) return;
  next.focus();
  event.preventDefault();
}
