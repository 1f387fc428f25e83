import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";
import { errorWords } from "~/words/errors";
import { currentRequest } from "./context.server";

/**
 * Routes without a page answer whoever asks them directly. Remix sends what they return with `data` as a plain 200:
 * here it keeps the status that it was given.
 */
export function withOwnStatus(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      if (route.module.default) return [id, route];
      const { loader, action } = route.module;
      const own = {
        ...(loader && { loader: answering(loader) }),
        ...(action && { action: answering(action) }),
      };
      return [id, { ...route, module: { ...route.module, ...own } }];
    }),
  );
  return { ...build, routes };
}

const answering =
  <Args extends LoaderFunctionArgs | ActionFunctionArgs, Answer>(handler: (args: Args) => Answer) =>
  async (args: Args): Promise<Awaited<Answer> | Response> => {
    const answer = await handler(args);
    const isAsked = !currentRequest().isData && !(answer instanceof Response);
    if (!isAsked || !isWithInit(answer)) return answer;
    return Response.json(answer.data, answer.init ?? {});
  };

const isWithInit = (answer: unknown): answer is { data: unknown; init: ResponseInit | null } =>
  typeof answer === "object" && answer !== null && "type" in answer && answer.type === "DataWithResponseInit";

/** Of what such a route throws Remix makes a line about a fault; whoever asked is told what an error's page would say. */
export function inWords(answer: Response): Response {
  if (currentRequest().isData || !answer.headers.has("X-Remix-Error")) return answer;
  const { isDatabaseAway, requestId } = currentRequest();
  const { title, text } = errorWords(isDatabaseAway ? 503 : answer.status);
  const request = answer.status >= 500 ? ` Request ${requestId}.` : "";
  const headers = new Headers(answer.headers);
  headers.delete("X-Remix-Error");
  headers.set("Content-Type", "text/plain; charset=utf-8");
  return new Response(`${title}. ${text}${request}\n`, { status: answer.status, headers });
}
