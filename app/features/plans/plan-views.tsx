import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/choices";
import { Icon } from "~/ui/icon";
import { Menu } from "~/ui/menu";
import { Tabs } from "~/ui/tabs";
import {
  filterQuery,
  planColumns,
  viewQuery,
  type PlanColumn,
  type PlanFilter,
  type PlanShow,
} from "./filter";
import { HiddenFields } from "./hidden-fields";
import { ViewMenu, type SavedView } from "./saved-views";

const tabs: [PlanShow, string][] = [
  ["attention", "Needs attention"],
  ["active", "All active"],
  ["nothing-booked", "Nothing booked"],
  ["late", "Late"],
  ["unanswered", "Report unanswered"],
  ["on-hold", "On hold"],
  ["completed", "Completed"],
  ["all", "All"],
];

interface PlanTabsProps {
  filter: PlanFilter;
  clinic: string | null;
  counts: Record<PlanShow, number>;
  views: readonly SavedView[];
  actionHref: string;
}

/** The view whose saved query is what is shown. */
export const savedView = (filter: PlanFilter, views: readonly SavedView[]) =>
  views.find(({ query }) => query === viewQuery(filter));

/** The fixed views with their counts, then one's own. Filters go along from one to the next; the order does not. */
export function PlanTabs({ filter, clinic, counts, views, actionHref }: PlanTabsProps) {
  const here = viewQuery(filter);
  const saved = savedView(filter, views);
  const kept = { q: filterQuery(filter)["q"], region: filter.region, physician: filter.physician, clinic };
  return (
    <Tabs
      label="Views"
      tabs={[
        ...tabs.map(([show, label]) => ({
          href: paths.plans({
            ...kept,
            show: show === "attention" ? null : show,
            columns: filterQuery(filter)["columns"],
          }),
          label,
          count: counts[show],
          current: !saved && filter.show === show,
        })),
        ...views.map(({ id, name, address }) => ({
          href: paths.plans({ ...Object.fromEntries(new URLSearchParams(address)), clinic }),
          label: name,
          current: id === saved?.id,
        })),
      ]}
      action={<ViewMenu saved={saved} actionHref={actionHref} key={here} />}
    />
  );
}

const columnWords: Record<PlanColumn, string> = {
  region: "Region, side",
  physician: "Physician",
  clinic: "Clinic",
  course: "Course",
  next: "Next session",
  gap: "Gap",
  report: "Last report",
  pain: "Pain",
  status: "Status",
};

interface ColumnChoiceProps {
  filter: PlanFilter;
  clinic: string | null;
  hidden: readonly PlanColumn[];
  /** Columns that this reader may not see are not offered. */
  offered: readonly PlanColumn[];
}

export function ColumnChoice({ filter, clinic, hidden, offered }: ColumnChoiceProps) {
  const { columns: _, ...kept } = filterQuery({ ...filter, page: 1 });
  return (
    <Menu
      look="quiet"
      trigger={
        <>
          <Icon name="columns" />
          <span className="button-words">Columns</span>
        </>
      }
    >
      <Form method="get" action={paths.plans()} className="plan-columns" key={hidden.join()}>
        <HiddenFields values={{ ...kept, clinic }} />
        {planColumns
          .filter((column) => offered.includes(column))
          .map((column) => (
            <Checkbox
              key={column}
              id={`column-${column}`}
              name="column"
              value={column}
              label={columnWords[column]}
              defaultChecked={!hidden.includes(column)}
            />
          ))}
        <Button>Show these columns</Button>
      </Form>
    </Menu>
  );
}
