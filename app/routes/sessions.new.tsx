import { randomUUID } from "node:crypto";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findBooking } from "~/features/sessions/book-page.server";
import { BookPage } from "~/features/sessions/book-page";
import { bookSession } from "~/features/sessions/book.server";
import { ChoosePlanPage } from "~/features/sessions/choose-plan-page";
import { choosePlan } from "~/features/sessions/choose-plan.server";
import { askedIn, bookForm, bookQuery } from "~/features/sessions/forms";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { openedQuery } from "~/http/sealed-search.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Book session · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const query = bookQuery.parse(Object.fromEntries(openedQuery(request)));
  const asked = asking(actor);
  if (!query.plan) {
    const plans = await choosePlan(actor, query.q, asked.now);
    showed(asked, { action: "patient.search", noun: "patient", plans: plans.map(({ id }) => id) });
    return { choice: { plans, search: query.q, asked: askedIn(query) }, booking: null };
  }
  const booking = await findBooking(asked, query.plan, await listClinics(actor), query);
  if (!booking) throw notFound("plan");
  showed(asked, { action: "plan.read", noun: "plan", recordId: query.plan, plans: [query.plan] });
  return { choice: null, booking: { ...booking, at: query.at, idempotencyKey: randomUUID() } };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const form = await readForm(request, bookForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await bookSession(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  const { clinicId, day } = form.data;
  const session = outcome.value.sessionId;
  return redirect(paths.calendar("day", { clinic: clinicId, date: day, session, done: "booked" }));
}

/** After a refusal too: what is free changed, and the next try has a key of its own. */
export const shouldRevalidate = () => true;

export default function Book() {
  const { choice, booking } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  return booking ? <BookPage {...booking} reply={reply} /> : <ChoosePlanPage {...choice} />;
}
