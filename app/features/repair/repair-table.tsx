import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Section } from "~/ui/page";
import { ticksOf, textOf, type Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import { reasonOf, repairWords } from "~/words/repair";
import { RepairCourse } from "./repair-course";
import type { RepairRow } from "./view";

interface RepairTableProps {
  rows: readonly RepairRow[];
  idempotencyKey: string;
  busy: boolean;
  faults: Faults;
}

/** Before and after of each course: accepted whole, row by row, or handed to the call list. */
export function RepairTable({ rows, idempotencyKey, busy, faults }: RepairTableProps) {
  const moves = rows.flatMap((row) => row.moves);
  const extra = moves.filter(({ isExtra }) => isExtra).length;
  const ticked = ticksOf(
    faults,
    "course",
    rows.map(({ planId }) => planId),
  );
  const [first] = rows;
  const needsReason = rows.some(({ gaps }) => gaps.some(({ outside }) => outside !== null));
  return (
    <Section
      title="Can be put right"
      meta={repairWords({ courses: rows.length, moves: moves.length, extra })}
    >
      <Form method="post" className="repair" preventScrollReset>
        <input type="hidden" name="key" value={idempotencyKey} />
        <ol className="repair-courses">
          {rows.map((row) => (
            <li key={row.planId} className="repair-row">
              <label className="repair-tick">
                <input
                  className="checkbox"
                  type="checkbox"
                  name="course"
                  value={row.planId}
                  defaultChecked={ticked.includes(row.planId)}
                  aria-label={`Move ${row.patient}`}
                />
              </label>
              <RepairCourse row={row} />
              <div className="repair-do">
                <Button size="small" name="only" value={`move ${row.planId}`} busy={busy}>
                  Move
                  <span className="visually-hidden"> {row.patient} alone</span>
                </Button>
                <Button
                  size="small"
                  variant="quiet"
                  icon="phone"
                  name="only"
                  value={`call ${row.planId}`}
                  busy={busy}
                >
                  Call first
                  <span className="visually-hidden">: {row.patient}</span>
                </Button>
                <a className="repair-other" href={paths.sessionMove(row.moves[0]?.sessionId ?? "")}>
                  Another place…
                  <span className="visually-hidden"> for {row.patient}</span>
                </a>
              </div>
            </li>
          ))}
        </ol>
        <div className="repair-foot">
          {needsReason && (
            <Field
              label="Why gaps leave their range"
              name="gapReason"
              maxLength={500}
              defaultValue={textOf(faults, "gapReason", first ? reasonOf[first.cause] : "")}
              errors={faults.errors["gapReason"]}
            />
          )}
          <div className="repair-buttons">
            <Button variant="primary" name="intent" value="move" busy={busy}>
              Move the ticked
            </Button>
            <Button name="intent" value="call" icon="phone" busy={busy}>
              Call the ticked first
            </Button>
            <p className="repair-quiet">
              All ticked move as shown, or none. {countOf(rows.length, "course")} can be taken back as one.
            </p>
          </div>
        </div>
      </Form>
    </Section>
  );
}
