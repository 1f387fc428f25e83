import { randomUUID } from "node:crypto";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { sessionRead } from "~/features/sessions/queries.server";
import { bookQuery, moveForm, queryOf, sessionId } from "~/features/sessions/forms";
import { MovePage } from "~/features/sessions/move-page";
import { findMove } from "~/features/sessions/move-page.server";
import { moveSession } from "~/features/sessions/move.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Move session · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = sessionId(params);
  const query = bookQuery.parse(queryOf(request));
  const asked = asking(actor);
  const found = id && (await findMove(asked, id, await listClinics(actor), query));
  if (!found) throw notFound("session");
  showed(asked, sessionRead(found.session));
  return { ...found, at: query.at, idempotencyKey: randomUUID() };
}

/** The page's own form goes on to the calendar; the calendar's drag stays where it is. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = sessionId(params);
  if (!id) throw notFound("session");
  const form = await readForm(request, moveForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await moveSession(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  const { then, clinicId, day, later } = form.data;
  if (!then) return { ok: true as const };
  const done = later.length > 0 ? "moved-together" : "moved";
  return redirect(paths.calendar("day", { clinic: clinicId, date: day, session: id, done }));
}

/** After a refusal too: what is free changed, and so may the session have. */
export const shouldRevalidate = () => true;

export default function Move() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <MovePage
      key={`${loaded.session.id} ${loaded.place.day}`}
      {...loaded}
      reply={useReply<typeof action>()}
    />
  );
}
