import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lengthForm, sessionId } from "~/features/sessions/forms";
import { LengthPage } from "~/features/sessions/length-page";
import { changeLength } from "~/features/sessions/length.server";
import { findSession, sessionRead } from "~/features/sessions/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { localPath } from "~/http/local-path.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Length of a session · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const asked = asking(actor);
  const id = sessionId(params);
  const session = id && (await findSession(actor, id, asked.now));
  if (!session) throw notFound("session");
  showed(asked, sessionRead(session));
  return { session };
}

/** The page's own form goes on to the calendar; the calendar's edge stays where it is, and can be put back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = sessionId(params);
  if (!id) throw notFound("session");
  const form = await readForm(request, lengthForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await changeLength(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return form.data.back ? redirect(localPath(form.data.back)) : { ok: true as const, ...outcome.value };
}

/** After a refusal too: what stands beside it may have changed. */
export const shouldRevalidate = () => true;

export default function Length() {
  const { session } = useLoaderData<typeof loader>();
  return <LengthPage key={session.version} session={session} reply={useReply<typeof action>()} />;
}
