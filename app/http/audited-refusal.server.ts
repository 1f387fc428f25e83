import { auditRead } from "db/writes/audit-reads";
import { currentRequest } from "./context.server";

const anId = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/**
 * Says who was turned away: from what their role may not open, or from a record that is not there or another clinic's,
 * which look alike to them and are told apart by nobody here. Commands say for themselves what they refuse.
 */
export async function noteTurnedAway({ method, path }: { method: string; path: string }, status: number) {
  const [id = null] = anId.exec(path) ?? [];
  if (status !== 403 && !(status === 404 && id)) return;
  const { signIn, requestId } = currentRequest();
  const found = await signIn;
  if (!found) return;
  const action = status === 403 ? "access.refused" : "access.not-found";
  const [, page = ""] = path.split("/");
  await auditRead(
    { actor: found.actor, now: new Date(), requestId },
    { action, noun: "page", recordId: id, after: { page: page.slice(0, 40), method } },
  );
}
