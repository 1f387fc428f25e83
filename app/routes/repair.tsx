import { randomUUID } from "node:crypto";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { handToCalls, noteTry, repairCourses, takeFromCalls } from "~/features/repair/commands.server";
import { readCause, readMoved, repairForm } from "~/features/repair/forms";
import { findMoved } from "~/features/repair/moved.server";
import { proposeRepair } from "~/features/repair/propose.server";
import { RepairPage } from "~/features/repair/repair-page";
import { undoMove } from "~/features/sessions/undo-move.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Repair · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const asked = asking(actor);
  const query = new URL(request.url).searchParams;
  const clinics = (await listClinics(actor)).filter(({ id }) => actor.clinicIds.includes(id));
  const chosen = chosenClinicId(request, clinics);
  const moved = readMoved(query);
  const repair = await proposeRepair(
    asked,
    clinics.filter(({ id }) => chosen === "all" || id === chosen),
    readCause(query),
  );
  showed(asked, {
    ...{ action: "repair.read", noun: "plan" },
    plans: [...repair.rows, ...repair.byHand].map(({ planId }) => planId),
  });
  return {
    repair,
    idempotencyKey: randomUUID(),
    moved: moved === null ? null : await findMoved(asked, moved),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const asked = asking(actor);
  const off = readCause(new URL(request.url).searchParams);
  const here = off === null ? {} : { off };
  const form = await readForm(request, repairForm);
  if (!form.ok) return invalid(form.faults);
  const { data: input, values } = form;
  switch (input.intent) {
    case "move": {
      const outcome = await repairCourses(asked, input);
      if (!outcome.ok) return refused(outcome.refusal, values);
      return redirect(paths.repair({ ...here, moved: outcome.value.sessionId }));
    }
    case "undo": {
      const outcome = await undoMove(asked, input.sessionId);
      return outcome.ok ? redirect(paths.repair(here)) : refused(outcome.refusal, values);
    }
    case "call": {
      const outcome = await handToCalls(asked, input.course);
      return outcome.ok ? redirect(paths.repair(here)) : refused(outcome.refusal, values);
    }
    case "tried": {
      const outcome = await noteTry(asked, input.course, input.note);
      return outcome.ok ? redirect(paths.repair(here)) : refused(outcome.refusal, values);
    }
    case "uncall": {
      const outcome = await takeFromCalls(asked, input.course);
      return outcome.ok ? redirect(paths.repair(here)) : refused(outcome.refusal, values);
    }
  }
}

/** After a refusal too: what was shown is made anew from what stands now. */
export const shouldRevalidate = () => true;

export default function Repair() {
  const page = useLoaderData<typeof loader>();
  return <RepairPage {...page} faults={faultsOf(useReply<typeof action>(), page.repair.zone)} />;
}
