import { useEffect, useRef, useState } from "react";
import { Button } from "./button";
import "./copy-field.css";

/** A text to be taken elsewhere whole; without JavaScript it is selected and copied by hand. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [state, setState] = useState<"without-script" | "ready" | "copied">("without-script");
  useEffect(() => setState("ready"), [value]);

  async function copy() {
    field.current?.select();
    await navigator.clipboard.writeText(value);
    setState("copied");
  }

  return (
    <div className="copy-field">
      <input
        className="control"
        aria-label={label}
        readOnly
        ref={field}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      {state !== "without-script" && (
        <Button type="button" icon={state === "copied" ? "tick" : "copy"} onClick={() => void copy()}>
          {state === "copied" ? "Copied" : "Copy"}
        </Button>
      )}
    </div>
  );
}
