import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireSignIn, seen, timeLeft } from "~/http/actor.server";

/** How long this sign-in still lasts. Asked by hand it also keeps it alive, as any page does. */
export async function loader({ request }: LoaderFunctionArgs) {
  const signIn = await requireSignIn(request, "self.read");
  const now = new Date();
  return Response.json(timeLeft(await seen(request, signIn, now), now));
}
