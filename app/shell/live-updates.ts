import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { paths } from "~/paths";

interface News {
  clinicIds: string[];
  noun: string;
  days?: string[];
}

const channelName = "tendon-live";
const settleMs = 150;
/** Says to the server that nobody made this request by hand, so that it keeps no sign-in alive. */
const unattendedHeader = "X-Tendon-Unattended";

/**
 * Shows others' changes as they happen: one event stream per browser, held by whichever tab has the lock, told to the
 * others through a channel. A tab in the background waits until it is looked at.
 */
export function useLiveUpdates(clinicId: string) {
  const { revalidate, state } = useRevalidator();
  const idle = useRef(true);
  idle.current = state === "idle";

  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pending = false;
    function refresh() {
      clearTimeout(timer);
      const { dragging, signedOut } = document.body.dataset;
      if (document.hidden || dragging !== undefined || signedOut !== undefined || !idle.current) {
        pending = true;
        timer = setTimeout(() => pending && !document.hidden && refresh(), 1000);
        return;
      }
      pending = false;
      unattended(revalidate);
    }
    function hear(news: News) {
      const concerns = news.clinicIds.length === 0 || clinicId === "all" || news.clinicIds.includes(clinicId);
      // How far a planning is comes twice a second, and is shown on its own pages only.
      const isElsewhere = news.noun === "batch" && !window.location.pathname.startsWith(paths.batch());
      if (!concerns || isElsewhere) return;
      clearTimeout(timer);
      timer = setTimeout(refresh, settleMs);
    }
    const onVisible = () => {
      if (!document.hidden && pending) refresh();
    };
    channel.onmessage = ({ data }: MessageEvent<News>) => hear(data);
    document.addEventListener("visibilitychange", onVisible);
    const release = holdStream((news) => {
      channel.postMessage(news);
      hear(news);
    });
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
      channel.close();
      release();
    };
  }, [clinicId, revalidate]);
}

/** Waits for the browser-wide lock, then listens until released; the next tab takes over. */
function holdStream(tell: (news: News) => void): () => void {
  const ended = new AbortController();
  const askedAt = performance.now();
  void navigator.locks
    .request(channelName, { signal: ended.signal }, () => {
      const stream = new EventSource(paths.live());
      // Between one stream and the next, of this tab or from another's, news may have gone by.
      let mayHaveMissed = performance.now() - askedAt > settleMs;
      stream.onopen = () => {
        if (mayHaveMissed) tell({ clinicIds: [], noun: "practice" });
        mayHaveMissed = true;
      };
      stream.onmessage = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as News);
      return new Promise<void>((resolve) => {
        ended.signal.addEventListener("abort", () => {
          stream.close();
          resolve();
        });
      });
    })
    .catch(() => {});
  return () => ended.abort();
}

/** Marks the data requests that one revalidation makes. */
function unattended(revalidate: () => void) {
  const original = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    headers.set(unattendedHeader, "1");
    return original(input, { ...init, headers });
  };
  revalidate();
  // Remix asks for its data in the same turn of the event loop as the revalidation begins.
  setTimeout(() => {
    window.fetch = original;
  }, 0);
}
