import type { Asking } from "db/command";
import type { Actor } from "~/domain/actor";
import { currentRequest } from "./context.server";

/** Who asks, now, in this request: what every command takes. */
export const asking = (actor: Actor): Asking => ({
  actor,
  now: new Date(),
  requestId: currentRequest().requestId,
});
