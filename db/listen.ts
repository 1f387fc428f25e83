import { setTimeout as pause } from "node:timers/promises";
import { Line } from "./pool/line";
import { DatabaseAway } from "./pool/patience";
import { Servers } from "./pool/servers";

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
 * it is asked every few seconds whether its server is there, and still the right one.
 */
export function listenTo(
  url: string,
  channel: string,
  { onNews, onListening, onAway }: Listener,
): { stop(): void } {
  const stopping = new AbortController();
  const servers = new Servers(url);
  let line: Line | undefined;
  let isAway = false;

  async function inTime(answer: Promise<unknown>) {
    const silence = setTimeout(() => line?.cut(new DatabaseAway("DATABASE_SILENT")), silentMs);
    try {
      await answer;
    } finally {
      clearTimeout(silence);
    }
  }

  async function hear() {
    const lost = new AbortController();
    const onnotify = (_: string, text: string) => onNews(text);
    line = new Line({
      servers,
      options: {
        ...{ onnotify, connect_timeout: 4, fetch_types: false, onnotice: () => {} },
        connection: { application_name: "tendon-live" },
      },
      types: { parsers: {}, serializers: {} },
      onLost: () => lost.abort(),
    });
    await inTime(line.run({ text: `listen ${channel}` }));
    isAway = false;
    onListening();
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    for (;;) {
      await pause(beatMs, undefined, { signal, ref: false });
      await inTime(line.confirm());
    }
  }

  async function listen() {
    const isStopped = () => stopping.signal.aborted;
    while (!isStopped()) {
      await hear().catch(() => line?.cut(new DatabaseAway("DATABASE_LOST")));
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
