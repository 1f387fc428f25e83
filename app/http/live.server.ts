import { listenTo } from "db/listen";
import { liveChannel, type LiveNews } from "db/writes/notify";
import { env } from "~/env.server";
import { logNote } from "./log.server";

type Listener = (news: LiveNews) => void;

const listeners = new Set<Listener>();
const endings = new Set<() => void>();
let listening: { stop(): void } | undefined;

/** One LISTEN connection a process, opened when the first stream is. */
function listen() {
  const tellAll = (news: LiveNews) => {
    for (const tell of listeners) tell(news);
  };
  listening ??= listenTo(env().DATABASE_DIRECT_URL ?? env().DATABASE_URL, liveChannel, {
    onNews: (text) => tellAll(JSON.parse(text) as LiveNews),
    onListening: () => tellAll({ clinicIds: [], noun: "practice" }),
    onAway: () => logNote("live updates wait for the database"),
  });
}

const beatMs = 25_000;
/** The browser opens a new stream after this, with the rights its account has then. */
const longestMs = 10 * 60_000;

/**
 * A stream of the news that concerns these clinics. Ends when the tab goes, when the server stops, and after ten
 * minutes, so that a revoked sign-in does not keep listening.
 */
export function liveStream(request: Request, clinics: "all" | readonly string[]): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (news: LiveNews) => {
        const mine = clinics === "all" ? news.clinicIds : news.clinicIds.filter((id) => clinics.includes(id));
        if (mine.length > 0 || news.clinicIds.length === 0) {
          send(`data: ${JSON.stringify({ ...news, clinicIds: mine })}\n\n`);
        }
      };
      const beat = setInterval(() => send(": beat\n\n"), beatMs);
      const end = setTimeout(() => stop(), longestMs);
      stop = () => {
        stop = () => {};
        clearInterval(beat);
        clearTimeout(end);
        listeners.delete(tell);
        endings.delete(close);
        controller.close();
      };
      const close = () => stop();
      listen();
      listeners.add(tell);
      endings.add(close);
      request.signal.addEventListener("abort", close);
      send("retry: 2000\n\n");
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    },
  });
}

export const openStreams = () => listeners.size;

export function closeLive() {
  for (const end of endings) end();
  listening?.stop();
  listening = undefined;
}
