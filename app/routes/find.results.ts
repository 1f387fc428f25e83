import type { ActionFunctionArgs } from "@remix-run/node";
import { findForm } from "~/features/find/forms";
import { requireActor } from "~/http/actor.server";
import { readForm } from "~/http/read-form.server";
import { invalid } from "~/http/replies.server";
import { find } from "~/shell/find.server";

/** For the palette, which asks while somebody types: what is typed may be a name, and stands in no address. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "self.read");
  const form = await readForm(request, findForm);
  if (!form.ok) return invalid(form.faults);
  return Response.json(await find(request, actor, form.data.q));
}
