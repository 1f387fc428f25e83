import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { DataTable, type Column } from "~/ui/data-table";
import { Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { complicationWords } from "~/words/records";
import type { PlanRecord } from "./lists.server";

const stateOf = ({ state, isOwn, versions }: PlanRecord) => {
  if (state === "signed") return versions > 1 ? `Signed, version ${versions}` : "Signed";
  const words = state === "draft" ? "Begun" : "Not written";
  return (
    <Tag tone={isOwn ? "warn" : "neutral"} icon="draft">
      {isOwn ? `${words}: to sign` : words}
    </Tag>
  );
};
const pain = ({ painBefore, painAfter }: PlanRecord) =>
  painBefore === null ? "" : `${painBefore} to ${painAfter}`;
const complication = (row: PlanRecord) => (row.complication ? complicationWords[row.complication] : "");

const columns: Column<PlanRecord>[] = [
  {
    id: "session",
    header: "Session",
    cell: ({ ordinal, on }) => `${ordinal}, ${dayWithYear(on)}`,
  },
  { id: "state", header: "Record", cell: stateOf },
  { id: "pain", header: "Pain in the session", cell: pain },
  { id: "injections", header: "Injections", numeric: true, cell: ({ injections }) => injections ?? "" },
  { id: "complication", header: "Complication", cell: complication },
  { id: "physician", header: "Physician", cell: ({ physician }) => physician },
];

/** What was done in each session of a plan, for those who may read it. */
export function PlanRecords({ records }: { records: PlanRecord[] }) {
  if (records.length === 0) return null;
  return (
    <Section title="Procedure records" meta={String(records.length)}>
      <DataTable
        caption="Procedure records"
        columns={columns}
        rows={records}
        rowId={({ sessionId }) => sessionId}
        rowHref={({ sessionId }) => paths.sessionRecord(sessionId)}
        card={(row) => (
          <>
            <a className="row-link" href={paths.sessionRecord(row.sessionId)}>
              <strong>
                Session {row.ordinal}, {dayWithYear(row.on)}
              </strong>
            </a>
            <p>{[row.physician, pain(row) && `pain ${pain(row)}`].filter(Boolean).join(", ")}</p>
            {stateOf(row)}
          </>
        )}
      />
    </Section>
  );
}
