import { Form, useSubmit } from "@remix-run/react";
import { guidances, regions } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { SelectMenu } from "~/ui/select-menu";
import { guidanceWords, planStatusWords, regionWords, timePointWords } from "~/words/en";
import { monthYear } from "~/words/outcomes";
import {
  addMonth,
  eachMonth,
  filterQuery,
  outcomePoints,
  startedStatuses,
  type Month,
  type OutcomeFilter,
} from "./filter";

interface OutcomeFiltersProps {
  filter: OutcomeFilter;
  clinic: string | null;
  thisMonth: Month;
}

const monthsBack = 35;

/** One form that GETs: without JavaScript by its button, with it whenever something is chosen. */
export function OutcomeFilters({ filter, clinic, thisMonth }: OutcomeFiltersProps) {
  const submit = useSubmit();
  const { point, from, to, region, guidance, status } = filter;
  const earliest = [addMonth(thisMonth, -monthsBack), from].sort()[0] ?? from;
  const latest = [thisMonth, to].sort()[1] ?? to;
  const months = eachMonth(earliest, latest)
    .reverse()
    .map((value) => ({ value, label: monthYear(value) }));
  return (
    <Form
      method="get"
      action={paths.outcomes()}
      className="outcome-filters"
      aria-label="Filters"
      key={Object.values(filterQuery(filter)).join(" ")}
      onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
    >
      {clinic && <input type="hidden" name="clinic" value={clinic} />}
      <SelectMenu
        label="Report"
        name="point"
        any=""
        defaultValue={point}
        options={outcomePoints.map((value) => ({
          value,
          label: value === "3-months" ? "3 months, primary" : timePointWords[value],
        }))}
      />
      <SelectMenu label="Due" name="from" any="" defaultValue={from} options={months} />
      <SelectMenu label="to" name="to" any="" defaultValue={to} options={months} />
      <SelectMenu
        label="Region"
        name="region"
        any="All"
        defaultValue={region ?? ""}
        options={regions.map((value) => ({ value, label: regionWords[value] }))}
      />
      <SelectMenu
        label="Guidance"
        name="guidance"
        any="All"
        defaultValue={guidance ?? ""}
        options={guidances.map((value) => ({ value, label: guidanceWords[value] }))}
      />
      <SelectMenu
        label="Plans"
        name="status"
        any="All started"
        defaultValue={status ?? ""}
        options={startedStatuses.map((value) => ({ value, label: planStatusWords[value] }))}
      />
      <noscript>
        <Button>Show</Button>
      </noscript>
    </Form>
  );
}
