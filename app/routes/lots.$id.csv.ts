import type { LoaderFunctionArgs } from "@remix-run/node";
import { lotId } from "~/features/lots/forms";
import { traceCsv, traceLot, tracedRead } from "~/features/lots/trace.server";
import { showed } from "~/http/audited-read.server";
import { requireProved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { mayLag } from "~/http/may-lag.server";
import { download, notFound } from "~/http/replies.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "record.read");
  const asked = asking(actor);
  const id = lotId(params["id"]);
  const trace = id && (await traceLot(actor, id, asked.now, await mayLag(request)));
  if (!trace) throw notFound("lot");
  showed(asked, tracedRead(trace, "lot.export"));
  return download(
    traceCsv(trace),
    `lot-${asked.now.toISOString().slice(0, 10)}.csv`,
    "text/csv; charset=utf-8",
  );
}
