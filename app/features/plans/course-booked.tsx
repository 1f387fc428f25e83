import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { countOf } from "~/words/patients";

/** Says what was booked, and takes all of it back in one click. */
export function CourseBooked({ planId, sessionIds }: { planId: string; sessionIds: readonly string[] }) {
  return (
    <Notice
      tone="good"
      title={`${countOf(sessionIds.length, "session")} booked.`}
      announce
      action={
        <Form method="post" action={paths.planCourse(planId)}>
          <input type="hidden" name="intent" value="undo" />
          {sessionIds.map((id) => (
            <input key={id} type="hidden" name="sessionId" value={id} />
          ))}
          <Button>Undo</Button>
        </Form>
      }
    >
      <a href={paths.planLetter(planId)}>Print a letter for the patient</a>. Undo takes back all of them,
      within 15 minutes.
    </Notice>
  );
}
