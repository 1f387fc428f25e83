import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireSignIn, timeLeft } from "~/http/actor.server";

/** How long this sign-in still lasts. Asked by hand it also keeps it alive, as any page does. */
export async function loader({ request }: LoaderFunctionArgs) {
  const signIn = await requireSignIn(request, "self.read");
  return Response.json(timeLeft(signIn, new Date()));
}
