import { randomUUID } from "node:crypto";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { sessionId } from "~/features/sessions/forms";
import { findRefill } from "~/features/waitlist/candidates.server";
import { offerMinutes, refillForm } from "~/features/waitlist/forms";
import { RefillPage } from "~/features/waitlist/refill-page";
import { offerPlace, takePlace, withdrawOffer } from "~/features/waitlist/refill.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Fill a free place · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = sessionId(params);
  const refill = id && (await findRefill(asking(actor), id));
  if (!refill) throw notFound("session");
  showed(asking(actor), {
    ...{ action: "refill.read", noun: "session", recordId: id, clinicId: refill.place.clinicId },
    plans: [...refill.candidates, ...refill.offers.flatMap(({ to }) => to)].map(({ planId }) => planId),
  });
  return { refill, minutes: [...offerMinutes], idempotencyKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = sessionId(params);
  if (!id) throw notFound("session");
  const form = await readForm(request, refillForm);
  if (!form.ok) return invalid(form.faults);
  const { data: input, values } = form;
  switch (input.intent) {
    case "take": {
      const outcome = await takePlace(asking(actor), id, input);
      return outcome.ok ? redirect(paths.session(outcome.value.sessionId)) : refused(outcome.refusal, values);
    }
    case "offer": {
      const outcome = await offerPlace(asking(actor), id, input);
      if (!outcome.ok) return refused(outcome.refusal, values);
      const origin = ownOrigin(request);
      const links = outcome.value.links.map(({ token, ...to }) => ({
        ...to,
        link: new URL(paths.offer(token), origin).href,
      }));
      return { ok: true as const, links };
    }
    case "withdraw": {
      const outcome = await withdrawOffer(asking(actor), id, input.offerId);
      return outcome.ok ? redirect(paths.refill(id)) : refused(outcome.refusal, values);
    }
  }
}

/** After a refusal too: the place or the course changed. */
export const shouldRevalidate = () => true;

export default function Refill() {
  const found = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const links = reply?.ok ? reply.links : [];
  return (
    <RefillPage
      {...found}
      links={links}
      faults={faultsOf(reply?.ok ? undefined : reply, found.refill.place.zone)}
    />
  );
}
