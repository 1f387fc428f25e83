import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { ExpiryTag } from "./expiry-tag";
import type { LotTrace, LotUse } from "./view";
import "./lots.css";

const columns: Column<LotUse>[] = [
  { id: "day", header: "Day", cell: ({ on }) => dayWithYear(on) },
  {
    id: "patient",
    header: "Patient",
    cell: ({ patientId, patient, recordNumber }) => (
      <>
        <a href={paths.patient(patientId)}>{patient}</a>, {recordNumber}
      </>
    ),
  },
  { id: "phone", header: "Phone", cell: ({ phone }) => phone },
  { id: "where", header: "Where", cell: ({ region, side }) => `${region}, ${side}` },
  {
    id: "much",
    header: "How much",
    cell: ({ injections, ml, amendedAway }) =>
      amendedAway ? (
        <Tag icon="history">Amended to another lot</Tag>
      ) : (
        `${ml} ml in ${injections} ${injections === 1 ? "injection" : "injections"}`
      ),
  },
  { id: "physician", header: "Physician", cell: ({ physician }) => physician },
];

/** From a lot to everybody it went to: for a recall, as a list to call from, to print or to take along. */
export function TracePage({ lot, uses, elsewhere }: LotTrace) {
  const patients = new Set(uses.filter((use) => !use.amendedAway).map(({ patientId }) => patientId)).size;
  return (
    <Page
      title={`${lot.product}, lot ${lot.lotNumber}`}
      crumbs={<a href={paths.lots()}>Lots</a>}
      meta={
        <>
          {lot.clinic} · <ExpiryTag lot={lot} />
        </>
      }
      tools={
        uses.length > 0 && (
          <>
            <LinkButton icon="download" href={paths.lotCsv(lot.id)}>
              CSV
            </LinkButton>
            <Button type="button" icon="print" onClick={() => window.print()}>
              Print
            </Button>
          </>
        )
      }
    >
      <div className="lot-trace">
        {lot.retireReason && <Notice title="Out of use.">“{lot.retireReason}”</Notice>}
        <p>
          {uses.length === 0
            ? "No signed record names this lot."
            : `${patients} ${patients === 1 ? "patient" : "patients"} in ${uses.length} ${uses.length === 1 ? "session" : "sessions"}, by the records that are signed.`}{" "}
          A lot is kept clinic by clinic, and you see those of your clinics. For a recall, each other clinic’s
          physicians look up theirs.
        </p>
        {elsewhere.length > 0 && (
          <Notice title="The same lot was received elsewhere too:">
            {elsewhere.map(({ id, clinic }, index) => (
              <span key={id}>
                {index > 0 && ", "}
                <a href={paths.lot(id)}>{clinic}</a>
              </span>
            ))}
          </Notice>
        )}
        <DataTable
          caption="Sessions in which this lot was used"
          columns={columns}
          rows={uses}
          rowId={({ sessionId }) => sessionId}
          rowHref={({ sessionId }) => paths.sessionRecord(sessionId)}
          card={(use) => (
            <>
              <a className="row-link" href={paths.sessionRecord(use.sessionId)}>
                <strong>{use.patient}</strong>
              </a>
              <p>
                {use.recordNumber}, {use.phone}
              </p>
              <p>
                {dayWithYear(use.on)}: {use.region}, {use.side}
                {use.amendedAway && ", amended to another lot"}
              </p>
            </>
          )}
          empty={<EmptyState title="Nobody was treated with it." />}
        />
      </div>
    </Page>
  );
}
