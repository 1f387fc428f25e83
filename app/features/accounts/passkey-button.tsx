import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { useEffect, useState, type ReactNode } from "react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";

/** What `/passkey` and `/passkey-sign-in` answer. */
interface Answer<Options> {
  ok: boolean;
  options?: Options;
  /** Where a sign-in leads on to. */
  to?: string;
  said?: string;
}
type ToProve = PublicKeyCredentialRequestOptionsJSON;
type ToMake = PublicKeyCredentialCreationOptionsJSON;

const failed = "The passkey could not be used. Try again, or use another way.";

async function post<Options>(path: string, fields: Record<string, string>): Promise<Answer<Options>> {
  const reply = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
  return (await reply.json()) as Answer<Options>;
}

/** Null where somebody let the browser's own dialog go: there is nothing to say then. */
async function wordsUnlessLetGo(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error && ["NotAllowedError", "AbortError"].includes(error.name) ? null : failed;
  }
}

interface PasskeyButtonProps {
  children: ReactNode;
  variant?: "primary";
  /** What to do with the button pressed; what to say where it did not work. */
  use: () => Promise<string | null>;
}

/** There only where JavaScript is: a passkey cannot be had without. */
function PasskeyButton({ children, variant, use }: PasskeyButtonProps) {
  const [state, setState] = useState<"without-script" | "ready" | "busy">("without-script");
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => setState("PublicKeyCredential" in window ? "ready" : "without-script"), []);
  if (state === "without-script") return null;
  async function press() {
    setState("busy");
    setSaid(null);
    setSaid(await wordsUnlessLetGo(use));
    setState("ready");
  }
  return (
    <div className="passkey-button">
      {said && (
        <Notice tone="warn" announce>
          {said}
        </Notice>
      )}
      <Button
        type="button"
        icon="key"
        size="large"
        {...(variant && { variant })}
        busy={state === "busy"}
        onClick={() => void press()}
      >
        {children}
      </Button>
    </div>
  );
}

/** Signs in, or goes on after the password. */
export function PasskeySignIn({ back, children }: { back: string; children: ReactNode }) {
  return (
    <PasskeyButton
      use={async () => {
        const { startAuthentication } = await import("@simplewebauthn/browser");
        const asked = await post<ToProve>(paths.passkeySignIn(), { intent: "options" });
        if (!asked.options) return asked.said ?? failed;
        const answer = JSON.stringify(await startAuthentication({ optionsJSON: asked.options }));
        const done = await post<never>(paths.passkeySignIn(), { intent: "answer", answer, back });
        if (!done.ok) return done.said ?? failed;
        // A whole new page: whatever was loaded before was another's.
        window.location.assign(done.to ?? back);
        return null;
      }}
    >
      {children}
    </PasskeyButton>
  );
}

/** Has the browser answer a challenge; `done` sends the answer with the page's own form. */
export function PasskeyProof({ done, children }: { done: (answer: string) => void; children: ReactNode }) {
  return (
    <PasskeyButton
      use={async () => {
        const { startAuthentication } = await import("@simplewebauthn/browser");
        const asked = await post<ToProve>(paths.passkey(), { intent: "prove" });
        if (!asked.options) return asked.said ?? failed;
        done(JSON.stringify(await startAuthentication({ optionsJSON: asked.options })));
        return null;
      }}
    >
      {children}
    </PasskeyButton>
  );
}

/** Has the browser make a passkey. */
export function PasskeyAdd({ done, children }: { done: (answer: string) => void; children: ReactNode }) {
  return (
    <PasskeyButton
      use={async () => {
        const { startRegistration } = await import("@simplewebauthn/browser");
        const asked = await post<ToMake>(paths.passkey(), { intent: "add" });
        if (!asked.options) return asked.said ?? failed;
        done(JSON.stringify(await startRegistration({ optionsJSON: asked.options })));
        return null;
      }}
    >
      {children}
    </PasskeyButton>
  );
}
