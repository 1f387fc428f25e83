import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Field } from "~/ui/field";
import { Section } from "~/ui/page";
import { OVERDUE_REASON } from "~/words/batch";
import { textOf, ticksOf, type Faults } from "~/words/faults";
import { Course } from "./course";
import type { CourseRow, RunView } from "./view";

/** What was found: what waits to be booked with a box for each, what became of the others, and what has no place. */
export function Review({ run, faults }: { run: RunView; faults: Faults }) {
  const waiting = run.rows.filter(({ outcome, sessions }) => outcome === null && sessions !== null);
  const refused = run.rows.filter(({ outcome }) => outcome === "refused");
  const booked = run.rows.filter(({ outcome }) => outcome === "booked");
  const unplanned = run.rows.filter(({ outcome, sessions }) => outcome === null && sessions === null);
  return (
    <>
      {waiting.length > 0 && <Waiting rows={waiting} faults={faults} />}
      <List title="Refused" rows={refused} byHand />
      <List title="Without a place" rows={unplanned} byHand />
      <List title="Booked" rows={booked} />
    </>
  );
}

function List({
  title,
  rows,
  byHand = false,
}: {
  title: string;
  rows: readonly CourseRow[];
  byHand?: boolean;
}) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} meta={String(rows.length)}>
      <ol className="batch-courses">
        {rows.map((row) => (
          <Course
            key={row.planId}
            row={row}
            action={
              byHand && (
                <LinkButton size="small" href={paths.planCourse(row.planId)}>
                  Book by hand
                  <span className="visually-hidden">: {row.patient}</span>
                </LinkButton>
              )
            }
          />
        ))}
      </ol>
    </Section>
  );
}

function Waiting({ rows, faults }: { rows: readonly CourseRow[]; faults: Faults }) {
  const busy = useNavigation().state !== "idle";
  const ids = rows.map(({ planId }) => planId);
  const ticked = ticksOf(faults, "planId", ids);
  const form = useRef<HTMLFormElement>(null);
  return (
    <Section
      title="To be booked"
      meta={String(rows.length)}
      actions={<TickAll form={form} count={rows.length} />}
    >
      <Form method="post" ref={form} noValidate>
        {rows.some(({ needsReason }) => needsReason) && (
          <div className="batch-reason">
            <Field
              label="Why do overdue courses begin so late?"
              name="gapReason"
              hint="It stays with the first session of each."
              maxLength={500}
              defaultValue={textOf(faults, "gapReason", OVERDUE_REASON)}
              errors={faults.errors["gapReason"]}
            />
          </div>
        )}
        <ol className="batch-courses">
          {rows.map((row, index) => (
            <Course
              key={row.planId}
              row={row}
              box={
                <input
                  type="checkbox"
                  className="checkbox"
                  name="planId"
                  id={index === 0 ? "planId" : undefined}
                  value={row.planId}
                  defaultChecked={ticked.includes(row.planId)}
                  aria-label={`Book ${row.patient}`}
                />
              }
            />
          ))}
        </ol>
        <div className="batch-book">
          <Button variant="primary" size="large" name="intent" value="apply" busy={busy}>
            Book the ticked courses
          </Button>
        </div>
      </Form>
    </Section>
  );
}

/** Drawn only once it can do something. */
function TickAll({ form, count }: { form: React.RefObject<HTMLFormElement>; count: number }) {
  const [checked, setChecked] = useState<number | null>(null);
  useEffect(() => {
    const root = form.current;
    if (!root) return;
    const recount = () => setChecked(boxesIn(root).filter((box) => box.checked).length);
    recount();
    root.addEventListener("change", recount);
    return () => root.removeEventListener("change", recount);
  }, [form, count]);
  if (checked === null) return null;
  const all = checked === count;
  return (
    <>
      <span className="batch-quiet" role="status">
        {checked} ticked
      </span>
      <Button
        variant="quiet"
        size="small"
        type="button"
        onClick={() => {
          const root = form.current;
          if (!root) return;
          for (const box of boxesIn(root)) box.checked = !all;
          root.dispatchEvent(new Event("change"));
        }}
      >
        {all ? "Tick none" : "Tick all"}
      </Button>
    </>
  );
}

const boxesIn = (form: HTMLFormElement) => [
  ...form.querySelectorAll<HTMLInputElement>('input[name="planId"]'),
];
