import { useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Typed } from "~/domain/record-draft";
import { paths } from "~/paths";
import { keepDrafts, type Answer, type DraftState } from "./draft-keeper";
import { forgetDraft, forgetDrafts, keepDraft, readKept, type Kept, type KeptAt } from "./kept-draft";

interface DraftOptions {
  at: KeptAt;
  form: RefObject<HTMLFormElement>;
  /** What the form opened with, and of which version. */
  opened: Typed;
  version: number;
}

/** A record's draft while it is open: how it stands, and what this device has kept of it from another time. */
export function useDraft({ at, form, opened, version }: DraftOptions) {
  const [state, setState] = useState<DraftState>({ kind: "opened" });
  const [saved, setSaved] = useState(version);
  const [kept, setKept] = useState<Kept | null>(null);
  const [isLive, setLive] = useState(false);
  const [tab, setTab] = useState("");
  const keeper = useRef<ReturnType<typeof keepDrafts>>();
  const isSubmitting = useNavigation().state !== "idle";

  useEffect(() => {
    const tabId = crypto.randomUUID();
    const one = keepDrafts({
      version,
      send: (typed, over, { isLast }) => sendDraft(at.sessionId, typed, over, tabId, isLast),
      keep: (draft) => void keepDraft(at, draft),
      forget: () => forgetDraft(at),
      tell: (next, reached) => {
        setState(next);
        setSaved(reached);
      },
    });
    keeper.current = one;
    setTab(tabId);
    setLive(true);
    forgetDrafts(Date.now());
    void readKept(at).then((found) => {
      if (!found) return;
      if (isSame(found.typed, opened)) forgetDraft(at);
      else setKept(found);
    });
    window.addEventListener("online", one.flush);
    window.addEventListener("focus", one.flush);
    window.addEventListener("pagehide", one.leave);
    return () => {
      window.removeEventListener("online", one.flush);
      window.removeEventListener("focus", one.flush);
      window.removeEventListener("pagehide", one.leave);
      one.leave();
      one.stop();
    };
    // One keeper for as long as the form is open, over what it opened on.
  }, []);

  useEffect(() => keeper.current?.pause(isSubmitting), [isSubmitting]);

  return {
    state,
    version: saved,
    tab,
    isLive,
    kept,
    changed: () => {
      const typed = form.current ? typedIn(form.current) : {};
      keeper.current?.changed(typed);
      return typed;
    },
    setTyped: (typed: Typed) => keeper.current?.changed(typed),
    dropKept: () => {
      setKept(null);
      forgetDraft(at);
    },
    takeKept: () => setKept(null),
  };
}

/** A form's fields as they stand, less what only goes along with them. */
export function typedIn(form: HTMLFormElement): Typed {
  const data = new FormData(form);
  const typed: Typed = {};
  for (const name of new Set(data.keys())) {
    if (["version", "tab", "intent"].includes(name)) continue;
    const texts = data.getAll(name).filter((value) => typeof value === "string");
    typed[name] = texts.length === 1 ? (texts[0] ?? "") : texts;
  }
  return typed;
}

/** Past the router, which would hold a question without an answer and the page with it. */
async function sendDraft(
  sessionId: string,
  typed: Typed,
  version: number,
  tab: string,
  isLast: boolean,
): Promise<Answer> {
  const body = new URLSearchParams({ version: String(version), tab });
  for (const [name, value] of Object.entries(typed)) {
    for (const text of [value].flat()) body.append(name, text);
  }
  const reply = await fetch(paths.sessionDraft(sessionId), {
    method: "POST",
    body,
    redirect: "manual",
    keepalive: isLast,
    signal: isLast ? null : AbortSignal.timeout(10_000),
  });
  if (reply.type === "opaqueredirect" || reply.status === 401) return { kind: "signed-out" };
  if (reply.status >= 500) throw new Error("nobody answered");
  if (!reply.headers.get("content-type")?.includes("json")) return { kind: "refused" };
  const said = (await reply.json()) as {
    version?: number;
    refusal?: { code: string; changed?: { by: string; at: string } };
  };
  if (reply.ok && said.version !== undefined) return { kind: "saved", version: said.version };
  if (said.refusal?.code !== "stale") return { kind: "refused" };
  const { changed } = said.refusal;
  return { kind: "stale", changed: changed ? { by: changed.by, at: new Date(changed.at) } : null };
}

function isSame(one: Typed, other: Typed): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  const said = (typed: Typed, name: string) => [typed[name] ?? ""].flat().filter(Boolean).sort().join("\n");
  return [...names].every((name) => said(one, name) === said(other, name));
}
