import type { KeyboardEvent } from "react";

/** ↑ and ↓ walk from patient to patient, Home and End to the ends; Enter opens what the link opens. */
export function walkCalls(event: KeyboardEvent<HTMLElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const at = event.target.closest("li.call");
  if (!at || !event.target.matches(".call-name, .call-take")) return;
  const kind = event.target.matches(".call-name") ? ".call-name" : ".call-take";
  const row = {
    ArrowDown: at.nextElementSibling,
    ArrowUp: at.previousElementSibling,
    Home: at.parentElement?.firstElementChild,
    End: at.parentElement?.lastElementChild,
  }[event.key];
  const next = row?.querySelector<HTMLElement>(kind) ?? row?.querySelector<HTMLElement>(".call-name");
  if (!next) return;
  next.focus();
  event.preventDefault();
}
