import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { searchForm } from "~/features/find/forms";
import { requireActor } from "~/http/actor.server";
import { readForm } from "~/http/read-form.server";
import { invalid } from "~/http/replies.server";
import { sealedQuery } from "~/http/sealed-search.server";

/** Leads to the page that shows what is found, with the words sealed in its address. Reads and writes nothing. */
export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, "self.read");
  const form = await readForm(request, searchForm);
  if (!form.ok) return invalid(form.faults);
  const { where, ...fields } = form.data;
  const query = sealedQuery(new URLSearchParams(fields));
  return redirect(query.size > 0 ? `${where}?${query.toString()}` : where);
}
