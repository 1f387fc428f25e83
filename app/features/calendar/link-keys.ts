import type { KeyboardEvent } from "react";

/** Arrows walk the links of a grid of days, a week to a row, or of a list: one to a row. */
export function walkLinks(event: KeyboardEvent<HTMLElement>, perRow: 1 | 7) {
  const step = { ArrowUp: -perRow, ArrowDown: perRow, ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href]")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at === -1 ? undefined : links[at + step];
  if (at !== -1) event.preventDefault();
  next?.focus();
}

/** Arrows walk the links of a table's cells: sideways from one to the next, up and down to the nearest of another row. */
export function walkCells(event: KeyboardEvent<HTMLElement>) {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("td a[href]")];
  const at = links.indexOf(here);
  if (at === -1 || !/^Arrow(Up|Down|Left|Right)$/.test(event.key)) return;
  event.preventDefault();
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    links[at + (event.key === "ArrowRight" ? 1 : -1)]?.focus();
    return;
  }
  const rowOf = (link: HTMLElement) => link.closest("tr");
  const others = links.filter((link, index) =>
    event.key === "ArrowDown"
      ? index > at && rowOf(link) !== rowOf(here)
      : index < at && rowOf(link) !== rowOf(here),
  );
  const row = rowOf((event.key === "ArrowDown" ? others[0] : others.at(-1)) ?? here);
  const left = here.getBoundingClientRect().left;
  const away = (link: HTMLElement) => Math.abs(link.getBoundingClientRect().left - left);
  const [nearest] = others.filter((link) => rowOf(link) === row).sort((a, b) => away(a) - away(b));
  nearest?.focus();
}
