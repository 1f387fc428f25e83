import type { Guidance, Region } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { DataTable, type Column } from "~/ui/data-table";
import { Tag } from "~/ui/tag";
import { guidanceWords, regionWords } from "~/words/en";
import { assumedWords } from "~/words/settings";

export interface ProtocolRow {
  region: Region;
  sessionsMin: number;
  sessionsMax: number;
  gapMinDays: number;
  gapTargetDays: number;
  gapMaxDays: number;
  prepareMinutes: number;
  treatMinutes: number;
  recoverMinutes: number;
  guidance: Guidance;
  solution: string;
  assumed: boolean;
  version: number;
}

const sessions = ({ sessionsMin, sessionsMax }: ProtocolRow) =>
  sessionsMin === sessionsMax ? String(sessionsMin) : `${sessionsMin}–${sessionsMax}`;
const gaps = ({ gapMinDays, gapTargetDays, gapMaxDays }: ProtocolRow) =>
  `${gapMinDays}–${gapMaxDays} days, usually ${gapTargetDays}`;
const phases = ({ prepareMinutes, treatMinutes, recoverMinutes }: ProtocolRow) =>
  `${prepareMinutes} + ${treatMinutes} + ${recoverMinutes} min`;
const assumed = ({ assumed: isAssumed }: ProtocolRow) =>
  isAssumed && (
    <Tag tone="warn" icon="flag">
      {assumedWords}
    </Tag>
  );

const columns: Column<ProtocolRow>[] = [
  { id: "region", header: "Region", cell: (row) => regionWords[row.region] },
  { id: "sessions", header: "Sessions", cell: sessions },
  { id: "gaps", header: "Gap", cell: gaps },
  { id: "phases", header: "Prepare, treat, recover", cell: phases },
  { id: "guidance", header: "Guidance", cell: (row) => guidanceWords[row.guidance] },
  { id: "solution", header: "Usual solution", cell: (row) => row.solution },
  { id: "assumed", header: "Whose figures", cell: (row) => assumed(row) || "The practice’s" },
];

/** How each region is usually treated: what a new plan starts from. */
export function ProtocolsTable({ rows }: { rows: ProtocolRow[] }) {
  return (
    <DataTable
      caption="Protocols"
      columns={columns}
      rows={rows}
      rowId={({ region }) => region}
      rowHref={({ region }) => paths.protocols({ region })}
      card={(row) => (
        <>
          <a className="row-link" href={paths.protocols({ region: row.region })}>
            <strong>{regionWords[row.region]}</strong>
          </a>
          <p>
            {sessions(row)} sessions, {gaps(row)}
          </p>
          <p>
            {phases(row)}, {guidanceWords[row.guidance].toLowerCase()}
          </p>
          {assumed(row)}
        </>
      )}
    />
  );
}
