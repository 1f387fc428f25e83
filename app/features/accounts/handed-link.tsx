import { useEffect, useRef, useState } from "react";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import "./accounts.css";

interface HandedLinkProps {
  name: string;
  link: string;
  goodForHours: number;
  /** What came of mailing it; null where nobody was to be mailed. */
  mailed?: MailOutcome | null;
}

type MailOutcome = "sent" | "put-off" | "came-back" | "unclear";

const notMailed: Record<Exclude<MailOutcome, "sent">, string> = {
  "put-off": "The mail server did not take the mail just now.",
  "came-back": "The mail came back: the address was refused.",
  unclear: "The line went dead, and nobody knows whether the mail went out.",
};

/** The one time a link is seen: it is in this answer, and nowhere else afterwards. */
export function HandedLink({ name, link, goodForHours, mailed }: HandedLinkProps) {
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"without-script" | "ready" | "copied">("without-script");
  useEffect(() => setState("ready"), [link]);

  async function copy() {
    field.current?.select();
    await navigator.clipboard.writeText(link);
    setState("copied");
  }

  if (mailed === "sent") {
    return (
      <Notice tone="good" title={`The link is on its way to ${name}.`} announce>
        With it they choose their password. It works once, for {goodForHours} hours; earlier links of theirs
        no longer work.
      </Notice>
    );
  }
  return (
    <Notice
      tone={mailed ? "warn" : "good"}
      icon="link"
      title={`Hand this link to ${name}.`}
      announce
      action={
        state !== "without-script" && (
          <Button type="button" icon={state === "copied" ? "tick" : "copy"} onClick={() => void copy()}>
            {state === "copied" ? "Copied" : "Copy link"}
          </Button>
        )
      }
    >
      {mailed && <p>{notMailed[mailed]}</p>}
      <p>
        With it they choose their password. It works once, for {goodForHours} hours, and is shown only now;
        earlier links of theirs no longer work. Give it to them in person or over a channel you trust.
      </p>
      <input
        className="control handed-link"
        aria-label="One-time link"
        readOnly
        ref={field}
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Notice>
  );
}
