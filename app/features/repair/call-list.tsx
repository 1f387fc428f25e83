import { Form } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/page";
import { faultsOfForm, textOf, type Faults } from "~/words/faults";
import { reasonOf, triesWords } from "~/words/repair";
import { RepairCourse } from "./repair-course";
import type { RepairRow } from "./view";

interface CallListProps {
  rows: readonly RepairRow[];
  idempotencyKey: string;
  zone: string;
  busy: boolean;
  faults: Faults;
}

/** Patients who are asked before anything moves; what is offered to each is made anew while it is looked at. */
export function CallList({ rows, idempotencyKey, zone, busy, faults }: CallListProps) {
  return (
    <Section title="Call first" meta={String(rows.length)} id="calls">
      <ol className="repair-courses">
        {rows.map((row) => {
          const own = faultsOfForm(faults, { course: row.planId });
          const { call, moves, phone, patient, planId, cause } = row;
          if (!call) return null;
          return (
            <li key={planId} className="repair-row repair-call">
              <Form method="post" className="repair-call-form" preventScrollReset>
                <input type="hidden" name="key" value={idempotencyKey} />
                <input type="hidden" name="course" value={planId} />
                <input type="hidden" name="gapReason" value={reasonOf[cause]} />
                <RepairCourse row={row} />
                <div className="repair-phone">
                  {phone ? (
                    <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
                      <Icon name="phone" />
                      {phone}
                    </a>
                  ) : (
                    <span className="repair-quiet">No telephone number is known.</span>
                  )}
                  <p className="repair-quiet">
                    {triesWords(call.attempts, call.triedAt ? whenWords(call.triedAt, zone) : "")}
                    {call.note && `. “${call.note}”`}
                  </p>
                </div>
                <div className="repair-answer">
                  <Field
                    label="Note of the call"
                    name="note"
                    id={`note-${planId}`}
                    optional
                    maxLength={500}
                    defaultValue={textOf(own, "note")}
                    errors={own.errors["note"]}
                  />
                  <div className="repair-buttons">
                    {moves.length > 0 && (
                      <Button variant="primary" size="small" name="intent" value="move" busy={busy}>
                        Agreed: move
                        <span className="visually-hidden"> {patient}</span>
                      </Button>
                    )}
                    <Button size="small" name="intent" value="tried" busy={busy}>
                      Not reached
                      <span className="visually-hidden">: {patient}</span>
                    </Button>
                    <a
                      className="repair-other"
                      href={paths.sessionMove(moves[0]?.sessionId ?? row.lost[0]?.sessionId ?? "")}
                    >
                      Another place…
                      <span className="visually-hidden"> for {patient}</span>
                    </a>
                    <Button size="small" variant="quiet" name="intent" value="uncall" busy={busy}>
                      Off this list
                      <span className="visually-hidden">: {patient}</span>
                    </Button>
                  </div>
                </div>
              </Form>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
