import { createHash } from "node:crypto";
import { dayOf, type Zone } from "~/domain/time";
import type { Table } from "~/formats/csv";
import type { Mapping } from "./fields";
import type { Problem } from "./problems";
import { oneLine, readInstant } from "./read-values.server";
import { cellsOf } from "./row-cells";

/** One row as a past visit, and what is to be said of it. */
export interface VisitDraft {
  row: number;
  problems: Problem[];
  sourceId: string;
  /** The other system's id of the patient, or the record number. */
  patient: string;
  startedAt: Date | null;
  endedAt: Date | null;
  description: string;
  reason: string;
}

const MOST_WORDS = 500;

export function readVisitRows(table: Table, mapping: Mapping, zone: Zone, now: Date): VisitDraft[] {
  const cellIn = cellsOf(table, mapping);
  return table.rows.map((cells, row) => {
    const problems: Problem[] = [];
    const cell = (key: string) => oneLine(cellIn(cells, key));
    if (cells.length < table.header.length) problems.push({ code: "cells-missing" });
    if (cells.length > table.header.length) problems.push({ code: "cells-surplus" });
    const patient = cell("patient");
    if (!patient) problems.push({ code: "patient-missing" });
    const start = cell("start");
    const startedAt = start === "" ? null : readInstant(start, cell("time"), mapping.dateOrder, zone);
    if (start === "") problems.push({ code: "start-missing" });
    else if (!startedAt) problems.push({ code: "start-unreadable", value: start });
    else if (startedAt > now) problems.push({ code: "start-to-come", value: start });
    const words = [cell("description") || "Visit", cell("reason")];
    if (words.some((text) => text.length > MOST_WORDS)) problems.push({ code: "description-cut" });
    const [description = "", reason = ""] = words.map((text) => text.slice(0, MOST_WORDS));
    return {
      row,
      problems,
      patient,
      startedAt,
      endedAt: readEnd(cell("end"), startedAt, mapping, zone, problems),
      description,
      reason,
      sourceId:
        cell("sourceId").slice(0, 200) || derivedId([patient, startedAt?.toISOString() ?? "", description]),
    };
  });
}

function readEnd(end: string, startedAt: Date | null, mapping: Mapping, zone: Zone, problems: Problem[]) {
  if (end === "" || !startedAt) return null;
  const whole = /^\d{1,2}:\d/.test(end) ? `${dayOf(startedAt, zone)} ${end}` : end;
  const endedAt = readInstant(whole, "", mapping.dateOrder, zone);
  if (endedAt && endedAt >= startedAt) return endedAt;
  problems.push({ code: "end-unusable", value: end });
  return null;
}

/** For a file without ids of its own: the same visit has the same one whenever the file comes. */
const derivedId = (parts: readonly string[]) =>
  `derived ${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 32)}`;
