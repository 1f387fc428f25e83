import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Refusal } from "~/domain/refusals";
import { changeFactors } from "~/features/accounts/act-on-factors.server";
import { secondFactorForm } from "~/features/accounts/factor-forms";
import { factorsOf, issuerName } from "~/features/accounts/factors.server";
import { FactorsPage } from "~/features/accounts/factors-page";
import { siteOf } from "~/features/accounts/passkeys.server";
import type { ShownSetup } from "~/features/accounts/totp-setup-form";
import { newTotp, sameTotp } from "~/features/accounts/totp.server";
import { qrCode } from "~/formats/qr";
import { listClinics } from "~/features/settings/queries.server";
import { requireProved, requireSignIn, unproved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { currentRequest } from "~/http/context.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm, type FormFaults } from "~/http/read-form.server";
import { invalid } from "~/http/replies.server";
import { findStep, spendStepNow } from "~/http/steps.server";
import { waitForCode } from "~/http/throttle.server";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Second factor · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, account } = await requireProved(request, "self.read");
  const [factors, clinics, issuer] = await Promise.all([
    factorsOf(actor.id),
    listClinics(actor),
    issuerName(),
  ]);
  return {
    ...factors,
    setup: drawn(newTotp(account, issuer, new Date())),
    hasSite: siteOf(ownOrigin(request)) !== null,
    zone: clockZone(request, clinics),
  };
}

/** A wrong code comes back with the set-up that it was typed for: its secret is in the phone by then. */
export async function action({ request }: ActionFunctionArgs) {
  const signIn = await requireSignIn(request, "self.write");
  const { actor, account, id } = signIn;
  const form = await readForm(request, secondFactorForm);
  if (!form.ok) return invalid(form.faults);
  const isSetup = form.data.intent === "add-totp";
  const wait = isSetup ? await waitForCode(actor.id, currentRequest().address) : null;
  if (wait) return invalid({ errors: { "": [wait] }, values: form.values });
  const late = unproved(signIn);
  if (late) return refusedWith(null, late, form.values);
  const step = form.data.intent === "add-passkey" ? await findStep(request, "passkey-add") : null;
  const isOurs = step?.accountId === actor.id && (await spendStepNow(step));
  const site = siteOf(ownOrigin(request));
  const outcome = await changeFactors(asking(actor), id, form.data, {
    site,
    challenge: isOurs ? step.challenge : null,
  });
  if (outcome.ok) return { ok: true as const, ...outcome.value };
  const again =
    form.data.intent === "add-totp"
      ? sameTotp(form.data.setup, account, await issuerName(), new Date())
      : null;
  return refusedWith(again ? drawn(again) : null, outcome.refusal, form.values);
}

const refusedWith = (setup: ShownSetup | null, refusal: Refusal, values: FormFaults["values"]) =>
  data({ ok: false as const, refusal, values, setup }, { status: 409 });

function drawn({ uri, setup, secret }: ReturnType<typeof newTotp>): ShownSetup {
  return { setup, secret, qr: qrCode(uri) };
}

export default function SecondFactor() {
  const page = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const done = reply?.ok ? reply : null;
  const again = reply && "refusal" in reply ? reply.setup : null;
  return (
    <FactorsPage
      {...page}
      setup={again ?? page.setup}
      said={done?.said}
      codes={done?.codes ?? null}
      faults={faultsOf(reply, page.zone)}
    />
  );
}
