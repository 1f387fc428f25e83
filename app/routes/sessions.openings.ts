import type { LoaderFunctionArgs } from "@remix-run/node";
import { openingsQuery, queryOf } from "~/features/sessions/forms";
import { startsFor } from "~/features/sessions/starts.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { notFound } from "~/http/replies.server";

/** Where a dragged session may go: JSON for the calendar. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const { session, ...days } = openingsQuery.parse(queryOf(request));
  const found = session && (await startsFor(asking(actor), session, days));
  if (!found) throw notFound("session");
  showed(asking(actor), { action: "session.read", noun: "session", recordId: session, sessions: [session] });
  return Response.json(found);
}
