import type { Typed } from "~/domain/record-draft";
import type { Kept } from "./kept-draft";

/** Who saved the draft meanwhile. */
export interface Overtaken {
  by: string;
  at: Date;
}

export type Answer =
  | { kind: "saved"; version: number }
  | { kind: "stale"; changed: Overtaken | null }
  | { kind: "signed-out" }
  | { kind: "refused" };

/** How what was typed stands: on the server, on the way, only on this device, or overtaken. */
export type DraftState =
  | { kind: "opened" | "unsaved" | "saving" | "saved" | "cut" | "signed-out" | "refused" }
  | { kind: "stale"; changed: Overtaken | null };

interface KeeperOptions {
  version: number;
  /** Rejects where nothing answers. */
  send: (typed: Typed, version: number, options: { isLast: boolean }) => Promise<Answer>;
  keep: (kept: Kept) => void;
  forget: () => void;
  tell: (state: DraftState, version: number) => void;
}

const pauseMs = 1000;
const againMs = 5000;

/**
 * Saves a draft while it is typed, one sending at a time. What has not reached the server is kept on the device first,
 * and only given up when the server has it. A draft that others have saved over is never sent again.
 */
export function keepDrafts({ version, send, keep, forget, tell }: KeeperOptions) {
  let latest: Typed | null = null;
  /** In one object, since each changes while an answer is waited for. */
  const now = { isSending: false, isPaused: false, isOver: false };
  let timer: ReturnType<typeof setTimeout> | undefined;

  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  async function flush() {
    clearTimeout(timer);
    const typed = latest;
    if (!typed || now.isSending || now.isPaused || now.isOver) return;
    now.isSending = true;
    tell({ kind: "saving" }, version);
    const answer = await send(typed, version, { isLast: false }).catch(() => null);
    settle(typed, answer);
  }

  function settle(typed: Typed, answer: Answer | null) {
    now.isSending = false;
    if (now.isOver) return;
    if (answer?.kind === "saved") {
      version = answer.version;
      if (latest === typed) {
        latest = null;
        forget();
        tell({ kind: "saved" }, version);
      } else later(pauseMs);
      return;
    }
    if (answer === null) later(againMs);
    if (answer?.kind === "stale") now.isOver = true;
    tell(answer ?? { kind: "cut" }, version);
  }

  return {
    changed: (typed: Typed) => {
      latest = typed;
      keep({ typed, version, at: Date.now() });
      if (now.isOver) return;
      if (!now.isSending) tell({ kind: "unsaved" }, version);
      later(pauseMs);
    },
    flush: () => void flush(),
    /** While the whole record is being signed. */
    pause: (paused: boolean) => {
      now.isPaused = paused;
      if (!paused && latest) later(pauseMs);
    },
    /** The page goes: what is not saved is sent once more, and nobody waits for the answer. */
    leave: () => {
      clearTimeout(timer);
      if (latest && !now.isOver && !now.isPaused) send(latest, version, { isLast: true }).catch(() => {});
    },
    stop: () => {
      clearTimeout(timer);
      now.isOver = true;
    },
  };
}
