import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lotId } from "~/features/lots/forms";
import { traceLot, tracedRead } from "~/features/lots/trace.server";
import { TracePage } from "~/features/lots/trace-page";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { mayLag } from "~/http/may-lag.server";
import { notFound } from "~/http/replies.server";

export const meta = () => [{ title: "Lot · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "record.read");
  const asked = asking(actor);
  const id = lotId(params["id"]);
  const trace = id && (await traceLot(actor, id, asked.now, await mayLag(request)));
  if (!trace) throw notFound("lot");
  showed(asked, tracedRead(trace, "lot.trace"));
  return trace;
}

export default function Lot() {
  return <TracePage {...useLoaderData<typeof loader>()} />;
}
