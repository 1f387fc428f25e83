import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { alertForm } from "~/features/today/forms";
import { dealWithAlert } from "~/features/today/alerts.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";

/** Somebody has dealt with a patient's alert. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "alert.deal");
  const form = await readForm(request, alertForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await dealWithAlert(asking(actor), form.data.alertId);
  if (!outcome.ok) return refused(outcome.refusal);
  return redirect(paths.today());
}
