import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { planId } from "~/features/plans/forms";
import { findEntry, saveEntry, withdrawEntry } from "~/features/waitlist/entries.server";
import { EntryPage } from "~/features/waitlist/entry-page";
import { entryForm, notices } from "~/features/waitlist/forms";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Waitlist · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = planId(params);
  const found = id && (await findEntry(actor, id));
  if (!found) throw notFound("plan");
  showed(asking(actor), { action: "plan.read", noun: "plan", recordId: id, plans: [id] });
  return { ...found, notices: [...notices] };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = planId(params);
  if (!id) throw notFound("plan");
  const form = await readForm(request, entryForm);
  if (!form.ok) return invalid(form.faults);
  const outcome =
    form.data.intent === "save"
      ? await saveEntry(asking(actor), id, form.data)
      : await withdrawEntry(asking(actor), id, form.data.version);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return redirect(paths.plan(id));
}

/** After a refusal too: somebody else may have changed what they said. */
export const shouldRevalidate = () => true;

export default function PlanWaitlist() {
  const found = useLoaderData<typeof loader>();
  const faults = faultsOf(useReply<typeof action>(), found.zone);
  return <EntryPage {...found} faults={faults} />;
}
