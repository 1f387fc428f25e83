import { buffer } from "node:stream/consumers";
import { PassThrough } from "node:stream";
import type { ActionFunctionArgs, EntryContext, ServerBuild } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { isAway } from "db/constraints";
import { currentRequest } from "~/http/context.server";
import { logFault } from "~/http/log.server";
import { isReply } from "~/http/replies.server";
import { serve as serveWith } from "~/http/server";
import { jobs } from "~/jobs";
import { startWorker } from "~/jobs/worker";

/** Pages and background jobs in one process. */
export const serve = (build: ServerBuild) => serveWith(build, () => startWorker(jobs));

const deadlineMs = 8_000;
/** For what loaders defer, which is nothing. Remix keeps each answer's data in memory until this is over. */
export const streamTimeout = 500;

/**
 * Renders whole: every page reads before JavaScript arrives, so nothing is gained by sending a shell first, and React's
 * small chunks cost more on the socket than the rest of an answer.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const { nonce, isDatabaseAway, requestId } = currentRequest();
  // Remix renders a thrown answer's own error page, and tells the browser's side the same.
  if (status === 500 && isDatabaseAway) throw new Response(requestId, { status: 503 });
  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} nonce={nonce} abortDelay={deadlineMs} />,
      {
        nonce,
        onAllReady() {
          clearTimeout(deadline);
          headers.set("Content-Type", "text/html; charset=utf-8");
          const body = new PassThrough();
          buffer(body).then((bytes) => resolve(new Response(bytes, { status: code, headers })), reject);
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          code = 500;
          logFault(currentRequest().requestId, error);
        },
      },
    );
    // Left to run out, it would hold all that the page was made from.
    const deadline = setTimeout(abort, deadlineMs).unref();
  });
}

export function handleError(error: unknown, { request }: ActionFunctionArgs) {
  if (request.signal.aborted || isReply(error) || error instanceof Response) return;
  if (isAway(error)) currentRequest().isDatabaseAway = true;
  logFault(currentRequest().requestId, error);
}
