import { paths } from "~/paths";

/** A question to the server without an answer, held open so that the page it was asked from stays as it is. */
export interface Unanswered {
  /** Something was to be saved. */
  isWrite: boolean;
  /** It was sent, and nothing has come back so far: it may have been done. */
  isSilent: boolean;
  again: () => void;
}

const silentMs = 10_000;

let unanswered: readonly Unanswered[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Unanswered[]) {
  unanswered = next;
  for (const listener of listeners) listener();
}

export const allUnanswered = () => unanswered;
export function watchUnanswered(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

interface Press {
  form: HTMLFormElement;
  button: HTMLElement | null;
  typed: string;
}
let lastPress: Press | null = null;

const typedIn = (form: HTMLFormElement, button: HTMLElement | null) =>
  JSON.stringify([...new FormData(form, button)]);

/**
 * What the router asks and nobody answers would end on the error page, and with it what was typed is lost. So these
 * questions are held instead: to the router they are only slow, until they are asked again or somebody leads on.
 */
export function holdUnanswered() {
  const send = window.fetch.bind(window);
  window.addEventListener(
    "submit",
    ({ target, submitter }) => {
      const form = target as HTMLFormElement;
      lastPress = { form, button: submitter, typed: typedIn(form, submitter) };
    },
    true,
  );
  window.fetch = (input, init = {}) => {
    const ask = () => send(input, init);
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    // A manifest without a signal is fetched in advance, and nobody waits for it.
    const isWaitedFor = pathname.endsWith(".data") || (pathname === "/__manifest" && init.signal);
    return isWaitedFor ? held(ask, pathname, init) : ask();
  };
}

function held(ask: () => Promise<Response>, pathname: string, { method = "GET", signal }: RequestInit) {
  const isWrite = method !== "GET" && pathname !== `${paths.search()}.data`;
  const press = isWrite && lastPress && leadsTo(lastPress.form, pathname) ? lastPress : null;
  return new Promise<Response>((resolve, reject) => {
    let told: Unanswered | null = null;
    let isOver = false;
    const drop = () => set(unanswered.filter((one) => one !== told));
    function tell(isSilent: boolean) {
      if (isOver) return;
      drop();
      told = { isWrite, isSilent, again };
      set([...unanswered, told]);
    }
    function end(finish: () => void) {
      isOver = true;
      drop();
      finish();
    }
    function attempt() {
      drop();
      const silence = setTimeout(tell, silentMs, true);
      ask()
        .then(
          (answer) => (isAway(answer) ? tell(false) : end(() => resolve(answer))),
          () => tell(false),
        )
        .finally(() => clearTimeout(silence));
    }
    function again() {
      // The same once more, so that the first answer to either counts; but never what has been corrected since.
      if (!press?.form.isConnected || press.typed === typedIn(press.form, press.button)) attempt();
      else press.form.requestSubmit(press.button);
    }
    signal?.addEventListener("abort", () => end(() => reject(signal.reason as Error)));
    attempt();
  });
}

/** The server said so itself, or what stands before it. */
const isAway = ({ status, headers }: Response) =>
  status === 502 || status === 504 || (status === 503 && headers.has("Retry-After"));

const leadsTo = (form: HTMLFormElement, pathname: string) =>
  `${new URL(form.getAttribute("action") ?? "", location.href).pathname}.data` === pathname;
