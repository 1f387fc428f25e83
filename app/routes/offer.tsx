import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { answerOffer, findOffer } from "~/features/waitlist/answer.server";
import { answerForm } from "~/features/waitlist/forms";
import { OfferPage } from "~/features/waitlist/offer-page";
import { currentRequest } from "~/http/context.server";
import { readForm } from "~/http/read-form.server";
import { invalid } from "~/http/replies.server";
import { waitForLink } from "~/http/throttle.server";
import { Entrance } from "~/shell/entrance";

export const meta = () => [{ title: "A place is free" }];

/** Public: whoever holds the link sees the place that is offered. Looking changes nothing. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token, offer: await findOffer(token, new Date()) };
}

/** Public; throttled by network. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, answerForm);
  if (!form.ok) return invalid(form.faults);
  const { token, answer } = form.data;
  const { address, requestId } = currentRequest();
  const wait = await waitForLink(address);
  if (wait) return { trouble: wait };
  const state = await answerOffer({ token, now: new Date(), requestId }, answer);
  return {
    trouble: state === "try-again" ? "Others were answering at this moment. Please press again." : null,
  };
}

export default function Offer() {
  const { token, offer } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const trouble = done ? ("trouble" in done ? done.trouble : "Please choose yes or no.") : null;
  return (
    <Entrance title={offer ? "A place is free" : "This link opens nothing any more"}>
      {offer ? (
        <OfferPage token={token} offer={offer} trouble={trouble} />
      ) : (
        <p>It was not copied whole, or it has ended. Call your clinic: they know which places are free.</p>
      )}
    </Entrance>
  );
}
