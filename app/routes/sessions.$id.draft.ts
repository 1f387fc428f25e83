import { data, type ActionFunctionArgs } from "@remix-run/node";
import { draftForm, sessionId, typedIn } from "~/features/records/forms";
import { saveDraft } from "~/features/records/save.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";

/** A record's draft, saved while somebody types it: no page, and asked for without the router, which would wait for it. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "record.write");
  const id = sessionId(params);
  if (!id) throw notFound("session");
  const form = await readForm(request, draftForm);
  if (!form.ok) return invalid(form.faults);
  const { typed, errors } = typedIn(form.values);
  if (Object.keys(errors).length > 0) return invalid({ errors, values: {} });
  const outcome = await saveDraft(asking(actor), id, typed, form.data);
  if (!outcome.ok) return refused(outcome.refusal);
  return data({ ok: true as const, version: outcome.value.version });
}
