import type { LoaderFunctionArgs } from "@remix-run/node";
import { openingsFor, openingsQuery } from "~/features/sessions/openings.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { notFound } from "~/http/replies.server";

/** Where a dragged session may go: JSON for the calendar. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const query = openingsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const openings = query.success ? await openingsFor(asking(actor), query.data) : null;
  if (!openings) throw notFound("session");
  return Response.json({ openings });
}
