import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { attendSession } from "~/features/sessions/attend.server";
import { attendForm, sessionId, undoMoveForm } from "~/features/sessions/forms";
import { undoMove } from "~/features/sessions/undo-move.server";
import { findSession, sessionRead } from "~/features/sessions/queries.server";
import { SessionPage } from "~/features/sessions/session-page";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { localPath } from "~/http/local-path.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Session · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  const asked = asking(actor);
  const id = sessionId(params);
  const session = id && (await findSession(actor, id, asked.now));
  if (!session) throw notFound("session");
  showed(asked, sessionRead(session));
  return { session };
}

/** A step of the visit, or its last move taken back. With `back` it leads there; else the page asks again by itself. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = sessionId(params);
  if (!id) throw notFound("session");
  const undoing = await readForm(request.clone(), undoMoveForm);
  const form = undoing.ok ? undoing : await readForm(request, attendForm);
  if (!form.ok) return invalid(form.faults);
  const { data } = form;
  const outcome =
    "move" in data ? await attendSession(asking(actor), id, data) : await undoMove(asking(actor), id);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return data.back ? redirect(localPath(data.back)) : { ok: true as const };
}

/** What the refusal speaks of is read anew. */
export const shouldRevalidate = () => true;

export default function Session() {
  const { session } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  return <SessionPage key={session.id} session={session} reply={reply} />;
}
