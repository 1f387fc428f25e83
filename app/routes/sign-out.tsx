import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { signOut } from "~/features/accounts/commands.server";
import { requireSignIn } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clearedSignInCookie } from "~/http/cookies.server";
import { refused } from "~/http/replies.server";
import { paths } from "~/paths";

export async function action({ request }: ActionFunctionArgs) {
  const { id, actor } = await requireSignIn(request, "self.write");
  const outcome = await signOut(asking(actor), id);
  if (!outcome.ok) return refused(outcome.refusal);
  throw redirect(paths.signIn(), { headers: { "Set-Cookie": clearedSignInCookie() } });
}
