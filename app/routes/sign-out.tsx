import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireSignIn } from "~/http/actor.server";
import { clearedSignInCookie } from "~/http/cookies.server";
import { closeSignIn } from "~/http/lucia.server";
import { paths } from "~/paths";

export async function action({ request }: ActionFunctionArgs) {
  const { id } = await requireSignIn(request, "self.write");
  await closeSignIn(id);
  throw redirect(paths.signIn(), { headers: { "Set-Cookie": clearedSignInCookie() } });
}
