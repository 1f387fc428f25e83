import { useEffect, useRef, useState } from "react";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import "./accounts.css";

interface HandedLinkProps {
  name: string;
  link: string;
  goodForHours: number;
}

/** The one time a link is seen: it is in this answer, and nowhere else afterwards. */
export function HandedLink({ name, link, goodForHours }: HandedLinkProps) {
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"without-script" | "ready" | "copied">("without-script");
  useEffect(() => setState("ready"), [link]);

  async function copy() {
    field.current?.select();
    await navigator.clipboard.writeText(link);
    setState("copied");
  }

  return (
    <Notice
      tone="good"
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
