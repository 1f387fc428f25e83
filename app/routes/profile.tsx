import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "~/domain/permissions";
import { closeSignIns } from "~/features/accounts/commands.server";
import { profileForm } from "~/features/accounts/forms";
import { factorsOf } from "~/features/accounts/factors.server";
import { changeOwnPassword } from "~/features/accounts/own-password.server";
import { whyNotPassword } from "~/features/accounts/passwords.server";
import { ProfilePage } from "~/features/accounts/profile-page";
import { listSignIns } from "~/features/accounts/queries.server";
import { actOnFeed } from "~/features/feed/commands.server";
import { FeedSection } from "~/features/feed/feed-section";
import { feedSince } from "~/features/feed/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireSignIn } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { currentRequest } from "~/http/context.server";
import { readCookie, signInCookieFor } from "~/http/cookies.server";
import { ownOrigin } from "~/http/gate.server";
import { openSignIn } from "~/http/lucia.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { forgetSignInTries, waitToSignIn } from "~/http/throttle.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Profile · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor, account, id } = await requireSignIn(request, "self.read");
  const [signIns, clinics, factors, since] = await Promise.all([
    listSignIns(actor.id),
    listClinics(actor),
    factorsOf(actor.id),
    feedSince(actor.id),
  ]);
  const { name, email, roles } = account;
  return {
    name,
    email,
    roles,
    clinics,
    signIns,
    factors: {
      totp: factors.totpSince !== null,
      passkeys: factors.passkeys.length,
      recoveryLeft: factors.recoveryLeft,
    },
    feed: may(actor, "calendar.read") ? { since } : null,
    currentSignInId: id,
    theme: readCookie(request, "theme"),
    zone: clockZone(request, clinics),
  };
}

/** A new password is throttled like a sign-in: whoever finds a screen unlocked must not try the present one at leisure. */
export async function action({ request }: ActionFunctionArgs) {
  const { actor, account, id } = await requireSignIn(request, "self.write");
  const form = await readForm(request, profileForm);
  if (!form.ok) return invalid(form.faults);
  if (form.data.intent === "end-sign-ins") {
    const { signIn } = form.data;
    const outcome = await closeSignIns(asking(actor), actor.id, signIn ? { only: signIn } : { keep: id });
    if (!outcome.ok) return refused(outcome.refusal, form.values);
    const { ended } = outcome.value;
    return {
      ok: true as const,
      said: ended === 1 ? "The sign-in has ended." : `${ended} sign-ins have ended.`,
    };
  }
  if (form.data.intent !== "password") {
    const outcome = await actOnFeed(asking(actor), form.data.intent);
    if (!outcome.ok) return refused(outcome.refusal, form.values);
    const { said, token } = outcome.value;
    return { ok: true as const, said, feed: token && new URL(paths.feed(token), ownOrigin(request)).href };
  }
  const { address } = currentRequest();
  const wait = await waitToSignIn(account.email, address);
  if (wait) return invalid({ errors: { "": [wait] }, values: form.values });
  const why = whyNotPassword(form.data.password, [account.name, account.email]);
  if (why) return invalid({ errors: { password: [why] }, values: form.values });
  const outcome = await changeOwnPassword(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  await forgetSignInTries(account.email, address);
  const token = await openSignIn(actor.id, request);
  throw redirect(paths.profile({ done: "password" }), { headers: { "Set-Cookie": signInCookieFor(token) } });
}

export default function Profile() {
  const page = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const feed = reply?.ok && "feed" in reply ? reply.feed : null;
  return (
    <ProfilePage
      {...page}
      feed={page.feed && <FeedSection {...page.feed} feed={feed} zone={page.zone} />}
      said={reply?.ok ? reply.said : undefined}
      faults={faultsOf(reply, page.zone)}
    />
  );
}
