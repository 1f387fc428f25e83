/** What is to be said of a row. The words for each stand in app/words/imports.ts. */
export type Problem =
  // Bad: the row cannot be taken in as it is.
  | { code: "cells-missing" | "cells-surplus" | "name-missing" | "birth-missing" | "death-before-birth" }
  | { code: "name-too-long" | "number-too-long" | "id-too-long" | "number-unusable"; value: string }
  | { code: "birth-unreadable" | "birth-to-come" | "death-unreadable" | "death-to-come"; value: string }
  | { code: "id-twice" | "number-twice"; row: number }
  | { code: "id-of-another" | "number-of-another"; value: string }
  | { code: "patient-missing" | "start-missing" }
  | { code: "patient-unknown" | "start-unreadable" | "start-to-come"; value: string }
  // Here: it was taken in before.
  | { code: "already-here" }
  // Double: somebody has to say whether it is the same person.
  | { code: "like-somebody"; id: string; who: string }
  | { code: "like-a-row"; row: number }
  // Notes: it is taken in, with something left aside.
  | { code: "phone-unusable" | "email-unusable" | "language-unknown" | "state-unknown"; value: string }
  | { code: "contact-unknown" | "end-unusable"; value: string }
  | { code: "notes-cut" | "description-cut" };

export type ProblemCode = Problem["code"];
export type RowState = "ready" | "bad" | "here" | "double";

const here: readonly ProblemCode[] = ["already-here"];
const doubles: readonly ProblemCode[] = ["like-somebody", "like-a-row"];
const notes: readonly ProblemCode[] = [
  "phone-unusable",
  "email-unusable",
  "language-unknown",
  "state-unknown",
  "contact-unknown",
  "end-unusable",
  "notes-cut",
  "description-cut",
];

/** What is here already counts first: a row that is left out anyway needs no correcting. */
export function stateOf(problems: readonly Problem[]): RowState {
  const has = (codes: readonly ProblemCode[]) => problems.some(({ code }) => codes.includes(code));
  if (has(here)) return "here";
  if (problems.some(({ code }) => ![...doubles, ...notes].includes(code))) return "bad";
  return has(doubles) ? "double" : "ready";
}
