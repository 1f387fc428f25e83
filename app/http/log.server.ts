import pino from "pino";
import { env } from "~/env.server";

let logger: pino.Logger | undefined;
const log = () =>
  (logger ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime }));

/** Only what is listed here reaches a log: never a query string, a body, an error's message or a name. */
export function logRequest(line: {
  requestId: string;
  method: string;
  /** The route's pattern: a path may hold whatever somebody typed. */
  route: string;
  status: number;
  ms: number;
}) {
  log().info(line, "request");
}

/** A fault in our code or under it. Its kind and the place it came from, never its message: that may hold parameters. */
export function logFault(requestId: string, error: unknown) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  log().error(
    {
      requestId,
      kind: cause instanceof Error ? cause.name : typeof cause,
      code: codeOf(cause),
      at: error instanceof Error ? frames(error.stack) : [],
    },
    "fault",
  );
}

export const logNote = (note: string, more: Record<string, string | number> = {}) => log().info(more, note);

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;

const frames = (stack = "") =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
