import postgres from "postgres";
import { liveChannel, type LiveNews } from "db/writes/notify";
import { env } from "~/env.server";
import { logNote } from "./log.server";

type Listener = (news: LiveNews) => void;

const listeners = new Set<Listener>();
const endings = new Set<() => void>();
let listening: ReturnType<typeof postgres> | undefined;

/** One LISTEN connection a process, past any pooler, opened when the first stream is; postgres.js reconnects it. */
function listen() {
  if (listening) return;
  listening = postgres(env().DATABASE_DIRECT_URL ?? env().DATABASE_URL, { max: 1, onnotice: () => {} });
  listening
    .listen(
      liveChannel,
      (text) => {
        const news = JSON.parse(text) as LiveNews;
        for (const tell of listeners) tell(news);
      },
      // After a reconnection nobody knows what was missed.
      () => {
        for (const tell of listeners) tell({ clinicIds: [], noun: "practice" });
      },
    )
    .catch(() => {
      logNote("live updates wait for the database");
      void listening?.end({ timeout: 1 });
      listening = undefined;
    });
}

/** Hears all news until the returned function is called. */
export function hear(listener: Listener, onServerClose: () => void): () => void {
  listen();
  listeners.add(listener);
  endings.add(onServerClose);
  return () => {
    listeners.delete(listener);
    endings.delete(onServerClose);
  };
}

export const openStreams = () => listeners.size;

export function closeLive() {
  for (const end of endings) end();
  void listening?.end({ timeout: 1 });
  listening = undefined;
}
