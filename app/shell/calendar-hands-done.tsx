import { Form } from "@remix-run/react";
import { useState } from "react";
import { unpack, type SessionRow } from "~/features/calendar/block";
import { dayWords, minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Toast } from "~/ui/toast";

/** What was just done to a session by its own page, and what its place is called. */
export interface Done {
  what: "booked" | "moved" | "moved-together" | "length";
  /** Its minutes of treatment and recovery before. */
  was: string | null;
  sessionId: string;
  back: string;
  names: Readonly<Record<string, string>>;
}

const doneWords = {
  booked: "Booked",
  moved: "Moved",
  "moved-together": "Moved with later sessions of its course",
  length: "Has another length",
};

/** Says on the calendar what a form did, and takes a move back. Works before JavaScript arrives. */
export function DoneToast({ done, rows }: { done: Done; rows: string }) {
  const [isOpen, setOpen] = useState(true);
  const row = unpack(rows).find(({ id }) => id === done.sessionId);
  if (!isOpen || !row) return null;
  const place = [row.physician, row.room].flatMap((id) => done.names[id] ?? []).join(", ");
  return (
    <Toast
      onDismiss={() => setOpen(false)}
      action={
        done.what === "length" ? (
          <LengthBack row={row} done={done} />
        ) : (
          done.what !== "booked" && (
            <Form method="post" action={paths.session(row.id)}>
              <input type="hidden" name="intent" value="undo-move" />
              <input type="hidden" name="back" value={done.back} />
              <Button variant="quiet" size="small">
                Undo
              </Button>
            </Form>
          )
        )
      }
    >
      {doneWords[done.what]}: {row.name}, {dayWords(row.day)}, {minutesToClock(row.start)}. {place}
    </Toast>
  );
}

/** Gives a session the minutes that it had. */
function LengthBack({ row, done }: { row: SessionRow; done: Done }) {
  const [treat, recover] = done.was?.split("-") ?? [];
  if (treat === undefined || recover === undefined || row.version === 0) return null;
  return (
    <Form method="post" action={paths.sessionLength(row.id)}>
      <input type="hidden" name="treatMinutes" value={treat} />
      <input type="hidden" name="recoverMinutes" value={recover} />
      <input type="hidden" name="version" value={row.version} />
      <input type="hidden" name="back" value={done.back} />
      <Button variant="quiet" size="small">
        Undo
      </Button>
    </Form>
  );
}
