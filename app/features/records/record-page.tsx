import { Form } from "@remix-run/react";
import { clock, dayWithYear, zoneName } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { regionSide } from "~/words/en";
import type { Reply } from "~/words/faults";
import { birthWords } from "~/words/patients";
import { RecordForm } from "./record-form";
import { SignedRecord } from "./signed-record";
import type { RecordView } from "./view";
import "./record.css";

interface RecordPageProps {
  record: RecordView;
  isAmending: boolean;
  rows: number;
  device: { accountId: string; key: string | null };
  reply: Reply;
}

/** The record of one session: its form until it is signed, then what was signed. */
export function RecordPage({ record, isAmending, rows, device, reply }: RecordPageProps) {
  const { session, plan, versions, opened, mayWrite } = record;
  const isSigned = versions.length > 0;
  const isOpen = mayWrite && opened !== null && canBegin(session.status) && (!isSigned || isAmending);
  const { key } = device;
  return (
    <Page
      title={isSigned && !isOpen ? "Procedure record" : isSigned ? "Amend the record" : "Write the record"}
      meta={metaWords(record)}
      crumbs={
        <>
          <a href={paths.session(session.id)}>Session</a> / <a href={paths.plan(plan.id)}>Plan</a>
        </>
      }
      tools={
        isOpen ? (
          record.saved && <Discard record={record} />
        ) : (
          <>
            {isSigned && mayWrite && (
              <LinkButton icon="pencil" href={paths.sessionRecord(session.id, { amend: "1" })}>
                {record.saved ? "Go on amending" : "Amend"}
              </LinkButton>
            )}
            {isSigned && (
              <Button type="button" icon="print" onClick={() => window.print()}>
                Print
              </Button>
            )}
          </>
        )
      }
    >
      <div className="record-page">
        {isOpen && key ? (
          <RecordForm
            record={record}
            opened={opened}
            at={{ accountId: device.accountId, sessionId: session.id, key }}
            rows={rows}
            reply={reply}
          />
        ) : isSigned ? (
          <>
            {record.saved && mayWrite && (
              <Notice title="An amendment was begun.">
                It is not signed; what stands below still holds.
              </Notice>
            )}
            <SignedRecord record={record} accountId={device.accountId} />
          </>
        ) : (
          <NothingYet record={record} />
        )}
      </div>
    </Page>
  );
}

function metaWords({ session, patient, clinic, plan }: RecordView): string {
  const when = `${dayWithYear(session.day)}, ${clock(session.startsAt, clinic.zone)} ${zoneName(session.startsAt, clinic.zone, "short")}`;
  return [
    `${patient.name}, ${patient.recordNumber}, born ${birthWords(patient.birthDate)}`,
    `${regionSide(plan.region, plan.side).toLowerCase()}, session ${session.ordinal} of ${plan.plannedSessions}`,
    `${when}, ${clinic.name}`,
    session.physician,
  ].join(" · ");
}

const canBegin = (status: RecordView["session"]["status"]) =>
  status === "arrived" || status === "in-treatment" || status === "performed";

function NothingYet({ record: { session, mayWrite } }: { record: RecordView }) {
  return (
    <EmptyState
      title="Nothing is signed yet."
      action={<LinkButton href={paths.session(session.id)}>Open the session</LinkButton>}
    >
      {mayWrite
        ? "A record is begun once the patient has arrived."
        : `The record is ${session.physician}’s to write, who treats in this session.`}
    </EmptyState>
  );
}

function Discard({ record: { session, version, versions } }: { record: RecordView }) {
  return (
    <Form method="post" action={paths.sessionRecord(session.id)}>
      <input type="hidden" name="version" value={version} />
      <Button variant="quiet" icon="trash" name="intent" value="discard">
        {versions.length > 0 ? "Discard the amendment" : "Begin anew"}
      </Button>
    </Form>
  );
}
