import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { inWords, withOwnStatus } from "./own-status.server";

/**
 * Answers each request with a Remix handler that knows only the routes beginning with the same word. Remix flattens and
 * ranks all its routes anew for every request, twice: measured, 0.8 ms of a booking's five. Whatever begins with no known
 * word is left to the handler of all routes.
 */
export function handlerOf(build: ServerBuild): (request: Request) => Promise<Response> {
  const own = withOwnStatus(build);
  const whole = createRequestHandler(own, "production");
  const words = new Set(Object.values(own.routes).flatMap(({ path }) => firstWord(path) ?? []));
  const handlers = new Map<string, RequestHandler>(
    [...words].map((word) => [word, createRequestHandler(only(own, word), "production")]),
  );
  return async (request) => {
    const [, first = ""] = new URL(request.url).pathname.split("/");
    return inWords(await (handlers.get(first.replace(/\.data$/, "")) ?? whole)(request));
  };
}

/** Null for a path that may begin with anything. */
function firstWord(path = ""): string | null {
  const [first = ""] = path.split("/");
  return /^[:*]|^$/.test(first) ? null : first;
}

function only(build: ServerBuild, word: string): ServerBuild {
  const belongs = ({ path }: { path?: string | undefined }) => {
    const first = firstWord(path);
    return first === null || first === word;
  };
  const those = <T extends { path?: string | undefined }>(routes: Record<string, T | undefined>) =>
    Object.fromEntries(
      Object.entries(routes).flatMap(([id, route]) => (route && belongs(route) ? [[id, route]] : [])),
    );
  return {
    ...build,
    routes: those(build.routes),
    assets: { ...build.assets, routes: those(build.assets.routes) },
  };
}
