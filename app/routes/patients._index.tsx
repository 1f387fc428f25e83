import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "~/domain/permissions";
import { readPatientFilter } from "~/features/patients/forms";
import { countPatients, listPatients, PAGE_SIZE } from "~/features/patients/list.server";
import { PatientsPage } from "~/features/patients/patients-page";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { openedQuery, sealSearch } from "~/http/sealed-search.server";

export const meta = () => [{ title: "Patients · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.read");
  const asked = asking(actor);
  const read = readPatientFilter(openedQuery(request));
  const filter = { ...read, sealed: sealSearch(read.q) };
  const clinics = await listClinics(actor);
  const clinicId = chosenClinicId(request, clinics);
  const list = { filter, clinicId, now: asked.now };
  const [rows, counts] = await Promise.all([listPatients(actor, list), countPatients(actor, list)]);
  showed(asked, { action: "patient.list", noun: "patient", patients: rows.map(({ id }) => id) });
  return {
    filter,
    rows,
    counts,
    pageSize: PAGE_SIZE,
    clinic: clinics.length > 1 ? clinicId : null,
    clinicName: clinics.find(({ id }) => id === clinicId)?.name ?? "all my clinics",
    may: { write: may(actor, "patient.write"), import: may(actor, "patient.import") },
  };
}

export default function Patients() {
  return <PatientsPage {...useLoaderData<typeof loader>()} />;
}
