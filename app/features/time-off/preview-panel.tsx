import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import type { TimeOffKind } from "~/domain/vocabulary";
import { dayWords, whenWords, zoneName } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { timeOffWords } from "~/words/en";
import { periodWords } from "./period-words";
import "./time-off.css";

export interface ShownPreview {
  of: { kind: TimeOffKind; name: string; zone: string; zoneOf: string };
  startsAt: Date;
  endsAt: Date;
  impact: {
    sessions: number;
    byDay: { day: string; clinic: string; count: number }[];
    own: { startsAt: Date; zone: string; patient: string; clinic: string }[] | null;
    stays: number;
  };
}

interface PreviewPanelProps {
  preview: ShownPreview;
  /** The form as it was sent: what is saved is what is shown. */
  values: Record<string, string | string[]>;
  /** What becomes of the courses. */
  consequences: ReactNode;
}

/** What saving does, before it is done. */
export function PreviewPanel({ preview, values, consequences }: PreviewPanelProps) {
  const { of, startsAt, endsAt, impact } = preview;
  const box = useRef<HTMLDivElement>(null);
  const busy = useNavigation().formData?.get("intent") === "save";
  useEffect(() => box.current?.focus(), [preview]);
  return (
    <section className="time-off-preview" ref={box} tabIndex={-1} aria-labelledby="preview-title">
      <h2 id="preview-title">
        {timeOffWords[of.kind]} of {of.name}
      </h2>
      <p>
        {periodWords(startsAt, endsAt, of.zone)}
        <span className="time-off-quiet">
          {" "}
          on {of.zoneOf}’s clock ({zoneName(startsAt, of.zone, "short")})
        </span>
      </p>
      {impact.sessions === 0 ? (
        <Notice tone="good" title="No session is hit." />
      ) : (
        <Notice
          tone="warn"
          title={`${counted(impact.sessions)} ${impact.sessions === 1 ? "loses" : "lose"} ${loss[of.kind]}.`}
        >
          They stay with their patients and go on the list to rebook; none is cancelled.
        </Notice>
      )}
      {consequences}
      {impact.stays > 0 && <p>{counted(impact.stays)} under way or done: that stays as it is.</p>}
      {impact.own ? (
        <ul className="time-off-hits">
          {impact.own.map((session) => (
            <li key={`${session.startsAt.toISOString()} ${session.patient}`}>
              <span className="numeric">{whenWords(session.startsAt, session.zone)}</span> {session.patient}
              <span className="time-off-quiet"> {session.clinic}</span>
            </li>
          ))}
        </ul>
      ) : (
        <ul className="time-off-hits">
          {impact.byDay.map(({ day, clinic, count }) => (
            <li key={`${day} ${clinic}`}>
              <span className="numeric">{dayWords(day)}</span> {counted(count)}
              <span className="time-off-quiet"> {clinic}</span>
            </li>
          ))}
        </ul>
      )}
      <Form method="post" preventScrollReset>
        {Object.entries({ ...values, intent: "save" }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button variant="primary" size="large" busy={busy}>
          Save {timeOffWords[of.kind].toLowerCase()}
        </Button>
      </Form>
    </section>
  );
}

const loss: Record<TimeOffKind, string> = {
  leave: "their physician",
  closure: "their room",
  maintenance: "what they were booked with",
};
const counted = (count: number) => (count === 1 ? "1 session" : `${count} sessions`);
