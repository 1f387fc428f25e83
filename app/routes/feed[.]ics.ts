import type { LoaderFunctionArgs } from "@remix-run/node";
import { feedText } from "~/features/feed/calendar";
import { actorOfFeed, sessionsOfFeed } from "~/features/feed/queries.server";
import { currentRequest } from "~/http/context.server";
import { notFound } from "~/http/replies.server";
import { waitForLink } from "~/http/throttle.server";

/** Public: the token is the key, and reads what its account may read at this moment. A token that opens nothing is counted. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const actor = /^[\w-]{43}$/.test(token) ? await actorOfFeed(token) : null;
  if (!actor) {
    const wait = await waitForLink(currentRequest().address);
    if (wait) return new Response(wait, { status: 429, headers: { "Retry-After": "900" } });
    throw notFound("page");
  }
  const now = new Date();
  return new Response(feedText(await sessionsOfFeed(actor, now), now), {
    headers: { "Content-Type": "text/calendar; charset=utf-8" },
  });
}
