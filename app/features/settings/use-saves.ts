import { useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Faults } from "~/words/faults";

/**
 * How often each of a page's forms, told by its intent, was saved: as the key of its fields it makes them anew, so that
 * they show what is stored ("09:00") and no longer what was typed ("9"). Other forms keep what is typed in them.
 */
export function useSaves(faults: Faults): (intent?: string) => number {
  const { state, formData } = useNavigation();
  const sent = useRef<string | null>(null);
  const [saves, setSaves] = useState<Readonly<Record<string, number>>>({});
  useEffect(() => {
    const pressed = formData?.get("intent") ?? "";
    if (formData) sent.current = typeof pressed === "string" ? pressed : "";
    if (state !== "idle" || sent.current === null) return;
    const intent = sent.current;
    sent.current = null;
    const isRefused = Object.keys(faults.errors).length + Object.keys(faults.values).length > 0;
    if (!isRefused) setSaves((before) => ({ ...before, [intent]: (before[intent] ?? 0) + 1 }));
  }, [state, formData, faults]);
  return (intent = "") => saves[intent] ?? 0;
}
