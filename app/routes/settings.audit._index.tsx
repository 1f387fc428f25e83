import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AuditFilters } from "~/features/audit/audit-filters";
import { AuditTable } from "~/features/audit/audit-table";
import { auditQuery, isSearch } from "~/features/audit/filter";
import { readAuditFilter, readTypedPatient } from "~/features/audit/forms";
import {
  asTableRow,
  auditChoices,
  findPatientId,
  listEvents,
  PAGE_SIZE,
  sealState,
} from "~/features/audit/queries.server";
import { SealBand } from "~/features/audit/seal-band";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { clockZone } from "~/http/clinic.server";
import { openedQuery } from "~/http/sealed-search.server";
import { mayLag } from "~/http/may-lag.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";

export const meta = () => [{ title: "Audit trail · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "audit.read");
  const params = openedQuery(request);
  const filter = readAuditFilter(params);
  const typed = readTypedPatient(params);
  const found = await findPatientId(actor, typed);
  // An address that is kept or sent on holds an id, and no record number.
  if (found && found !== filter.patient)
    throw redirect(paths.audit(auditQuery({ ...filter, patient: found })));
  const zone = clockZone(request, await listClinics(actor));
  const run = await mayLag(request);
  const [rows, choices, seals] = await Promise.all([
    listEvents(actor, filter, { zone, limit: PAGE_SIZE + 1, run }),
    auditChoices(run),
    sealState(),
  ]);
  const { patient, ...query } = auditQuery(filter);
  showed(asking(actor), {
    ...{ action: "audit.read", noun: "audit", recordId: patient, after: query },
    ...(patient && { patients: [patient] }),
  });
  const shown = rows.slice(0, PAGE_SIZE);
  const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined;
  return {
    ...{ filter, choices, seals, zone, rows: shown.map(asTableRow) },
    before: last ? { at: last.atMicros, id: String(last.id) } : null,
    isUnknown: typed !== "" && !found,
  };
}

export default function Audit() {
  const { filter, choices, seals, zone, rows, before, isUnknown } = useLoaderData<typeof loader>();
  return (
    <SettingsPage
      title="Audit trail"
      current="audit"
      flush
      bands={
        <>
          <SealBand state={seals} zone={zone} />
          <AuditFilters filter={filter} choices={choices} />
        </>
      }
      primary={
        <LinkButton icon="download" href={paths.auditCsv(auditQuery(filter))} download>
          Export
        </LinkButton>
      }
    >
      {isUnknown && (
        <Notice tone="warn" title="No patient has this record number or id.">
          Everybody’s events are shown.
        </Notice>
      )}
      {filter.patient && (
        <Notice
          title="One patient’s data."
          action={
            <LinkButton href={paths.auditPatient({ patient: filter.patient })}>Access report</LinkButton>
          }
        >
          What was read and changed of patient {filter.patient}. Administrators see no names.
        </Notice>
      )}
      <AuditTable rows={rows} zone={zone} />
      <nav className="audit-pages" aria-label="Pages">
        {filter.before && (
          <LinkButton href={paths.audit(auditQuery({ ...filter, before: null }))}>Newest</LinkButton>
        )}
        {before && <LinkButton href={paths.audit(auditQuery({ ...filter, before }))}>Older</LinkButton>}
        {!before && !filter.before && isSearch(filter) && <span>That is all that fits.</span>}
      </nav>
    </SettingsPage>
  );
}
