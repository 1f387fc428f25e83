import { Form } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { Faults } from "~/words/faults";

interface OutsidePanelProps {
  outside: { sessions: number; consequences: ReactNode; values: Faults["values"] };
  busy: boolean;
}

/** What the new hours do, before they are saved: nothing is kept or dropped without somebody's having said so. */
export function OutsidePanel({ outside, busy }: OutsidePanelProps) {
  const { sessions, consequences, values } = outside;
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), [outside]);
  const one = sessions === 1;
  return (
    <section className="hours-outside" ref={box} tabIndex={-1} aria-labelledby="outside-title">
      <h3 id="outside-title">
        {one
          ? "1 session is booked outside these hours"
          : `${sessions} sessions are booked outside these hours`}
      </h3>
      {consequences}
      <Notice tone="warn" title="Nothing is saved yet.">
        Say what becomes of {one ? "it" : "them"}.
      </Notice>
      <Form method="post" className="hours-outside-choice" preventScrollReset>
        {Object.entries(values).flatMap(([name, value]) =>
          [value]
            .flat()
            .map((text) => <input key={`${name} ${text}`} type="hidden" name={name} value={text} />),
        )}
        <Button variant="primary" name="booked" value="displace" busy={busy}>
          Save, and let the desk find {one ? "it another place" : "them other places"}
        </Button>
        <Button name="booked" value="keep" busy={busy}>
          Save, and keep {one ? "it" : "them"} outside the hours
        </Button>
      </Form>
    </section>
  );
}
