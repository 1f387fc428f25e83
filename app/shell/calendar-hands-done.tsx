import { Form } from "@remix-run/react";
import { useState } from "react";
import { unpack } from "~/features/calendar/block";
import { dayWords, minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Toast } from "~/ui/toast";

/** What was just done to a session by its own page, and what its place is called. */
export interface Done {
  what: "booked" | "moved" | "moved-together";
  sessionId: string;
  back: string;
  names: Readonly<Record<string, string>>;
}

const doneWords = {
  booked: "Booked",
  moved: "Moved",
  "moved-together": "Moved with later sessions of its course",
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
        done.what !== "booked" && (
          <Form method="post" action={paths.session(row.id)}>
            <input type="hidden" name="intent" value="undo-move" />
            <input type="hidden" name="back" value={done.back} />
            <Button variant="quiet" size="small">
              Undo
            </Button>
          </Form>
        )
      }
    >
      {doneWords[done.what]}: {row.name}, {dayWords(row.day)}, {minutesToClock(row.start)}. {place}
    </Toast>
  );
}
