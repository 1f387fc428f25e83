import { Form } from "@remix-run/react";
import type { AttemptOutcome } from "~/domain/vocabulary";
import { Button } from "~/ui/button";
import { Toast, ToastRegion } from "~/ui/toast";
import { doneWords } from "~/words/follow-up";
import { Of } from "./call-item";

/** What was just noted, and can be taken back while nothing followed it. */
export interface Done {
  reportId: string;
  planId: string;
  version: number;
  patient: string;
  what: AttemptOutcome | "declined" | "unreachable";
  /** Null where it is the report itself that was closed. */
  attemptId: string | null;
}

export function DoneToast({ done }: { done: Done | null }) {
  return (
    <ToastRegion>
      {done && (
        <Toast
          key={`${done.reportId} ${done.version}`}
          action={
            <Form method="post" preventScrollReset>
              <Of row={done} />
              {done.attemptId && <input type="hidden" name="attemptId" value={done.attemptId} />}
              <Button variant="quiet" name="intent" value={done.attemptId ? "undo" : "reopen"}>
                Undo
              </Button>
            </Form>
          }
        >
          {doneWords[done.what]}, {done.patient}
        </Toast>
      )}
    </ToastRegion>
  );
}
