import { Form } from "@remix-run/react";
import { addDays, daysBetween } from "~/domain/day";
import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Page, PageBand } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { regionSide } from "~/words/en";
import { daysWords } from "~/words/sessions";
import type { PlanChoice } from "./plan-choice";
import "./place-form.css";

interface ChoosePlanPageProps {
  plans: PlanChoice[];
  search: string;
  /** What the calendar asked for already: it goes along. */
  asked: Readonly<Record<string, string>>;
}

/** Whose session it is: found by name or record number, else the courses that wait for one. */
export function ChoosePlanPage({ plans, search, asked }: ChoosePlanPageProps) {
  return (
    <Page
      title="Book session"
      meta="Whose is it?"
      bands={
        <PageBand>
          <Form method="post" action={paths.search()} className="place-filters">
            <input type="hidden" name="where" value={paths.book()} />
            {Object.entries(asked).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <SearchField
              label="Patient or record number"
              name="q"
              defaultValue={search}
              key={search}
              maxLength={100}
            />
            <Button>Search</Button>
          </Form>
          <span className="place-filters-note">
            {search ? "Active plans" : "Courses that wait for a session, the longest first"}
          </span>
        </PageBand>
      }
      flush={plans.length > 0}
    >
      <DataTable
        caption="Plans to book for"
        columns={columns}
        rows={plans}
        rowId={({ id }) => id}
        rowHref={({ id }) => paths.book({ ...asked, plan: id })}
        card={(plan) => (
          <>
            <strong>{plan.patient}</strong>
            <p>
              {plan.recordNumber}, {regionSide(plan.region, plan.side).toLowerCase()}, {plan.physician}
            </p>
            <p>
              {plan.performed} of {plan.planned} performed. {dueWords(plan)}
            </p>
          </>
        )}
        empty={
          <EmptyState
            title={search ? `No active plan for “${search}”` : "No course waits for a session"}
            action={<a href={paths.plans({ show: "all" })}>Look in all plans</a>}
          >
            {search
              ? "Only active plans can be booked. Try a part of the name, or the record number."
              : "Search for a patient to book a session all the same."}
          </EmptyState>
        }
      />
    </Page>
  );
}

const columns: readonly Column<PlanChoice>[] = [
  { id: "patient", header: "Patient", cell: ({ patient }) => patient },
  { id: "record", header: "Record", cell: ({ recordNumber }) => recordNumber },
  { id: "region", header: "Region", cell: ({ region, side }) => regionSide(region, side) },
  { id: "physician", header: "Physician", cell: ({ physician }) => physician },
  { id: "progress", header: "Performed", cell: ({ performed, planned }) => `${performed} of ${planned}` },
  {
    id: "due",
    header: "Next session",
    cell: (plan) => <span className={isPast(plan) ? "place-past" : undefined}>{dueWords(plan)}</span>,
  },
];

const isPast = ({ lastDay, nextDay, range, today }: PlanChoice) =>
  !nextDay && lastDay !== null && daysBetween(lastDay, today) > range.max;

/** "In range 20 Nov to 4 Dec", "Tue 15 Dec, booked". */
function dueWords({ lastDay, nextDay, range, today }: PlanChoice): string {
  if (nextDay) return `${dayWords(nextDay)}, booked`;
  if (!lastDay) return "Any day: the first of its course";
  const days = daysBetween(lastDay, today);
  if (days > range.max) return `${daysWords(days - range.max)} past the maximum gap`;
  return `In range ${dayAndMonth(addDays(lastDay, range.min))} to ${dayAndMonth(addDays(lastDay, range.max))}`;
}
