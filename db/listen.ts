import { setTimeout as pause } from "node:timers/promises";
import { Line } from "./pool/line";
import { DatabaseAway } from "./pool/patience";

const beatMs = 5_000;
const silentMs = 4_000;
const againMs = 500;

interface Listener {
  onNews: (text: string) => void;
  /** Listening from now on: what came before, since it was asked for or since the line was lost, nobody knows. */
  onListening: () => void;
  onAway: () => void;
}

/**
 * Hears a channel over a connection of its own, past any pooler. A line on which nothing comes looks like one that is dead, so
 * it is asked a little something every few seconds.
 */
export function listenTo(
  url: string,
  channel: string,
  { onNews, onListening, onAway }: Listener,
): { stop(): void } {
  const stopping = new AbortController();
  let line: Line | undefined;
  let isAway = false;

  async function asked(text: string) {
    const silence = setTimeout(() => line?.cut(new DatabaseAway("DATABASE_SILENT")), silentMs);
    try {
      await line?.run({ text });
    } finally {
      clearTimeout(silence);
    }
  }

  async function hear() {
    const lost = new AbortController();
    const onnotify = (_: string, text: string) => onNews(text);
    line = new Line({
      url,
      options: {
        ...{ onnotify, connect_timeout: 4, fetch_types: false, onnotice: () => {} },
        connection: { application_name: "tendon-live" },
      },
      types: { parsers: {}, serializers: {} },
      onLost: () => lost.abort(),
    });
    await asked(`listen ${channel}`);
    isAway = false;
    onListening();
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    for (;;) {
      await pause(beatMs, undefined, { signal, ref: false });
      await asked("select");
    }
  }

  async function listen() {
    const isStopped = () => stopping.signal.aborted;
    while (!isStopped()) {
      await hear().catch(() => {});
      if (isStopped()) return;
      if (!isAway) onAway();
      isAway = true;
      await pause(againMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  void listen();
  return {
    stop() {
      stopping.abort();
      line?.cut(new DatabaseAway("DATABASE_LOST"));
    },
  };
}
