import { useCallback, useEffect, useRef, useState } from "react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import "./expiry-warning.css";

/** How long the sign-in lasts if nothing more happens; a new object with each answer of the server. */
export interface TimeLeft {
  seconds: number;
  /** It ends because nobody is there, and not because its day is over. */
  isIdle: boolean;
  warnSeconds: number;
}

const ended: TimeLeft = { seconds: 0, isIdle: true, warnSeconds: 0 };
const askAgainInAMinute: TimeLeft = { seconds: 60, isIdle: true, warnSeconds: 0 };
/** Typing and clicking are told to the server at most this often. */
const tellEverySeconds = 60;
const mostSeconds = 24 * 60 * 60;

/**
 * Warns before a sign-in ends, and says so when it has ended, over the page as it stands: nothing typed is lost. Another
 * tab may have kept it alive meanwhile, so the server is asked before anything is said.
 */
export function ExpiryWarning({ left }: { left: TimeLeft }) {
  const [state, setState] = useState<{ is: "fine" | "soon" | "ended"; left: TimeLeft; at: number }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const learn = useCallback((now: TimeLeft | null) => {
    clearTimeout(timer.current);
    const known = now ?? ended;
    const is = known.seconds <= 0 ? "ended" : known.seconds <= known.warnSeconds ? "soon" : "fine";
    // Live updates would lead a signed-out page away from what was typed.
    document.body.toggleAttribute("data-signed-out", is === "ended");
    setState({ is, left: known, at: Date.now() + known.seconds * 1000 });
    if (is === "ended") return;
    const askIn = is === "soon" ? known.seconds + 1 : known.seconds - known.warnSeconds;
    timer.current = setTimeout(() => void ask("unattended").then(learn), Math.min(askIn, mostSeconds) * 1000);
  }, []);

  useEffect(() => {
    learn(left);
    return () => clearTimeout(timer.current);
  }, [left, learn]);

  const toldAt = useRef(Date.now());
  const hasEnded = state?.is === "ended";
  useEffect(() => {
    if (hasEnded) return;
    // A long form is filled in without a word to the server, often over a dialog that nothing else can be pressed beside.
    function tell() {
      if (Date.now() - toldAt.current < tellEverySeconds * 1000) return;
      toldAt.current = Date.now();
      void ask("by-hand").then(learn);
    }
    const events = ["keydown", "pointerdown"] as const;
    for (const event of events) document.addEventListener(event, tell, { capture: true, passive: true });
    return () => {
      for (const event of events) document.removeEventListener(event, tell, { capture: true });
    };
  }, [hasEnded, learn]);

  useEffect(() => {
    // Timers stand still while a laptop sleeps.
    const onVisible = () => document.hidden || void ask("unattended").then(learn);
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [learn]);

  if (!state || state.is === "fine") return null;
  if (state.is === "ended") {
    const again = () => void ask("by-hand").then(learn);
    return (
      <Dialog
        title="You are signed out"
        onClose={again}
        footer={
          <>
            <Button type="button" onClick={again}>
              I have signed in again
            </Button>
            <LinkButton variant="primary" href={paths.signIn()} target="_blank" rel="opener">
              Sign in in a new tab
            </LinkButton>
          </>
        }
      >
        <p>
          Nobody was here for a while, or the day’s sign-in was over. What you typed is still on this page:
          sign in in a new tab, then come back and go on.
        </p>
      </Dialog>
    );
  }
  const clock = new Date(state.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return (
    <div className="expiry-warning">
      <Notice
        tone="warn"
        icon="clock"
        announce
        title={`You will be signed out at ${clock}.`}
        action={
          state.left.isIdle && (
            <Button type="button" onClick={() => void ask("by-hand").then(learn)}>
              Stay signed in
            </Button>
          )
        }
      >
        {state.left.isIdle
          ? "Nothing has happened here for a while."
          : "A sign-in lasts so long and no longer. Save what you are doing, then sign in again."}
      </Notice>
    </div>
  );
}

/** Null where the sign-in has ended; the present state where the server does not answer. */
async function ask(how: "by-hand" | "unattended"): Promise<TimeLeft | null> {
  const headers: HeadersInit = how === "unattended" ? { "X-Tendon-Unattended": "1" } : {};
  try {
    const answer = await fetch(paths.stay(), { headers, redirect: "manual" });
    if (answer.type === "opaqueredirect") return null;
    if (answer.ok) return (await answer.json()) as TimeLeft;
  } catch {
    // Offline is not signed out.
  }
  return askAgainInAMinute;
}
