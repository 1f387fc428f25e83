import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { createPlan } from "~/features/plans/create.server";
import {
  findPatientChoice,
  listPlanClinics,
  listProtocols,
  searchPatients,
} from "~/features/plans/form-data.server";
import { newPlanForm, recordId, searchText, useProtocolForm } from "~/features/plans/forms";
import { NewPlanPage } from "~/features/plans/new-plan-page";
import { listPhysicians } from "~/features/plans/physicians.server";
import { emptyPlan, suggested } from "~/features/plans/plan-fields";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { openedQuery } from "~/http/sealed-search.server";
import { readForm, typed } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { may } from "~/domain/permissions";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "New plan · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.write");
  const query = openedQuery(request);
  const patientId = recordId(query.get("patient"));
  const find = searchText(query.get("find"));
  const [patient, found, protocols, physicians, clinics] = await Promise.all([
    patientId ? findPatientChoice(actor, patientId) : null,
    searchPatients(actor, find),
    listProtocols(),
    listPhysicians(actor),
    listPlanClinics(actor),
  ]);
  showed(asking(actor), {
    ...{ action: "patient.search", noun: "patient" },
    patients: [...found, ...(patient ? [patient] : [])].map(({ id }) => id),
  });
  const clinicId = clinics.find(({ id }) => id === patient?.homeClinicId)?.id ?? clinics[0]?.id ?? "";
  const physicianId = physicians.find(({ id }) => id === actor.id)?.id ?? "";
  return { patient, find, found, protocols, physicians, clinics, plan: emptyPlan({ clinicId, physicianId }) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.write");
  const wish = await readForm(request.clone(), useProtocolForm);
  if (wish.ok) {
    const protocol = (await listProtocols()).find(({ region }) => region === wish.data.region);
    const values = { ...typed(await request.formData()), ...(protocol && suggested(protocol)) };
    return data({ ok: false as const, faults: { errors: {}, values } });
  }
  const form = await readForm(request.clone(), newPlanForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await createPlan(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, typed(await request.formData()));
  const { start, physicianId, clinicId } = form.data;
  const booksNext = start && may(actor, "session.write", { clinicIds: [clinicId], physicianId });
  return redirect((booksNext ? paths.planCourse : paths.plan)(outcome.value.planId));
}

export default function NewPlan() {
  return (
    <NewPlanPage {...useLoaderData<typeof loader>()} faults={faultsOf(useReply<typeof action>(), "UTC")} />
  );
}
