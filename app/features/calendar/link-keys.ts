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
