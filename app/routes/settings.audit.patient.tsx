import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { AuditTable } from "~/features/audit/audit-table";
import { readAuditFilter, readTypedPatient } from "~/features/audit/forms";
import { asTableRow, findPatientId, listEvents, REPORT_LIMIT } from "~/features/audit/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { clockZone } from "~/http/clinic.server";
import { openedQuery } from "~/http/sealed-search.server";
import { mayLag } from "~/http/may-lag.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageBand } from "~/ui/page";
import { PrintButton } from "~/ui/print-button";
import { SearchField } from "~/ui/search-field";

export const meta = () => [{ title: "Access report · Audit trail · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "audit.read");
  const params = openedQuery(request);
  const filter = readAuditFilter(params);
  const typed = readTypedPatient(params);
  const found = await findPatientId(actor, typed);
  if (found) throw redirect(paths.auditPatient({ patient: found }));
  const { patient } = filter;
  const zone = clockZone(request, await listClinics(actor));
  if (patient === null) return { patient, typed, zone, rows: [], isCut: false };
  const rows = await listEvents(actor, filter, { zone, limit: REPORT_LIMIT + 1, run: await mayLag(request) });
  showed(asking(actor), {
    ...{ action: "audit.patient-report", noun: "patient", recordId: patient, patients: [patient] },
  });
  return {
    patient,
    typed,
    zone,
    rows: rows.slice(0, REPORT_LIMIT).map(asTableRow),
    isCut: rows.length > REPORT_LIMIT,
  };
}

export default function AccessReport() {
  const { patient, typed, zone, rows, isCut } = useLoaderData<typeof loader>();
  return (
    <SettingsPage
      title="Access report"
      current="audit"
      flush
      crumbs={<a href={paths.audit()}>Audit trail</a>}
      meta={patient && `Patient ${patient}`}
      tools={
        patient && (
          <LinkButton icon="download" href={paths.auditCsv({ patient })} download>
            Export
          </LinkButton>
        )
      }
      primary={patient && <PrintButton />}
      bands={
        <PageBand label="Patient">
          <Form method="post" action={paths.search()} className="audit-filters">
            <input type="hidden" name="where" value={paths.auditPatient()} />
            <SearchField
              label="Patient’s record number or id"
              name="find"
              defaultValue={typed}
              maxLength={100}
            />
            <Button>Show who had access</Button>
          </Form>
        </PageBand>
      }
    >
      {typed !== "" && (
        <Notice tone="warn" title="No patient has this record number or id.">
          Ask a desk for the number; names are not looked for here.
        </Notice>
      )}
      {!patient && typed === "" && (
        <EmptyState title="Whose data is it about?">
          Give a patient’s record number. You see who looked at or changed that patient’s data, when and from
          which page, as a list to print or to save; no name of the patient is shown.
        </EmptyState>
      )}
      {isCut && (
        <Notice title="These are the latest.">
          Older ones are in the trail: <a href={paths.audit({ patient })}>search it</a>.
        </Notice>
      )}
      {patient && (
        <AuditTable
          rows={rows}
          zone={zone}
          caption="Who looked at or changed this patient’s data"
          empty={
            <EmptyState title="Nobody has looked at or changed this patient’s data.">
              The trail holds nothing of it since it began.
            </EmptyState>
          }
        />
      )}
    </SettingsPage>
  );
}
