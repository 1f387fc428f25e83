import { Form } from "@remix-run/react";
import { Button, LinkButton } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { regionSide } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { bulkRefusalWords } from "~/words/plans";
import type { PlanPreview } from "./bulk.server";
import "./bulk-dialog.css";

interface BulkDialogProps {
  move: "hold" | "resume";
  previews: readonly PlanPreview[];
  faults: Faults;
  /** This page again, as it is and without the dialog. */
  actionHref: string;
  closeHref: string;
}

/** What holding or resuming the chosen plans does to each, and the reason for it. */
export function BulkDialog({ move, previews, faults, actionHref, closeHref }: BulkDialogProps) {
  const possible = previews.filter(({ whyNot }) => whyNot === null);
  const cancelled = possible.flatMap(({ released }) => released).length;
  const plans = possible.length === 1 ? "1 plan" : `${possible.length} plans`;
  return (
    <Dialog
      title={move === "hold" ? `Put ${plans} on hold` : `Resume ${plans}`}
      closeHref={closeHref}
      size="wide"
      footer={
        <>
          <LinkButton variant="quiet" href={closeHref}>
            Leave them as they are
          </LinkButton>
          {possible.length > 0 && (
            <Button variant="primary" form="move-plans">
              {move === "hold" ? `Put ${plans} on hold` : `Resume ${plans}`}
              {cancelled > 0 && ` and cancel ${cancelled} ${cancelled === 1 ? "session" : "sessions"}`}
            </Button>
          )}
        </>
      }
    >
      <ErrorSummary
        errors={faults.errors}
        {...(!faults.errors["reason"] && { title: "Not every plan was changed" })}
      />
      <ul className="bulk-plans">
        {previews.map(({ id, patient, region, side, status, whyNot, released }) => (
          <li key={id}>
            <strong>{patient}</strong>, {regionSide(region, side)}:{" "}
            <span className="bulk-plan-effect">
              {whyNot === null ? effectWords(move, released) : bulkRefusalWords(whyNot, status)}
            </span>
          </li>
        ))}
      </ul>
      {possible.length > 0 && (
        <Form method="post" action={actionHref} id="move-plans" noValidate>
          <input type="hidden" name="intent" value="move-plans" />
          <input type="hidden" name="move" value={move} />
          {possible.map(({ id, released }, index) => (
            <span key={id}>
              <input type="hidden" name={`plans[${index}].id`} value={id} />
              <input
                type="hidden"
                name={`plans[${index}].released`}
                value={released.map((session) => session.id).join(",")}
              />
            </span>
          ))}
          {move === "hold" && (
            <TextAreaField
              label="Why?"
              name="reason"
              id="reason"
              hint="The same for all of them. The desk reads this too: nothing clinical here."
              maxLength={500}
              defaultValue={textOf(faults, "reason")}
              errors={faults.errors["reason"]}
            />
          )}
        </Form>
      )}
    </Dialog>
  );
}

function effectWords(move: "hold" | "resume", released: PlanPreview["released"]): string {
  if (move === "resume") return "becomes active again";
  if (released.length === 0) return "has nothing booked ahead";
  return `loses ${released.map(({ words }) => words).join("; ")}`;
}
