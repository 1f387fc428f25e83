import { useEffect, useState } from "react";
import type { find } from "./find.server";
import { paths } from "~/paths";

type Found = Awaited<ReturnType<typeof find>>;

const settleMs = 120;

/**
 * What is found for these words, asked while they are typed. Not by the router, which would load the whole page anew
 * after every key: a form is what it is sent as, so that no name stands in an address.
 */
export function useFound(text: string): { found: Found | null; isUnanswered: boolean; again: () => void } {
  const [found, setFound] = useState<Found | null>(null);
  const [isUnanswered, setUnanswered] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const asking = new AbortController();
    const timer = setTimeout(
      () => {
        ask(text, asking.signal).then(
          (answer) => {
            setFound(answer);
            setUnanswered(false);
          },
          () => {
            if (!asking.signal.aborted) setUnanswered(true);
          },
        );
      },
      text ? settleMs : 0,
    );
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text, tries]);
  return { found, isUnanswered, again: () => setTries(tries + 1) };
}

async function ask(text: string, signal: AbortSignal): Promise<Found> {
  const body = new URLSearchParams({ q: text });
  const reply = await fetch(paths.findResults(), { method: "POST", body, signal, redirect: "manual" });
  if (!reply.ok) throw new Error("not answered");
  return (await reply.json()) as Found;
}
