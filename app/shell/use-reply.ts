import { useActionData, useLocation } from "@remix-run/react";
import { useRef } from "react";

/**
 * What a page's action answered, until one leads on or sends again. Live updates load the page's data anew, and with
 * that the router forgets `useActionData`: a refusal, or a link that is shown only once, would vanish while it is read.
 */
export function useReply<Action>(): ReturnType<typeof useActionData<Action>> {
  const reply = useActionData<Action>();
  const { key } = useLocation();
  const kept = useRef<{ key: string; reply: typeof reply }>();
  if (reply !== undefined) kept.current = { key, reply };
  return reply ?? (kept.current?.key === key ? kept.current.reply : undefined);
}
