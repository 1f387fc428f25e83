import { useActionData, useNavigation } from "@remix-run/react";

/** What the page's last sending was answered, once the page was loaded anew after it. */
export function useAnswer(): unknown {
  const answer: unknown = useActionData();
  return useNavigation().state === "idle" ? answer : undefined;
}
