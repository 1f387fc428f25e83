import type { Asking } from "db/command";
import { primary, type Reader } from "db/reader";
import { auditRead } from "db/writes/audit-reads";
import { toCsv } from "~/formats/csv";
import { actionWords } from "~/words/audit";
import { changeLine } from "./changes";
import { auditQuery, type AuditFilter } from "./filter";
import { EXPORT_LIMIT, listEvents, patientsNamed, type AuditRow } from "./queries.server";

/** The page's own rows as a file; that it was taken is written before it goes. */
export async function exportEvents(
  asking: Asking,
  filter: AuditFilter,
  zone: string,
  run: Reader = primary,
): Promise<string> {
  const rows = await listEvents(asking.actor, filter, { zone, limit: EXPORT_LIMIT, run });
  const { patient, ...query } = auditQuery(filter);
  const named = await patientsNamed(rows);
  const patients = patient ? [patient, ...named] : named;
  await auditRead(asking, {
    ...{ action: "audit.export", noun: "audit", recordId: patient },
    after: { ...query, events: rows.length },
    // A trail of nobody's data is taken along too.
    ...(patients.length > 0 && { patients }),
  });
  return toCsv(
    columns.map(([header]) => header),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  );
}

const columns: [header: string, cell: (row: AuditRow) => string | number | null][] = [
  ["Number", (row) => row.id],
  ["When (UTC)", (row) => row.at.toISOString()],
  ["Who", (row) => row.who?.name ?? null],
  ["Account", (row) => row.who?.id ?? null],
  ["What", (row) => actionWords(row.action) ?? row.action],
  ["Action", (row) => row.action],
  ["Noun", (row) => row.noun],
  ["Record", (row) => row.recordId],
  ["Patient", (row) => row.patients.id],
  ["Patients", (row) => row.patients.count],
  ["Clinic", (row) => row.clinic],
  ["Changes", (row) => changeLine(row.changes)],
  ["Request", (row) => row.requestId],
];
